//! Many ledger entries at one write unit each: PartiQL INSERT, 25 a call.
//!
//! An INSERT refuses a key that exists, so sending an entry again changes nothing. Throttling of
//! single statements comes inside a successful answer and the SDK does not retry it: we do.

use api::Need;
use aws_sdk_dynamodb::types::{BatchStatementErrorCodeEnum, BatchStatementRequest};
use futures::{StreamExt, TryStreamExt, stream};

use super::{
    meter::item_size,
    record::{Attributes, Record, encode},
    table::{Store, StoreError, backoff, key_of},
};

/// Most statements of one call.
const MOST_STATEMENTS: usize = 25;
/// Calls under way at once.
const CALLS_AT_ONCE: usize = 8;
/// How often throttled statements are sent again.
const ROUNDS: u32 = 6;

/// What an INSERT found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// Written now.
    New,
    /// An item with this key stood there already.
    Duplicate,
}

impl Store {
    /// Inserts records of distinct keys; the answer is in their order.
    ///
    /// # Errors
    /// The table's; [`StoreError::Busy`] when statements stay throttled. Entries written before
    /// that stay; inserting them again is harmless.
    pub async fn insert_rows<R: Record>(&self, records: &[R]) -> Result<Vec<Inserted>, StoreError> {
        self.grants.require(Need::InsertRows)?;
        let items = records.iter().map(encode).collect::<Result<Vec<_>, _>>()?;
        let chunks: Vec<Vec<Attributes>> =
            items.chunks(MOST_STATEMENTS).map(<[_]>::to_vec).collect();
        let answers: Vec<Vec<Inserted>> = stream::iter(chunks)
            .map(|chunk| self.insert_chunk(chunk))
            .buffered(CALLS_AT_ONCE)
            .try_collect()
            .await?;
        Ok(answers.into_iter().flatten().collect())
    }

    async fn insert_chunk(&self, chunk: Vec<Attributes>) -> Result<Vec<Inserted>, StoreError> {
        let mut outcome: Vec<Option<Inserted>> = vec![None; chunk.len()];
        for round in 0..ROUNDS {
            let open: Vec<usize> = (0..chunk.len())
                .filter(|&place| outcome[place].is_none())
                .collect();
            if open.is_empty() {
                break;
            }
            backoff(round).await;
            let statements = open
                .iter()
                .map(|&place| self.statement(&chunk[place]))
                .collect::<Result<Vec<_>, _>>()?;
            self.meter.trip();
            let answer = self
                .client
                .batch_execute_statement()
                .set_statements(Some(statements))
                .send()
                .await
                .map_err(StoreError::unanswered)?;
            for (response, &place) in answer.responses().iter().zip(&open) {
                outcome[place] = match response.error().and_then(|error| error.code()) {
                    None => Some(Inserted::New),
                    Some(BatchStatementErrorCodeEnum::DuplicateItem) => Some(Inserted::Duplicate),
                    Some(
                        BatchStatementErrorCodeEnum::ThrottlingError
                        | BatchStatementErrorCodeEnum::ProvisionedThroughputExceeded
                        | BatchStatementErrorCodeEnum::TransactionConflict
                        | BatchStatementErrorCodeEnum::RequestLimitExceeded
                        | BatchStatementErrorCodeEnum::InternalServerError,
                    ) => None,
                    Some(code) => {
                        return Err(StoreError::Failed(format!(
                            "INSERT refused: {}",
                            code.as_str()
                        )));
                    }
                };
                if outcome[place].is_some() {
                    self.meter.write(item_size(&chunk[place]));
                    if key_of(&chunk[place]).may_queue() {
                        self.meter.write(item_size(&chunk[place]));
                    }
                }
            }
        }
        outcome
            .into_iter()
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| StoreError::Busy("rows stayed throttled".to_owned()))
    }

    fn statement(&self, item: &Attributes) -> Result<BatchStatementRequest, StoreError> {
        let mut names: Vec<&String> = item.keys().collect();
        names.sort();
        let fields: Vec<String> = names.iter().map(|name| format!("'{name}': ?")).collect();
        BatchStatementRequest::builder()
            .statement(format!(
                "INSERT INTO \"{}\" VALUE {{{}}}",
                self.table,
                fields.join(", ")
            ))
            .set_parameters(Some(names.iter().map(|name| item[*name].clone()).collect()))
            .build()
            .map_err(StoreError::failed)
    }
}
