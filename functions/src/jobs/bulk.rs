//! Many applications at once: 一括進達 by a prefecture, 一括承認 by the national committee
//! (features.md #85, #86, L18).
//!
//! - Only what is rule-clean: nothing but credits in the system, identity confirmed. Everything else
//!   is left for an officer's eye, with the reason.
//! - Each application is decided by the same code, and under the same conditions, as one by one: in a
//!   transaction of its own that takes the case as it was judged. Whatever dies in between, none is
//!   decided twice and none is half decided.
//! - Each slice ends by writing down which applications are next. A slice that dies is done again over
//!   the very same ones, so what it had decided is in the count too.

use adapters::store::{
    QueueKey, StoreError, Transaction,
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
    id::ApplicationId,
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

/// What was done so far, and what is next.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Tally {
    done: u32,
    #[serde(default)]
    late: u32,
    left: u32,
    /// The applications of the next slice.
    #[serde(default)]
    next: Vec<ApplicationId>,
}

/// What became of one application.
enum Outcome {
    Done {
        /// It came too late for its round, and stands in the next.
        late: bool,
    },
    Left(Bilingual),
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
    let by = actor(job, &national);
    let one = |case: Case| approve(scope, case, by.clone(), (decided_on, minutes.clone()));
    slice(scope, job, (&queue, |_: &ApplicationLine| true), one).await
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
    // Others wait there too: they are no concern of this job.
    let mine = |line: &ApplicationLine| line.programme == programme && line.title.is_some();
    let one = |case: Case| pass_on(scope, case, association, by.clone());
    slice(scope, job, (&queue, mine), one).await
}

fn read(job: &JobRecord) -> Result<Tally, Failure> {
    if job.report.is_empty() {
        return Ok(Tally::default());
    }
    serde_json::from_str(&job.report).map_err(Failure::internal)
}

/// Decides those that the last slice wrote down, and writes down the next ones that wait. The first
/// slice has none to decide.
async fn slice<F>(
    scope: &Scope,
    job: &JobRecord,
    (queue, mine): (&str, impl Fn(&ApplicationLine) -> bool),
    one: impl Fn(Case) -> F,
) -> Result<Slice, Failure>
where
    F: Future<Output = Result<Outcome, Failure>>,
{
    let mut tally = read(job)?;
    let first = job.report.is_empty();
    let total = if first {
        scope.store.queue_length(queue).await?
    } else {
        job.total
    };
    let one = &one;
    let outcomes: Vec<(ApplicationLine, Outcome)> = stream::iter(std::mem::take(&mut tally.next))
        .map(|id| async move {
            let case = Case::read(scope, &id).await?;
            let line = case.head.line.clone();
            Ok::<_, Failure>((line, one(case).await?))
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    let lines = count(&mut tally, outcomes)?;
    let mut cursor = String::new();
    if first || !job.cursor.is_empty() {
        let after = QueuePlace::from_text(&job.cursor);
        let (found, next) = scope
            .store
            .queue(queue, after.as_ref(), CASES, false)
            .await?;
        for line in &found {
            let line: ApplicationLine = line.decode()?;
            if mine(&line) {
                tally.next.push(line.id);
            }
        }
        cursor = next.map(|place| place.to_text()).unwrap_or_default();
    }
    let finished = tally.next.is_empty() && cursor.is_empty();
    Ok(Slice {
        done: if finished {
            total
        } else {
            (tally.done + tally.left).min(total)
        },
        total,
        cursor,
        report: serde_json::to_string(&tally).map_err(Failure::internal)?,
        lines,
        finished,
    })
}

/// Adds what became of them to the tally, and gives the lines of those left.
fn count(
    tally: &mut Tally,
    outcomes: Vec<(ApplicationLine, Outcome)>,
) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    for (line, outcome) in outcomes {
        match outcome {
            Outcome::Done { late } => {
                tally.done += 1;
                tally.late += u32::from(late);
            }
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
    Ok(lines)
}

/// Approves one, when it needs no eye.
async fn approve(
    scope: &Scope,
    case: Case,
    actor: Actor,
    (decided_on, minutes): (Date, Option<String>),
) -> Result<Outcome, Failure> {
    let approved = |case: &Case| case.head.line.status == ApplicationStatus::Approved;
    if approved(&case) {
        return Ok(done(&case));
    }
    let clean = |title: &TitleLine| title.clean;
    if !case.head.line.title.as_ref().is_some_and(clean) {
        return Ok(left(
            "書類や申告のある申請です。個別に審査してください。",
            "It has documents or declared units: please look at it.",
        ));
    }
    if !case.head.line.confirmed {
        return Ok(unconfirmed());
    }
    let id = case.head.line.id.clone();
    let (_, profile) = docket::applicant(scope, &case).await?;
    let mut transaction = Transaction::new();
    let said = (Some(decided_on), minutes);
    let decided = decision::approve(scope, &mut transaction, actor, case, &profile, said).await;
    commit(scope, &id, transaction, decided, approved).await
}

/// Passes one on from an association, when it needs no eye.
async fn pass_on(
    scope: &Scope,
    case: Case,
    from: &AssociationId,
    actor: Actor,
) -> Result<Outcome, Failure> {
    let passed_on = |case: &Case| {
        let line = &case.head.line;
        line.status == ApplicationStatus::Pending && line.stage() != from
    };
    if passed_on(&case) {
        return Ok(done(&case));
    }
    if !case.head.line.confirmed {
        return Ok(unconfirmed());
    }
    if !decision::standing(scope, &case).await?.clean {
        return Ok(left(
            "書類や申告があるか、要件を満たしていません。個別に審査してください。",
            "It has documents or declared units, or does not meet the requirements.",
        ));
    }
    let id = case.head.line.id.clone();
    let (_, profile) = docket::applicant(scope, &case).await?;
    let mut transaction = Transaction::new();
    let decided =
        forward_application::forward(scope, &mut transaction, actor, case, &profile).await;
    commit(scope, &id, transaction, decided, passed_on).await
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
    id: &ApplicationId,
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
            let stored = Case::read(scope, id).await?;
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
