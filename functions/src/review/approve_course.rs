//! 研修会を承認する, or pass it on to the national committee (features.md #58, #87).

use adapters::mail::CourseStep;
use api::{ApproveCourse, courses::CourseView, problem::ProblemKind};
use domain::{
    access::reviews_course,
    association::Tier,
    course::{CourseEventKind, CourseState},
};

use crate::{
    Failure, Reply, Scope,
    courses::{
        addressees,
        case::{CourseCase, officer},
    },
    pipeline::Writing,
};

/// Approves what the officer has seen. Where a stage comes after this one it is passed on, and the
/// next one has it in its queue, or on the agenda of a round; the organiser is told which.
pub async fn handle(
    scope: Scope,
    call: Writing<ApproveCourse>,
) -> Result<Reply<CourseView>, Failure> {
    let viewer = officer(&call.caller);
    let case = CourseCase::read(&scope, &call.path.course).await?;
    let tier = call.caller.tier;
    if !reviews_course(&viewer, case.course(), tier) {
        return Err(Failure::not_found());
    }
    if case.course().state == CourseState::Approved {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    if case.head.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    if tier == Tier::National && case.head.round.is_some() {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "審査回にかかる研修会は、運営委員会の日を入れて承認してください。",
            "A course on the agenda of a round is approved with the day of the committee.",
        ));
    }
    let by = case
        .waiting
        .as_ref()
        .map(|waiting| waiting.association_name.clone())
        .unwrap_or_default();
    let kind = if case.history()?.next_stage().is_some() {
        CourseEventKind::Forwarded {
            tier,
            // As it will stand when it is with the next stage.
            round: case.round_now(&scope)?.map(|placed| placed.round.id),
        }
    } else {
        CourseEventKind::Approved {
            tier,
            decided_on: None,
        }
    };
    let case = case.after(&scope, kind, &by).await?;
    let step = match case.approved_on() {
        Some(day) => CourseStep::Approved {
            association: by,
            decided_on: day.to_string(),
        },
        None => CourseStep::Forwarded {
            association: by,
            placement: case.head.round.clone(),
        },
    };
    let mut transaction = call.caller.transaction();
    case.write(&mut transaction)?;
    addressees::tell(&scope, case.course(), step, &mut transaction).await?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(case.view(&scope)?))
}
