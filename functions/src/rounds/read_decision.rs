//! 一括承認の進み具合 (features.md #86, L18).

use api::{ReadDecision, rounds::BulkView};
use domain::association::Tier;

use super::bulk;
use crate::{Failure, Reply, Scope, jobs, pipeline::Reading, review::docket};

/// The names of those that were left are personal data, so the look is audited when there are any.
pub async fn handle(scope: Scope, call: Reading<ReadDecision>) -> Result<Reply<BulkView>, Failure> {
    let id = jobs::bulk::decision_id(call.path.programme, &call.path.round);
    let officer = call.caller.alone(&scope).await?;
    if officer.tier != Tier::National {
        return Err(Failure::not_found());
    }
    let view = bulk::look(&scope, &id).await?;
    if !view.lines.is_empty() {
        docket::audit(&scope, &officer, id, "read_decision").await?;
    }
    Ok(Reply::ok(view))
}
