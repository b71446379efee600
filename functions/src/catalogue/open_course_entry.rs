//! 研修会をカレンダーに入れる: one course as an iCalendar file (features.md #131, L6).

use api::{CalendarFile, OpenCourseEntry};

use super::{
    feed::Feed, list_catalogue::KEPT, open_catalogue_feed::entry, read_announced_course::announced,
};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip. The entry has the name that it has in the feed, so that a program knows it again.
pub async fn handle(
    scope: Scope,
    call: Reading<OpenCourseEntry>,
) -> Result<Reply<CalendarFile>, Failure> {
    let course = announced(&scope, &call.path.course).await?;
    let feed = Feed {
        name: course.title.clone(),
        entries: vec![entry(&scope, &course)],
    };
    Ok(Reply::calendar(feed.text(&scope)).kept_for(KEPT))
}
