//! Keys of a course with its roster and postings, and of rows posted without a course.

use domain::{credit::RowId, id::CourseId, organizer::OrganizerId};

use super::Key;

impl Key {
    /// Partition of a course.
    #[must_use]
    pub fn course(id: &CourseId) -> String {
        format!("COURSE#{id}")
    }

    /// Head of a course.
    #[must_use]
    pub fn course_head(id: &CourseId) -> Self {
        Self::new(Self::course(id), "H")
    }

    /// Event of a course.
    #[must_use]
    pub fn course_event(id: &CourseId, sequence: u32) -> Self {
        Self::new(Self::course(id), format!("V#{sequence:04}"))
    }

    /// What was typed for a course.
    #[must_use]
    pub fn course_form(id: &CourseId) -> Self {
        Self::new(Self::course(id), "F")
    }

    /// The approved course among those of its month, on one of the shelves.
    #[must_use]
    pub fn held_course(id: &CourseId, shelf: &str) -> Self {
        Self::new(Self::course(id), format!("E#{shelf}"))
    }

    /// The course in its reviewer's queue.
    #[must_use]
    pub fn course_waiting(id: &CourseId) -> Self {
        Self::new(Self::course(id), "W")
    }

    /// A call whose entries are not all written yet.
    #[must_use]
    pub fn open_award(id: &CourseId, call: &str) -> Self {
        Self::new(Self::course(id), format!("B#{call}"))
    }

    /// A chunk of a course's roster.
    #[must_use]
    pub fn roster(id: &CourseId, call: &str, chunk: usize) -> Self {
        Self::new(Self::course(id), format!("A#{call}#{chunk:03}"))
    }

    /// Correction of one posted row.
    #[must_use]
    pub fn correction(id: &CourseId, row: &RowId) -> Self {
        Self::new(Self::course(id), format!("C#{row}"))
    }

    /// A row posted without a course.
    #[must_use]
    pub fn feed_row(organizer: &OrganizerId, channel: &str, row: &RowId) -> Self {
        Self::new(format!("FEED#{organizer}#{channel}#{row}"), "H")
    }
}
