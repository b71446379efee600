//! Many applications at once: 一括進達 by a prefecture, 一括承認 by the national committee
//! (features.md #85, #86, L18).
//!
//! - Only what is rule-clean: nothing but credits in the system, identity confirmed. Everything else
//!   is left for an officer's eye, with the reason.
//! - Each application is decided by the same code, and under the same conditions, as one by one: in a
//!   transaction of its own that takes the case as it was judged. Whatever dies in between, none is
//!   decided twice and none is half decided.

use adapters::store::{
    Found, QueueKey, StoreError, Transaction,
    items::{
        application::{ApplicationLine, TitleLine},
        job::JobRecord,
    },
    table::QueuePlace,
};
use api::{
    problem::ProblemKind,
    rounds::{BulkView, LeftLine},
};
use domain::{
    application::{Actor, ApplicationStatus},
    association::AssociationId,
    calendar::Date,
    language::Language,
    programme::Programme,
    rounds::RoundId,
    rules::Bilingual,
};
use futures::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};

use super::Slice;
use crate::{
    Failure, Scope,
    applications::case::Case,
    review::{docket, forward_application},
    titles::decision,
};

/// Applications of one slice.
const CASES: i32 = 80;
/// Applications at once.
const AT_ONCE: usize = 8;
/// Lines of those left that are kept; the count tells how many.
const LINES_MAX: u32 = 300;

/// Which job decides a round.
#[must_use]
pub fn decision_id(programme: Programme, round: &RoundId) -> String {
    format!("decision.{programme}.{round}")
}

/// Which job passes on what waits at an association.
#[must_use]
pub fn forwarding_id(programme: Programme, association: &AssociationId) -> String {
    format!("forwarding.{programme}.{association}")
}

/// What was done so far.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Tally {
    done: u32,
    #[serde(default)]
    late: u32,
    left: u32,
    /// Decided in the round before this run began.
    before: u32,
}

/// What became of one application.
enum Outcome {
    Done {
        /// It came too late for its round, and stands in the next.
        late: bool,
    },
    Left(Bilingual),
    /// Of another programme: no concern of this job.
    Other,
}

fn left(ja: &str, en: &str) -> Outcome {
    Outcome::Left(Bilingual {
        ja: ja.to_owned(),
        en: en.to_owned(),
    })
}

fn actor(job: &JobRecord, association: &AssociationId) -> Actor {
    Actor::Officer {
        association: association.clone(),
        login: job.by.clone(),
        register_number: job.register_number.clone(),
    }
}

/// Approves the next applications of a round.
///
/// # Errors
/// The table's.
pub async fn decide(
    scope: &Scope,
    job: &JobRecord,
    (programme, round): (Programme, &RoundId),
    (decided_on, minutes): (Date, Option<String>),
) -> Result<Slice, Failure> {
    let national = AssociationId::national();
    let queue = QueueKey::round_of(&national, programme, round);
    let decided = QueueKey::decided_in(&national, programme, round);
    let mut tally = read(job)?;
    if job.cursor.is_empty() {
        tally.before = scope.store.queue_length(&decided).await?;
    }
    let by = actor(job, &national);
    let one =
        |line: ApplicationLine| approve(scope, line, by.clone(), (decided_on, minutes.clone()));
    let mut slice = slice(scope, job, &queue, tally, one).await?;
    if slice.finished {
        // What a slice approved before it died is in the round, if not in its count.
        let tally: Tally = serde_json::from_str(&slice.report).map_err(Failure::internal)?;
        let after = scope.store.queue_length(&decided).await?;
        let tally = Tally {
            done: after.saturating_sub(tally.before),
            ..tally
        };
        slice.report = serde_json::to_string(&tally).map_err(Failure::internal)?;
    }
    Ok(slice)
}

/// Passes on the next applications that wait at an association.
///
/// # Errors
/// The table's.
pub async fn forward(
    scope: &Scope,
    job: &JobRecord,
    programme: Programme,
    association: &AssociationId,
) -> Result<Slice, Failure> {
    let queue = QueueKey::queue_of(association, "application");
    let by = actor(job, association);
    let one = |line: ApplicationLine| pass_on(scope, line, programme, by.clone());
    slice(scope, job, &queue, read(job)?, one).await
}

fn read(job: &JobRecord) -> Result<Tally, Failure> {
    if job.report.is_empty() {
        return Ok(Tally::default());
    }
    serde_json::from_str(&job.report).map_err(Failure::internal)
}

