//! Credits that come neither from a course nor from a doctor: e-learning and journal quiz of the
//! site of continuing education, and units of earlier years (features.md #75, S1).
//!
//! - A row id is one row for ever: the same contents again change nothing, others are a conflict.
//! - Rows are never edited: a mistake is taken back, and the right row posted under another id.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::calendar::{Date, FiscalYear, Moment};
use crate::contact::free_text;
use crate::credit::{CreditEntry, CreditOrigin, EntryKind, POSTED_NAME_MAX, RowId};
use crate::curriculum::CurriculumCode;
use crate::organizer::OrganizerId;
use crate::person::PostedName;
use crate::programme::{Category, Programme};
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::units::Units;

/// Most rows of one call.
pub const FEED_ROWS_MAX: usize = 500;
/// Characters of a title.
const TITLE_MAX: usize = 200;

/// A row of the site of continuing education, as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedRow {
    /// The site's own id of the row, 1–40 characters.
    pub row_id: String,
    /// 医籍登録番号
    pub register_number: String,
    /// 氏名, kanji or kana.
    pub name: String,
    /// `e-learning` or `journal-quiz`.
    pub kind: String,
    /// Title of the lesson or the issue of the journal.
    pub title: String,
    /// 単位
    pub units: String,
    /// カリキュラムコード
    pub codes: Vec<String>,
    /// 受講日; of the quiz the day on which it was marked.
    pub date: String,
}

/// Units of an earlier fiscal year, as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportRow {
    /// Own id of the row, 1–40 characters.
    pub row_id: String,
    /// 医籍登録番号
    pub register_number: String,
    /// 氏名, kanji or kana.
    pub name: String,
    /// 年度, by the year in which it begins.
    pub fiscal_year: String,
    /// 単位
    pub units: String,
    /// カリキュラムコード
    #[serde(default)]
    pub codes: Vec<String>,
}

/// A row whose every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedOutsideRow {
    /// Own id of the row.
    pub row_id: RowId,
    /// 医籍登録番号
    pub register_number: MedicalRegisterNumber,
    /// Whether zeros were put before the number sent.
    pub register_number_padded: bool,
    /// Name as posted.
    pub posted: PostedName,
    /// Where it comes from.
    pub origin: CreditOrigin,
    /// Title.
    pub title: String,
    /// 単位
    pub units: Units,
    /// カリキュラムコード
    pub codes: BTreeSet<CurriculumCode>,
    /// The day on which it was earned; of a whole year its last day.
    pub date: Date,
}

impl FeedRow {
    /// Checks every field.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, today: Date) -> Result<CheckedOutsideRow, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let origin = problems.take("kind", feed_kind(&self.kind));
        let title = problems.take("title", free_text(&self.title, TITLE_MAX));
        let date = problems.take("date", past(&self.date, today));
        if self.codes.is_empty() {
            problems.add("codes", Code::Required);
        }
        let typed = Typed {
            row_id: &self.row_id,
            register_number: &self.register_number,
            name: &self.name,
            units: &self.units,
            codes: &self.codes,
        };
        let row = typed.check(origin, title, date, &mut problems);
        problems.finish(row)
    }
}

impl ImportRow {
    /// Checks every field: only years that are over.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(&self, today: Date) -> Result<CheckedOutsideRow, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let last = FiscalYear::of(today).previous();
        let year = problems.take(
            "fiscal_year",
            FiscalYear::parse(&self.fiscal_year).and_then(|year| {
                if year > last {
                    Err(Rejection::new(Code::YearNotOver).with("year", last.year()))
                } else {
                    Ok(year)
                }
            }),
        );
        let typed = Typed {
            row_id: &self.row_id,
            register_number: &self.register_number,
            name: &self.name,
            units: &self.units,
            codes: &self.codes,
        };
        let title = year.map(|year| format!("{}取得分", year.in_words()));
        let date = year.map(FiscalYear::end);
        let row = typed.check(Some(CreditOrigin::Import), title, date, &mut problems);
        problems.finish(row)
    }
}

/// What both kinds of rows have.
struct Typed<'a> {
    row_id: &'a str,
    register_number: &'a str,
    name: &'a str,
    units: &'a str,
    codes: &'a [String],
}

