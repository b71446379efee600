//! 自分の研修会, with the posting clock (features.md #60).

use adapters::store::{Found, QueueKey, items::course::CourseRecord};
use api::{ListCourses, courses::CourseList, problem::ProblemKind};

use super::case::line;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of one list: some years of the busiest association.
const MOST: i32 = 500;

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListCourses>,
) -> Result<Reply<CourseList>, Failure> {
    let organizer = call.caller.principal()?.organizer();
    let organizer = organizer.ok_or(Failure::new(ProblemKind::Forbidden))?;
    let queue = QueueKey::queue_of(&organizer, "mine");
    let (_, found, _) = call
        .caller
        .with_queue(&scope, &queue, None, MOST, true)
        .await?;
    let heads = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<CourseRecord>, _>>()?;
    Ok(Reply::ok(CourseList {
        courses: heads.iter().map(line).collect(),
    }))
}
