//! 承認待ちの研修会 (features.md #58).

use adapters::store::items::course::WaitingCourseRecord;
use api::{
    ListCourseReviews,
    courses::{CourseLine, CourseList},
};
use domain::course::POSTING_DAYS;

use super::waiting::{self, Waiting};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of one list.
const MOST: i32 = 300;

/// Two trips, issued together; oldest first.
pub async fn handle(
    scope: Scope,
    call: Reading<ListCourseReviews>,
) -> Result<Reply<CourseList>, Failure> {
    let page: Waiting<WaitingCourseRecord> =
        waiting::page(&scope, call.caller, "course", None, MOST).await?;
    Ok(Reply::ok(CourseList {
        courses: page.lines.into_iter().map(line).collect(),
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
