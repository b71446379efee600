//! 承認の前に研修会を取り下げる (features.md #58).

use api::{WithdrawCourse, courses::CourseView};
use domain::{
    access::posts_credits,
    course::{CourseEventKind, CourseState},
};

use super::{
    addressees,
    case::{CourseCase, viewer},
};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Out of every queue, and the association whose queue it was in is told; twice is once. What an association decides at the same moment wins, or is
/// told that the course has changed.
pub async fn handle(
    scope: Scope,
    call: Writing<WithdrawCourse>,
) -> Result<Reply<CourseView>, Failure> {
    let holder = &call.caller;
    let case = CourseCase::read(&scope, &call.path.course).await?;
    if !posts_credits(&viewer(holder), case.course()) {
        return Err(Failure::not_found());
    }
    if case.course().state == CourseState::Withdrawn {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    let by = case.course().organizer_name.clone();
    let waiting = case.waiting.clone();
    let case = case.after(&scope, CourseEventKind::Withdrawn, &by).await?;
    let mut transaction = holder.transaction();
    case.write(&mut transaction)?;
    if let Some(waiting) = waiting {
        addressees::tell_reviewer(&scope, case.course(), &waiting, &mut transaction).await?;
    }
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(case.view(&scope)?))
}
