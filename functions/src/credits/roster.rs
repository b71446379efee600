//! A course with everything posted for it, and the entries that follow from its rows.
//!
//! A posting writes its rows into the course first (the intent, in one transaction) and then an
//! entry per row into the doctors' partitions. Whoever finds an intent that was not carried out
//! carries it out: entries are inserted under natural keys, so doing it twice does it once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use adapters::store::{
    Key, Range,
    items::{
        course::{CorrectionRecord, CourseRecord, OpenAwardRecord, RosterRecord, RosterRow},
        credit::{CreditPart, CreditRecord},
        doctor::IdentityRecord,
    },
    table::BATCH_GET_MOST,
};
use api::problem::ProblemKind;
use domain::{
    access,
    calendar::Moment,
    course::Course,
    credit::{CheckedRow, CreditOrigin, Roster, RosterRow as PostedRow},
    id::CourseId,
    organizer::Enquiries,
    person::{NameIdentity, PostedName},
    register_number::MedicalRegisterNumber,
};

use crate::{Failure, Scope, admission::CourseHolder, courses::case::viewer, my_page::ledger};

/// Rows of one roster chunk: one item covers many rows and stays far below 400 KB.
pub const CHUNK_ROWS: usize = 100;

/// A course with its roster.
pub struct Posted {
    /// The head.
    pub head: CourseRecord,
    /// Every row posted, replacements included.
    pub roster: Roster,
    /// What stands in place of a row that was taken back, by its id.
    pub corrections: HashMap<String, CorrectionRecord>,
    /// Postings whose entries may not all be written.
    unfinished: Vec<RosterRecord>,
}

/// Reads it: one trip.
///
/// # Errors
/// 404 when there is no such course; the table's.
pub async fn read(scope: &Scope, id: &CourseId) -> Result<Posted, Failure> {
    from_items(&scope.store.query(&range(id)).await?)
}

/// Where a course lies with everything posted for it.
#[must_use]
pub fn range(id: &CourseId) -> Range {
    Range::whole(Key::course(id))
}

/// From the items of the course's partition.
///
/// # Errors
/// 404 when there is no such course; items of another shape.
pub fn from_items(found: &[adapters::store::Found]) -> Result<Posted, Failure> {
    let head = found.iter().find(|item| item.sk() == "H");
    let head: CourseRecord = head.ok_or(Failure::not_found())?.decode()?;
    let mut chunks: Vec<RosterRecord> = Vec::new();
    let mut corrections: HashMap<String, CorrectionRecord> = HashMap::new();
    let mut open: BTreeSet<String> = BTreeSet::new();
    for item in found {
        match item.sk().split_once('#') {
            Some(("A", _)) => chunks.push(item.decode()?),
            Some(("B", call)) => {
                open.insert(call.to_owned());
            }
            Some(("C", row)) => {
                corrections.insert(row.to_owned(), item.decode()?);
            }
            _ => {}
        }
    }
    let mut rows: Vec<(Moment, CheckedRow)> = Vec::new();
    for chunk in &chunks {
        let stored = chunk.rows().map_err(Failure::internal)?;
        rows.extend(stored.into_iter().map(|row| (chunk.at, checked(row))));
    }
    let mut replacements: Vec<(Moment, CheckedRow)> = corrections
        .values()
        .filter_map(|correction| {
            let replacement = correction.replacement.clone()?;
            Some((correction.at, checked(replacement)))
        })
        .collect();
    replacements.sort_by(|a, b| (a.0, &a.1.row_id).cmp(&(b.0, &b.1.row_id)));
    rows.extend(replacements);
    let roster = Roster::new(
        rows.into_iter()
            .map(|(at, row)| PostedRow {
                corrected: corrections.contains_key(row.row_id.as_str()),
                row,
                at,
            })
            .collect(),
    );
    chunks.retain(|chunk| open.contains(&chunk.call));
    Ok(Posted {
        head,
        roster,
        corrections,
        unfinished: chunks,
    })
}

impl Posted {
    /// The course.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.head.course
    }

    /// Refuses whoever may not post for this course: it does not exist for those who may not see
    /// it either.
    ///
    /// # Errors
    /// 403, 404.
    pub fn posted_by(&self, holder: &CourseHolder) -> Result<(), Failure> {
        let viewer = viewer(holder);
        if access::posts_credits(&viewer, self.course()) {
            Ok(())
        } else if access::sees_roster(&viewer, self.course()) {
            Err(Failure::new(ProblemKind::Forbidden))
        } else {
            Err(Failure::not_found())
        }
    }

    /// Refuses while the course is not approved, or its day has not come.
    ///
    /// # Errors
    /// 409 with the reason.
    pub fn takes_credits(&self, scope: &Scope) -> Result<(), Failure> {
        let course = self.course();
        if course.takes_credits(scope.today()) {
            return Ok(());
        }
        let (ja, en) = if course.state == domain::course::CourseState::Approved {
            let date = course.description.date;
            (
                format!("開催日（{date}）より前に単位を登録することはできません。"),
                format!("Credits cannot be posted before the day of the course ({date})."),
            )
        } else {
            (
                "この研修会はまだ承認されていません。承認後に単位を登録できます。".to_owned(),
                "This course has not been approved. Credits can be posted after that.".to_owned(),
            )
        };
        Err(Failure::new(ProblemKind::WrongState).saying(ja, en))
    }

    /// Carries out what earlier calls left undone: no trip when there is nothing.
    ///
    /// # Errors
    /// The table's.
    pub async fn finish_earlier(&self, scope: &Scope) -> Result<(), Failure> {
        let mut calls: BTreeMap<&str, Vec<CreditRecord>> = BTreeMap::new();
        for chunk in &self.unfinished {
            let rows = chunk.rows().map_err(Failure::internal)?;
            let rows: Vec<CheckedRow> = rows.into_iter().map(checked).collect();
            calls
                .entry(&chunk.call)
                .or_default()
                .extend(entries(self.course(), &rows, chunk.at));
        }
        for (call, entries) in calls {
            let open = not_folded(scope, entries).await?;
            scope.store.insert_rows(&open).await?;
            finished(scope, self.course(), call).await?;
        }
        Ok(())
    }
}