async fn slice<F>(
    scope: &Scope,
    job: &JobRecord,
    queue: &str,
    mut tally: Tally,
    one: impl Fn(ApplicationLine) -> F,
) -> Result<Slice, Failure>
where
    F: Future<Output = Result<Outcome, Failure>>,
{
    let total = match job.total {
        0 => scope.store.queue_length(queue).await?,
        known => known,
    };
    let after = QueuePlace::from_text(&job.cursor);
    let (found, next) = scope
        .store
        .queue(queue, after.as_ref(), CASES, false)
        .await?;
    let waiting = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<ApplicationLine>, _>>()?;
    let outcomes: Vec<(ApplicationLine, Outcome)> = stream::iter(waiting)
        .map(|line| {
            let outcome = one(line.clone());
            async move { outcome.await.map(|outcome| (line, outcome)) }
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let mut lines = Vec::new();
    for (line, outcome) in outcomes {
        match outcome {
            Outcome::Done { late } => {
                tally.done += 1;
                tally.late += u32::from(late);
            }
            Outcome::Other => {}
            Outcome::Left(why) => {
                tally.left += 1;
                if tally.left <= LINES_MAX {
                    let line = LeftLine {
                        id: line.id,
                        name: line.name,
                        why,
                    };
                    lines.push(serde_json::to_string(&line).map_err(Failure::internal)?);
                }
            }
        }
    }
    let finished = next.is_none();
    Ok(Slice {
        done: if finished {
            total
        } else {
            (tally.done + tally.left).min(total)
        },
        total,
        cursor: next.map(|place| place.to_text()).unwrap_or_default(),
        report: serde_json::to_string(&tally).map_err(Failure::internal)?,
        lines,
        finished,
    })
}

/// The case with its applicant, when it can be decided without an eye.
async fn approve(
    scope: &Scope,
    line: ApplicationLine,
    actor: Actor,
    (decided_on, minutes): (Date, Option<String>),
) -> Result<Outcome, Failure> {
    let clean = |title: &TitleLine| title.clean;
    if !line.title.as_ref().is_some_and(clean) {
        return Ok(left(
            "書類や申告のある申請です。個別に審査してください。",
            "It has documents or declared units: please look at it.",
        ));
    }
    if !line.confirmed {
        return Ok(unconfirmed());
    }
    let case = Case::read(scope, &line.id).await?;
    let approved = |case: &Case| case.head.line.status == ApplicationStatus::Approved;
    if approved(&case) {
        return Ok(done(&case));
    }
    let (_, profile) = docket::applicant(scope, &case).await?;
    let mut transaction = Transaction::new();
    let said = (Some(decided_on), minutes);
    let decided = decision::approve(scope, &mut transaction, actor, case, &profile, said).await;
    commit(scope, &line, transaction, decided, approved).await
}

/// Passes one on, when it needs no eye.
async fn pass_on(
    scope: &Scope,
    line: ApplicationLine,
    programme: Programme,
    actor: Actor,
) -> Result<Outcome, Failure> {
    if line.programme != programme || line.title.is_none() {
        return Ok(Outcome::Other);
    }
    if !line.confirmed {
        return Ok(unconfirmed());
    }
    let case = Case::read(scope, &line.id).await?;
    let waited_at = line.stage().clone();
    let passed_on = |case: &Case| {
        case.head.line.status == ApplicationStatus::Pending && *case.head.line.stage() != waited_at
    };
    if passed_on(&case) {
        return Ok(done(&case));
    }
    if !decision::standing(scope, &case).await?.clean {
        return Ok(left(
            "書類や申告があるか、要件を満たしていません。個別に審査してください。",
            "It has documents or declared units, or does not meet the requirements.",
        ));
    }
    let (_, profile) = docket::applicant(scope, &case).await?;
    let mut transaction = Transaction::new();
    let decided =
        forward_application::forward(scope, &mut transaction, actor, case, &profile).await;
    commit(scope, &line, transaction, decided, passed_on).await
}

fn done(case: &Case) -> Outcome {
    let title = case.head.line.title.as_ref();
    Outcome::Done {
        late: title.is_some_and(|title| title.missed.is_some()),
    }
}

fn unconfirmed() -> Outcome {
    left(
        "本人確認が済んでいません。",
        "The applicant's identity is not confirmed.",
    )
}

/// Writes a decision, unless the domain refuses it or somebody was faster.
async fn commit(
    scope: &Scope,
    line: &ApplicationLine,
    transaction: Transaction,
    decided: Result<Case, Failure>,
    is_done: impl Fn(&Case) -> bool,
) -> Result<Outcome, Failure> {
    let decided = match decided {
        Ok(decided) => decided,
        Err(failure) => return refused(failure),
    };
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(done(&decided)),
        Err(StoreError::Refused(_)) => {
            let stored = Case::read(scope, &line.id).await?;
            Ok(if is_done(&stored) {
                done(&stored)
            } else {
                left(
                    "審査の途中で申請が変わりました。",
                    "It was changed in between.",
                )
            })
        }
        Err(error) => Err(error.into()),
    }
}

/// What the rules refuse is left; our own faults come again.
fn refused(failure: Failure) -> Result<Outcome, Failure> {
    let by_the_rules = matches!(
        failure.kind(),
        ProblemKind::RequirementsUnmet
            | ProblemKind::WrongState
            | ProblemKind::Invalid
            | ProblemKind::Changed
            // The own application of whoever started it.
            | ProblemKind::Forbidden
    );
    if !by_the_rules {
        return Err(failure);
    }
    let said = |language: Language| {
        let problem = failure.problem(language);
        problem.detail.unwrap_or(problem.title)
    };
    Ok(left(&said(Language::Ja), &said(Language::En)))
}

/// What was done until now.
///
/// # Errors
/// The table's.
pub async fn view(scope: &Scope, job: Option<&JobRecord>) -> Result<BulkView, Failure> {
    let Some(job) = job else {
        return Ok(BulkView {
            progress: None,
            done: 0,
            late: 0,
            left: 0,
            lines: Vec::new(),
        });
    };
    let tally = read(job)?;
    let lines = if job.lines == 0 {
        Vec::new()
    } else {
        super::lines(scope, job).await?
    };
    Ok(BulkView {
        progress: Some(super::progress(scope, job)),
        done: tally.done,
        late: tally.late,
        left: tally.left,
        lines,
    })
}
