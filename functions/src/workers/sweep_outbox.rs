//! Streams keep 24 hours: what still waits in the outbox after a while is queued again.

use std::{collections::BTreeMap, sync::Arc};

use adapters::{
    mail::OutboxRecord,
    queues::{QueueKind, Queues},
    store::keys::OUTBOX_QUEUE,
};
use domain::{calendar::Moment, language::Language};
use serde_json::{Value, json};

use super::{Error, SWEEP_OUTBOX};
use crate::{metrics::Metric, scope::Scope, world::World};

/// Younger effects are still on their ordinary way, minutes.
const PATIENCE_MINUTES: i64 = 10;
/// Effects of one queue that one run queues again: what the mail service did not take for its quota comes by
/// here, so it must be more than the quota of 50,000 a day asks for (521 in a quarter of an hour).
const MOST: usize = 1_000;
/// Effects of one Query, less than its 1 MB.
const PAGE: i32 = 1_000;
/// Queries of one run: notices wait by intention, by tens of thousands, and a mail may stand behind them.
const MOST_PAGES: u32 = 60;

/// Queues old effects again; the consumer does each once.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, SWEEP_OUTBOX.needs, Language::Ja);
    let queues = Queues::new(
        scope.world.sqs.clone(),
        scope.world.queue_prefix.clone(),
        scope.grants,
    );
    let before = scope.now.millis() - PATIENCE_MINUTES * 60 * 1000;
    let mut late: BTreeMap<QueueKind, Vec<String>> = BTreeMap::new();
    let mut oldest: BTreeMap<QueueKind, Moment> = BTreeMap::new();
    let mut after = None;
    for _ in 0..MOST_PAGES {
        let place = after.as_ref();
        let (page, next) = scope.store.queue(OUTBOX_QUEUE, place, PAGE, false).await?;
        let mut young = false;
        for item in page {
            let record: OutboxRecord = item.decode()?;
            let kind = record.queue_kind();
            // Oldest first.
            oldest.entry(kind).or_insert(record.written_at);
            young = record.written_at.millis() >= before;
            let messages = late.entry(kind).or_default();
            if !young && messages.len() < MOST {
                messages.push(json!({ "outbox": record.id }).to_string());
            }
        }
        after = next;
        if young || after.is_none() {
            break;
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