/// A call that is under way from now on: part of the transaction that writes its intent.
#[must_use]
pub fn under_way(course: &Course, call: &str, since: Moment) -> OpenAwardRecord {
    OpenAwardRecord {
        course: course.id.clone(),
        call: call.to_owned(),
        since,
    }
}

/// All entries of a call are written.
///
/// # Errors
/// The table's.
pub async fn finished(scope: &Scope, course: &Course, call: &str) -> Result<(), Failure> {
    let key = Key::open_award(&course.id, call);
    Ok(scope.store.delete(&key).await?)
}

/// A late entry moves from `N` to `L` once it is folded, and may have done so before the call that
/// wrote it was finished: those that lie under `L` are not inserted again. One that is folded only
/// after this look leaves its mark under `N`, on which the INSERT stumbles.
async fn not_folded(
    scope: &Scope,
    entries: Vec<CreditRecord>,
) -> Result<Vec<CreditRecord>, Failure> {
    let late: Vec<Key> = entries
        .iter()
        .filter(|entry| entry.late)
        .map(CreditRecord::folded_key)
        .collect();
    let mut folded: BTreeSet<Key> = BTreeSet::new();
    for keys in late.chunks(BATCH_GET_MOST) {
        let found = scope.store.get_many(keys).await?;
        folded.extend(found.iter().map(adapters::store::Found::key));
    }
    Ok(entries
        .into_iter()
        .filter(|entry| !entry.late || !folded.contains(&entry.folded_key()))
        .collect())
}

/// The entries of these rows of a course, posted at one moment.
#[must_use]
pub fn entries(course: &Course, rows: &[CheckedRow], at: Moment) -> Vec<CreditRecord> {
    rows.iter().map(|row| entry(course, row, at)).collect()
}

/// The entry of one row.
#[must_use]
pub fn entry(course: &Course, row: &CheckedRow, at: Moment) -> CreditRecord {
    let description = &course.description;
    CreditRecord {
        number: row.register_number.clone(),
        course: Some(course.id.clone()),
        origin: CreditOrigin::Course,
        row: row.row_id.clone(),
        parts: description
            .awards()
            .into_iter()
            .map(|award| CreditPart {
                programme: award.programme,
                category: award.category,
                units: row.units.unwrap_or(award.units),
                codes: award.codes,
            })
            .collect(),
        date: description.date,
        posted: row.posted.clone(),
        organizer: course.organizer.clone(),
        organizer_name: course.organizer_name.clone(),
        title: description.title.clone(),
        enquiries: Some(enquiries(&description.enquiries)),
        posted_at: at,
        reversal: false,
        late: description.date < ledger::raw_since(at.date_in_japan()),
    }
}

/// Whom to ask, as one line.
#[must_use]
pub fn enquiries(enquiries: &Enquiries) -> String {
    let telephone = enquiries.telephone.as_ref().map(ToString::to_string);
    let email = enquiries.email.as_ref().map(ToString::to_string);
    let parts = [Some(enquiries.name.clone()), telephone, email];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// Who holds these numbers: a trip per hundred, issued together.
///
/// # Errors
/// The table's.
pub async fn identities<'a>(
    scope: &Scope,
    numbers: impl IntoIterator<Item = &'a MedicalRegisterNumber>,
) -> Result<HashMap<MedicalRegisterNumber, NameIdentity>, Failure> {
    let numbers: BTreeSet<&MedicalRegisterNumber> = numbers.into_iter().collect();
    let keys: Vec<Key> = numbers.into_iter().map(Key::identity).collect();
    let pages = keys
        .chunks(BATCH_GET_MOST)
        .map(|keys| scope.store.get_many(keys));
    let found = futures::future::try_join_all(pages).await?;
    let mut holders = HashMap::new();
    for item in found.into_iter().flatten() {
        let record: IdentityRecord = item.decode()?;
        holders.insert(record.number, record.identity);
    }
    Ok(holders)
}

/// A row as the course keeps it.
#[must_use]
pub fn stored(row: &CheckedRow) -> RosterRow {
    RosterRow(
        row.row_id.clone(),
        row.register_number.clone(),
        row.posted.text.clone(),
        row.posted.birth_date,
        row.units,
    )
}

fn checked(row: RosterRow) -> CheckedRow {
    let RosterRow(row_id, register_number, text, birth_date, units) = row;
    CheckedRow {
        row_id,
        register_number,
        register_number_padded: false,
        posted: PostedName { text, birth_date },
        units,
    }
}
