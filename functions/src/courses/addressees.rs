//! Who is written to about a course.

use adapters::{
    mail::{CourseMail, CourseStep, Mail},
    store::{
        Key, Range, Transaction,
        items::{
            course::WaitingCourseRecord,
            organizer::{StaffLineRecord, StaffRecord},
        },
    },
};
use domain::{contact::EmailAddress, course::Course, language::Language, organizer::OrganizerId};

use crate::{Failure, Scope, outbox};

/// Staff of a body that are written to where no address is named.
const MOST_STAFF: usize = 5;

/// The address that the course names; the body's staff where it names a telephone number only.
///
/// # Errors
/// The table's.
pub async fn addressees(scope: &Scope, course: &Course) -> Result<Vec<EmailAddress>, Failure> {
    match &course.description.enquiries.email {
        Some(address) => Ok(vec![address.clone()]),
        None => staff_of(scope, &course.organizer).await,
    }
}

async fn staff_of(scope: &Scope, body: &OrganizerId) -> Result<Vec<EmailAddress>, Failure> {
    let range = Range::prefix(&Key::organizer(body), "T#");
    let lines = scope.store.query(&range).await?;
    let keys = lines
        .iter()
        .take(MOST_STAFF)
        .map(|item| {
            let line: StaffLineRecord = item.decode()?;
            Ok(Key::profile(&Key::staff(&line.login)))
        })
        .collect::<Result<Vec<Key>, Failure>>()?;
    let mut addresses = Vec::new();
    if !keys.is_empty() {
        for item in scope.store.get_many(&keys).await? {
            let staff: StaffRecord = item.decode()?;
            addresses.push(staff.email);
        }
    }
    Ok(addresses)
}

/// Tells the organiser, in the same transaction, what became of a course (features.md #58, #87).
///
/// # Errors
/// The table's; serialisation.
pub async fn tell(
    scope: &Scope,
    course: &Course,
    step: CourseStep,
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    let to = addressees(scope, course).await?;
    write(scope, course, &step, &to, transaction)
}

/// Tells the association in whose queue a course was, in the same transaction, that its organiser
/// withdrew it (features.md #58); not when that was the association itself.
///
/// # Errors
/// The table's; serialisation.
pub async fn tell_reviewer(
    scope: &Scope,
    course: &Course,
    waiting: &WaitingCourseRecord,
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    let reviewer = OrganizerId::from(waiting.association.clone());
    if reviewer == course.organizer {
        return Ok(());
    }
    let step = CourseStep::Withdrawn {
        organizer: course.organizer_name.clone(),
        association: waiting.association_name.clone(),
    };
    let to = staff_of(scope, &reviewer).await?;
    write(scope, course, &step, &to, transaction)
}

fn write(
    scope: &Scope,
    course: &Course,
    step: &CourseStep,
    to: &[EmailAddress],
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    for to in to {
        let mail = Mail::Course(CourseMail {
            course: course.id.to_string(),
            title: course.description.title.clone(),
            date: course.description.date.to_string(),
            step: step.clone(),
        });
        // Nobody knows in which language a body reads; its country's is Japanese.
        transaction.insert(&outbox::letter_in(scope, Language::Ja, to, mail)?)?;
    }
    Ok(())
}
