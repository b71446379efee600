//! Keys of the house itself: rules, notices, jobs, effects, the audit trail, calendars.

use domain::calendar::Moment;

use super::{Key, NOTICES, RULES, in_order};

impl Key {
    /// A rule set that an administrator wrote.
    #[must_use]
    pub fn rule_set(id: &str) -> Self {
        Self::new(RULES.to_owned(), format!("R#{id}"))
    }

    /// A calendar of rounds that an administrator wrote.
    #[must_use]
    pub fn round_calendar(id: &str) -> Self {
        Self::new(RULES.to_owned(), format!("S#{id}"))
    }

    /// The count of adoptions, beside the rule sets.
    #[must_use]
    pub fn rule_shelf() -> Self {
        Self::new(RULES.to_owned(), "V")
    }

    /// A notice, by its id, which begins with its end.
    #[must_use]
    pub fn posted_notice(id: &str) -> Self {
        Self::new(NOTICES.to_owned(), format!("N#{id}"))
    }

    /// An effect that has no event of its own.
    #[must_use]
    pub fn outbox(id: &str) -> Self {
        Self::new(format!("OUTBOX#{id}"), "O")
    }

    /// Head of a job.
    #[must_use]
    pub fn job(id: &str) -> Self {
        Self::new(format!("JOB#{id}"), "H")
    }

    /// A line of a job's report, by the run it belongs to.
    #[must_use]
    pub fn job_line(id: &str, run: Moment, place: u32) -> Self {
        Self::new(
            format!("JOB#{id}"),
            format!("L#{}#{place:06}", in_order(run)),
        )
    }

    /// Which version the stored data have.
    #[must_use]
    pub fn data_version() -> Self {
        Self::new("VERSION".to_owned(), "H")
    }

    /// A line of the audit trail.
    #[must_use]
    pub fn audit(subject: &str, at: Moment, id: &str) -> Self {
        Self::new(format!("AUDIT#{subject}"), format!("{}#{id}", in_order(at)))
    }

    /// Whose calendar an address leads to, by the hash of its secret.
    #[must_use]
    pub fn calendar(secret_hash: &str) -> Self {
        Self::new(format!("CALENDAR#{secret_hash}"), "H")
    }
}
