//! Credits as their doctor sees them: only those that agree with the doctor's name; reversed ones
//! struck, not hidden.

use std::collections::BTreeSet;

use adapters::store::items::credit::CreditRecord;
use api::my_page::CreditView;
use domain::{
    person::{Agreement, NameIdentity, agreement},
    programme::Category,
    rules::RuleBook,
};

/// The views, newest first; what was posted with another name is not this doctor's to see.
#[must_use]
pub fn views(
    records: Vec<CreditRecord>,
    identity: &NameIdentity,
    rules: &RuleBook,
) -> Vec<CreditView> {
    let reversed: BTreeSet<(String, String)> = records
        .iter()
        .filter(|record| record.reversal)
        .map(key)
        .collect();
    // While an entry moves from late to folded it may be read in both places: it is one entry.
    let mut seen = BTreeSet::new();
    let mut awards: Vec<CreditRecord> = records
        .into_iter()
        .filter(|record| !record.reversal && seen.insert(key(record)))
        .filter(|record| agreement(&record.posted, identity) == Agreement::Agrees)
        .collect();
    awards.sort_by(|a, b| (b.date, b.posted_at, &b.row).cmp(&(a.date, a.posted_at, &a.row)));
    awards
        .into_iter()
        .flat_map(|record| {
            let reversed = reversed.contains(&key(&record));
            of_record(record, reversed, rules)
        })
        .collect()
}

fn key(record: &CreditRecord) -> (String, String) {
    (record.source(), record.row.to_string())
}

fn of_record(record: CreditRecord, reversed: bool, rules: &RuleBook) -> Vec<CreditView> {
    let view = |(place, part): (usize, &adapters::store::items::credit::CreditPart)| CreditView {
        id: format!("{}-{place}-{}", record.source(), record.row),
        course: record.course.clone(),
        origin: record.origin,
        title: record.title.clone(),
        organizer: record.organizer_name.clone(),
        enquiries: record.enquiries.clone(),
        programme: part.programme,
        category: part.category.clone(),
        category_name: (part.category != Category::general())
            .then(|| rules.category_label(part.programme, &part.category, record.date))
            .flatten()
            .cloned(),
        units: part.units,
        codes: part.codes.iter().copied().collect(),
        date: record.date,
        posted_at: record.posted_at,
        reversed,
    };
    record.parts.iter().enumerate().map(view).collect()
}
