//! Round trips and units of a request, by the public price model of DynamoDB.
//!
//! Reads: half a unit per started 4 KB and item (eventual), Query by the sum of its items.
//! Writes: one unit per started 1 KB and item, doubled in a transaction; a failed condition costs
//! as much as a write. An item that stands, or may have stood, in the index costs one unit per
//! started 1 KB there too: entering, changing and leaving are one write each, and no write of ours
//! moves an item from one queue to another. A condition check costs like a write of the item, which is at most 1 KB
//! for what we check (sign-ins). Cross-checked with the emulator's own report in the tests.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use aws_sdk_dynamodb::types::AttributeValue;

/// One read unit covers this many bytes.
const READ_BLOCK: usize = 4 * 1024;
/// One write unit covers this many bytes.
const WRITE_BLOCK: usize = 1024;

/// What a request cost so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Round trips to the table.
    pub trips: u32,
    /// Read units, in halves.
    pub half_reads: u32,
    /// Write units.
    pub writes: u32,
}

/// Counts the costs of one request; clones count into the same.
#[derive(Debug, Clone, Default)]
pub struct Meter(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    trips: AtomicU32,
    half_reads: AtomicU32,
    writes: AtomicU32,
}

impl Meter {
    /// What was counted so far.
    #[must_use]
    pub fn cost(&self) -> Cost {
        Cost {
            trips: self.0.trips.load(Ordering::Relaxed),
            half_reads: self.0.half_reads.load(Ordering::Relaxed),
            writes: self.0.writes.load(Ordering::Relaxed),
        }
    }

    /// One round trip.
    pub(super) fn trip(&self) {
        self.0.trips.fetch_add(1, Ordering::Relaxed);
    }

    /// An eventual read of `bytes`, of one item or of one Query.
    pub(super) fn read(&self, bytes: usize) {
        self.0
            .half_reads
            .fetch_add(half_reads(bytes), Ordering::Relaxed);
    }

    /// A write of one item of `bytes`.
    pub(super) fn write(&self, bytes: usize) {
        self.0.writes.fetch_add(writes(bytes), Ordering::Relaxed);
    }

    /// A write of one item of `bytes` within a transaction.
    pub(super) fn write_in_transaction(&self, bytes: usize) {
        self.0
            .writes
            .fetch_add(2 * writes(bytes), Ordering::Relaxed);
    }
}

/// What an eventual read of `bytes` costs, of one item or of one Query, in halves of a unit.
#[must_use]
pub fn half_reads(bytes: usize) -> u32 {
    blocks(bytes, READ_BLOCK)
}

/// What a write of one item of `bytes` costs, in units; twice that within a transaction.
#[must_use]
pub fn writes(bytes: usize) -> u32 {
    blocks(bytes, WRITE_BLOCK)
}

fn blocks(bytes: usize, block: usize) -> u32 {
    u32::try_from(bytes.div_ceil(block).max(1)).unwrap_or(u32::MAX)
}

/// Size of an item as DynamoDB counts it: names and values.
#[must_use]
pub fn item_size<S: std::hash::BuildHasher>(item: &HashMap<String, AttributeValue, S>) -> usize {
    item.iter()
        .map(|(name, value)| name.len() + value_size(value))
        .sum()
}

fn value_size(value: &AttributeValue) -> usize {
    match value {
        AttributeValue::S(text) => text.len(),
        // Two significant digits a byte, and one for sign and exponent.
        AttributeValue::N(number) => {
            number
                .bytes()
                .filter(u8::is_ascii_digit)
                .count()
                .div_ceil(2)
                + 1
        }
        AttributeValue::B(blob) => blob.as_ref().len(),
        AttributeValue::Ss(texts) => texts.iter().map(String::len).sum(),
        AttributeValue::Ns(numbers) => numbers
            .iter()
            .map(|number| number.len().div_ceil(2) + 1)
            .sum(),
        AttributeValue::Bs(blobs) => blobs.iter().map(|blob| blob.as_ref().len()).sum(),
        // A collection costs 3 bytes, and each of its elements 1.
        AttributeValue::L(list) => {
            3 + list
                .iter()
                .map(|element| 1 + value_size(element))
                .sum::<usize>()
        }
        AttributeValue::M(map) => 3 + map.len() + item_size(map),
        _ => 1,
    }
}
