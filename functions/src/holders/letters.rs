//! Which notice is due for a holder today (features.md #94): by mail where there is an account that
//! is surely the holder's, else as a letter that the association prints.

use std::collections::BTreeSet;

use adapters::store::{
    Key, Record,
    items::{holder::NoticeRecord, qualification::QualificationRecord},
    table::BATCH_GET_MOST,
};
use domain::{
    calendar::Date,
    contact::Address,
    language::Language,
    rounds::NoticeDistance,
    rules::{QualificationRules, RuleVersion},
};

use super::known::Known;
use crate::{Failure, Scope};

/// A notice that is due.
pub struct Due {
    /// Whom it is for.
    pub known: Known,
    /// The last day on which the title can be renewed.
    pub last: Date,
    /// How long before.
    pub distance: NoticeDistance,
}

/// The days of expiry of titles for which a notice may be due.
#[must_use]
pub fn days(rules: &QualificationRules, distances: &[NoticeDistance], today: Date) -> (Date, Date) {
    let grace = rules.grace.as_ref().map_or(0, |grace| grace.months);
    let exempt = rules.exemptions.iter().filter(|one| one.until >= today);
    let exempt = exempt.flat_map(|one| &one.classes);
    let first = exempt.map(|class| class.expiry_from).min();
    let from = today.add_months(-i32::from(grace)).add_days(-2);
    let farthest = distances.first().map_or(0, |far| i32::from(far.months));
    // A month more than the farthest: months differ in length.
    let to = today.add_months(farthest + 1).add_days(31);
    (first.map_or(from, |first| first.min(from)), to)
}

/// The notice that is due today for a title, whether or not it was sent.
///
/// # Errors
/// A function that does not declare the rules: our fault.
pub fn due(
    scope: &Scope,
    version: &RuleVersion,
    title: &QualificationRecord,
) -> Result<Option<(Date, NoticeDistance)>, Failure> {
    let today = scope.today();
    let Some(rules) = version.qualification() else {
        return Ok(None);
    };
    let Some(last) = rules.standing(&title.fact(), today).renewable_until() else {
        return Ok(None);
    };
    let due = scope.round_book()?.notice_due(title.programme, last, today);
    Ok(due.map(|distance| (last, distance)))
}

/// Where it stands once it was sent.
#[must_use]
pub fn key(title: &QualificationRecord, (last, distance): (Date, NoticeDistance)) -> Key {
    Key::notice(
        &title.register_number,
        title.programme,
        last,
        &distance.id(),
    )
}

/// The titles among these for which a notice is due that was not sent yet, with what is known of
/// their holders; those whose renewal is under way are left in peace.
///
/// # Errors
/// The table's.
pub async fn unsent(
    scope: &Scope,
    version: &RuleVersion,
    titles: Vec<QualificationRecord>,
) -> Result<Vec<Due>, Failure> {
    let mut wanted = Vec::new();
    for title in titles {
        if let Some(due) = due(scope, version, &title)? {
            wanted.push((key(&title, due), title, due));
        }
    }
    let mut sent = BTreeSet::new();
    for part in wanted.chunks(BATCH_GET_MOST) {
        let keys: Vec<Key> = part.iter().map(|(key, ..)| key.clone()).collect();
        for item in scope.store.get_many(&keys).await? {
            sent.insert(item.decode::<NoticeRecord>()?.key());
        }
    }
    wanted.retain(|(key, ..)| !sent.contains(key));
    let (titles, days): (Vec<_>, Vec<_>) = wanted
        .into_iter()
        .map(|(_, title, due)| (title, due))
        .unzip();
    let known = super::listing::known(scope, titles).await?;
    let due = known
        .into_iter()
        .zip(days)
        .filter(|(known, _)| known.renewal().is_none())
        .map(|(known, (last, distance))| Due {
            known,
            last,
            distance,
        });
    Ok(due.collect())
}

/// As it stands on an envelope.
#[must_use]
pub fn address_lines(address: &Address, language: Language) -> Vec<String> {
    let street = format!("{}{}", address.prefecture.name(), address.street);
    let mut lines = vec![address.postal_code.shown(language), street];
    lines.extend(address.building.clone());
    lines
}
