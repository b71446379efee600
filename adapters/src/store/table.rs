//! The few ways to read and write the table. Each call is one round trip, counted.

use std::{collections::HashMap, sync::Arc};

use api::Need;
use aws_sdk_dynamodb::{
    Client,
    error::{DisplayErrorContext, ProvideErrorMetadata},
    types::{AttributeValue, KeysAndAttributes, ReturnValue, Select},
};
use serde::de::DeserializeOwned;

use super::{
    items::audit::AuditRecord,
    keys::{Key, QUEUE_INDEX, Range},
    meter::{Meter, item_size},
    record::{Attributes, Found, Record, encode},
};
use crate::grants::{Grants, Undeclared};

/// Most keys a BatchGetItem takes.
pub const BATCH_GET_MOST: usize = 100;
/// How often leftovers of a batch are asked for again before giving up.
const LEFTOVER_ROUNDS: u32 = 6;
/// What the table answers when it is asked for more than it gives at the moment, or while a transaction
/// holds the item.
const NOT_NOW: [&str; 4] = [
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "TransactionConflictException",
];

/// The table, as one request sees it.
#[derive(Debug, Clone)]
pub struct Store {
    pub(super) client: Client,
    pub(super) table: Arc<str>,
    pub(super) meter: Meter,
    pub(super) grants: Grants,
}

/// Why the table did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Conditions failed: the places, in the order of the transaction, that refused.
    #[error("conditions {0:?} failed")]
    Refused(Vec<usize>),
    /// Throttled or in conflict for longer than we wait.
    #[error("the table is busy: {0}")]
    Busy(String),
    /// An item is not of the shape that the code expects.
    #[error("unexpected shape: {0}")]
    Shape(String),
    /// The declaration is too narrow.
    #[error(transparent)]
    Undeclared(#[from] Undeclared),
    /// Everything else the SDK reports.
    #[error("the table failed: {0}")]
    Failed(String),
}

impl StoreError {
    pub(super) fn shape(error: impl std::fmt::Display) -> Self {
        Self::Shape(error.to_string())
    }

    pub(super) fn failed(error: impl std::error::Error) -> Self {
        Self::Failed(DisplayErrorContext(error).to_string())
    }

    /// Of a call that the SDK gave up, its own further tries included.
    pub(super) fn unanswered(error: impl std::error::Error + ProvideErrorMetadata) -> Self {
        match error.code().filter(|code| NOT_NOW.contains(code)) {
            Some(code) => Self::Busy(code.to_owned()),
            None => Self::failed(error),
        }
    }

    /// Whether the condition at `place` failed.
    #[must_use]
    pub fn refused_at(&self, place: usize) -> bool {
        matches!(self, Self::Refused(places) if places.contains(&place))
    }
}

impl Store {
    /// The table for one request.
    #[must_use]
    pub fn new(client: Client, table: Arc<str>, grants: Grants) -> Self {
        Self {
            client,
            table,
            meter: Meter::default(),
            grants,
        }
    }

    /// What this request cost so far.
    #[must_use]
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// One item by key.
    ///
    /// # Errors
    /// The table's.
    pub async fn get(&self, key: &Key) -> Result<Option<Found>, StoreError> {
        self.grants.require(Need::Read)?;
        self.meter.trip();
        let answer = self
            .client
            .get_item()
            .table_name(&*self.table)
            .set_key(Some(attributes_of(key)))
            .send()
            .await
            .map_err(StoreError::unanswered)?;
        self.meter.read(answer.item().map_or(0, item_size));
        Ok(answer.item.map(Found))
    }

    /// One record by key.
    ///
    /// # Errors
    /// The table's, or [`StoreError::Shape`].
    pub async fn read<R: DeserializeOwned>(&self, key: &Key) -> Result<Option<R>, StoreError> {
        self.get(key).await?.map(|found| found.decode()).transpose()
    }

