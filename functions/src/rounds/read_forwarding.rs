//! 一括進達の進み具合 (features.md #85, L18).

use api::{ReadForwarding, rounds::BulkView};

use super::bulk;
use crate::{Failure, Reply, Scope, jobs, pipeline::Reading, review::docket};

/// That of the own association; audited when it names somebody.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadForwarding>,
) -> Result<Reply<BulkView>, Failure> {
    let programme = call.query.programme;
    let officer = call.caller.alone(&scope).await?;
    let id = jobs::bulk::forwarding_id(programme, &officer.association);
    let view = bulk::look(&scope, &id).await?;
    if !view.lines.is_empty() {
        docket::audit(&scope, &officer, id, "read_forwarding").await?;
    }
    Ok(Reply::ok(view))
}
