//! The tallies of a doctor's fiscal years, folded anew from the entries whenever one comes.
//!
//! - Derived: everything here can be rebuilt from the entries, and running twice changes nothing.
//! - A late entry (`N`) is on the page until it is folded. It becomes an ordinary one (`L`), and
//!   leaves a mark where it stood, in the very transaction that writes the tally with it: it counts
//!   once at every moment, even when its posting is being finished again.
//! - Nothing is folded before somebody holds the number: the name decides what counts. Holding it
//!   (the identity is written) folds everything that waited, and the doctor is told once (L1), of
//!   what was posted before only.

use std::collections::{BTreeMap, BTreeSet};

use adapters::{
    mail::{AccountMail, Letter, Mail, OutboxRecord},
    store::{
        Found, Key, Range, StoreError, Transaction,
        items::{
            credit::{CreditRecord, FoldedMark, TallyRecord, is_entry},
            doctor::IdentityRecord,
        },
    },
};
use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    calendar::FiscalYear,
    credit::{CreditEntry, YearTally, fold},
    person::NameIdentity,
    register_number::MedicalRegisterNumber,
};

use super::Error;
use crate::scope::Scope;

/// Late entries of one transaction: each is two puts, and a transaction has 100 steps.
const MOST_LATE: usize = 45;
/// How often it is folded anew when another run was faster.
const ROUNDS: usize = 4;

/// Folds the years of a doctor whose tallies are no longer what the entries say; `welcome` when
/// the doctor has just registered.
///
/// # Errors
/// The table's.
pub async fn fold_again(
    scope: &Scope,
    number: &MedicalRegisterNumber,
    welcome: bool,
) -> Result<(), Error> {
    for _ in 0..ROUNDS {
        match attempt(scope, number, welcome).await {
            Err(StoreError::Refused(_)) => {}
            other => return Ok(other?),
        }
    }
    Err("other runs kept folding the same year".into())
}

/// The entries of one year.
#[derive(Default)]
struct Year {
    folded: Vec<CreditRecord>,
    late: Vec<CreditRecord>,
}

async fn attempt(
    scope: &Scope,
    number: &MedicalRegisterNumber,
    welcome: bool,
) -> Result<(), StoreError> {
    let pk = Key::doctor(number);
    let (ledger, page) = (Range::ledger(&pk), Range::prefix(&pk, "Y#"));
    let (found, stored) = futures::try_join!(scope.store.query(&ledger), scope.store.query(&page))?;
    let Some(identity) = found.iter().find(|item| item.sk() == "I") else {
        return Ok(());
    };
    let identity: IdentityRecord = identity.decode()?;
    let stored = stored
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<TallyRecord>, _>>()?;
    let stored: BTreeMap<FiscalYear, TallyRecord> = stored
        .into_iter()
        .map(|record| (record.tally.year, record))
        .collect();
    let records: Vec<CreditRecord> = found
        .iter()
        .filter(|item| is_entry(item))
        .map(Found::decode)
        .collect::<Result<_, _>>()?;
    let waited = waited(&records, &identity);
    let mut changes: Vec<Transaction> = Vec::new();
    for (year, entries) in by_year(records) {
        write_year(
            scope,
            number,
            year,
            entries,
            &identity.identity,
            stored.get(&year),
            &mut changes,
        )?;
    }
    for change in changes {
        scope.store.commit(change).await?;
    }
    if welcome && waited > 0 && !identity.told {
        tell(scope, identity, waited).await?;
    }
    Ok(())
}

/// What the stored tallies of a doctor must say, from everything in the partition. Entries of a closed
/// year that were not folded yet are in none of them.
///
/// # Errors
/// [`StoreError::Shape`].
pub fn expected(found: &[Found]) -> Result<Vec<TallyRecord>, StoreError> {
    let Some(identity) = found.iter().find(|item| item.sk() == "I") else {
        return Ok(Vec::new());
    };
    let identity: IdentityRecord = identity.decode()?;
    let records = found
        .iter()
        .filter(|item| is_entry(item))
        .map(Found::decode)
        .collect::<Result<_, _>>()?;
    Ok(by_year(records)
        .into_iter()
        .filter(|(_, entries)| !entries.folded.is_empty())
        .map(|(year, entries)| {
            tally_of(&identity.number, year, &entries.folded, &identity.identity)
        })
        .collect())
}