impl Typed<'_> {
    fn check(
        &self,
        origin: Option<CreditOrigin>,
        title: Option<String>,
        date: Option<Date>,
        problems: &mut Problems,
    ) -> Option<CheckedOutsideRow> {
        let row_id = problems.take("row_id", RowId::parse(self.row_id));
        let number = problems.take(
            "register_number",
            MedicalRegisterNumber::parse_noting(self.register_number),
        );
        let name = problems.take("name", free_text(self.name, POSTED_NAME_MAX));
        let units = problems.take("units", some_units(self.units));
        let mut codes = BTreeSet::new();
        for (index, text) in self.codes.iter().enumerate() {
            let field = format!("codes[{index}]");
            let code = problems.take(&field, CurriculumCode::parse(text));
            if code.is_some_and(|code| !codes.insert(code)) {
                problems.add(&field, Code::Duplicate);
            }
        }
        let (register_number, register_number_padded) = number?;
        Some(CheckedOutsideRow {
            row_id: row_id?,
            register_number,
            register_number_padded,
            posted: PostedName {
                text: name?,
                birth_date: None,
            },
            origin: origin?,
            title: title?,
            units: units?,
            codes,
            date: date?,
        })
    }
}

fn feed_kind(text: &str) -> Result<CreditOrigin, Rejection> {
    let kind = CreditOrigin::parse(text)?;
    if matches!(kind, CreditOrigin::ELearning | CreditOrigin::JournalQuiz) {
        Ok(kind)
    } else {
        Err(Rejection::new(Code::UnknownChoice).with("given", text))
    }
}

fn past(text: &str, today: Date) -> Result<Date, Rejection> {
    let date = Date::parse(text)?;
    if date > today {
        return Err(Code::InFuture.into());
    }
    Ok(date)
}

fn some_units(text: &str) -> Result<Units, Rejection> {
    let units = Units::parse(text)?;
    if units.is_zero() {
        return Err(Code::UnitsZero.into());
    }
    Ok(units)
}

impl CheckedOutsideRow {
    /// Everything that makes the row what it is, as one text: to tell whether a row sent again is
    /// the same.
    #[must_use]
    pub fn fingerprint_input(&self) -> String {
        let codes: Vec<String> = self.codes.iter().map(ToString::to_string).collect();
        [
            self.register_number.as_str(),
            &self.posted.text,
            self.origin.as_str(),
            &self.title,
            &self.units.to_string(),
            &codes.join(","),
            &self.date.to_string(),
        ]
        .join("\u{0}")
    }

    /// The entry that follows from it.
    #[must_use]
    pub fn entry(&self, organizer: &OrganizerId, organizer_name: &str, at: Moment) -> CreditEntry {
        CreditEntry {
            register_number: self.register_number.clone(),
            course: None,
            origin: self.origin,
            row: self.row_id.clone(),
            programme: Programme::ContinuingEducation,
            category: Category::general(),
            units: self.units,
            codes: self.codes.clone(),
            date: self.date,
            fiscal_year: FiscalYear::of(self.date),
            posted: self.posted.clone(),
            organizer: organizer.clone(),
            organizer_name: organizer_name.to_owned(),
            title: self.title.clone(),
            kind: EntryKind::Award,
            posted_at: at,
        }
    }
}

/// A row that came before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedStanding {
    /// Whether its contents are the same.
    pub same: bool,
    /// Whether it was taken back.
    pub reversed: bool,
}

/// What is to be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedDecision {
    /// Post it.
    New(CheckedOutsideRow),
    /// It came before and stands.
    Unchanged(CheckedOutsideRow),
    /// It came before and was taken back.
    Corrected(CheckedOutsideRow),
    /// It cannot be posted.
    Rejected(Vec<FieldProblem>),
}

/// Decides on each row that was checked: by what stands under its id, and, where only members of
/// the national association earn such credits (日医会員), by whether its doctor is one.
#[must_use]
pub fn decide_feed(
    rows: Vec<Result<CheckedOutsideRow, Vec<FieldProblem>>>,
    before: impl Fn(&CheckedOutsideRow) -> Option<FeedStanding>,
    open_to: impl Fn(&CheckedOutsideRow) -> bool,
) -> Vec<FeedDecision> {
    let rejected = |field: &str, rejection: Rejection| {
        FeedDecision::Rejected(vec![FieldProblem::new(field, rejection)])
    };
    let mut ids: BTreeMap<RowId, usize> = BTreeMap::new();
    let one = |(place, row): (usize, Result<CheckedOutsideRow, Vec<FieldProblem>>)| {
        let row = match row {
            Ok(row) => row,
            Err(problems) => return FeedDecision::Rejected(problems),
        };
        if let Some(first) = ids.get(&row.row_id) {
            let twice = Rejection::new(Code::DuplicateRow).with("place", first + 1);
            return rejected("row_id", twice);
        }
        ids.insert(row.row_id.clone(), place);
        match before(&row) {
            Some(FeedStanding { same: false, .. }) => rejected("row_id", Code::Conflict.into()),
            Some(FeedStanding { reversed: true, .. }) => FeedDecision::Corrected(row),
            Some(_) => FeedDecision::Unchanged(row),
            None if open_to(&row) => FeedDecision::New(row),
            None => rejected("register_number", Code::MembersOnly.into()),
        }
    };
    rows.into_iter().enumerate().map(one).collect()
}

#[cfg(test)]
mod tests;
