//! 研修会を差し戻す (features.md #58).

use adapters::mail::CourseStep;
use api::{SendBackCourse, courses::CourseView, problem::ProblemKind};
use domain::{
    access::reviews_course,
    application::check_reason,
    course::{CourseEventKind, CourseState},
    rejection::FieldProblem,
};

use crate::{
    Failure, Reply, Scope,
    courses::{
        addressees,
        case::{CourseCase, officer},
    },
    pipeline::Writing,
};

/// Sends back what the officer has seen; sent twice with the same reason, it is sent back once.
pub async fn handle(
    scope: Scope,
    call: Writing<SendBackCourse>,
) -> Result<Reply<CourseView>, Failure> {
    let reason = check_reason(&call.body.reason)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("reason", rejection)]))?;
    let viewer = officer(&call.caller);
    let case = CourseCase::read(&scope, &call.path.course).await?;
    let tier = call.caller.tier;
    if !reviews_course(&viewer, case.course(), tier) {
        return Err(Failure::not_found());
    }
    if matches!(&case.course().state, CourseState::SentBack { reason: given, .. } if *given == reason)
    {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    if case.head.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let by = case
        .waiting
        .as_ref()
        .map(|waiting| waiting.association_name.clone())
        .unwrap_or_default();
    let case = case
        .after(
            &scope,
            CourseEventKind::SentBack {
                tier,
                reason: reason.clone(),
            },
            &by,
        )
        .await?;
    let step = CourseStep::SentBack {
        association: by,
        reason,
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
