//! 研修会の日医承認, singly or in bulk, with the day of the committee (features.md #58, #87).
//!
//! Each course is decided in a transaction of its own, so that one that was changed meanwhile stops
//! no other; sent again, what was decided stays decided.

use adapters::mail::CourseStep;
use api::{
    ApproveCourseAgenda,
    courses::{
        DecisionOutcome, MOST_DECISIONS, RoundApproval, RoundDecision, RoundDecisions, SeenCourse,
    },
    problem::ProblemKind,
};
use domain::{
    association::Tier,
    calendar::Date,
    course::{CourseEventKind, CourseState},
    rejection::{Code, FieldProblem, Rejection},
    rounds::RoundId,
};
use futures::{StreamExt, TryStreamExt, stream};

use crate::{
    Failure, Reply, Scope,
    admission::Officer,
    courses::{addressees, case::CourseCase},
    pipeline::Writing,
};

/// Courses decided side by side.
const AT_ONCE: usize = 8;

/// Three trips a course.
pub async fn handle(
    scope: Scope,
    call: Writing<ApproveCourseAgenda>,
) -> Result<Reply<RoundDecisions>, Failure> {
    if call.caller.tier != Tier::National {
        return Err(Failure::not_found());
    }
    check(&scope, &call.body)?;
    let (officer, round) = (&call.caller, &call.path.round);
    let mut each = Vec::new();
    for seen in &call.body.courses {
        each.push(decide(&scope, officer, round, call.body.decided_on, seen));
    }
    let decisions = stream::iter(each).buffered(AT_ONCE).try_collect().await?;
    Ok(Reply::ok(RoundDecisions { courses: decisions }))
}

fn check(scope: &Scope, body: &RoundApproval) -> Result<(), Failure> {
    let mut problems = Vec::new();
    if body.decided_on > scope.today() {
        problems.push(FieldProblem::new("decided_on", Code::InFuture));
    }
    if body.courses.is_empty() {
        problems.push(FieldProblem::new("courses", Code::Required));
    }
    if body.courses.len() > MOST_DECISIONS {
        let many = Rejection::new(Code::TooMany).with("max", MOST_DECISIONS);
        problems.push(FieldProblem::new("courses", many));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(problems))
    }
}

async fn decide(
    scope: &Scope,
    officer: &Officer,
    round: &RoundId,
    decided_on: Date,
    seen: &SeenCourse,
) -> Result<RoundDecision, Failure> {
    let outcome = decided(scope, officer, round, decided_on, seen).await?;
    Ok(RoundDecision {
        course: seen.course.clone(),
        outcome,
    })
}

async fn decided(
    scope: &Scope,
    officer: &Officer,
    round: &RoundId,
    decided_on: Date,
    seen: &SeenCourse,
) -> Result<DecisionOutcome, Failure> {
    let case = match CourseCase::read(scope, &seen.course).await {
        Ok(case) => case,
        Err(failure) if failure.kind() == ProblemKind::NotFound => {
            return Ok(DecisionOutcome::NotWaiting);
        }
        Err(failure) => return Err(failure),
    };
    let on_agenda = case
        .head
        .round
        .as_ref()
        .is_some_and(|placed| placed.round.id == *round);
    if on_agenda && case.course().state == CourseState::Approved {
        return Ok(if case.approved_on() == Some(decided_on) {
            DecisionOutcome::Approved
        } else {
            DecisionOutcome::NotWaiting
        });
    }
    let tier = Tier::National;
    if !on_agenda || case.course().state != (CourseState::Pending { stage: tier }) {
        return Ok(DecisionOutcome::NotWaiting);
    }
    if case.head.v != seen.version {
        return Ok(DecisionOutcome::Changed);
    }
    let waiting = case.waiting.as_ref();
    let forwarded = waiting.map(|waiting| waiting.since.date_in_japan());
    if forwarded.is_some_and(|day| decided_on < day) {
        return Ok(DecisionOutcome::TooEarly);
    }
    let by = waiting
        .map(|waiting| waiting.association_name.clone())
        .unwrap_or_default();
    let kind = CourseEventKind::Approved {
        tier,
        decided_on: Some(decided_on),
    };
    let case = case.after(scope, kind, &by).await?;
    let step = CourseStep::Approved {
        association: by,
        decided_on: decided_on.to_string(),
    };
    let mut transaction = officer.transaction();
    let place = case.write(&mut transaction)?;
    addressees::tell(scope, case.course(), step, &mut transaction).await?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(DecisionOutcome::Approved),
        Err(error) if error.refused_at(place) => Ok(DecisionOutcome::Changed),
        Err(error) => Err(Failure::of_commit(error)),
    }
}
