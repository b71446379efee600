//! Credits in the ledger, and the derived tallies of years.
//!
//! One item per posted row, whatever the number of programmes in which it counts: so a row costs
//! one write unit. It carries all that its doctor's page shows.

use std::collections::BTreeSet;

use domain::{
    calendar::{Date, FiscalYear, Moment},
    credit::{CreditEntry, EntryKind, RowId, YearTally},
    curriculum::CurriculumCode,
    id::CourseId,
    organizer::OrganizerId,
    person::PostedName,
    programme::{Category, Programme},
    register_number::MedicalRegisterNumber,
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// One row's entry. Append-only: it is never changed, only reversed by another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreditRecord {
    /// 医籍登録番号 as posted.
    #[serde(rename = "n")]
    pub number: MedicalRegisterNumber,
    /// 研修会.
    #[serde(rename = "c")]
    pub course: CourseId,
    /// The organiser's own row id.
    #[serde(rename = "r")]
    pub row: RowId,
    /// What it earned, one for each programme and category.
    #[serde(rename = "w")]
    pub parts: Vec<CreditPart>,
    /// 開催日.
    #[serde(rename = "d")]
    pub date: Date,
    /// Name and birth date as posted.
    #[serde(rename = "p")]
    pub posted: PostedName,
    /// 主催者.
    #[serde(rename = "o")]
    pub organizer: OrganizerId,
    /// Its name on that day.
    #[serde(rename = "on")]
    pub organizer_name: String,
    /// 研修会名.
    #[serde(rename = "t")]
    pub title: String,
    /// お問合せ先, as one line.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub enquiries: Option<String>,
    /// When it was posted.
    #[serde(rename = "at")]
    pub posted_at: Moment,
    /// Takes the award of the same row back.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub reversal: bool,
    /// Posted into a closed year and not yet folded into its tally.
    #[serde(rename = "z", default, skip_serializing_if = "std::ops::Not::not")]
    pub late: bool,
}

/// What a row earned in one category of one programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CreditPart {
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// Category within it.
    #[serde(rename = "k")]
    pub category: Category,
    /// 単位.
    #[serde(rename = "u")]
    pub units: Units,
    /// カリキュラムコード.
    #[serde(rename = "c", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub codes: BTreeSet<CurriculumCode>,
}

impl CreditRecord {
    /// The ledger's entries, as the domain folds them.
    #[must_use]
    pub fn entries(&self) -> Vec<CreditEntry> {
        self.parts
            .iter()
            .map(|part| CreditEntry {
                register_number: self.number.clone(),
                course: Some(self.course.clone()),
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

impl Record for CreditRecord {
    fn key(&self) -> Key {
        Key::credit(
            &self.number,
            self.late,
            self.date,
            &self.course,
            &self.row,
            self.reversal,
        )
    }
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
}

impl Record for TallyRecord {
    fn key(&self) -> Key {
        Key::tally(&self.number, self.tally.year)
    }
}
