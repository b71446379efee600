//! 復元訓練: whether a restored table says what the original says, and what it lacks.
//!
//! Three questions, each with its own answer:
//! - [`compare`]: is every item there, as it was?
//! - [`recount()`]: does what is derived (balances, statuses, titles) still follow from what happened?
//!   That is asked of the restored table alone, so it holds also when the original is gone.
//! - [`configuration`]: which properties of the table did not come along? AWS restores data and
//!   indexes, but neither stream, nor expiry, nor recovery, nor protection, nor policies.
//!
//! [`rehearse()`] goes the whole way on the local stack, functions switched to the new table included.

pub mod compare;
pub mod configuration;
pub mod copy;
mod recount;
mod rehearse;

use std::collections::HashMap;

use adapters::store::Found;
use anyhow::Result;
use aws_sdk_dynamodb::{Client, types::AttributeValue};

pub use recount::{Recount, recount};
pub use rehearse::{Rehearsal, rehearse};

/// An item as the SDK has it.
pub type Item = HashMap<String, AttributeValue>;

/// A table by name, with the client that reaches it.
#[derive(Debug, Clone)]
pub struct Table {
    /// Client.
    pub client: Client,
    /// Name.
    pub name: String,
}

impl Table {
    /// Every item of one partition.
    ///
    /// # Errors
    /// The table's.
    pub async fn partition(&self, pk: &str) -> Result<Vec<Item>> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .into_paginator()
            .items()
            .send();
        let mut items = Vec::new();
        while let Some(item) = pages.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    /// The keys of all partitions.
    ///
    /// # Errors
    /// The table's.
    pub async fn partitions(&self) -> Result<std::collections::BTreeSet<String>> {
        let mut pages = self
            .client
            .scan()
            .table_name(&self.name)
            .projection_expression("pk")
            .into_paginator()
            .items()
            .send();
        let mut keys = std::collections::BTreeSet::new();
        while let Some(item) = pages.next().await {
            keys.extend(text(&item?, "pk"));
        }
        Ok(keys)
    }
}

fn text(item: &Item, name: &str) -> Option<String> {
    item.get(name)?.as_s().ok().cloned()
}

fn found(items: &[Item]) -> Vec<Found> {
    items.iter().cloned().map(Found::from_attributes).collect()
}
