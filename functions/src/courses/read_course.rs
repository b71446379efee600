//! 研修会の内容 (features.md #37–#39).

use api::{ReadCourse, courses::CourseView};
use domain::access::sees_roster;

use super::case::{CourseCase, viewer};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together; who may not see a course is told that there is none.
pub async fn handle(scope: Scope, call: Reading<ReadCourse>) -> Result<Reply<CourseView>, Failure> {
    let range = CourseCase::range(&call.path.course);
    let (holder, found) = call.caller.with_range(&scope, &range).await?;
    let case = CourseCase::from_items(&found)?
        .filter(|case| sees_roster(&viewer(&holder), case.course()))
        .ok_or(Failure::not_found())?;
    Ok(Reply::ok(case.view(&scope)?))
}
