//! 期限が近い保持者 (features.md #92, #132): whom somebody should talk to before the title lapses.

use api::{
    ListHolders,
    holders::{HolderLine, HolderList},
};
use domain::{calendar::Date, rules::QualificationStanding};

use super::{jurisdiction, listing};
use crate::{Failure, Reply, Scope, pipeline::Reading, review::docket, titles::path};

/// One trip for each prefecture, side by side, then one for each holder of the page; the look is
/// audited. The most urgent first: by the last safe day, then by the expiry.
pub async fn handle(
    scope: Scope,
    call: Reading<ListHolders>,
) -> Result<Reply<HolderList>, Failure> {
    let filter = call.query;
    let prefectures = jurisdiction::prefectures(call.caller.principal()?, filter.prefecture)?;
    let officer = call.caller.alone(&scope).await?;
    let programme = filter.programme;
    let version = path::version(&scope, programme, scope.today())?;
    let rules = version.qualification().ok_or(Failure::not_found())?;
    let days = listing::days(rules, filter.part, scope.today());
    let after = filter.after.as_deref();
    let page = listing::titles(&scope, programme, &prefectures, days, after).await?;
    let subject = format!("holders#{programme}");
    docket::audit(&scope, &officer, subject, "list_holders").await?;
    let stands = |standing: QualificationStanding| listing::belongs(filter.part, standing);
    let mut titles = page.titles;
    titles.retain(|title| stands(rules.standing(&title.fact(), scope.today())));
    let mut holders = listing::known(&scope, titles)
        .await?
        .iter()
        .map(|known| known.line(&scope, version))
        .collect::<Result<Vec<_>, Failure>>()?;
    holders.sort_by_key(urgency);
    Ok(Reply::ok(HolderList {
        holders,
        next: page.next,
    }))
}

/// Renewals under way wait for others than the holder: they come last.
fn urgency(line: &HolderLine) -> (bool, Option<Date>, Date) {
    let safe = line.safe.first().map(|safe| safe.day);
    (line.renewal.is_some(), safe, line.expiry)
}
