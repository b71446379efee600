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

    /// Where it stands in a queue, if it does.
    #[must_use]
    pub fn queue(&self) -> Option<QueueKey> {
        self.has("qk").then(|| QueueKey {
            qk: self.text("qk").to_owned(),
            qs: self.text("qs").to_owned(),
        })
    }

    fn text(&self, name: &str) -> &str {
        self.0
            .get(name)
            .and_then(|value| value.as_s().ok())
            .map_or("", String::as_str)
    }

    /// All of it as one line of JSON, the same for the same contents: `[name, type, value]` of every
    /// attribute, by name. Texts and numbers as they are, of anything else (which no line of ours has)
    /// some text.
    #[must_use]
    pub fn in_one_line(&self) -> String {
        let mut parts: Vec<(&str, &str, String)> = self
            .0
            .iter()
            .map(|(name, value)| match value {
                AttributeValue::S(text) => (name.as_str(), "S", text.clone()),
                AttributeValue::N(number) => (name.as_str(), "N", number.clone()),
                other => (name.as_str(), "?", format!("{other:?}")),
            })
            .collect();
        parts.sort();
        serde_json::json!(parts).to_string()
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
