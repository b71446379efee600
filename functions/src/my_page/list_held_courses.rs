//! 受講した研修会を探す: approved courses of one day and prefecture, with the posting clock
//! (features.md #60).

use adapters::store::{Found, QueueKey, items::course::HeldCourseRecord};
use api::{
    ListHeldCourses,
    my_page::{HeldCourse, HeldCourses},
};
use domain::calendar::Date;

use crate::{Failure, Reply, Scope, credits::roster::enquiries, pipeline::Reading};

/// Courses of one day in one prefecture.
const MOST: i32 = 100;

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListHeldCourses>,
) -> Result<Reply<HeldCourses>, Failure> {
    let queue = QueueKey::held_on(call.query.date, &call.query.prefecture);
    let (_, found, _) = call
        .caller
        .with_queue(&scope, &queue, None, MOST, false)
        .await?;
    let records = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<HeldCourseRecord>, _>>()?;
    Ok(Reply::ok(HeldCourses {
        courses: records
            .into_iter()
            .map(|record| view(record, scope.today()))
            .collect(),
    }))
}

fn view(record: HeldCourseRecord, today: Date) -> HeldCourse {
    HeldCourse {
        enquiries: (today > record.post_by).then(|| enquiries(&record.enquiries)),
        id: record.course,
        title: record.title,
        organizer: record.organizer_name,
        date: record.date,
        programmes: record.programmes,
        post_by: record.post_by,
    }
}
