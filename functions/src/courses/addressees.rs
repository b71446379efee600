//! Who is written to about a course.

use adapters::{
    mail::{CourseMail, CourseStep, Mail},
    store::{
        Key, Range, Transaction,
        items::organizer::{StaffLineRecord, StaffRecord},
    },
};
use domain::{contact::EmailAddress, course::Course, language::Language};

use crate::{Failure, Scope, outbox};

/// Staff of a body that are written to where the course names no address.
const MOST_STAFF: usize = 5;

/// The address that the course names; the body's staff where it names a telephone number only.
///
/// # Errors
/// The table's.
pub async fn addressees(scope: &Scope, course: &Course) -> Result<Vec<EmailAddress>, Failure> {
    if let Some(address) = &course.description.enquiries.email {
        return Ok(vec![address.clone()]);
    }
    let range = Range::prefix(&Key::organizer(&course.organizer), "T#");
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
    for to in addressees(scope, course).await? {
        let mail = Mail::Course(CourseMail {
            course: course.id.to_string(),
            title: course.description.title.clone(),
            date: course.description.date.to_string(),
            step: step.clone(),
        });
        // Nobody knows in which language a body reads; its country's is Japanese.
        transaction.insert(&outbox::letter_in(scope, Language::Ja, &to, mail)?)?;
    }
    Ok(())
}
