//! One slice of a migration for each message: the same work as `advance_job`, behind a queue of its own.
//!
//! A migration walks the whole table. So that no other function may, it has one to itself.

use std::sync::Arc;

use serde_json::Value;

use super::{Error, MIGRATE_DATA, advance_job};
use crate::world::World;

/// Does a slice for each message of the batch.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    advance_job::advance_batch(world, event, MIGRATE_DATA.needs).await
}
