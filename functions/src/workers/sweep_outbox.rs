//! Streams keep 24 hours: what still waits in the outbox after a while is queued again.

use std::{collections::BTreeMap, sync::Arc};

use adapters::{
    queues::{QueueKind, Queues},
    store::keys::OUTBOX_QUEUE,
};
use domain::language::Language;
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
    let mut oldest = scope.now.millis();
    for item in waiting {
        let record: adapters::mail::OutboxRecord = item.decode()?;
        // Notices wait for hours by intention.
        if record.queue_kind() == QueueKind::Mail {
            oldest = oldest.min(record.written_at.millis());
        }
        if record.written_at.millis() < before {
            late.entry(record.queue_kind())
                .or_default()
                .push(json!({ "outbox": record.id }).to_string());
        }
    }
    let lag = u64::try_from((scope.now.millis() - oldest) / 1000).unwrap_or_default();
    let metrics = &scope.world.metrics;
    metrics.put(scope.now, Metric::DeliveryLag, lag);
    let mut queued = 0;
    for (kind, messages) in late {
        queues.send(kind, &messages).await?;
        queued += messages.len();
    }
    Ok(json!({ "queued": queued }))
}
