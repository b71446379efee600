//! Jobs that stand still are called again: their message was lost, or given up after several tries.

use std::{collections::BTreeMap, sync::Arc};

use adapters::{
    queues::{QueueKind, Queues},
    store::{items::job::JobRecord, keys::JOB_QUEUE},
};
use domain::language::Language;
use serde_json::{Value, json};

use super::{Error, JobMessage, SWEEP_JOBS};
use crate::{metrics::Metric, scope::Scope, world::World};

/// A job that moved since is on its ordinary way, minutes.
const PATIENCE_MINUTES: i64 = 5;
/// Jobs looked at in one run; there are a handful at a time.
const MOST: i32 = 100;

/// Calls for the next slice of every job that stands still; a slice counts once.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, SWEEP_JOBS.needs, Language::Ja);
    let queues = Queues::new(
        scope.world.sqs.clone(),
        scope.world.queue_prefix.clone(),
        scope.grants,
    );
    let before = scope.now.millis() - PATIENCE_MINUTES * 60 * 1000;
    let (running, _) = scope.store.queue(JOB_QUEUE, None, MOST, false).await?;
    let mut still: BTreeMap<QueueKind, Vec<String>> = BTreeMap::new();
    for item in running {
        let job: JobRecord = item.decode()?;
        if job.moved_at.millis() < before {
            let (queue, message) = JobMessage::next(job);
            still.entry(queue).or_default().push(message.to_string());
        }
    }
    let standing: usize = still.values().map(Vec::len).sum();
    let metrics = &scope.world.metrics;
    metrics.put(scope.now, Metric::StandingJobs, u64::try_from(standing)?);
    for (queue, messages) in still {
        queues.send(queue, &messages).await?;
    }
    Ok(json!({ "called": standing }))
}
