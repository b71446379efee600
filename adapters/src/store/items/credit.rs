//! Credits in the ledger, and the derived tallies of years.
//!
//! One item per posted row, whatever the number of programmes in which it counts: so a row costs
//! one write unit. It carries all that its doctor's page shows.

use std::collections::BTreeSet;

use domain::{
    calendar::{Date, FiscalYear, Moment},
    credit::{CreditEntry, CreditOrigin, EntryKind, RowId, YearTally},
    curriculum::CurriculumCode,
    id::CourseId,
    organizer::OrganizerId,
    person::PostedName,
    programme::{Category, Programme},
    register_number::MedicalRegisterNumber,
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::store::{Found, Key, Record};

/// One row's entry. Append-only: it is never changed, only reversed by another.
///
/// Stored without what its key says already, and with its parts as one short text: a doctor's page
/// is read more often than anything else, and bytes cost units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "Stored", try_from = "Stored")]
pub struct CreditRecord {
    /// 医籍登録番号 as posted.
    pub number: MedicalRegisterNumber,
    /// 研修会; none for credits from elsewhere, whose row ids are unique with their organiser.
    pub course: Option<CourseId>,
    /// Where it comes from.
    pub origin: CreditOrigin,
    /// The organiser's own row id.
    pub row: RowId,
    /// What it earned, one for each programme and category.
    pub parts: Vec<CreditPart>,
    /// 開催日.
    pub date: Date,
    /// Name and birth date as posted.
    pub posted: PostedName,
    /// 主催者.
    pub organizer: OrganizerId,
    /// Its name on that day.
    pub organizer_name: String,
    /// 研修会名.
    pub title: String,
    /// お問合せ先, as one line.
    pub enquiries: Option<String>,
    /// When it was posted.
    pub posted_at: Moment,
    /// Takes the award of the same row back.
    pub reversal: bool,
    /// Posted into a closed year and not yet folded into its tally.
    pub late: bool,
}

/// What a row earned in one category of one programme.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditPart {
    /// 制度.
    pub programme: Programme,
    /// Category within it.
    pub category: Category,
    /// 単位.
    pub units: Units,
    /// カリキュラムコード.
    pub codes: BTreeSet<CurriculumCode>,
}

/// [`CreditRecord`] as it lies in the table.
#[derive(Serialize, Deserialize)]
struct Stored {
    pk: String,
    sk: String,
    /// Parts: `programme/category/units/code,code`, one a line.
    w: String,
    /// Name as posted.
    p: String,
    /// Birth date as posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    b: Option<Date>,
    /// 主催者.
    o: OrganizerId,
    /// Its name.
    on: String,
    /// 研修会名.
    t: String,
    /// お問合せ先.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    /// When it was posted.
    at: Moment,
    /// Where it comes from, unless from a course.
    #[serde(default, skip_serializing_if = "CreditOrigin::is_course")]
    g: CreditOrigin,
}

impl From<CreditRecord> for Stored {
    fn from(record: CreditRecord) -> Self {
        let Key { pk, sk } = record.key();
        let parts: Vec<String> = record.parts.iter().map(CreditPart::to_text).collect();
        Self {
            pk,
            sk,
            w: parts.join("\n"),
            p: record.posted.text,
            b: record.posted.birth_date,
            o: record.organizer,
            on: record.organizer_name,
            t: record.title,
            q: record.enquiries,
            at: record.posted_at,
            g: record.origin,
        }
    }
}

/// An item that is no credit entry.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not a credit entry")]
struct NoEntry(String);

impl TryFrom<Stored> for CreditRecord {
    type Error = NoEntry;

    fn try_from(stored: Stored) -> Result<Self, NoEntry> {
        let fault = || NoEntry(format!("{} {}", stored.pk, stored.sk));
        let (kind, rest) = stored.sk.split_once('#').ok_or_else(fault)?;
        let (date, rest) = rest.split_once('#').ok_or_else(fault)?;
        let (source, row) = rest.split_once('#').ok_or_else(fault)?;
        let course = match source.trim_end_matches('!') {
            outside if outside.starts_with(OUTSIDE) => None,
            course => Some(CourseId::parse(course).map_err(|_| fault())?),
        };
        let number = stored.pk.strip_prefix("DOCTOR#").ok_or_else(fault)?;
        let parts: Option<Vec<CreditPart>> = stored.w.lines().map(CreditPart::from_text).collect();
        Ok(Self {
            number: MedicalRegisterNumber::parse(number).map_err(|_| fault())?,
            course,
            origin: stored.g,
            row: RowId::parse(row).map_err(|_| fault())?,
            parts: parts.ok_or_else(fault)?,
            date: Date::parse(date).map_err(|_| fault())?,
            posted: PostedName {
                text: stored.p,
                birth_date: stored.b,
            },
            organizer: stored.o,
            organizer_name: stored.on,
            title: stored.t,
            enquiries: stored.q,
            posted_at: stored.at,
            reversal: source.ends_with('!'),
            late: kind == "N",
        })
    }
}