    /// Up to 100 items by key in one trip; those that do not exist are left out, and the order
    /// is the table's.
    ///
    /// # Errors
    /// The table's; [`StoreError::Busy`] when leftovers stay after several rounds.
    pub async fn get_many(&self, keys: &[Key]) -> Result<Vec<Found>, StoreError> {
        self.grants.require(Need::Read)?;
        let mut found = Vec::with_capacity(keys.len());
        let mut wanted: Vec<Attributes> = keys.iter().map(attributes_of).collect();
        for round in 0..LEFTOVER_ROUNDS {
            if wanted.is_empty() {
                return Ok(found);
            }
            backoff(round).await;
            self.meter.trip();
            let asked = wanted.len();
            let request = KeysAndAttributes::builder()
                .set_keys(Some(std::mem::take(&mut wanted)))
                .build()
                .map_err(StoreError::failed)?;
            let answer = self
                .client
                .batch_get_item()
                .request_items(&*self.table, request)
                .send()
                .await
                .map_err(StoreError::unanswered)?;
            let items: Vec<Attributes> = answer
                .responses
                .unwrap_or_default()
                .into_values()
                .flatten()
                .collect();
            wanted = answer
                .unprocessed_keys
                .unwrap_or_default()
                .into_values()
                .flat_map(|left| left.keys)
                .collect();
            for item in &items {
                self.meter.read(item_size(item));
            }
            // A key that is not there costs as much as a small item.
            for _ in items.len()..asked.saturating_sub(wanted.len()) {
                self.meter.read(0);
            }
            found.extend(items.into_iter().map(Found));
        }
        Err(StoreError::Busy("keys were left unprocessed".to_owned()))
    }

