//! 申請履歴 by programme, fiscal year and date with 審査状況 (features.md #114, #115).

use adapters::store::{Found, Range, items::application::ApplicationLine};
use api::{
    ListMyApplications,
    applications::{ApplicationFilter, ApplicationList},
};

use super::case::summary;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip: the lines and the sign-in lie in one range.
pub async fn handle(
    scope: Scope,
    call: Reading<ListMyApplications>,
) -> Result<Reply<ApplicationList>, Failure> {
    let range = Range::between(&call.caller.principal()?.partition(), "Q#", "S~");
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let mut lines = found
        .iter()
        .filter(|item| item.sk().starts_with("Q#"))
        .map(Found::decode)
        .collect::<Result<Vec<ApplicationLine>, _>>()?;
    lines.retain(|line| wanted(line, &call.query));
    lines.sort_by(|a, b| (b.submitted_on, &b.id).cmp(&(a.submitted_on, &a.id)));
    Ok(Reply::ok(ApplicationList {
        applications: lines.iter().map(summary).collect(),
    }))
}

fn wanted(line: &ApplicationLine, filter: &ApplicationFilter) -> bool {
    filter
        .programme
        .is_none_or(|programme| line.programme == programme)
        && filter
            .fiscal_year
            .is_none_or(|year| line.fiscal_year == year)
        && filter.from.is_none_or(|from| from <= line.submitted_on)
        && filter.until.is_none_or(|until| line.submitted_on <= until)
}
