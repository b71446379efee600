//! Rows posted without a course: e-learning, journal quiz, earlier years (features.md #73, #75).
//!
//! A row is two items written in one transaction: the row itself, by which it is known again, and
//! the entry in its doctor's partition. So a call that dies in between has posted whole rows, and
//! sending it again posts the rest.

use std::collections::{BTreeSet, HashMap};

use adapters::store::{
    Found, Key, StoreError, Transaction,
    items::{
        credit::{CreditRecord, is_entry},
        doctor::{IdentityRecord, ProfileRecord},
        learning::{FeedChannel, FeedRowRecord},
    },
    table::BATCH_GET_MOST,
};
use api::{
    credits::{Counts, Fate, Mode, Receipt, ReceiptRow},
    problem::{FieldText, ProblemKind},
};
use domain::{
    association::AssociationId,
    credit::{ROW_ID_MAX, RowId},
    learning::{CheckedOutsideRow, FEED_ROWS_MAX, FeedDecision, FeedStanding, decide_feed},
    organizer::OrganizerId,
    person::{Agreement, agreement},
    register_number::MedicalRegisterNumber,
    rejection::{Code, FieldProblem, Rejection},
};

use crate::{Failure, Scope, credits::receipt::suggestion, my_page::ledger, organizers::body};

/// Rows of one transaction: two items each, below 100 with the sign-in.
const ROWS_AT_ONCE: usize = 45;
/// How often a call is decided anew after another one with the same rows was faster.
const ROUNDS: usize = 4;

/// Rows as sent, in short: what the receipt repeats of each.
pub struct Sent {
    /// Own id of the row.
    pub row_id: String,
    /// 医籍登録番号.
    pub register_number: String,
    /// The row, checked.
    pub checked: Result<CheckedOutsideRow, Vec<FieldProblem>>,
}

/// A call that posts rows.
pub struct Posting<'a> {
    /// Who posts.
    pub organizer: OrganizerId,
    /// By which call.
    pub channel: FeedChannel,
    /// The rows.
    pub rows: Vec<Sent>,
    /// A transaction that writes only while the sign-in stands.
    pub transaction: &'a (dyn Fn() -> Transaction + Sync),
}

/// What is known of the doctors that rows name.
#[derive(Default)]
struct Holders {
    identities: HashMap<MedicalRegisterNumber, IdentityRecord>,
    profiles: HashMap<MedicalRegisterNumber, ProfileRecord>,
}

/// Refuses everybody but the national association, whose site and register these rows come from.
///
/// # Errors
/// 403.
pub fn of_national(organizer: &OrganizerId) -> Result<(), Failure> {
    if *organizer == OrganizerId::from(AssociationId::national()) {
        return Ok(());
    }
    Err(Failure::new(ProblemKind::Forbidden).saying(
        "この操作は日本医師会のみが行えます。",
        "Only the national association can do this.",
    ))
}

/// Refuses a call without rows, or with too many.
///
/// # Errors
/// 422, 413.
pub fn check_size(rows: usize) -> Result<(), Failure> {
    if rows == 0 {
        let empty = FieldProblem::new("rows", Code::Required);
        return Err(Failure::invalid(vec![empty]));
    }
    if rows > FEED_ROWS_MAX {
        return Err(Failure::new(ProblemKind::TooLarge).saying(
            format!("一度に送れるのは{FEED_ROWS_MAX}行までです。分けて送ってください。"),
            format!("At most {FEED_ROWS_MAX} rows a call. Please send them in parts."),
        ));
    }
    Ok(())
}

