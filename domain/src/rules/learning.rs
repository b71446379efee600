//! 日医生涯教育制度: a year as the doctor reads it, and what its papers show
//! (features.md #73–#80, #104–#106, L15).
//!
//! Invariants:
//! * A code that comes again adds nothing, whether within a year or over the years of a 認定証.
//! * The 認定証 itself is a [`Goal`] of the rule set, judged like any other.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::goal::{CreditFact, Goal, GoalKind, Judgement, ProgrammeFacts, judge};
use super::rule_set::HandedInKind;
use super::version::RuleVersion;
use crate::calendar::{Date, FiscalYear};
use crate::credit::CreditOrigin;
use crate::curriculum::CurriculumCode;
use crate::units::Units;

/// What holds for continuing education beyond its goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearningRules {
    /// Minutes of a talk that earn half a unit (P: 30).
    pub half_unit_minutes: u16,
    /// The month and day by which the declaration of the year before is due (P: 30 April).
    pub declaration_due: MonthDay,
    /// Credits that 受講証明書 leaves out (P: the journal quiz).
    pub not_on_attendance_certificate: Vec<CreditOrigin>,
    /// Credits that only members of the national association earn (S1).
    pub members_only: Vec<CreditOrigin>,
    /// What a doctor can declare beside the credits in the system.
    pub outside: Vec<HandedInKind>,
    /// Most units of one item declared.
    pub outside_max: Units,
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    /// 1–12
    pub month: u8,
    /// 1–31
    pub day: u8,
}

impl MonthDay {
    /// The day in a calendar year; the last of the month where there is no such day.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<Date> {
        let first = Date::new(year, self.month, 1)?;
        let last = first.year_month().last_day();
        Some(first.add_days(i32::from(self.day) - 1).min(last))
    }
}

/// One fiscal year of continuing education.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LearningYear {
    /// 年度
    pub year: FiscalYear,
    /// 単位
    pub units: Units,
    /// カリキュラムコード, each once.
    pub codes: BTreeSet<CurriculumCode>,
    /// 単位 by where they come from.
    pub by_origin: BTreeMap<CreditOrigin, Units>,
    /// How many credits that is.
    pub entries: u32,
}

impl LearningYear {
    fn new(year: FiscalYear) -> Self {
        LearningYear {
            year,
            units: Units::ZERO,
            codes: BTreeSet::new(),
            by_origin: BTreeMap::new(),
            entries: 0,
        }
    }

    /// Units and different codes together, as the 認定証 counts them, in half units.
    #[must_use]
    pub fn score_in_halves(&self) -> u32 {
        u32::from(self.units.halves()) + 2 * u32::try_from(self.codes.len()).unwrap_or(0)
    }
}

/// The years in which something was earned, in order (features.md #73, #74, #76).
#[must_use]
pub fn learning_years(credits: &[CreditFact]) -> Vec<LearningYear> {
    let mut years: BTreeMap<FiscalYear, LearningYear> = BTreeMap::new();
    for credit in credits {
        let of = FiscalYear::of(credit.date);
        let year = years.entry(of).or_insert_with(|| LearningYear::new(of));
        year.units = year.units.saturating_add(credit.units);
        year.codes.extend(&credit.codes);
        let origin = year.by_origin.entry(credit.origin).or_default();
        *origin = origin.saturating_add(credit.units);
        year.entries = year.entries.saturating_add(1);
    }
    years.into_values().collect()
}

/// The 認定証 for the years that end with this one: what it needs, and what there is. The whole
/// year counts, as the certificate is judged by years and not by the day on which somebody looks.
#[must_use]
pub fn certificate_of<'a>(
    version: &'a RuleVersion,
    facts: &'a ProgrammeFacts,
    last: FiscalYear,
) -> Option<Judgement<'a>> {
    let certificate = |goal: &&Goal| goal.kind == GoalKind::Certificate;
    let goal = version.goals().iter().find(certificate)?;
    Some(judge(version, goal, facts, last.end()))
}

impl LearningRules {
    /// The units that a talk of so many minutes earns (P: 30 minutes are 0.5).
    #[must_use]
    pub fn units_of(&self, minutes: u16) -> Units {
        Units::from_halves(minutes.checked_div(self.half_unit_minutes).unwrap_or(0))
    }

    /// The day by which the declaration of a year is due.
    #[must_use]
    pub fn declaration_due(&self, year: FiscalYear) -> Option<Date> {
        self.declaration_due.in_year(year.next().year())
    }

    /// The credits that 受講証明書 of a period shows, oldest first (features.md #79): those of the
    /// journal quiz are not on it.
    #[must_use]
    pub fn attendance_certificate<'a>(
        &self,
        credits: &'a [CreditFact],
        from: Date,
        to: Date,
    ) -> Vec<&'a CreditFact> {
        let shown = |credit: &&CreditFact| {
            (from..=to).contains(&credit.date)
                && !self.not_on_attendance_certificate.contains(&credit.origin)
        };
        let mut found: Vec<&CreditFact> = credits.iter().filter(shown).collect();
        found.sort_by(|a, b| (a.date, &a.title).cmp(&(b.date, &b.title)));
        found
    }

    /// Whether a credit of this kind can be earned by the doctor (S1: 日医会員 only).
    #[must_use]
    pub fn open_to(&self, origin: CreditOrigin, national_member: bool) -> bool {
        national_member || !self.members_only.contains(&origin)
    }
}

#[cfg(test)]
mod tests;
