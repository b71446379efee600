//! Judging a goal: what counts, and how its requirements stand.

use std::collections::BTreeSet;

use super::facts::{CreditFact, DeclaredFact, ProgrammeFacts};
use super::judgement::{Judgement, NotCounted, Source, Verdict, WhyNot};
use super::rule::{Before, Goal, Window};
use crate::calendar::{Date, FiscalYear};
use crate::credit::CreditOrigin;
use crate::curriculum::CurriculumCode;
use crate::programme::Category;
use crate::rules::qualification::{QualificationStanding, ValidityPeriod};
use crate::rules::version::RuleVersion;
use crate::units::Units;

/// How a goal stands on the day of an application: pure, and independent of the order of the facts.
///
/// One more credit from a course never turns a requirement that is met into one that is not. One more
/// declared line does, when it is not in order; so does a credit that says the same as the line.
#[must_use]
pub fn judge<'a>(
    version: &'a RuleVersion,
    goal: &'a Goal,
    facts: &'a ProgrammeFacts,
    on: Date,
) -> Judgement<'a> {
    let mut case = Case::new(version, goal, facts, on);
    case.gather();
    let verdicts: Vec<Verdict<'a>> = goal
        .requirements
        .iter()
        .map(|one| case.judge(one))
        .collect();
    let open =
        |verdict: &Verdict<'_>| verdict.requirement.before == Before::Submission && !verdict.met;
    let submittable = !verdicts.is_empty() && !verdicts.iter().any(open);
    let approvable = submittable && verdicts.iter().all(|verdict| verdict.met && verdict.firm);
    Judgement {
        version,
        goal,
        facts,
        on,
        window: case.window,
        verdicts,
        not_counted: case.not_counted,
        submittable,
        approvable,
    }
}

/// The fewest credits and declared lines that still meet the requirements, the oldest first: what an
/// approval uses up, so that two renewals due to an exemption do not count the same units. Nothing
/// where the goal is not met.
#[must_use]
pub fn needed(version: &RuleVersion, goal: &Goal, facts: &ProgrammeFacts, on: Date) -> Vec<Source> {
    let mut case = Case::new(version, goal, facts, on);
    case.gather();
    let met = |case: &Case<'_>| {
        let asked = goal
            .requirements
            .iter()
            .filter(|one| one.before == Before::Submission);
        asked.map(|one| case.judge(one)).all(|verdict| verdict.met)
    };
    if !met(&case) {
        return Vec::new();
    }
    let newest_first =
        |a: &Counting<'_>, b: &Counting<'_>| (b.date, b.source).cmp(&(a.date, a.source));
    case.counting.sort_by(newest_first);
    let mut at = 0;
    while at < case.counting.len() {
        let without = case.counting.remove(at);
        if !met(&case) {
            case.counting.insert(at, without);
            at += 1;
        }
    }
    let mut needed: Vec<Source> = case.counting.iter().map(|one| one.source).collect();
    needed.sort_unstable();
    needed
}

/// Something that counts.
pub(super) struct Counting<'a> {
    pub(super) source: Source,
    pub(super) category: u8,
    pub(super) units: Units,
    /// Units that need no check any more.
    pub(super) firm: Units,
    pub(super) date: Date,
    pub(super) codes: Option<&'a BTreeSet<CurriculumCode>>,
}

pub(super) struct Case<'a> {
    pub(super) version: &'a RuleVersion,
    pub(super) goal: &'a Goal,
    pub(super) facts: &'a ProgrammeFacts,
    pub(super) on: Date,
    pub(super) standing: QualificationStanding,
    pub(super) window: Option<ValidityPeriod>,
    pub(super) counting: Vec<Counting<'a>>,
    pub(super) not_counted: Vec<NotCounted>,
}

