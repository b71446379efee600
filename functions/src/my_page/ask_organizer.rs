//! 主催者に問い合わせる: a doctor who misses a credit asks by mail, once the posting time is over
//! (features.md #60).
//!
//! Bounded: each course once a day, and five courses a day, so that no organiser can be
//! flooded. Asked twice under the same Idempotency-Key, it is asked once.

use adapters::{
    mail::{CourseEnquiry, Mail},
    store::{
        Found, Key,
        items::{
            course::CourseRecord,
            doctor::{EnquiriesRecord, ProfileRecord},
        },
    },
};
use api::{AskOrganizer, my_page::EnquirySent, problem::ProblemKind};
use domain::{
    application::check_reason,
    contact::EmailAddress,
    course::{Course, CourseState},
    language::Language,
    rejection::FieldProblem,
};

use crate::{Failure, Reply, Scope, courses::addressees::addressees, outbox, pipeline::Writing};

/// Courses that a doctor asks about in one day.
const MOST_A_DAY: usize = 5;

/// Reads course, profile and what was asked today in one trip; writes mail and count in one.
pub async fn handle(
    scope: Scope,
    call: Writing<AskOrganizer>,
) -> Result<Reply<EnquirySent>, Failure> {
    let key = call.idempotency_key()?.to_owned();
    // A text of some lines, as a reason is.
    let message = check_reason(&call.body.message)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("message", rejection)]))?;
    let partition = &call.caller.partition;
    let keys = [
        Key::course_head(&call.body.course),
        Key::profile(partition),
        Key::enquiries(partition, scope.today()),
    ];
    let found = scope.store.get_many(&keys).await?;
    let item = |key: &Key| found.iter().find(|item| item.key() == *key);
    let head: CourseRecord = item(&keys[0]).ok_or(Failure::not_found())?.decode()?;
    let profile: ProfileRecord = item(&keys[1])
        .ok_or_else(|| Failure::internal("a doctor without a profile"))?
        .decode()?;
    let before: Option<EnquiriesRecord> = item(&keys[2]).map(Found::decode).transpose()?;
    let course = &head.course;
    open_for_questions(&scope, course)?;
    let mut today = before.unwrap_or_else(|| EnquiriesRecord {
        partition: partition.clone(),
        day: scope.today(),
        asked: Vec::new(),
        v: 0,
    });
    if let Some((_, under)) = today.asked.iter().find(|(asked, _)| *asked == course.id) {
        return if *under == key {
            Ok(Reply::created(sent(course, &today)))
        } else {
            Err(asked_today())
        };
    }
    if today.asked.len() >= MOST_A_DAY {
        return Err(enough_today());
    }
    today.asked.push((course.id.clone(), key));
    let mut transaction = call.caller.transaction();
    let version = today.v;
    today.v += 1;
    if version == 0 {
        transaction.insert(&today)?;
    } else {
        transaction.replace(&today, version)?;
    }
    for to in reached(&scope, course).await? {
        let mail = Mail::CourseEnquiry(enquiry(course, &profile, &message));
        transaction.insert(&outbox::letter_in(&scope, Language::Ja, &to, mail)?)?;
    }
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::created(sent(course, &today)))
}

/// Nobody learns of a course that was not approved; before its time is over the organiser is at it.
fn open_for_questions(scope: &Scope, course: &Course) -> Result<(), Failure> {
    if course.state != CourseState::Approved {
        return Err(Failure::not_found());
    }
    let until = course.post_by();
    if scope.today() > until {
        return Ok(());
    }
    Err(Failure::new(ProblemKind::WrongState).saying(
        format!("主催者は{until}までに単位を登録することになっています。それを過ぎても見当たらないときに、お問い合わせください。"),
        format!("The organiser posts credits until {until}. Please ask when yours is missing after that."),
    ))
}

fn asked_today() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        "この研修会については、本日すでに問い合わせています。主催者からの返信をお待ちください。",
        "You have asked about this course today. Please wait for the organiser's answer.",
    )
}

fn enough_today() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        format!("問い合わせは1日{MOST_A_DAY}件までです。明日以降にお試しください。"),
        format!("At most {MOST_A_DAY} questions a day. Please ask tomorrow."),
    )
}

fn sent(course: &Course, today: &EnquiriesRecord) -> EnquirySent {
    let left = MOST_A_DAY.saturating_sub(today.asked.len());
    EnquirySent {
        organizer: course.organizer_name.clone(),
        left_today: u32::try_from(left).unwrap_or_default(),
    }
}

fn enquiry(course: &Course, profile: &ProfileRecord, message: &str) -> CourseEnquiry {
    CourseEnquiry {
        course: course.id.to_string(),
        title: course.description.title.clone(),
        date: course.description.date.to_string(),
        name: profile.profile.name.kanji.to_string(),
        number: profile.number.to_string(),
        message: message.to_owned(),
        reply_to: profile.email.clone(),
    }
}

/// Whom the question reaches.
async fn reached(scope: &Scope, course: &Course) -> Result<Vec<EmailAddress>, Failure> {
    let addresses = addressees(scope, course).await?;
    if addresses.is_empty() {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "この主催者はメールでのお問合せを受け付けていません。電話でお問い合わせください。",
            "This organiser takes no questions by mail. Please ask by telephone.",
        ));
    }
    Ok(addresses)
}
