//! A doctor in continuing education: credits, declarations and papers, in one read.

use adapters::store::{
    Found, Range,
    items::{credit::CreditRecord, doctor::ProfileRecord, learning::DeclarationLine},
};
use api::learning::{DeclarationState, LearningWindow, LearningYearView, OriginUnits};
use domain::{
    calendar::{Date, FiscalYear},
    credit::{CreditEntry, credit_facts},
    curriculum::CurriculumCode,
    learning::Deadline,
    programme::Programme,
    rules::{
        Evaluation, LearningRules, LearningYear, ProgrammeFacts, RuleVersion, certificate_of,
        learning_years,
    },
    units::Units,
};

use crate::{Failure, Scope, my_page::ledger};

/// What is known of the doctor.
pub struct Learner {
    /// 登録情報.
    pub profile: ProfileRecord,
    /// The credits of continuing education that count, by day.
    pub facts: ProgrammeFacts,
    /// Every entry that shows, of all programmes.
    pub records: Vec<CreditRecord>,
    /// Declarations.
    pub declarations: Vec<DeclarationLine>,
    /// Its years.
    years: Vec<LearningYear>,
}

/// Where it lies, from the first day of a year on.
#[must_use]
pub fn range(partition: &str, since: FiscalYear) -> Range {
    Range::learning(partition, since)
}

/// The rules in force today.
///
/// # Errors
/// A rule book without continuing education: our fault.
pub fn rules(scope: &Scope) -> Result<(&RuleVersion, &LearningRules), Failure> {
    let version = scope
        .rule_book()?
        .version(Programme::ContinuingEducation, scope.today());
    let learning = version.and_then(|version| Some((version, version.learning()?)));
    learning.ok_or_else(|| Failure::internal("no rules of continuing education are in force"))
}

impl Learner {
    /// From the items of the range.
    ///
    /// # Errors
    /// Items of another shape.
    pub fn from_items(scope: &Scope, found: &[Found]) -> Result<Self, Failure> {
        let profile = ledger::profile(found)?
            .ok_or_else(|| Failure::internal("a doctor without a profile"))?;
        let identity = profile.profile.identity();
        let records = ledger::records(scope, found)?;
        let entries: Vec<CreditEntry> = records.iter().flat_map(CreditRecord::entries).collect();
        let credits = credit_facts(&entries, &identity, Programme::ContinuingEducation);
        let declarations = found
            .iter()
            .filter(|item| item.sk().starts_with("U#"))
            .map(Found::decode)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            years: learning_years(&credits),
            facts: ProgrammeFacts {
                member: !profile.memberships.is_empty(),
                credits,
                ..ProgrammeFacts::default()
            },
            profile,
            records,
            declarations,
        })
    }

    /// The sums of a year.
    #[must_use]
    pub fn year(&self, year: FiscalYear) -> LearningYearView {
        let Some(found) = self.years.iter().find(|found| found.year == year) else {
            return LearningYearView {
                year,
                units: Units::ZERO,
                codes: Vec::new(),
                by_origin: Vec::new(),
                entries: 0,
            };
        };
        LearningYearView {
            year,
            units: found.units,
            codes: found.codes.iter().copied().collect(),
            by_origin: found
                .by_origin
                .iter()
                .map(|(origin, units)| OriginUnits {
                    origin: *origin,
                    units: *units,
                })
                .collect(),
            entries: found.entries,
        }
    }

    /// Whether the 認定証 can be had for the years that end with this one.
    ///
    /// # Errors
    /// Rules without a 認定証: our fault.
    pub fn certificate(
        &self,
        version: &RuleVersion,
        last: FiscalYear,
    ) -> Result<(LearningWindow, Evaluation), Failure> {
        let judged = certificate_of(version, &self.facts, last)
            .ok_or_else(|| Failure::internal("rules without a certificate of learning"))?;
        let first = judged
            .window
            .as_ref()
            .map_or(last, |window| FiscalYear::of(window.from));
        let evaluation = judged.explained();
        let within = |year: &&LearningYear| (first..=last).contains(&year.year);
        let years: Vec<&LearningYear> = self.years.iter().filter(within).collect();
        let mut codes: Vec<CurriculumCode> =
            years.iter().flat_map(|year| &year.codes).copied().collect();
        codes.sort_unstable();
        codes.dedup();
        let window = LearningWindow {
            first,
            last,
            units: years.iter().map(|year| year.units).sum(),
            codes,
            requirements: evaluation.requirements.clone(),
            met: judged.submittable,
        };
        Ok((window, evaluation))
    }

    /// The declaration of a year, once submitted.
    #[must_use]
    pub fn declaration(&self, year: FiscalYear) -> Option<&DeclarationLine> {
        self.declarations.iter().find(|line| line.year == year)
    }
}

/// Where a declaration stands, as the doctor is told.
#[must_use]
pub fn state(deadline: Deadline, line: Option<&DeclarationLine>, today: Date) -> DeclarationState {
    DeclarationState {
        deadline,
        days_left: deadline.days_left(today),
        status: line.map(|line| line.status),
        late: line.map_or_else(|| deadline.is_late(today), |line| line.late),
        reason: line.and_then(|line| line.reason.clone()),
        outside_units: line.map(|line| line.outside_units).unwrap_or_default(),
        association: line.map(|line| line.association_name.clone()),
    }
}
