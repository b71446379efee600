//! Credits on a doctor's page: which of them stand raw in its range, and what all add up to.

use std::collections::BTreeSet;

use adapters::store::{
    Found, Range,
    items::{
        credit::{CreditRecord, TallyRecord, is_entry},
        doctor::ProfileRecord,
    },
};
use domain::{
    calendar::{Date, FiscalYear},
    credit::{CreditEntry, RowId, Tally, fold},
    person::{Agreement, NameIdentity, agreement},
};

use crate::{Failure, Scope};

/// For so many days of a new fiscal year the old one still stands raw: by then the stream has
/// folded its last entries into the tally, so nothing is out of sight in between.
const GRACE_DAYS: i32 = 2;

/// The first day whose credits stand raw in the page's range.
#[must_use]
pub fn raw_since(today: Date) -> Date {
    FiscalYear::of(today.add_days(-GRACE_DAYS)).start()
}

/// My Page: raw credits, late ones, profile, applications, certificates, sign-ins, tallies.
#[must_use]
pub fn page_range(scope: &Scope, partition: &str) -> Range {
    Range::page(partition, raw_since(scope.today()))
}

/// 登録情報, when it is among those found.
///
/// # Errors
/// An item of another shape.
pub fn profile(found: &[Found]) -> Result<Option<ProfileRecord>, Failure> {
    let item = found.iter().find(|item| item.sk() == "P");
    Ok(item.map(Found::decode).transpose()?)
}

/// The credit items among those found that show today, late ones included.
///
/// # Errors
/// Items of another shape.
pub fn records(scope: &Scope, found: &[Found]) -> Result<Vec<CreditRecord>, Failure> {
    let today = scope.today();
    let entries = found.iter().filter(|item| is_entry(item));
    let mut records: Vec<CreditRecord> = entries.map(Found::decode).collect::<Result<_, _>>()?;
    records.retain(|record| record.shows_on(today));
    Ok(records)
}

/// What a page's items add up to: raw entries folded, closed years from their tallies. An award of
/// a closed year whose reversal has not been folded yet is taken back at once.
///
/// # Errors
/// Items of another shape.
pub fn tally(scope: &Scope, found: &[Found], identity: &NameIdentity) -> Result<Tally, Failure> {
    let records = records(scope, found)?;
    let entries: Vec<CreditEntry> = records.iter().flat_map(CreditRecord::entries).collect();
    let mut tally = fold(&entries, identity);
    let raw_since = raw_since(scope.today());
    for item in found.iter().filter(|item| item.sk().starts_with("Y#")) {
        let closed: TallyRecord = item.decode()?;
        if closed.tally.year.start() < raw_since {
            tally.add_closed(&closed.tally);
        }
    }
    let raw: BTreeSet<(String, &RowId)> = records
        .iter()
        .filter(|record| !record.reversal)
        .map(|record| (record.source(), &record.row))
        .collect();
    let folded = |record: &&CreditRecord| {
        record.late
            && record.reversal
            && !raw.contains(&(record.source(), &record.row))
            && agreement(&record.posted, identity) == Agreement::Agrees
    };
    for entry in records
        .iter()
        .filter(folded)
        .flat_map(CreditRecord::entries)
    {
        tally.take_back(&entry);
    }
    Ok(tally)
}
