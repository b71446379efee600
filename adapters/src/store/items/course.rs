//! Courses: head, events, place in a reviewer's queue, roster.

use domain::{
    association::{AssociationId, Tier},
    calendar::{Moment, TimeOfDay},
    contact::PrefectureCode,
    course::{Course, CourseAward, CourseEvent, CourseForm, CourseState, Place},
    credit::RowId,
    id::CourseId,
    organizer::{Enquiries, OrganizerId},
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::Placement,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, QueueKey, Record};

/// The head; in the organiser's own list by its day.
///
/// `v` counts events and calls that award: an award is written only on the roster that it has read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseRecord {
    /// As the domain has it; its state is the fold of the events, copied here.
    #[serde(rename = "c")]
    pub course: Course,
    /// The stages that approve it, by the rules of the day on which it was last handed in.
    #[serde(rename = "h")]
    pub path: Vec<Tier>,
    /// The round of the national committee, for a course that goes there: expected while it is with
    /// the stages before, settled once it was passed on.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Placement>,
    /// Rows posted so far.
    #[serde(rename = "n")]
    pub posted: u32,
    /// Number of events.
    #[serde(rename = "e")]
    pub events: u32,
    /// Counts changes.
    pub v: u32,
}

impl Record for CourseRecord {
    fn key(&self) -> Key {
        Key::course_head(&self.course.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(QueueKey::mine(
            &self.course.organizer,
            self.course.description.date,
            &self.course.id,
        ))
    }
}

/// What was typed, as last submitted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseFormRecord {
    /// Of which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// The form.
    #[serde(rename = "f")]
    pub form: CourseForm,
}

impl Record for CourseFormRecord {
    fn key(&self) -> Key {
        Key::course_form(&self.course)
    }
}

/// One event. Append-only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CourseEventRecord {
    /// Of which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// 1, 2, 3 …
    #[serde(rename = "q")]
    pub sequence: u32,
    /// What happened.
    #[serde(rename = "ev")]
    pub event: CourseEvent,
}

impl Record for CourseEventRecord {
    fn key(&self) -> Key {
        Key::course_event(&self.course, self.sequence)
    }
}

/// The course in the queue of the association whose turn it is; gone once decided. On the agenda of
/// a round it stays, with the decision.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WaitingCourseRecord {
    /// Which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// Whose turn it is.
    #[serde(rename = "a")]
    pub association: AssociationId,
    /// Its name.
    #[serde(rename = "an")]
    pub association_name: String,
    /// Since when.
    #[serde(rename = "w")]
    pub since: Moment,
    /// 研修会名, shown in the queue.
    #[serde(rename = "t")]
    pub title: String,
    /// 主催者.
    #[serde(rename = "o")]
    pub organizer: OrganizerId,
    /// Its name, shown in the queue.
    #[serde(rename = "on")]
    pub organizer_name: String,
    /// 開催日.
    #[serde(rename = "d")]
    pub date: domain::calendar::Date,
    /// 制度.
    #[serde(rename = "g")]
    pub programmes: Vec<Programme>,
    /// Where the course stands.
    #[serde(rename = "s")]
    pub state: CourseState,
    /// The prefecture that passed it on, or has it.
    #[serde(rename = "p")]
    pub prefecture: PrefectureCode,
    /// What attending it earns.
    #[serde(rename = "aw")]
    pub awards: Vec<CourseAward>,
    /// The round on whose agenda it stands.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Placement>,
    /// The day that the decision bears, once there is one.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<domain::calendar::Date>,
    /// That of the head, to decide on what was seen.
    pub v: u32,
}

impl Record for WaitingCourseRecord {
    fn key(&self) -> Key {
        Key::course_waiting(&self.course)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(match &self.round {
            Some(placed) => QueueKey::agenda(&placed.round.id, &self.prefecture, &self.course),
            None => QueueKey::courses(&self.association, self.since, &self.course),
        })
    }
}

/// Where an approved course is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelf {
    /// Among those of its prefecture: the hall's, or the approving one's.
    #[serde(rename = "p")]
    Prefecture,
    /// Among all of them.
    #[serde(rename = "a")]
    All,
    /// Among those on-line.
    #[serde(rename = "o")]
    Online,
}

/// An approved course among those of its month: what a doctor finds who misses a credit
/// (features.md #60), and the public catalogue (#131). One item for each [`Shelf`] it stands on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HeldCourseRecord {
    /// Which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// Where this item of it stands.
    #[serde(rename = "h")]
    pub shelf: Shelf,
    /// 研修会名.
    #[serde(rename = "t")]
    pub title: String,
    /// 主催者.
    #[serde(rename = "on")]
    pub organizer_name: String,
    /// 開催日.
    #[serde(rename = "d")]
    pub date: domain::calendar::Date,
    /// The first lecture begins.
    #[serde(rename = "b")]
    pub begins: TimeOfDay,
    /// The last one ends.
    #[serde(rename = "z")]
    pub ends: TimeOfDay,
    /// The prefecture of the hall, of courses on-line only that of the approving association.
    #[serde(rename = "p")]
    pub prefecture: PrefectureCode,
    /// 開催場所.
    #[serde(rename = "w")]
    pub place: Place,
    /// 制度.
    #[serde(rename = "g")]
    pub programmes: Vec<Programme>,
    /// What attending it earns.
    #[serde(rename = "aw")]
    pub awards: Vec<CourseAward>,
    /// 演題 and 講師, in order of time.
    #[serde(rename = "l")]
    pub lectures: Vec<(String, String)>,
    /// 定員.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// 対象.
    #[serde(rename = "f", default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// お問合せ先.
    #[serde(rename = "q")]
    pub enquiries: Enquiries,
    /// Last day on which its credits are in time.
    #[serde(rename = "u")]
    pub post_by: domain::calendar::Date,
}

