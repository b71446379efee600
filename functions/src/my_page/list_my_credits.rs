//! 単位・受講の履歴 of one fiscal year (features.md #72).

use adapters::store::{Range, items::credit::CreditRecord};
use api::{ListMyCredits, my_page::CreditHistory};
use domain::{
    calendar::FiscalYear,
    credit::{CreditEntry, YearTally, fold},
};

use super::{credit_views, ledger};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip: the entries since that year's first day, the profile and the sign-in.
pub async fn handle(
    scope: Scope,
    call: Reading<ListMyCredits>,
) -> Result<Reply<CreditHistory>, Failure> {
    let fiscal_year = call.query.fiscal_year;
    let range = Range::history(&call.caller.principal()?.partition(), fiscal_year);
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let profile =
        ledger::profile(&found)?.ok_or_else(|| Failure::internal("a doctor without a profile"))?;
    let identity = profile.profile.identity();
    let mut records = ledger::records(&scope, &found)?;
    records.retain(|record| FiscalYear::of(record.date) == fiscal_year);
    let entries: Vec<CreditEntry> = records.iter().flat_map(CreditRecord::entries).collect();
    let tally = fold(&entries, &identity)
        .years
        .remove(&fiscal_year)
        .unwrap_or_else(|| YearTally::new(fiscal_year));
    Ok(Reply::ok(CreditHistory {
        fiscal_year,
        credits: credit_views::views(records, &identity, scope.rule_book()?),
        tally,
    }))
}