fn by_year(records: Vec<CreditRecord>) -> BTreeMap<FiscalYear, Year> {
    let mut years: BTreeMap<FiscalYear, Year> = BTreeMap::new();
    for record in records {
        let year = years.entry(FiscalYear::of(record.date)).or_default();
        if record.late {
            year.late.push(record);
        } else {
            year.folded.push(record);
        }
    }
    years
}

/// The transactions that bring one year up to date.
fn write_year(
    scope: &Scope,
    number: &MedicalRegisterNumber,
    year: FiscalYear,
    entries: Year,
    identity: &NameIdentity,
    stored: Option<&TallyRecord>,
    changes: &mut Vec<Transaction>,
) -> Result<(), StoreError> {
    let Year { mut folded, late } = entries;
    let mut before = stored.map(|record| record.entries);
    if late.is_empty() {
        let record = tally_of(number, year, &folded, identity);
        let same = stored
            .is_some_and(|stored| stored.tally == record.tally && stored.entries == record.entries);
        if !same {
            let mut change = Transaction::new();
            put(&mut change, &record, before)?;
            changes.push(change);
        }
        return Ok(());
    }
    for part in late.chunks(MOST_LATE) {
        let mut change = Transaction::new();
        for entry in part {
            change.put(&FoldedMark::of(entry, scope.now))?;
            let entry = CreditRecord {
                late: false,
                ..entry.clone()
            };
            change.put(&entry)?;
            folded.push(entry);
        }
        let record = tally_of(number, year, &folded, identity);
        put(&mut change, &record, before)?;
        before = Some(record.entries);
        changes.push(change);
    }
    Ok(())
}

/// Writes a tally over the one that was read; another run's newer one refuses it.
fn put(
    change: &mut Transaction,
    record: &TallyRecord,
    before: Option<u32>,
) -> Result<(), StoreError> {
    match before {
        None => change.insert(record)?,
        Some(before) => change.put_when(
            record,
            "c = :before",
            vec![(":before", AttributeValue::N(before.to_string()))],
        )?,
    };
    Ok(())
}

fn tally_of(
    number: &MedicalRegisterNumber,
    year: FiscalYear,
    records: &[CreditRecord],
    identity: &NameIdentity,
) -> TallyRecord {
    let entries: Vec<CreditEntry> = records.iter().flat_map(CreditRecord::entries).collect();
    let distinct: BTreeSet<(String, bool)> = records
        .iter()
        .map(|record| {
            (
                format!("{}#{}", record.source(), record.row),
                record.reversal,
            )
        })
        .collect();
    TallyRecord {
        number: number.clone(),
        tally: fold(&entries, identity)
            .years
            .remove(&year)
            .unwrap_or_else(|| YearTally::new(year)),
        entries: u32::try_from(distinct.len()).unwrap_or(u32::MAX),
    }
}

/// How many awards were posted before the number was held, and count now.
fn waited(records: &[CreditRecord], identity: &IdentityRecord) -> u32 {
    let Some(since) = identity.held_since else {
        return 0;
    };
    let entries: Vec<CreditEntry> = records
        .iter()
        .filter(|record| record.reversal || record.posted_at < since)
        .flat_map(CreditRecord::entries)
        .collect();
    fold(&entries, &identity.identity)
        .years
        .values()
        .flat_map(|year| year.programmes.values())
        .map(|programme| programme.entries)
        .sum()
}

/// Tells a new doctor what has been waiting, in the transaction that remembers it.
async fn tell(scope: &Scope, identity: IdentityRecord, waited: u32) -> Result<(), StoreError> {
    let letter = Letter {
        to: identity.email.clone(),
        language: identity.language,
        mail: Mail::Account(AccountMail::CreditsWaited {
            credits: waited.to_string(),
        }),
    };
    let id = adapters::identity::secret::hash(&scope.random::<32>());
    let keys = &scope.world.seal_keys;
    let letter = OutboxRecord::new(keys, scope.random(), id, &letter, scope.now)
        .map_err(|error| StoreError::Shape(error.to_string()))?;
    let before = identity.v;
    let told = IdentityRecord {
        told: true,
        v: before + 1,
        ..identity
    };
    let mut change = Transaction::new();
    change.replace(&told, before)?.insert(&letter)?;
    scope.store.commit(change).await
}
