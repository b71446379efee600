//! 受講した研修会を探す: approved courses of one day and prefecture, with the posting clock
//! (features.md #60).

use adapters::store::{Found, QueueKey, items::course::HeldCourseRecord};
use api::{
    ListHeldCourses,
    my_page::{HeldCourse, HeldCourses, OwnHandlingNote},
};
use domain::{calendar::Date, contact::PrefectureCode, programme::Programme, rules::RuleBook};

use crate::{Failure, Reply, Scope, credits::roster::enquiries, pipeline::Reading};

/// Courses of one day in one prefecture.
const MOST: i32 = 100;

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListHeldCourses>,
) -> Result<Reply<HeldCourses>, Failure> {
    let day = call.query.date;
    let queue = QueueKey::held_in(day.year_month(), &call.query.prefecture);
    let whole_day = (format!("{day}#"), format!("{day}#~"));
    let (_, found) = call
        .caller
        .with_queue_between(&scope, &queue, (&whole_day.0, &whole_day.1), MOST)
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
        own_handling: own_handling(scope.rule_book()?, day, call.query.prefecture),
    }))
}

/// What a prefecture with its own handling says, programme by programme (features.md #81).
fn own_handling(rules: &RuleBook, day: Date, prefecture: PrefectureCode) -> Vec<OwnHandlingNote> {
    let note = |programme: &Programme| {
        let note = rules.version(*programme, day)?.own_handling(prefecture)?;
        Some(OwnHandlingNote {
            programme: *programme,
            note: note.clone(),
        })
    };
    Programme::ALL.iter().filter_map(note).collect()
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
