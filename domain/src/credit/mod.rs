//! 単位の付与: entries of credit, posted row by row, never edited, reversed where wrong.

mod origin;
mod posting;
mod row;
mod tally;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use origin::CreditOrigin;
pub use posting::{Decision, Roster, RosterRow, Standing, all_or_none, decide, standing};
pub use row::{AttendeeRow, CheckedRow, POSTED_NAME_MAX, ROW_ID_MAX, RowId};
pub use tally::{
    Differing, ProgrammeTally, Tally, YearTally, counting_entries, credit_facts, fold,
};

use crate::calendar::{Date, FiscalYear, Moment};
use crate::course::{Course, CourseAward};
use crate::curriculum::CurriculumCode;
use crate::id::CourseId;
use crate::organizer::OrganizerId;
use crate::person::PostedName;
use crate::programme::{Category, Programme};
use crate::register_number::MedicalRegisterNumber;
use crate::rules::CreditFact;
use crate::units::Units;

named_variants! {
    /// What an entry does.
    pub enum EntryKind {
        /// 付与
        Award = "award",
        /// 取消: the award of the same key never was.
        Reversal = "reversal",
    }
}

/// One entry of the ledger: what one row of one posting earned in one category of one programme.
///
/// Its key is course, row, programme, category and kind ([`EntryKey`]): posted twice, it counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditEntry {
    /// Whose.
    pub register_number: MedicalRegisterNumber,
    /// The course; none for credits imported from outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseId>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "CreditOrigin::is_course")]
    pub origin: CreditOrigin,
    /// The organiser's own row.
    pub row: RowId,
    /// 制度
    pub programme: Programme,
    /// The category within it.
    pub category: Category,
    /// 単位
    pub units: Units,
    /// カリキュラムコード
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub codes: BTreeSet<CurriculumCode>,
    /// The day on which it was earned.
    pub date: Date,
    /// 年度 of that day.
    pub fiscal_year: FiscalYear,
    /// The name that was posted with it.
    pub posted: PostedName,
    /// Who posted it.
    pub organizer: OrganizerId,
    /// The organiser's name on that day.
    pub organizer_name: String,
    /// 研修会名
    pub title: String,
    /// Award or reversal.
    pub kind: EntryKind,
    /// When it was posted.
    pub posted_at: Moment,
}

/// What makes an award one: posted again under the same key, it is the same award.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKey {
    /// The course.
    pub course: Option<CourseId>,
    /// Where it comes from.
    pub origin: CreditOrigin,
    /// The organiser, within whose credits of one origin from outside a row id is unique.
    pub organizer: OrganizerId,
    /// The row.
    pub row: RowId,
    /// 制度
    pub programme: Programme,
    /// The category within it.
    pub category: Category,
}

impl CreditEntry {
    /// Its key.
    #[must_use]
    pub fn key(&self) -> EntryKey {
        EntryKey {
            course: self.course.clone(),
            origin: self.origin,
            organizer: self.organizer.clone(),
            row: self.row.clone(),
            programme: self.programme,
            category: self.category.clone(),
        }
    }

    /// As the goals of its programme look at it.
    #[must_use]
    pub fn fact(&self) -> CreditFact {
        CreditFact {
            title: self.title.clone(),
            category: self.category.clone(),
            units: self.units,
            codes: self.codes.clone(),
            date: self.date,
            origin: self.origin,
            used: false,
        }
    }

    /// The entry that takes this award back.
    #[must_use]
    pub fn reversed(&self, at: Moment) -> CreditEntry {
        CreditEntry {
            kind: EntryKind::Reversal,
            posted_at: at,
            ..self.clone()
        }
    }

    /// The entries of one checked row of a course: one for each programme and category in which the
    /// attendance counts.
    #[must_use]
    pub fn of_row(course: &Course, row: &CheckedRow, at: Moment) -> Vec<CreditEntry> {
        let date = course.description.date;
        let entry = |award: CourseAward| CreditEntry {
            register_number: row.register_number.clone(),
            course: Some(course.id.clone()),
            origin: CreditOrigin::Course,
            row: row.row_id.clone(),
            programme: award.programme,
            category: award.category,
            units: row.units.unwrap_or(award.units),
            codes: award.codes,
            date,
            fiscal_year: FiscalYear::of(date),
            posted: row.posted.clone(),
            organizer: course.organizer.clone(),
            organizer_name: course.organizer_name.clone(),
            title: course.description.title.clone(),
            kind: EntryKind::Award,
            posted_at: at,
        };
        course.description.awards().into_iter().map(entry).collect()
    }
}
