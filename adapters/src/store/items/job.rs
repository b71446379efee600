//! Jobs: work over many items, done in slices by a worker.
//!
//! The item is the event: each write of a job that is not done calls for its next slice, through
//! the stream. What a slice did and how far it came are written under the condition that nobody
//! else wrote in between, so that a slice counts once however often its message arrives.

use domain::{
    association::AssociationId,
    calendar::{Date, Moment},
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::RoundId,
};
use serde::{Deserialize, Serialize};

use crate::{
    queues::QueueKind,
    store::{Key, QueueKey, Record},
};

/// How long lines of a report are kept, days.
const LINES_KEPT_DAYS: i64 = 90;
/// How long a job is kept after it came to its end, days.
const KEPT_DAYS: i64 = 400;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "kebab-case")]
pub enum JobWork {
    /// A draft of the rules tried on everybody (features.md L9).
    Replay {
        /// The draft.
        #[serde(rename = "r")]
        rule_set: String,
        /// The version of the draft that was looked at.
        #[serde(rename = "d")]
        draft: u32,
        /// Its programme.
        #[serde(rename = "g")]
        programme: Programme,
    },
    /// Notices to holders whose title ends (features.md #94).
    Notices {
        /// The day for which they are due.
        #[serde(rename = "d")]
        on: Date,
    },
    /// 一括承認 of a round (features.md #86, L18).
    Decision {
        /// 制度.
        #[serde(rename = "g")]
        programme: Programme,
        /// The round.
        #[serde(rename = "r")]
        round: RoundId,
        /// The day of the committee.
        #[serde(rename = "d")]
        decided_on: Date,
        /// 議事録: where the minutes have it.
        #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
        minutes: Option<String>,
    },
    /// A change of all stored data, to the next version (docs/operations/migrations.md).
    Migration {
        /// The version that the data have afterwards.
        #[serde(rename = "n")]
        to: u32,
    },
    /// 一括進達 of a prefectural association (features.md #85, L18).
    Forwarding {
        /// 制度.
        #[serde(rename = "g")]
        programme: Programme,
        /// Which association passes on.
        #[serde(rename = "a")]
        association: AssociationId,
    },
}

/// Where a job stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "s", rename_all = "kebab-case")]
pub enum JobState {
    /// Slices follow.
    Running,
    /// Everything is done.
    Done,
    /// It cannot go on; what was done stays done.
    Stopped {
        /// Why, in Japanese.
        #[serde(rename = "j")]
        ja: String,
        /// Why, in English.
        #[serde(rename = "e")]
        en: String,
    },
}

/// A job and how far it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobRecord {
    /// Which: it follows from what is done, so that the same is never done twice at once.
    #[serde(rename = "i")]
    pub id: String,
    /// What is done.
    #[serde(rename = "w")]
    pub work: JobWork,
    /// ログインID of who started it.
    #[serde(rename = "b")]
    pub by: String,
    /// 医籍登録番号 of that officer, if a doctor, as declared: the own application is left to others.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<MedicalRegisterNumber>,
    /// When this run was started.
    #[serde(rename = "t")]
    pub started_at: Moment,
    /// When it last came further.
    #[serde(rename = "m")]
    pub moved_at: Moment,
    /// Where it stands.
    #[serde(rename = "z")]
    pub state: JobState,
    /// Parts done.
    #[serde(rename = "n")]
    pub done: u32,
    /// Parts in all, as far as known.
    #[serde(rename = "a")]
    pub total: u32,
    /// Where the next slice begins; empty at first.
    #[serde(rename = "c")]
    pub cursor: String,
    /// What was found so far, as the work writes it; empty at first.
    #[serde(rename = "o")]
    pub report: String,
    /// Lines of the report so far.
    #[serde(rename = "l")]
    pub lines: u32,
    /// Counts changes, over all runs.
    pub v: u32,
}

impl JobRecord {
    /// Whether slices follow.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.state == JobState::Running
    }

    /// Through which queue its slices are called for.
    #[must_use]
    pub fn queue_kind(&self) -> QueueKind {
        match self.work {
            JobWork::Migration { .. } => QueueKind::Migration,
            JobWork::Replay { .. }
            | JobWork::Notices { .. }
            | JobWork::Decision { .. }
            | JobWork::Forwarding { .. } => QueueKind::Job,
        }
    }
}

impl Record for JobRecord {
    fn key(&self) -> Key {
        Key::job(&self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        self.is_running()
            .then(|| QueueKey::jobs(self.started_at, &self.id))
    }

    fn expires_at(&self) -> Option<Moment> {
        (!self.is_running()).then(|| self.moved_at.plus_days(KEPT_DAYS))
    }
}

/// A line of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JobLineRecord {
    /// Of which job.
    #[serde(rename = "i")]
    pub job: String,
    /// Of which run.
    #[serde(rename = "t")]
    pub run: Moment,
    /// 0, 1, 2 …
    #[serde(rename = "n")]
    pub place: u32,
    /// As the work writes it.
    #[serde(rename = "x")]
    pub text: String,
}

impl Record for JobLineRecord {
    fn key(&self) -> Key {
        Key::job_line(&self.job, self.run, self.place)
    }

    fn expires_at(&self) -> Option<Moment> {
        Some(self.run.plus_days(LINES_KEPT_DAYS))
    }
}
