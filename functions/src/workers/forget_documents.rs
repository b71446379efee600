//! Documents that were uploaded and checked, and that no application, declaration or confirmation of
//! identity ever used, are taken away.
//!
//! - Marked first, under the condition that nothing uses it: from then on nothing can. Then the bucket,
//!   then the item; whoever dies between them finds the mark again in the queue.
//! - What was uploaded and never checked is forgotten without us: the bucket's rule takes the file, the
//!   table's expiry the item.

use std::sync::Arc;

use adapters::store::{
    QueueKey, Record, StoreError, items::doctor::EvidenceRecord, keys::UNUSED_QUEUE,
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{evidence::KEPT_UNUSED_DAYS, language::Language};
use serde_json::{Value, json};

use super::{Error, FORGET_DOCUMENTS};
use crate::{scope::Scope, world::World};

/// Documents of one run, each three calls one after the other. Twice as many in a day as are uploaded in
/// all, at 340,000 doctors (infra/operations/workload.toml).
const MOST: i32 = 100;

/// Takes away what is old enough.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, FORGET_DOCUMENTS.needs, Language::Ja);
    let until = scope.now.plus_days(-KEPT_UNUSED_DAYS);
    let (first, last) = QueueKey::before(until);
    let (unused, _) = scope
        .store
        .queue_between(UNUSED_QUEUE, (first, &last), None, MOST, false)
        .await?;
    let mut forgotten = 0;
    for item in unused {
        forgotten += u32::from(forget(&scope, item.decode()?).await?);
    }
    Ok(json!({ "forgotten": forgotten }))
}

/// Whether it was taken away: the index may be behind what uses it.
async fn forget(scope: &Scope, record: EvidenceRecord) -> Result<bool, Error> {
    let key = record.key();
    let marked: Result<EvidenceRecord, _> = scope
        .store
        .update(
            &key,
            "SET g = :yes",
            Some(EvidenceRecord::STANDS_WITH_NOTHING),
            vec![(":yes", AttributeValue::Bool(true))],
        )
        .await;
    let marked = match marked {
        Ok(marked) => marked,
        Err(StoreError::Refused(_)) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    scope.documents.forget_evidence(&marked.object).await?;
    scope.store.delete(&key).await?;
    Ok(true)
}