    /// A range of one partition, in the order of its sort keys.
    ///
    /// One trip up to 1 MB, which no range of ours comes near; beyond that it goes on.
    ///
    /// # Errors
    /// The table's.
    pub async fn query(&self, range: &Range) -> Result<Vec<Found>, StoreError> {
        self.grants.require(Need::Read)?;
        let mut found = Vec::new();
        let mut start = None;
        loop {
            self.meter.trip();
            let answer = self
                .client
                .query()
                .table_name(&*self.table)
                .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
                .expression_attribute_values(":pk", AttributeValue::S(range.pk.clone()))
                .expression_attribute_values(":from", AttributeValue::S(range.from.clone()))
                .expression_attribute_values(":to", AttributeValue::S(range.to.clone()))
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(StoreError::unanswered)?;
            let items = answer.items.unwrap_or_default();
            self.meter.read(items.iter().map(item_size).sum());
            found.extend(items.into_iter().map(Found));
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(found);
            }
        }
    }

    /// One page of the whole table, in no order, and the key after which the next begins.
    ///
    /// # Errors
    /// The table's.
    pub async fn scan(
        &self,
        after: Option<&Key>,
        most: i32,
    ) -> Result<(Vec<Found>, Option<Key>), StoreError> {
        self.grants.require(Need::Scan)?;
        self.meter.trip();
        let answer = self
            .client
            .scan()
            .table_name(&*self.table)
            .limit(most)
            .set_exclusive_start_key(after.map(attributes_of))
            .send()
            .await
            .map_err(StoreError::unanswered)?;
        let items = answer.items.unwrap_or_default();
        self.meter.read(items.iter().map(item_size).sum());
        let next = answer.last_evaluated_key.as_ref().map(key_of);
        Ok((items.into_iter().map(Found).collect(), next))
    }

    /// One page of a queue through the sparse index, and where the next begins.
    ///
    /// # Errors
    /// The table's.
    pub async fn queue(
        &self,
        queue: &str,
        after: Option<&QueuePlace>,
        most: i32,
        newest_first: bool,
    ) -> Result<(Vec<Found>, Option<QueuePlace>), StoreError> {
        let all = ("!", "~");
        self.queue_between(queue, all, after, most, newest_first)
            .await
    }

    /// The same for the part of a queue whose sort keys lie between two, both included.
    ///
    /// # Errors
    /// The table's.
    pub async fn queue_between(
        &self,
        queue: &str,
        (from, to): (&str, &str),
        after: Option<&QueuePlace>,
        most: i32,
        newest_first: bool,
    ) -> Result<(Vec<Found>, Option<QueuePlace>), StoreError> {
        self.grants.require(Need::ReadIndex)?;
        self.meter.trip();
        let start = after.map(|place| place.start_key(queue));
        let answer = self
            .client
            .query()
            .table_name(&*self.table)
            .index_name(QUEUE_INDEX)
            .key_condition_expression("qk = :qk AND qs BETWEEN :from AND :to")
            .expression_attribute_values(":qk", AttributeValue::S(queue.to_owned()))
            .expression_attribute_values(":from", AttributeValue::S(from.to_owned()))
            .expression_attribute_values(":to", AttributeValue::S(to.to_owned()))
            .scan_index_forward(!newest_first)
            .limit(most)
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(StoreError::unanswered)?;
        let items = answer.items.unwrap_or_default();
        self.meter.read(items.iter().map(item_size).sum());
        let next = answer
            .last_evaluated_key
            .and_then(|key| QueuePlace::of(&key));
        Ok((items.into_iter().map(Found).collect(), next))
    }

    /// How many stand in a queue.
    ///
    /// # Errors
    /// The table's.
    pub async fn queue_length(&self, queue: &str) -> Result<u32, StoreError> {
        let (mut length, mut start) = (0, None);
        loop {
            self.grants.require(Need::ReadIndex)?;
            self.meter.trip();
            let answer = self
                .client
                .query()
                .table_name(&*self.table)
                .index_name(QUEUE_INDEX)
                .key_condition_expression("qk = :qk")
                .expression_attribute_values(":qk", AttributeValue::S(queue.to_owned()))
                .select(Select::Count)
                .set_exclusive_start_key(start)
                .send()
                .await
                .map_err(StoreError::unanswered)?;
            length += u32::try_from(answer.count()).unwrap_or(0);
            start = answer.last_evaluated_key;
            if start.is_none() {
                return Ok(length);
            }
        }
    }

    /// Writes one record, whatever stood there.
    ///
    /// # Errors
    /// The table's.
    pub async fn put<R: Record>(&self, record: &R) -> Result<(), StoreError> {
        self.put_item(encode(record)?, None).await
    }

    /// Writes one record where none stands yet.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when one does.
    pub async fn insert<R: Record>(&self, record: &R) -> Result<(), StoreError> {
        self.put_item(encode(record)?, Some("attribute_not_exists(pk)".to_owned()))
            .await
    }

    /// Adds a line to the audit trail: all that a function with [`Need::Audit`] may write.
    ///
    /// # Errors
    /// The table's.
    pub async fn write_down(&self, line: &AuditRecord) -> Result<(), StoreError> {
        if self.grants.require(Need::Write).is_err() {
            self.grants.require(Need::Audit)?;
        }
        self.put_granted(encode(line)?, Some("attribute_not_exists(pk)".to_owned()))
            .await
    }

    async fn put_item(
        &self,
        item: Attributes,
        condition: Option<String>,
    ) -> Result<(), StoreError> {
        self.grants.require(Need::Write)?;
        self.put_granted(item, condition).await
    }

    async fn put_granted(
        &self,
        item: Attributes,
        condition: Option<String>,
    ) -> Result<(), StoreError> {
        self.meter.trip();
        self.meter.write(item_size(&item));
        if key_of(&item).may_queue() {
            self.meter.write(item_size(&item));
        }
        self.client
            .put_item()
            .table_name(&*self.table)
            .set_item(Some(item))
            .set_condition_expression(condition)
            .send()
            .await
            .map(drop)
            .map_err(|error| match error.as_service_error() {
                Some(service) if service.is_conditional_check_failed_exception() => {
                    StoreError::Refused(vec![0])
                }
                _ => StoreError::unanswered(error),
            })
    }

    /// Changes one item by an update expression, made if absent, and returns it as it is now.
    /// Reserved words are written `#word`.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the condition fails.
    pub async fn update<R: DeserializeOwned>(
        &self,
        key: &Key,
        expression: &str,
        condition: Option<&str>,
        values: Vec<(&str, AttributeValue)>,
    ) -> Result<R, StoreError> {
        self.grants.require(Need::Write)?;
        self.meter.trip();
        let answer = self
            .client
            .update_item()
            .table_name(&*self.table)
            .set_key(Some(attributes_of(key)))
            .update_expression(expression)
            .set_condition_expression(condition.map(str::to_owned))
            .set_expression_attribute_names(placeholders(expression))
            .set_expression_attribute_values((!values.is_empty()).then(|| {
                values
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect()
            }))
            .return_values(ReturnValue::AllNew)
            .send()
            .await
            .map_err(|error| match error.as_service_error() {
                Some(service) if service.is_conditional_check_failed_exception() => {
                    self.meter.write(0);
                    StoreError::Refused(vec![0])
                }
                _ => StoreError::unanswered(error),
            })?;
        let item = answer.attributes.unwrap_or_default();
        self.meter.write(item_size(&item));
        if key.may_queue() {
            self.meter.write(item_size(&item));
        }
        Found(item).decode()
    }

    /// Takes one item away, whether or not it stands there.
    ///
    /// # Errors
    /// The table's.
    pub async fn delete(&self, key: &Key) -> Result<(), StoreError> {
        self.grants.require(Need::Write)?;
        self.meter.trip();
        self.meter.write(0);
        if key.may_queue() {
            self.meter.write(0);
        }
        self.client
            .delete_item()
            .table_name(&*self.table)
            .set_key(Some(attributes_of(key)))
            .send()
            .await
            .map(drop)
            .map_err(StoreError::unanswered)
    }
}

