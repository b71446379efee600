//! 研修会を承認する (features.md #58).

use api::{ApproveCourse, courses::CourseView, problem::ProblemKind};
use domain::{
    access::reviews_course,
    course::{CourseEventKind, CourseState},
};

use crate::{
    Failure, Reply, Scope,
    courses::case::{CourseCase, officer},
    pipeline::Writing,
};

/// Approves what the officer has seen; the next stage, if there is one, has it in its queue then.
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
        return Ok(Reply::ok(case.view()));
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
        .after(&scope, CourseEventKind::Approved { tier }, &by)
        .await?;
    let mut transaction = call.caller.transaction();
    case.write(&mut transaction)?;
    scope.store.commit(transaction).await?;
    Ok(Reply::ok(case.view()))
}