impl Posting<'_> {
    /// Decides on the rows, writes the new ones, answers row by row. `open_to` says whether the
    /// doctor of a row can earn such a credit.
    ///
    /// # Errors
    /// The table's; 503 when other calls with the same rows are always faster.
    pub async fn post(
        &self,
        scope: &Scope,
        open_to: impl Fn(&CheckedOutsideRow, Option<&ProfileRecord>) -> bool + Sync,
    ) -> Result<Receipt, Failure> {
        let name = body::read_name(scope, &self.organizer).await?;
        for _ in 0..ROUNDS {
            let holders = self.holders(scope).await?;
            let before = self.before(scope).await?;
            let decisions = decide_feed(
                self.rows.iter().map(|sent| sent.checked.clone()).collect(),
                |row| {
                    before.get(&row.row_id).map(|record| FeedStanding {
                        same: record.fingerprint == fingerprint(row),
                        reversed: record.reversed_at.is_some(),
                    })
                },
                |row| open_to(row, holders.profiles.get(&row.register_number)),
            );
            match self.write(scope, &name, &decisions).await {
                Ok(()) => return Ok(self.receipt(scope, &decisions, &holders)),
                // Not the sign-in, which is the first step: another call was faster with a row.
                Err(error @ StoreError::Refused(_)) if !error.refused_at(0) => {}
                Err(error) => return Err(Failure::of_commit(error)),
            }
        }
        Err(Failure::new(ProblemKind::Busy).after(1))
    }

    fn checked(&self) -> impl Iterator<Item = &CheckedOutsideRow> {
        self.rows
            .iter()
            .filter_map(|sent| sent.checked.as_ref().ok())
    }

    async fn holders(&self, scope: &Scope) -> Result<Holders, Failure> {
        let numbers: BTreeSet<&MedicalRegisterNumber> =
            self.checked().map(|row| &row.register_number).collect();
        let keys = numbers
            .iter()
            .flat_map(|number| [Key::identity(number), Key::profile(&Key::doctor(number))]);
        let mut holders = Holders::default();
        for item in many(scope, keys.collect()).await? {
            if item.sk() == "I" {
                let record: IdentityRecord = item.decode()?;
                holders.identities.insert(record.number.clone(), record);
            } else {
                let record: ProfileRecord = item.decode()?;
                holders.profiles.insert(record.number.clone(), record);
            }
        }
        Ok(holders)
    }

    async fn before(&self, scope: &Scope) -> Result<HashMap<RowId, FeedRowRecord>, Failure> {
        let ids: BTreeSet<&RowId> = self.checked().map(|row| &row.row_id).collect();
        let key = |id: &RowId| Key::feed_row(&self.organizer, self.channel.as_str(), id);
        let found = many(scope, ids.into_iter().map(key).collect()).await?;
        let mut before = HashMap::new();
        for item in found {
            let record: FeedRowRecord = item.decode()?;
            before.insert(record.row.clone(), record);
        }
        Ok(before)
    }

    async fn write(
        &self,
        scope: &Scope,
        name: &str,
        decisions: &[FeedDecision],
    ) -> Result<(), StoreError> {
        let new: Vec<&CheckedOutsideRow> = decisions
            .iter()
            .filter_map(|decision| match decision {
                FeedDecision::New(row) => Some(row),
                _ => None,
            })
            .collect();
        let raw_since = ledger::raw_since(scope.today());
        for rows in new.chunks(ROWS_AT_ONCE) {
            let mut transaction = (self.transaction)();
            for row in rows {
                transaction.insert(&FeedRowRecord {
                    organizer: self.organizer.clone(),
                    channel: self.channel,
                    row: row.row_id.clone(),
                    number: row.register_number.clone(),
                    date: row.date,
                    origin: row.origin,
                    fingerprint: fingerprint(row),
                    at: scope.now,
                    reversed_at: None,
                    v: 1,
                })?;
                let entry = row.entry(&self.organizer, name, scope.now);
                transaction.insert(&CreditRecord::outside(entry, row.date < raw_since))?;
            }
            scope.store.commit(transaction).await?;
        }
        Ok(())
    }

    fn receipt(&self, scope: &Scope, decisions: &[FeedDecision], holders: &Holders) -> Receipt {
        let rows: Vec<ReceiptRow> = self
            .rows
            .iter()
            .zip(decisions)
            .map(|(sent, decision)| receipt_row(scope, sent, decision, holders))
            .collect();
        Receipt {
            mode: Mode::Commit,
            counts: Counts::of(&rows),
            rows,
        }
    }
}