impl<'a> Case<'a> {
    fn new(
        version: &'a RuleVersion,
        goal: &'a Goal,
        facts: &'a ProgrammeFacts,
        on: Date,
    ) -> Case<'a> {
        let title = version.qualification();
        let standing = title.map_or(QualificationStanding::None, |rules| {
            rules.standing(&facts.qualification, on)
        });
        let mut case = Case {
            version,
            goal,
            facts,
            on,
            standing,
            window: None,
            counting: Vec::with_capacity(facts.credits.len() + facts.declared.len()),
            not_counted: Vec::new(),
        };
        case.window = case.window();
        case
    }

    /// The days from which credits can count; never after the day of the application.
    fn window(&self) -> Option<ValidityPeriod> {
        let until_now = |from: Option<Date>| ValidityPeriod {
            from: from.or_else(|| Date::new(1900, 1, 1)).unwrap_or(self.on),
            to: self.on,
        };
        match &self.goal.window {
            Window::Any => Some(until_now(None)),
            Window::Once => {
                let held = self
                    .version
                    .qualification()
                    .zip(self.facts.qualification.last());
                let ended = held.map(|(title, last)| {
                    let until = title.exemption(last.validity.to).map(|(one, _)| one.until);
                    until.unwrap_or(last.validity.to).max(last.validity.to)
                });
                Some(until_now(ended.map(|day| day.add_days(1))))
            }
            Window::Validity => {
                let title = self.version.qualification()?;
                let window = title.renewal_window(&self.facts.qualification, self.on)?;
                Some(ValidityPeriod {
                    from: window.from,
                    to: window.to.min(self.on),
                })
            }
            Window::FiscalYears { years } => {
                let mut first = FiscalYear::of(self.on);
                for _ in 1..*years {
                    first = first.previous();
                }
                Some(until_now(Some(first.start())))
            }
        }
    }

    /// Sorts what counts from what does not.
    fn gather(&mut self) {
        // Credits often come in runs of one category: looked up once.
        let mut known: Option<(&Category, Option<u8>)> = None;
        for (place, credit) in self.facts.credits.iter().enumerate() {
            let category = match known {
                Some((category, at)) if *category == credit.category => at,
                _ => {
                    let at = self.version.place(&credit.category);
                    known = Some((&credit.category, at));
                    at
                }
            };
            let source = Source::Credit(place);
            match self.credit_fault(category, credit.date, credit.date, credit.used) {
                Ok(category) => self.counting.push(Counting {
                    source,
                    category,
                    units: credit.units,
                    firm: credit.units,
                    date: credit.date,
                    codes: Some(&credit.codes),
                }),
                Err(why) => self.not_counted.push(NotCounted { source, why }),
            }
        }
        for (place, line) in self.facts.declared.iter().enumerate() {
            let source = Source::Declared(place);
            let category = self.version.place(&line.category);
            let checked = self
                .declared_fault(line)
                .and_then(|()| self.credit_fault(category, line.from, line.to, false));
            match checked {
                Ok(category) => self.counting.push(Counting {
                    source,
                    category,
                    units: line.checked.unwrap_or(line.units),
                    firm: line.checked.unwrap_or(Units::ZERO),
                    date: line.to,
                    codes: None,
                }),
                Err(why) => self.not_counted.push(NotCounted { source, why }),
            }
        }
    }

    fn credit_fault(
        &self,
        category: Option<u8>,
        first: Date,
        last: Date,
        used: bool,
    ) -> Result<u8, WhyNot> {
        let category = category.ok_or(WhyNot::UnknownCategory)?;
        if used {
            return Err(WhyNot::Used);
        }
        if last > self.on {
            return Err(WhyNot::NotYet);
        }
        match self.window {
            Some(window) if window.contains(first) && window.contains(last) => Ok(category),
            _ => Err(WhyNot::OutsideWindow),
        }
    }

    fn declared_fault(&self, line: &DeclaredFact) -> Result<(), WhyNot> {
        let rules = self.version.declared().ok_or(WhyNot::NothingDeclared)?;
        if line.to > rules.until {
            return Err(WhyNot::AfterCutOver);
        }
        if line.from > line.to || line.units.is_zero() || line.units > rules.units_max {
            return Err(WhyNot::OutOfOrder);
        }
        let says_the_same = |credit: &CreditFact| {
            credit.origin == CreditOrigin::Paper
                && credit.category == line.category
                && (line.from..=line.to).contains(&credit.date)
        };
        if self.facts.credits.iter().any(says_the_same) {
            return Err(WhyNot::InTheSystem);
        }
        if rules.evidence_required && line.evidence == 0 {
            return Err(WhyNot::NoEvidence);
        }
        Ok(())
    }
}