/// Before the organiser's id, where a course's id would stand.
const OUTSIDE: char = '@';

/// One letter for each programme.
const fn letter(programme: Programme) -> char {
    match programme {
        Programme::IndustrialPhysician => 'i',
        Programme::SportsPhysician => 's',
        Programme::ContinuingEducation => 'c',
        Programme::FamilyPhysicianFunction => 'f',
    }
}

impl CreditPart {
    fn to_text(&self) -> String {
        let codes: Vec<String> = self.codes.iter().map(ToString::to_string).collect();
        let (programme, codes) = (letter(self.programme), codes.join(","));
        format!("{programme}/{}/{}/{codes}", self.category, self.units)
    }

    fn from_text(text: &str) -> Option<Self> {
        let mut fields = text.split('/');
        let (programme, category) = (fields.next()?, fields.next()?);
        let (units, codes) = (fields.next()?, fields.next()?);
        Some(Self {
            programme: Programme::ALL
                .iter()
                .copied()
                .find(|known| programme.chars().eq([letter(*known)]))?,
            category: Category::parse(category).ok()?,
            units: Units::parse(units).ok()?,
            codes: codes
                .split(',')
                .filter(|code| !code.is_empty())
                .map(|code| CurriculumCode::parse(code).ok())
                .collect::<Option<_>>()?,
        })
    }
}

impl CreditRecord {
    /// Within what its row id is unique: its course, or else its organiser and origin.
    #[must_use]
    pub fn source(&self) -> String {
        match &self.course {
            Some(course) => course.to_string(),
            None => Self::source_outside(&self.organizer, self.origin),
        }
    }

    /// The same for credits that come from no course.
    #[must_use]
    pub fn source_outside(organizer: &OrganizerId, origin: CreditOrigin) -> String {
        format!("{OUTSIDE}{organizer}:{origin}")
    }

    /// Where it lies once it was folded, or was never late.
    #[must_use]
    pub fn folded_key(&self) -> Key {
        self.key_when(false)
    }

    fn key_when(&self, late: bool) -> Key {
        let (source, row) = (self.source(), &self.row);
        Key::credit(&self.number, late, self.date, &source, row, self.reversal)
    }

    /// Whether its doctor sees it, and it counts, on this day.
    #[must_use]
    pub fn shows_on(&self, today: Date) -> bool {
        self.reversal || self.origin.shows_from(self.date) <= today
    }

    /// The ledger's entries, as the domain folds them.
    #[must_use]
    pub fn entries(&self) -> Vec<CreditEntry> {
        self.parts
            .iter()
            .map(|part| CreditEntry {
                register_number: self.number.clone(),
                course: self.course.clone(),
                origin: self.origin,
                row: self.row.clone(),
                programme: part.programme,
                category: part.category.clone(),
                units: part.units,
                codes: part.codes.clone(),
                date: self.date,
                fiscal_year: FiscalYear::of(self.date),
                posted: self.posted.clone(),
                organizer: self.organizer.clone(),
                organizer_name: self.organizer_name.clone(),
                title: self.title.clone(),
                kind: if self.reversal {
                    EntryKind::Reversal
                } else {
                    EntryKind::Award
                },
                posted_at: self.posted_at,
            })
            .collect()
    }
}

impl CreditRecord {
    /// The record of an entry that comes from no course.
    #[must_use]
    pub fn outside(entry: CreditEntry, late: bool) -> Self {
        Self {
            number: entry.register_number,
            course: entry.course,
            origin: entry.origin,
            row: entry.row,
            parts: vec![CreditPart {
                programme: entry.programme,
                category: entry.category,
                units: entry.units,
                codes: entry.codes,
            }],
            date: entry.date,
            posted: entry.posted,
            organizer: entry.organizer,
            organizer_name: entry.organizer_name,
            title: entry.title,
            enquiries: None,
            posted_at: entry.posted_at,
            reversal: entry.kind == EntryKind::Reversal,
            late,
        }
    }
}

impl Record for CreditRecord {
    fn key(&self) -> Key {
        self.key_when(self.late)
    }
}