fn receipt_row(
    scope: &Scope,
    sent: &Sent,
    decision: &FeedDecision,
    holders: &Holders,
) -> ReceiptRow {
    let (fate, problems) = match decision {
        FeedDecision::Rejected(problems) => (Fate::Rejected, problems.clone()),
        FeedDecision::Unchanged(_) => (Fate::Unchanged, Vec::new()),
        FeedDecision::Corrected(_) => (Fate::Corrected, Vec::new()),
        FeedDecision::New(row) => posted(row, holders.identities.get(&row.register_number)),
    };
    let number = MedicalRegisterNumber::parse(&sent.register_number).map_or_else(
        |_| sent.register_number.clone(),
        |number| number.to_string(),
    );
    ReceiptRow {
        row_id: sent.row_id.chars().take(ROW_ID_MAX).collect(),
        register_number: number.chars().take(ROW_ID_MAX).collect(),
        fate,
        suggestion: problems
            .first()
            .and_then(|problem| suggestion(problem.rejection.code))
            .map(|(ja, en)| scope.say(ja, en)),
        notes: problems
            .iter()
            .map(|problem| FieldText::of(problem, scope.language))
            .collect(),
    }
}

/// Where a posted row stands with its doctor.
fn posted(row: &CheckedOutsideRow, holder: Option<&IdentityRecord>) -> (Fate, Vec<FieldProblem>) {
    let mut notes = Vec::new();
    let fate = match holder.map(|holder| agreement(&row.posted, &holder.identity)) {
        None => {
            notes.push(FieldProblem::new("register_number", Code::NoAccountYet));
            Fate::Waiting
        }
        Some(Agreement::Agrees) => Fate::Posted,
        Some(_) => {
            notes.push(FieldProblem::new("name", Code::NameDiffers));
            Fate::Held
        }
    };
    if row.register_number_padded {
        let padded = Rejection::new(Code::NumberPadded).with("number", &row.register_number);
        notes.push(FieldProblem::new("register_number", padded));
    }
    (fate, notes)
}

fn fingerprint(row: &CheckedOutsideRow) -> String {
    adapters::identity::secret::hash(row.fingerprint_input().as_bytes())
}

async fn many(scope: &Scope, keys: Vec<Key>) -> Result<Vec<Found>, Failure> {
    let pages = keys
        .chunks(BATCH_GET_MOST)
        .map(|keys| scope.store.get_many(keys));
    let found = futures::future::try_join_all(pages).await?;
    Ok(found.into_iter().flatten().collect())
}

/// Takes a posted row back: the reversal stands beside the entry. Taken back twice, it is taken
/// back once.
///
/// # Errors
/// 404 for a row that was never posted; the table's.
pub async fn reverse(
    scope: &Scope,
    mut transaction: Transaction,
    organizer: &OrganizerId,
    channel: FeedChannel,
    row: &RowId,
) -> Result<ReceiptRow, Failure> {
    let key = Key::feed_row(organizer, channel.as_str(), row);
    let record: FeedRowRecord = scope.store.read(&key).await?.ok_or(Failure::not_found())?;
    let receipt = ReceiptRow {
        row_id: row.to_string(),
        register_number: record.number.to_string(),
        fate: Fate::Corrected,
        notes: Vec::new(),
        suggestion: None,
    };
    if record.reversed_at.is_some() {
        return Ok(receipt);
    }
    let entry = entry_of(scope, &record).await?;
    let reversed = FeedRowRecord {
        reversed_at: Some(scope.now),
        v: record.v + 1,
        ..record.clone()
    };
    let place = transaction.place();
    transaction.replace(&reversed, record.v)?;
    transaction.insert(&CreditRecord {
        reversal: true,
        posted_at: scope.now,
        late: entry.date < ledger::raw_since(scope.today()),
        ..entry
    })?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(receipt),
        // The same reversal sent at once: the other was faster.
        Err(error) if error.refused_at(place) => Ok(receipt),
        Err(error) => Err(Failure::of_commit(error)),
    }
}

/// The entry of a row, wherever it lies now: late, or folded.
async fn entry_of(scope: &Scope, row: &FeedRowRecord) -> Result<CreditRecord, Failure> {
    let source = CreditRecord::source_outside(&row.organizer, row.origin);
    let key = |late| Key::credit(&row.number, late, row.date, &source, &row.row, false);
    let found = scope.store.get_many(&[key(false), key(true)]).await?;
    let entry = found.iter().find(|item| is_entry(item));
    let entry = entry.ok_or_else(|| Failure::internal("a posted row without its entry"))?;
    Ok(entry.decode()?)
}
