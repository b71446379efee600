//! Records: typed items, and the untyped ones a Query finds.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use domain::calendar::Moment;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    keys::{Key, QueueKey},
    table::StoreError,
};

/// An item as the SDK has it.
pub type Attributes = HashMap<String, AttributeValue>;

/// A typed item. Its own attributes never clash with `pk sk qk qs ttl`.
pub trait Record: Serialize + DeserializeOwned + Send + Sync {
    /// Where it lies.
    fn key(&self) -> Key;

    /// Where it stands in a queue, if it waits in one.
    fn queue(&self) -> Option<QueueKey> {
        None
    }

    /// When the table may drop it. Expiry is checked in code as well: the table is late.
    fn expires_at(&self) -> Option<Moment> {
        None
    }
}

/// The item of a record, keys included.
///
/// # Errors
/// [`StoreError::Shape`] when a record does not serialise to a map.
pub fn encode<R: Record>(record: &R) -> Result<Attributes, StoreError> {
    let mut item: Attributes =
        serde_dynamo::aws_sdk_dynamodb_1::to_item(record).map_err(StoreError::shape)?;
    let key = record.key();
    item.insert("pk".to_owned(), AttributeValue::S(key.pk));
    item.insert("sk".to_owned(), AttributeValue::S(key.sk));
    if let Some(queue) = record.queue() {
        item.insert("qk".to_owned(), AttributeValue::S(queue.qk));
        item.insert("qs".to_owned(), AttributeValue::S(queue.qs));
    }
    if let Some(at) = record.expires_at() {
        item.insert(
            "ttl".to_owned(),
            AttributeValue::N((at.millis() / 1000).to_string()),
        );
    }
    Ok(item)
}

/// An item that was found, not yet typed.
#[derive(Debug, Clone)]
pub struct Found(pub(super) Attributes);

impl Found {
    /// An item as it came from the stream.
    #[must_use]
    pub fn from_attributes(attributes: Attributes) -> Self {
        Self(attributes)
    }

    /// Its partition key.
    #[must_use]
    pub fn pk(&self) -> &str {
        self.text("pk")
    }

    /// Its sort key.
    #[must_use]
    pub fn sk(&self) -> &str {
        self.text("sk")
    }

    fn text(&self, name: &str) -> &str {
        self.0
            .get(name)
            .and_then(|value| value.as_s().ok())
            .map_or("", String::as_str)
    }

    /// Whether it has an attribute of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// As a record.
    ///
    /// # Errors
    /// [`StoreError::Shape`] when the item is of another shape.
    pub fn decode<R: DeserializeOwned>(&self) -> Result<R, StoreError> {
        serde_dynamo::aws_sdk_dynamodb_1::from_item(self.0.clone()).map_err(StoreError::shape)
    }

    /// The item's keys.
    #[must_use]
    pub fn key(&self) -> Key {
        Key {
            pk: self.pk().to_owned(),
            sk: self.sk().to_owned(),
        }
    }
}