/// How long the mark of a folded entry stays: longer than any call that may still write it.
const MARK_DAYS: i64 = 2;

/// Stands where a late entry stood, once that is folded. A call that was interrupted and is being
/// finished may insert the entry again at any moment: it stumbles on this, so the entry cannot
/// count beside the tally that has it already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FoldedMark {
    pk: String,
    sk: String,
    /// When it was folded.
    #[serde(rename = "z")]
    at: Moment,
}

impl FoldedMark {
    /// The mark of a late entry.
    #[must_use]
    pub fn of(late: &CreditRecord, now: Moment) -> Self {
        let Key { pk, sk } = late.key();
        Self { pk, sk, at: now }
    }
}

impl Record for FoldedMark {
    fn key(&self) -> Key {
        Key::within(&self.pk, self.sk.clone())
    }

    fn expires_at(&self) -> Option<Moment> {
        Some(Moment::from_millis(
            self.at.millis() + MARK_DAYS * 24 * 60 * 60 * 1000,
        ))
    }
}

/// Whether an item is a credit entry, and not the mark of one that was folded.
#[must_use]
pub fn is_entry(item: &Found) -> bool {
    matches!(item.sk().split_once('#'), Some(("L" | "N", _))) && !item.has("z")
}

/// Sums of one fiscal year: derived from its entries, and rebuilt from them at any time.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TallyRecord {
    /// 医籍登録番号.
    #[serde(rename = "n")]
    pub number: MedicalRegisterNumber,
    /// The sums.
    #[serde(rename = "y")]
    pub tally: YearTally,
    /// How many entries of the year it was folded from. They are never deleted, so a fold of fewer
    /// is an older one.
    #[serde(rename = "c", default)]
    pub entries: u32,
}

impl Record for TallyRecord {
    fn key(&self) -> Key {
        Key::tally(&self.number, self.tally.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::record::encode;

    fn record(row: &str, reversal: bool) -> CreditRecord {
        CreditRecord {
            number: MedicalRegisterNumber::parse("12345").unwrap(),
            course: Some(CourseId::new([7; 10])),
            origin: CreditOrigin::Course,
            row: RowId::parse(row).unwrap(),
            parts: vec![
                CreditPart {
                    programme: Programme::ContinuingEducation,
                    category: Category::general(),
                    units: Units::from_halves(3),
                    codes: [12, 84]
                        .into_iter()
                        .filter_map(CurriculumCode::from_number)
                        .collect(),
                },
                CreditPart {
                    programme: Programme::IndustrialPhysician,
                    category: Category::parse("renewal").unwrap(),
                    units: Units::whole(2),
                    codes: BTreeSet::new(),
                },
            ],
            date: Date::parse("2026-05-10").unwrap(),
            posted: PostedName {
                text: "髙﨑　花子".to_owned(),
                birth_date: None,
            },
            organizer: OrganizerId::parse("13").unwrap(),
            organizer_name: "東京都医師会".to_owned(),
            title: "高血圧の最新治療".to_owned(),
            enquiries: None,
            posted_at: Moment::from_millis(1_780_000_000_000),
            reversal,
            late: false,
        }
    }

    #[test]
    fn an_entry_reads_back_whatever_its_row_id_looks_like() {
        for row in ["1", "a#b", "受付!", "!", "#", "x/y"] {
            for reversal in [false, true] {
                let record = record(row, reversal);
                let found = Found::from_attributes(encode(&record).unwrap());
                assert_eq!(found.decode::<CreditRecord>().unwrap(), record);
            }
        }
    }

    #[test]
    fn an_entry_from_elsewhere_keeps_its_origin_and_lies_under_its_organizer() {
        for reversal in [false, true] {
            let record = CreditRecord {
                course: None,
                origin: CreditOrigin::JournalQuiz,
                ..record("quiz#1", reversal)
            };
            let found = Found::from_attributes(encode(&record).unwrap());
            assert!(found.sk().starts_with("L#2026-05-10#@13:journal-quiz"));
            assert_eq!(found.decode::<CreditRecord>().unwrap(), record);
        }
    }

    #[test]
    fn no_row_id_makes_an_award_look_like_a_reversal() {
        assert_ne!(record("a", true).key(), record("a!", false).key());
    }

    #[test]
    fn an_entry_with_a_usual_title_stays_far_below_one_write_unit() {
        let item = encode(&record("2026-0001", false)).unwrap();
        let size = crate::store::meter::item_size(&item);
        assert!(size < 320, "{size} bytes");
    }
}
