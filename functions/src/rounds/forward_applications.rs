//! 一括進達 (features.md #85, L18): starts the job that passes on what is rule-clean.

use adapters::store::items::job::JobWork;
use api::{ForwardApplications, problem::ProblemKind, rounds::BulkView};
use domain::association::Tier;

use super::bulk;
use crate::{Failure, Reply, Scope, jobs, pipeline::Writing, review::docket};

/// For prefectural associations, of what waits there.
pub async fn handle(
    scope: Scope,
    call: Writing<ForwardApplications>,
) -> Result<Reply<BulkView>, Failure> {
    let officer = &call.caller;
    if officer.tier != Tier::Prefectural {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    let programme = call.body.programme;
    let id = jobs::bulk::forwarding_id(programme, &officer.association);
    docket::audit(&scope, officer, id.clone(), "forward_applications").await?;
    let work = JobWork::Forwarding {
        programme,
        association: officer.association.clone(),
    };
    let view = bulk::start(&scope, officer, (id, work)).await?;
    Ok(Reply::ok(view))
}
