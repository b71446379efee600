//! Changes of stored data, one version after the other, each a job over the whole table.
//!
//! - The item `VERSION` says which migration was the last to be finished. It is written together with the
//!   last slice of its job, so it never says more than what is so.
//! - Idempotent: an item that is of the new shape already is left alone, and one that somebody writes
//!   meanwhile is written by this version, so it is of the new shape.
//! - Resumable: the place reached is the cursor of the job, and a slice begun twice counts once.
//! - A migration begins when somebody asks for it ([`begin`]), after all functions know the new shape and
//!   still read the old one (docs/operations/migrations.md).

use adapters::store::{
    Found, Key, Store, StoreError, Transaction,
    items::{
        doctor::{EvidenceRecord, IdentityDocumentsRecord},
        job::{JobRecord, JobWork},
        version::DataVersionRecord,
    },
};
use domain::calendar::Moment;

use super::Slice;
use crate::{Failure, Scope};

/// The version that this code writes.
pub const NEWEST: u32 = 1;

/// What [`begin`] and [`mark_new`] may touch.
pub const NEEDS: &[api::Need] = &[api::Need::Read, api::Need::Write];

/// Who starts them, as the job says it.
const BY: &str = "cargo migrate";
/// Items of one slice: a second or so, when each is changed.
const PAGE: i32 = 100;

/// Id of the job that brings the data to a version.
#[must_use]
pub fn job_id(to: u32) -> String {
    format!("migration-{to}")
}

/// The version of the stored data.
///
/// # Errors
/// The table's.
pub async fn version(store: &Store) -> Result<u32, StoreError> {
    let record: Option<DataVersionRecord> = store.read(&Key::data_version()).await?;
    Ok(record.map_or(0, |record| record.version))
}

/// Starts the next migration, if one is due, and says which job it is: one that runs already goes on, and
/// one that was stopped begins anew.
///
/// # Errors
/// The table's.
pub async fn begin(store: &Store, now: Moment) -> Result<Option<JobRecord>, StoreError> {
    let to = version(store).await? + 1;
    if to > NEWEST {
        return Ok(None);
    }
    let key = Key::job(&job_id(to));
    let earlier: Option<JobRecord> = store.read(&key).await?;
    if let Some(running) = earlier.as_ref().filter(|job| job.is_running()) {
        return Ok(Some(running.clone()));
    }
    let what = (job_id(to), JobWork::Migration { to });
    let mut transaction = Transaction::new();
    let job = super::begin(&mut transaction, now, what, &BY.into(), earlier.as_ref())?;
    match store.commit(transaction).await {
        // Somebody else asked at the same moment.
        Err(StoreError::Refused(_)) => store.read(&key).await,
        other => other.map(|()| Some(job)),
    }
}

/// Says of an empty table that nothing in it is to be changed.
///
/// # Errors
/// The table's.
pub async fn mark_new(store: &Store, now: Moment) -> Result<(), StoreError> {
    let record = DataVersionRecord {
        version: NEWEST,
        since: now,
    };
    store.put(&record).await
}

/// Brings one page of the table to version `to`.
pub(super) async fn slice(
    scope: &Scope,
    job: &JobRecord,
    to: u32,
    transaction: &mut Transaction,
) -> Result<Slice, Failure> {
    let after = (!job.cursor.is_empty()).then(|| read_cursor(&job.cursor));
    let (found, next) = scope.store.scan(after.transpose()?.as_ref(), PAGE).await?;
    let mut changed: u32 = job.report.parse().unwrap_or_default();
    for item in &found {
        let is_changed = match to {
            1 => wait_in_the_queue_of_unused(scope, item).await?,
            _ => return Err(Failure::internal(format!("no migration to version {to}"))),
        };
        changed += u32::from(is_changed);
    }
    if next.is_none() {
        transaction.put(&DataVersionRecord {
            version: to,
            since: scope.now,
        })?;
    }
    let done = job.done + u32::try_from(found.len()).unwrap_or(u32::MAX);
    Ok(Slice {
        done,
        // How many items there are is not known before all were seen.
        total: if next.is_none() { done } else { 0 },
        cursor: next.as_ref().map(cursor).unwrap_or_default(),
        report: changed.to_string(),
        lines: Vec::new(),
        finished: next.is_none(),
    })
}

fn cursor(key: &Key) -> String {
    serde_json::json!([key.pk, key.sk]).to_string()
}

fn read_cursor(text: &str) -> Result<Key, Failure> {
    let (pk, sk): (String, String) = serde_json::from_str(text).map_err(Failure::internal)?;
    Ok(Key::within(&pk, sk))
}

/// 1: a document that stands with nothing waits in a queue until it is forgotten, and one that was sent
/// for the confirmation of identity says so.
async fn wait_in_the_queue_of_unused(scope: &Scope, item: &Found) -> Result<bool, Failure> {
    let of_a_doctor = item.pk().starts_with("DOCTOR#") || item.pk().starts_with("CLAIM#");
    let is_old = item.queue().is_none() && !item.has("ttl") && !item.has("u") && !item.has("s");
    if !(of_a_doctor && item.sk().starts_with("E#") && is_old) {
        return Ok(false);
    }
    let record: EvidenceRecord = item.decode()?;
    let documents = Key::identity_documents(&record.partition);
    let documents: Option<IdentityDocumentsRecord> = scope.store.read(&documents).await?;
    let sent = documents
        .iter()
        .flat_map(|sent| &sent.documents)
        .any(|document| document.id == record.id);
    let checked = match record.media_type {
        Some(_) => "attribute_exists(t)",
        None => "attribute_not_exists(t)",
    };
    let unchanged = format!("{} AND {checked}", EvidenceRecord::STANDS_WITH_NOTHING);
    let mut transaction = Transaction::new();
    transaction.put_when(&EvidenceRecord { sent, ..record }, &unchanged, Vec::new())?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(true),
        // Somebody used it in between, and wrote it anew.
        Err(StoreError::Refused(_)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
