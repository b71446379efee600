//! 差戻しを直して再申請する (features.md #58).

use api::{ResubmitCourse, courses::CourseView};
use domain::{
    access::posts_credits,
    course::{CourseEventKind, CourseState},
};

use super::case::{self, CourseCase, viewer};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Begins at the first stage again; sent twice, it is submitted once.
pub async fn handle(
    scope: Scope,
    call: Writing<ResubmitCourse>,
) -> Result<Reply<CourseView>, Failure> {
    let holder = &call.caller;
    let mut case = CourseCase::read(&scope, &call.path.course).await?;
    if !posts_credits(&viewer(holder), case.course()) {
        return Err(Failure::not_found());
    }
    if case.form == call.body && matches!(case.course().state, CourseState::Pending { .. }) {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    case.head.course.description = call.body.check(scope.today())?;
    case.form = call.body.clone();
    case::check_categories(&scope, &case.form, case.course())?;
    let by = case.course().organizer_name.clone();
    let case = case
        .after(&scope, CourseEventKind::Resubmitted, &by)
        .await?;
    let mut transaction = holder.transaction();
    case.write(&mut transaction)?;
    scope.store.commit(transaction).await?;
    Ok(Reply::ok(case.view(&scope)?))
}
