//! One conditional transaction per change.
//!
//! What is written stands in it whole (records, not update expressions), so that its price is
//! known and a reader of the code sees the item as it will be.

use api::Need;
use aws_sdk_dynamodb::types::{AttributeValue, ConditionCheck, Delete, Put, TransactWriteItem};

use super::{
    keys::Key,
    meter::item_size,
    record::{Attributes, Record, encode},
    table::{Store, StoreError, attributes_of, backoff, key_of},
};

/// How often a transaction in conflict with another is tried again.
const CONFLICT_ROUNDS: u32 = 6;

enum Step {
    Put {
        item: Attributes,
        condition: Option<(String, Vec<(&'static str, AttributeValue)>)>,
    },
    Check {
        key: Key,
        condition: &'static str,
    },
    Delete {
        key: Key,
        /// The attribute `v` that it must still have.
        version: Option<u32>,
    },
}

impl Step {
    /// Bytes written; what is checked or deleted is small.
    fn size(&self) -> usize {
        match self {
            Step::Put { item, .. } => item_size(item),
            Step::Check { .. } | Step::Delete { .. } => 0,
        }
    }

    /// Whether the index is written too.
    fn may_queue(&self) -> bool {
        match self {
            Step::Put { item, .. } => key_of(item).may_queue(),
            Step::Delete { key, .. } => key.may_queue(),
            Step::Check { .. } => false,
        }
    }
}

/// The steps of one change; all or nothing.
#[derive(Default)]
pub struct Transaction {
    steps: Vec<Step>,
}

impl Transaction {
    /// No steps yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Number of steps so far: the place of the next one, as [`StoreError::Refused`] counts.
    #[must_use]
    pub fn place(&self) -> usize {
        self.steps.len()
    }

    /// Writes a record where none stands yet.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<&mut Self, StoreError> {
        self.put_with(
            record,
            Some(("attribute_not_exists(pk)".to_owned(), Vec::new())),
        )
    }

    /// Writes a record, whatever stands there: for derived copies.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn put<R: Record>(&mut self, record: &R) -> Result<&mut Self, StoreError> {
        self.put_with(record, None)
    }

    /// Replaces a record whose attribute `v` is still `expected`.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn replace<R: Record>(
        &mut self,
        record: &R,
        expected: u32,
    ) -> Result<&mut Self, StoreError> {
        let expected = AttributeValue::N(expected.to_string());
        self.put_with(
            record,
            Some(("v = :expected".to_owned(), vec![(":expected", expected)])),
        )
    }

    /// Writes a record under a condition of the caller's own.
    ///
    /// # Errors
    /// [`StoreError::Shape`].
    pub fn put_when<R: Record>(
        &mut self,
        record: &R,
        condition: &str,
        values: Vec<(&'static str, AttributeValue)>,
    ) -> Result<&mut Self, StoreError> {
        self.put_with(record, Some((condition.to_owned(), values)))
    }

    fn put_with<R: Record>(
        &mut self,
        record: &R,
        condition: Option<(String, Vec<(&'static str, AttributeValue)>)>,
    ) -> Result<&mut Self, StoreError> {
        self.steps.push(Step::Put {
            item: encode(record)?,
            condition,
        });
        Ok(self)
    }

    /// Demands that an item stands there: a sign-in that was revoked in between writes nothing.
    pub fn require(&mut self, key: &Key) -> &mut Self {
        self.steps.push(Step::Check {
            key: key.clone(),
            condition: "attribute_exists(pk)",
        });
        self
    }

    /// Takes an item away.
    pub fn delete(&mut self, key: &Key) -> &mut Self {
        self.steps.push(Step::Delete {
            key: key.clone(),
            version: None,
        });
        self
    }

    /// Takes an item away whose attribute `v` is still `expected`.
    pub fn remove(&mut self, key: &Key, expected: u32) -> &mut Self {
        self.steps.push(Step::Delete {
            key: key.clone(),
            version: Some(expected),
        });
        self
    }
}

impl Store {
    /// Carries out a change, all or nothing, in one trip.
    ///
    /// Trying again after a conflict with another transaction is safe: nothing was written.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with the places whose conditions failed; [`StoreError::Busy`].
    pub async fn commit(&self, transaction: Transaction) -> Result<(), StoreError> {
        self.grants.require(Need::Write)?;
        let items = transaction
            .steps
            .iter()
            .map(|step| self.item_of(step))
            .collect::<Result<Vec<_>, _>>()?;
        for round in 0..CONFLICT_ROUNDS {
            backoff(round).await;
            self.meter.trip();
            for step in &transaction.steps {
                self.meter.write_in_transaction(step.size());
            }
            let result = self
                .client
                .transact_write_items()
                .set_transact_items(Some(items.clone()))
                .send()
                .await;
            let Err(error) = result else {
                for step in transaction.steps.iter().filter(|step| step.may_queue()) {
                    self.meter.write(step.size());
                }
                return Ok(());
            };
            let reasons: Vec<String> = match error.as_service_error() {
                Some(service) if service.is_transaction_canceled_exception() => match service {
                    aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException(canceled) => canceled
                        .cancellation_reasons()
                        .iter()
                        .map(|reason| reason.code().unwrap_or("None").to_owned())
                        .collect(),
                    _ => Vec::new(),
                },
                _ => return Err(StoreError::unanswered(error)),
            };
            let refused: Vec<usize> = places(&reasons, "ConditionalCheckFailed");
            if !refused.is_empty() {
                return Err(StoreError::Refused(refused));
            }
            if places(&reasons, "TransactionConflict").is_empty()
                && places(&reasons, "ThrottlingError").is_empty()
                && places(&reasons, "ProvisionedThroughputExceeded").is_empty()
            {
                return Err(StoreError::failed(error));
            }
        }
        Err(StoreError::Busy("transactions kept conflicting".to_owned()))
    }

    fn item_of(&self, step: &Step) -> Result<TransactWriteItem, StoreError> {
        let table = &*self.table;
        let item = TransactWriteItem::builder();
        Ok(match step {
            Step::Put {
                item: attributes,
                condition,
            } => {
                let mut put = Put::builder()
                    .table_name(table)
                    .set_item(Some(attributes.clone()));
                if let Some((expression, values)) = condition {
                    put = put.condition_expression(expression);
                    for (name, value) in values {
                        put = put.expression_attribute_values(*name, value.clone());
                    }
                }
                item.put(put.build().map_err(StoreError::failed)?).build()
            }
            Step::Check { key, condition } => item
                .condition_check(
                    ConditionCheck::builder()
                        .table_name(table)
                        .set_key(Some(attributes_of(key)))
                        .condition_expression(*condition)
                        .build()
                        .map_err(StoreError::failed)?,
                )
                .build(),
            Step::Delete { key, version } => {
                let mut delete = Delete::builder()
                    .table_name(table)
                    .set_key(Some(attributes_of(key)));
                if let Some(version) = version {
                    delete = delete
                        .condition_expression("v = :expected")
                        .expression_attribute_values(
                            ":expected",
                            AttributeValue::N(version.to_string()),
                        );
                }
                item.delete(delete.build().map_err(StoreError::failed)?)
                    .build()
            }
        })
    }
}

fn places(reasons: &[String], code: &str) -> Vec<usize> {
    reasons
        .iter()
        .enumerate()
        .filter(|(_, reason)| *reason == code)
        .map(|(place, _)| place)
        .collect()
}
