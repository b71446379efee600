//! Jobs: work over more items than a request may take, in slices of a second or so.
//!
//! - A job's id follows from what it does: starting it twice at once starts it once.
//! - A slice does its part and says how far it came; both are written in one transaction, under the
//!   condition that nobody else wrote in between. A slice may be begun twice, so whatever it writes
//!   besides must be the same the second time.
//! - Writing the progress calls for the next slice, through the table's stream.

pub mod bulk;
pub mod migrations;
pub mod notices;
pub mod replay;
mod walk;

use adapters::store::{
    Found, Key, Range, StoreError, Transaction,
    items::job::{JobLineRecord, JobRecord, JobState, JobWork},
};
use api::{
    jobs::{JobProgress, JobStanding},
    problem::ProblemKind,
};
use domain::{calendar::Moment, language::Language, register_number::MedicalRegisterNumber};

use crate::{Failure, Scope, admission::Officer};

/// Slices worked on at once, of all jobs. A slice passes on or decides some 25 applications a second,
/// each a write to the one queue of the committee's round, and 47 prefectures press the button on the
/// last evening: without a bound that key of the index would get more than the 1,000 units a second
/// that it bears (docs/operations/scale.md).
pub const SLICES_AT_ONCE: u32 = 8;

/// Lines of a report that one slice may add: a transaction has 100 steps, and progress is one of them.
pub const LINES_AT_ONCE: usize = 90;

/// What one slice did.
pub struct Slice {
    /// Parts done now.
    pub done: u32,
    /// Parts in all, as far as known now.
    pub total: u32,
    /// Where the next one begins.
    pub cursor: String,
    /// What was found until now.
    pub report: String,
    /// New lines of the report, [`LINES_AT_ONCE`] at most.
    pub lines: Vec<String>,
    /// Whether nothing is left.
    pub finished: bool,
}

/// Does the next slice of a job, if it still stands where the message says.
///
/// # Errors
/// The table's, and our faults: the message comes again. A job that cannot go on is stopped, which
/// is no error.
pub async fn advance(scope: &Scope, id: &str, v: u32) -> Result<(), Failure> {
    let Some(job) = scope.store.read::<JobRecord>(&Key::job(id)).await? else {
        return Ok(());
    };
    if !job.is_running() || job.v != v {
        return Ok(());
    }
    let mut transaction = Transaction::new();
    let slice = match &job.work {
        JobWork::Replay {
            rule_set, draft, ..
        } => replay::slice(scope, &job, rule_set, *draft).await,
        JobWork::Decision {
            programme,
            round,
            decided_on,
            minutes,
        } => {
            bulk::decide(
                scope,
                &job,
                (*programme, round),
                (*decided_on, minutes.clone()),
            )
            .await
        }
        JobWork::Forwarding {
            programme,
            association,
        } => bulk::forward(scope, &job, *programme, association).await,
        JobWork::Notices { on } => notices::slice(scope, &job, *on).await,
        JobWork::Migration { to } => migrations::slice(scope, &job, *to, &mut transaction).await,
    };
    let next = match slice {
        Ok(slice) => moved(scope, &job, slice, &mut transaction)?,
        Err(failure) if failure.kind() == ProblemKind::WrongState => stopped(scope, &job, &failure),
        Err(failure) => return Err(failure),
    };
    transaction.replace(&next, job.v)?;
    match scope.store.commit(transaction).await {
        // Another worker with the same message was faster.
        Ok(()) | Err(StoreError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn moved(
    scope: &Scope,
    job: &JobRecord,
    slice: Slice,
    transaction: &mut Transaction,
) -> Result<JobRecord, Failure> {
    let mut lines = job.lines;
    for text in slice.lines {
        transaction.put(&JobLineRecord {
            job: job.id.clone(),
            run: job.started_at,
            place: lines,
            text,
        })?;
        lines += 1;
    }
    let state = if slice.finished {
        JobState::Done
    } else {
        JobState::Running
    };
    Ok(JobRecord {
        moved_at: scope.now,
        state,
        done: slice.done,
        total: slice.total,
        cursor: slice.cursor,
        report: slice.report,
        lines,
        v: job.v + 1,
        ..job.clone()
    })
}

/// A refusal is what stops a job: its draft is gone, its round is over.
fn stopped(scope: &Scope, job: &JobRecord, why: &Failure) -> JobRecord {
    let said = |language| {
        let problem = why.problem(language);
        problem.detail.unwrap_or(problem.title)
    };
    JobRecord {
        moved_at: scope.now,
        state: JobState::Stopped {
            ja: said(Language::Ja),
            en: said(Language::En),
        },
        v: job.v + 1,
        ..job.clone()
    }
}

/// Who starts a job.
pub struct Starter<'a> {
    login: &'a str,
    register_number: Option<&'a MedicalRegisterNumber>,
}

impl<'a> From<&'a Officer> for Starter<'a> {
    fn from(officer: &'a Officer) -> Self {
        Self {
            login: &officer.login,
            register_number: officer.register_number.as_ref(),
        }
    }
}

impl<'a> From<&'a str> for Starter<'a> {
    fn from(login: &'a str) -> Self {
        Self {
            login,
            register_number: None,
        }
    }
}

/// Adds a job to the transaction that starts it; a later run takes the place of an earlier one.
///
/// # Errors
/// [`StoreError::Shape`].
pub fn start<'a>(
    scope: &Scope,
    transaction: &mut Transaction,
    (id, work): (String, JobWork),
    by: impl Into<Starter<'a>>,
    earlier: Option<&JobRecord>,
) -> Result<JobRecord, StoreError> {
    begin(transaction, scope.now, (id, work), &by.into(), earlier)
}

/// The same without a request.
fn begin(
    transaction: &mut Transaction,
    now: Moment,
    (id, work): (String, JobWork),
    by: &Starter<'_>,
    earlier: Option<&JobRecord>,
) -> Result<JobRecord, StoreError> {
    let job = JobRecord {
        id,
        work,
        by: by.login.to_owned(),
        register_number: by.register_number.cloned(),
        started_at: now,
        moved_at: now,
        state: JobState::Running,
        done: 0,
        total: 0,
        cursor: String::new(),
        report: String::new(),
        lines: 0,
        v: earlier.map_or(1, |earlier| earlier.v + 1),
    };
    match earlier {
        None => transaction.insert(&job)?,
        Some(earlier) => transaction.replace(&job, earlier.v)?,
    };
    Ok(job)
}

/// How far a job is.
#[must_use]
pub fn progress(scope: &Scope, job: &JobRecord) -> JobProgress {
    let (standing, trouble) = match &job.state {
        JobState::Running => (JobStanding::Running, None),
        JobState::Done => (JobStanding::Done, None),
        JobState::Stopped { ja, en } => (JobStanding::Stopped, Some(scope.say(ja, en))),
    };
    JobProgress {
        standing,
        trouble,
        done: job.done,
        total: job.total,
        by: job.by.clone(),
        started_at: job.started_at,
        moved_at: job.moved_at,
    }
}

/// The lines of a job's report, in their order.
///
/// # Errors
/// The table's; a line of another shape is our fault.
pub async fn lines<T: serde::de::DeserializeOwned>(
    scope: &Scope,
    job: &JobRecord,
) -> Result<Vec<T>, Failure> {
    let found = scope
        .store
        .query(&Range::job_lines(&job.id, job.started_at))
        .await?;
    let records = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<JobLineRecord>, _>>()?;
    records
        .iter()
        .map(|line| serde_json::from_str(&line.text).map_err(Failure::internal))
        .collect()
}
