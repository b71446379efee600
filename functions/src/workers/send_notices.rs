//! Sends what nobody waits for at a screen: the same work as `send_mail`, behind a queue of its own.

use std::sync::Arc;

use adapters::queues::QueueKind;
use serde_json::Value;

use super::{Error, send_mail};
use crate::world::World;

/// Sends one batch of notices.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    send_mail::send_batch(world, event, QueueKind::Notice).await
}