/// A place in a queue, to go on after; travels as opaque text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePlace {
    pk: String,
    sk: String,
    qs: String,
}

impl QueuePlace {
    fn of(key: &Attributes) -> Option<Self> {
        let text = |name: &str| key.get(name).and_then(|value| value.as_s().ok()).cloned();
        Some(Self {
            pk: text("pk")?,
            sk: text("sk")?,
            qs: text("qs")?,
        })
    }

    /// The place of an item that was read from a queue: the next page begins after it.
    #[must_use]
    pub fn of_item(item: &Found) -> Option<Self> {
        Self::of(&item.0)
    }

    fn start_key(&self, queue: &str) -> Attributes {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
            ("qk".to_owned(), AttributeValue::S(queue.to_owned())),
            ("qs".to_owned(), AttributeValue::S(self.qs.clone())),
        ])
    }

    /// As text for a `next` field.
    #[must_use]
    pub fn to_text(&self) -> String {
        use base64::Engine as _;
        base64::engine::general_purpose::URL_SAFE_NO_PAD
            .encode(format!("{}\n{}\n{}", self.pk, self.sk, self.qs))
    }

    /// From the text of a `next` field; `None` when it is not one of ours.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        use base64::Engine as _;
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
            .decode(text)
            .ok()?;
        let plain = String::from_utf8(bytes).ok()?;
        let mut parts = plain.split('\n').map(str::to_owned);
        Some(Self {
            pk: parts.next()?,
            sk: parts.next()?,
            qs: parts.next()?,
        })
    }
}

/// The key of an item that is to be written.
pub(super) fn key_of(item: &Attributes) -> Key {
    let text = |name: &str| item.get(name).and_then(|value| value.as_s().ok()).cloned();
    Key {
        pk: text("pk").unwrap_or_default(),
        sk: text("sk").unwrap_or_default(),
    }
}

pub(super) fn attributes_of(key: &Key) -> Attributes {
    HashMap::from([
        ("pk".to_owned(), AttributeValue::S(key.pk.clone())),
        ("sk".to_owned(), AttributeValue::S(key.sk.clone())),
    ])
}

/// The names behind the `#word`s of an expression.
fn placeholders(expression: &str) -> Option<HashMap<String, String>> {
    let names: HashMap<String, String> = expression
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '#')
        .filter_map(|word| Some((word.to_owned(), word.strip_prefix('#')?.to_owned())))
        .collect();
    (!names.is_empty()).then_some(names)
}

/// Waits a little longer each round: 0, 25, 50, 100 … milliseconds.
pub(super) async fn backoff(round: u32) {
    if round > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(25 << (round - 1))).await;
    }
}