impl HeldCourseRecord {
    /// The items of an approved course.
    #[must_use]
    pub fn of(course: &Course) -> Vec<Self> {
        let place = &course.description.place;
        let mut shelves = vec![Shelf::Prefecture, Shelf::All];
        if !matches!(place, Place::Venue { .. }) {
            shelves.push(Shelf::Online);
        }
        let on = |shelf| Self::on_shelf(course, shelf);
        shelves.into_iter().map(on).collect()
    }

    fn on_shelf(course: &Course, shelf: Shelf) -> Self {
        let description = &course.description;
        let lectures = &description.lectures;
        Self {
            course: course.id.clone(),
            shelf,
            title: description.title.clone(),
            organizer_name: course.organizer_name.clone(),
            date: description.date,
            begins: lectures
                .iter()
                .map(|lecture| lecture.start)
                .min()
                .unwrap_or_default(),
            ends: lectures
                .iter()
                .map(|lecture| lecture.end)
                .max()
                .unwrap_or_default(),
            prefecture: match &description.place {
                Place::Venue { prefecture, .. } | Place::Both { prefecture, .. } => *prefecture,
                Place::Online { .. } => course.prefecture,
            },
            place: description.place.clone(),
            programmes: description.programmes.iter().copied().collect(),
            awards: description.awards(),
            lectures: lectures
                .iter()
                .map(|lecture| (lecture.title.clone(), lecture.lecturer.clone()))
                .collect(),
            capacity: description.capacity,
            target: description.target.clone(),
            enquiries: description.enquiries.clone(),
            post_by: course.post_by(),
        }
    }

    /// Where it stands in the index.
    fn queue_name(&self) -> String {
        let month = self.date.year_month();
        match self.shelf {
            Shelf::Prefecture => QueueKey::held_in(month, &self.prefecture),
            Shelf::All => QueueKey::held_anywhere(month),
            Shelf::Online => QueueKey::held_online(month),
        }
    }
}

impl Record for HeldCourseRecord {
    fn key(&self) -> Key {
        let shelf = match self.shelf {
            Shelf::Prefecture => "prefecture",
            Shelf::All => "all",
            Shelf::Online => "online",
        };
        Key::held_course(&self.course, shelf)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(QueueKey::held(self.queue_name(), self.date, &self.course))
    }
}

/// Up to 100 posted rows. Written before the doctors' entries, as the intent: what stands here
/// will stand there, and an [`OpenAwardRecord`] says that it may not do so yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterRecord {
    /// Of which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// Of which call.
    #[serde(rename = "k")]
    pub call: String,
    /// Place within the call.
    #[serde(rename = "q")]
    pub chunk: usize,
    /// When it was posted.
    #[serde(rename = "at")]
    pub at: Moment,
    /// The rows, compact: each an array within one JSON text.
    #[serde(rename = "r")]
    rows: String,
}

/// One posted row: row id, register number, name, birth date, own units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterRow(
    pub RowId,
    pub MedicalRegisterNumber,
    pub String,
    pub Option<domain::calendar::Date>,
    pub Option<domain::units::Units>,
);

impl RosterRecord {
    /// A chunk of a call.
    ///
    /// # Errors
    /// Serialisation.
    pub fn new(
        course: CourseId,
        call: String,
        chunk: usize,
        at: Moment,
        rows: &[RosterRow],
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            course,
            call,
            chunk,
            at,
            rows: serde_json::to_string(rows)?,
        })
    }

    /// Its rows.
    ///
    /// # Errors
    /// A text of another shape.
    pub fn rows(&self) -> Result<Vec<RosterRow>, serde_json::Error> {
        serde_json::from_str(&self.rows)
    }
}

impl Record for RosterRecord {
    fn key(&self) -> Key {
        Key::roster(&self.course, &self.call, self.chunk)
    }
}

/// A call whose entries may not all stand in the doctors' partitions. Written with the intent,
/// deleted when they do; the sweep finds what stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenAwardRecord {
    /// Of which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// Which call.
    #[serde(rename = "k")]
    pub call: String,
    /// Since when.
    #[serde(rename = "at")]
    pub since: Moment,
}

impl Record for OpenAwardRecord {
    fn key(&self) -> Key {
        Key::open_award(&self.course, &self.call)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(QueueKey::awards(self.since, &self.course, &self.call))
    }
}

/// One posted row was taken back, and perhaps replaced by another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CorrectionRecord {
    /// Of which course.
    #[serde(rename = "i")]
    pub course: CourseId,
    /// The row that was wrong.
    #[serde(rename = "r")]
    pub row: RowId,
    /// The row in its place.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<RosterRow>,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
}

impl Record for CorrectionRecord {
    fn key(&self) -> Key {
        Key::correction(&self.course, &self.row)
    }
}
