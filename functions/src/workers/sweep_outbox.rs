//! Streams keep 24 hours: what still waits in the outbox after a while is queued again.

use std::{collections::BTreeMap, sync::Arc};

use adapters::{
    queues::{QueueKind, Queues},
    store::keys::OUTBOX_QUEUE,
};
use domain::{calendar::Moment, language::Language};
use serde_json::{Value, json};

use super::{Error, SWEEP_OUTBOX};
use crate::{metrics::Metric, scope::Scope, world::World};

/// Younger effects are still on their ordinary way, minutes.
const PATIENCE_MINUTES: i64 = 10;
/// Effects looked at in one run, less than the 1 MB of one Query: what the mail service did not take
/// for its quota comes by here, so it must be more than the quota of 50,000 a day asks for (521 in a
/// quarter of an hour).
const MOST: i32 = 1_000;

/// Queues old effects again; the consumer does each once.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, SWEEP_OUTBOX.needs, Language::Ja);
    let queues = Queues::new(
        scope.world.sqs.clone(),
        scope.world.queue_prefix.clone(),
        scope.grants,
    );
    let before = scope.now.millis() - PATIENCE_MINUTES * 60 * 1000;
    let (waiting, _) = scope.store.queue(OUTBOX_QUEUE, None, MOST, false).await?;
    let mut late: BTreeMap<QueueKind, Vec<String>> = BTreeMap::new();
    let mut oldest: BTreeMap<QueueKind, Moment> = BTreeMap::new();
    for item in waiting {
        let record: adapters::mail::OutboxRecord = item.decode()?;
        let kind = record.queue_kind();
        // Oldest first.
        oldest.entry(kind).or_insert(record.written_at);
        if record.written_at.millis() < before {
            let message = json!({ "outbox": record.id }).to_string();
            late.entry(kind).or_default().push(message);
        }
    }
    // Notices wait for hours by intention, so each has its own.
    for (kind, metric) in [
        (QueueKind::Mail, Metric::DeliveryLag),
        (QueueKind::Notice, Metric::NoticeLag),
    ] {
        let since = oldest.get(&kind).copied().unwrap_or(scope.now);
        let lag = u64::try_from((scope.now.millis() - since.millis()) / 1000).unwrap_or_default();
        scope.world.metrics.put(scope.now, metric, lag);
    }
    let mut queued = 0;
    for (kind, messages) in late {
        queues.send(kind, &messages).await?;
        queued += messages.len();
    }
    Ok(json!({ "queued": queued }))
}
