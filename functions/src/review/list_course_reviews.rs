//! 承認待ちの研修会 (features.md #58).

use adapters::{
    identity::sign_in::Principal,
    store::{Found, QueueKey, items::course::WaitingCourseRecord},
};
use api::{
    ListCourseReviews,
    courses::{CourseLine, CourseList},
    problem::ProblemKind,
};
use domain::course::POSTING_DAYS;

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of one list.
const MOST: i32 = 300;

/// Two trips, issued together; oldest first.
pub async fn handle(
    scope: Scope,
    call: Reading<ListCourseReviews>,
) -> Result<Reply<CourseList>, Failure> {
    let Principal::Officer { a: association, .. } = call.caller.principal()? else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    let queue = QueueKey::queue_of(association, "course");
    let (_, found, _) = call
        .caller
        .with_queue(&scope, &queue, None, MOST, false)
        .await?;
    let waiting = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<WaitingCourseRecord>, _>>()?;
    Ok(Reply::ok(CourseList {
        courses: waiting.into_iter().map(line).collect(),
    }))
}

fn line(waiting: WaitingCourseRecord) -> CourseLine {
    CourseLine {
        id: waiting.course,
        title: waiting.title,
        organizer: waiting.organizer_name,
        post_by: waiting.date.add_days(POSTING_DAYS),
        date: waiting.date,
        programmes: waiting.programmes,
        status: waiting.state,
        posted: 0,
    }
}
