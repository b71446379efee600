//! 下書きを試した結果 (features.md L9).

use adapters::store::{Found, Key, items::job::JobRecord};
use api::{ReadReplay, rule_sets::ReplayView};

use crate::{Failure, Reply, Scope, jobs, pipeline::Reading};

/// One trip for how far it is, one for the lines.
pub async fn handle(scope: Scope, call: Reading<ReadReplay>) -> Result<Reply<ReplayView>, Failure> {
    let key = Key::job(&jobs::replay::job_id(&call.path.rule_set));
    let keys = std::slice::from_ref(&key);
    let (_, found) = call.caller.with_items(&scope, keys).await?;
    let job = found.iter().find(|item| item.key() == key);
    let job: Option<JobRecord> = job.map(Found::decode).transpose()?;
    Ok(Reply::ok(match job {
        Some(job) => jobs::replay::view(&scope, &job).await?,
        None => jobs::replay::untried(),
    }))
}
