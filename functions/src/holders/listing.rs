//! A part of the list of holders, over one prefecture or all of them, by the day of expiry.

use adapters::store::{Found, QueueKey, items::qualification::QualificationRecord};
use api::holders::HolderPart;
use domain::{
    association::AssociationId,
    calendar::Date,
    contact::PrefectureCode,
    programme::Programme,
    rules::{QualificationRules, QualificationStanding},
};
use futures::{StreamExt, TryStreamExt, stream};

use super::known::Known;
use crate::{Failure, Scope};

/// Holders of one page.
pub const PAGE: usize = 100;
/// How far ahead titles count as due, months.
const DUE_MONTHS: i32 = 12;
/// For how long lapsed titles are listed, years.
const LAPSED_YEARS: i32 = 2;
/// Queues read at once.
const QUEUES_AT_ONCE: usize = 16;
/// Doctors read at once.
const DOCTORS_AT_ONCE: usize = 16;

/// Titles of a page, and the place after which the next begins.
pub struct Titles {
    /// By day of expiry.
    pub titles: Vec<QualificationRecord>,
    /// None after the last.
    pub next: Option<String>,
}

/// The days of expiry of a part.
#[must_use]
pub fn days(rules: &QualificationRules, part: HolderPart, today: Date) -> (Date, Date) {
    let grace = rules.grace.as_ref().map_or(0, |grace| grace.months);
    let eve = today.add_days(-1);
    match part {
        HolderPart::Due => {
            // One day more: a grace of months that ends with the month.
            let from = today.add_months(-i32::from(grace)).add_days(-2);
            (from, today.add_months(DUE_MONTHS))
        }
        HolderPart::Exempt => {
            let classes = rules.exemptions.iter().flat_map(|one| &one.classes);
            let first = classes.map(|class| class.expiry_from).min();
            (first.unwrap_or(today), eve)
        }
        HolderPart::Lapsed => (today.add_years(-LAPSED_YEARS), eve),
    }
}

/// Whether a title belongs to a part.
#[must_use]
pub const fn belongs(part: HolderPart, standing: QualificationStanding) -> bool {
    matches!(
        (part, standing),
        (
            HolderPart::Due,
            QualificationStanding::Valid { .. } | QualificationStanding::Grace { .. }
        ) | (HolderPart::Exempt, QualificationStanding::Exempt { .. })
            | (HolderPart::Lapsed, QualificationStanding::Lapsed { .. })
    )
}

/// Titles of these prefectures that end between two days, in the order of those days; after a place
/// as answered before.
///
/// # Errors
/// The table's.
pub async fn titles(
    scope: &Scope,
    programme: Programme,
    prefectures: &[PrefectureCode],
    (from, to): (Date, Date),
    after: Option<&str>,
) -> Result<Titles, Failure> {
    let to = format!("{to}#~");
    // After a place is from the next possible one on.
    let from = after.map_or_else(|| from.to_string(), |after| format!("{after}!"));
    let range = (from.as_str(), to.as_str());
    let most = i32::try_from(PAGE + 1).unwrap_or(i32::MAX);
    let queues = prefectures
        .iter()
        .map(|prefecture| QueueKey::holders(&AssociationId::prefectural(*prefecture), programme));
    let queues: Vec<String> = queues.collect();
    let pages: Vec<Vec<Found>> = stream::iter(queues)
        .map(|queue| async move {
            let page = scope
                .store
                .queue_between(&queue, range, None, most, false)
                .await;
            page.map(|(found, _)| found)
        })
        .buffered(QUEUES_AT_ONCE)
        .try_collect()
        .await?;
    let mut titles = pages
        .iter()
        .flatten()
        .map(Found::decode)
        .collect::<Result<Vec<QualificationRecord>, _>>()?;
    titles.sort_by_cached_key(place);
    let more = titles.len() > PAGE;
    titles.truncate(PAGE);
    let next = titles.last().filter(|_| more).map(place);
    Ok(Titles { titles, next })
}

/// The place of a title in its queue.
fn place(title: &QualificationRecord) -> String {
    let expiry = title.expiry().map(|day| day.to_string());
    format!("{}#{}", expiry.unwrap_or_default(), title.register_number)
}

/// What is known of each: side by side, in their order.
///
/// # Errors
/// The table's.
pub async fn known(scope: &Scope, titles: Vec<QualificationRecord>) -> Result<Vec<Known>, Failure> {
    stream::iter(titles)
        .map(|title| Known::read(scope, title))
        .buffered(DOCTORS_AT_ONCE)
        .try_collect()
        .await
}
