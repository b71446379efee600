//! Credits: an entry for every posted row, waiting and mismatching ones included, and the tallies
//! of the years.

use super::super::world::{Attendance, DemoWorld, ExternalBody, OrganizerKey};
use super::super::{TODAY, forms, ids};
use super::courses::Checked;
use super::doctors::Registered;
use super::{LoadError, at, insert};
use adapters::store::Store;
use adapters::store::items::credit::{CreditPart, CreditRecord, TallyRecord};
use domain::calendar::FiscalYear;
use domain::credit::{CreditEntry, CreditOrigin, fold};
use std::collections::HashMap;

/// Every posted row's entry, in the order of the world.
pub fn ledger(
    world: &DemoWorld,
    courses: &HashMap<&str, Checked<'_>>,
) -> Result<Vec<CreditRecord>, LoadError> {
    let today = forms::day(TODAY);
    let entry = |attendance: &Attendance| -> Result<CreditRecord, LoadError> {
        let Checked {
            listed: course,
            description,
        } = &courses[attendance.course.as_str()];
        let awards = description.awards();
        let row = forms::row(attendance)
            .check(&awards, today)
            .map_err(|problems| LoadError::Invalid {
                what: format!("row {} of course {}", attendance.row, attendance.course),
                problems,
            })?;
        Ok(CreditRecord {
            number: row.register_number,
            course: Some(ids::course(&course.key)),
            origin: CreditOrigin::Course,
            row: row.row_id,
            parts: awards
                .into_iter()
                .map(|award| CreditPart {
                    programme: award.programme,
                    category: award.category,
                    units: award.units,
                    codes: award.codes,
                })
                .collect(),
            date: description.date,
            posted: row.posted,
            organizer: ids::organizer(&course.organizer),
            organizer_name: organizer_name(world, &course.organizer).to_owned(),
            title: description.title.clone(),
            enquiries: Some(format!(
                "{}　{}　{}",
                course.contact.name, course.contact.telephone, course.contact.email
            )),
            posted_at: at(course.posted.unwrap_or(course.date), 10),
            reversal: false,
            late: false,
        })
    };
    world.attendances.iter().map(entry).collect()
}

/// The organiser's name.
pub fn organizer_name<'a>(world: &'a DemoWorld, organizer: &OrganizerKey) -> &'a str {
    let association = |key: &str| world.associations.iter().find(|a| a.key == key);
    let body = |key: &str| {
        world
            .organizers
            .iter()
            .find(|body: &&ExternalBody| body.key == key)
    };
    match organizer {
        OrganizerKey::Association(key) => association(key).map(|a| a.name.as_str()),
        OrganizerKey::ExternalBody(key) => body(key).map(|body| body.name.as_str()),
    }
    .unwrap_or_default()
}

/// The entries of one register number.
pub fn entries<'a>(
    ledger: &'a [CreditRecord],
    number: &'a str,
) -> impl Iterator<Item = CreditEntry> + 'a {
    ledger
        .iter()
        .filter(move |record| record.number.as_str() == number)
        .flat_map(CreditRecord::entries)
}

/// Writes the entries, and for registered doctors the tallies of their years.
pub async fn write(
    store: &Store,
    ledger: &[CreditRecord],
    doctors: &HashMap<String, Registered>,
) -> Result<(), LoadError> {
    store.insert_rows(ledger).await?;
    let mut by_number: HashMap<&str, Vec<CreditEntry>> = HashMap::new();
    for record in ledger {
        by_number
            .entry(record.number.as_str())
            .or_default()
            .extend(record.entries());
    }
    let mut tallies = Vec::new();
    for (number, entries) in by_number {
        let Some(doctor) = doctors.get(number) else {
            continue;
        };
        let years = fold(&entries, &doctor.identity.identity).years;
        tallies.extend(years.into_values().map(|tally| TallyRecord {
            number: doctor.identity.number.clone(),
            entries: rows_of(ledger, number, tally.year),
            tally,
        }));
    }
    insert(store, tallies).await
}

/// How many rows of a doctor lie in a year.
fn rows_of(ledger: &[CreditRecord], number: &str, year: FiscalYear) -> u32 {
    let rows = ledger
        .iter()
        .filter(|record| record.number.as_str() == number && FiscalYear::of(record.date) == year);
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}
