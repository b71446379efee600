//! How each kind of requirement stands.

use std::collections::BTreeMap;

use super::evaluation::{Case, Counting};
use super::judgement::{Lack, NotCounted, PathVerdict, Source, Verdict};
use super::rule::{Ask, GoalRequirement, RequirementPath};
use crate::programme::Category;
use crate::rules::qualification::QualificationStanding;
use crate::rules::version::{CATEGORIES_MAX, CategoryMask};
use crate::units::Units;

impl<'a> Case<'a> {
    /// How a requirement stands.
    pub(super) fn judge(&self, requirement: &'a GoalRequirement) -> Verdict<'a> {
        let mut verdict = Verdict {
            requirement,
            met: true,
            firm: true,
            have: None,
            need: None,
            lacks: Vec::new(),
            counted: Vec::new(),
            paths: Vec::new(),
        };
        match &requirement.kind {
            Ask::Units {
                categories,
                at_least,
            } => {
                self.judge_units(&mut verdict, categories, *at_least);
            }
            Ask::Minima { minima } => self.judge_minima(&mut verdict, minima),
            Ask::Codes { at_least } => self.judge_codes(&mut verdict, u32::from(*at_least)),
            Ask::UnitsAndCodes { at_least } => {
                self.judge_score(&mut verdict, 2 * u32::from(*at_least));
            }
            Ask::Certificate { certificate } => self.judge_certificate(&mut verdict, certificate),
            Ask::Activity { at_least } => self.judge_activity(&mut verdict, u32::from(*at_least)),
            Ask::WithinYearsOfLast { categories, years } => {
                self.judge_last(&mut verdict, categories, *years);
            }
            Ask::AnyOf { paths } => self.judge_paths(&mut verdict, paths),
            other => verdict.lacks.extend(self.plain_lack(other)),
        }
        verdict.met = verdict.lacks.is_empty();
        verdict.firm &= verdict.met;
        verdict
    }

    fn in_mask(&self, mask: CategoryMask) -> impl Iterator<Item = &Counting<'a>> {
        self.counting
            .iter()
            .filter(move |one| mask.contains(one.category))
    }

    fn judge_units(&self, verdict: &mut Verdict<'a>, categories: &'a [Category], at_least: Units) {
        let mask = self.version.mask(categories);
        let (mut have, mut firm) = (Units::ZERO, Units::ZERO);
        verdict.counted.reserve(self.counting.len());
        for one in self.in_mask(mask) {
            have = have.saturating_add(one.units);
            firm = firm.saturating_add(one.firm);
            verdict.counted.push(one.source);
        }
        (verdict.have, verdict.need) = (Some(halves(have)), Some(halves(at_least)));
        verdict.firm = firm >= at_least;
        let short = at_least.saturating_sub(have);
        if !short.is_zero() {
            verdict.lacks.push(Lack::Units { categories, short });
        }
    }

    fn judge_minima(&self, verdict: &mut Verdict<'a>, minima: &'a BTreeMap<Category, Units>) {
        let mut sums = [(Units::ZERO, Units::ZERO); CATEGORIES_MAX];
        let mask = self.version.mask(minima.keys());
        verdict.counted.reserve(self.counting.len());
        for one in self.in_mask(mask) {
            let (have, firm) = &mut sums[usize::from(one.category)];
            *have = have.saturating_add(one.units);
            *firm = firm.saturating_add(one.firm);
            verdict.counted.push(one.source);
        }
        let (mut have, mut need) = (0, 0);
        for (category, at_least) in minima {
            let place = self.version.place(category).map(usize::from);
            let (sum, firm) = place.map_or((Units::ZERO, Units::ZERO), |place| sums[place]);
            need += halves(*at_least);
            have += halves(sum.min(*at_least));
            verdict.firm &= firm >= *at_least;
            let short = at_least.saturating_sub(sum);
            if !short.is_zero() {
                verdict.lacks.push(Lack::CategoryUnits { category, short });
            }
        }
        (verdict.have, verdict.need) = (Some(have), Some(need));
    }

    /// Bits of the codes of everything that counts.
    fn codes(&self) -> u128 {
        let sets = self.counting.iter().filter_map(|one| one.codes);
        sets.flatten()
            .fold(0, |bits, code| bits | 1_u128 << code.number())
    }

    fn judge_codes(&self, verdict: &mut Verdict<'a>, at_least: u32) {
        let have = self.codes().count_ones();
        (verdict.have, verdict.need) = (Some(have), Some(at_least));
        verdict
            .counted
            .extend(self.counting.iter().map(|one| one.source));
        if have < at_least {
            verdict.lacks.push(Lack::Codes(at_least - have));
        }
    }

    fn judge_score(&self, verdict: &mut Verdict<'a>, at_least: u32) {
        let codes = 2 * self.codes().count_ones();
        let sum = |units: fn(&Counting<'a>) -> Units| {
            self.counting
                .iter()
                .map(|one| halves(units(one)))
                .sum::<u32>()
                + codes
        };
        let have = sum(|one| one.units);
        verdict.firm = sum(|one| one.firm) >= at_least;
        (verdict.have, verdict.need) = (Some(have), Some(at_least));
        verdict
            .counted
            .extend(self.counting.iter().map(|one| one.source));
        if have < at_least {
            verdict.lacks.push(Lack::Score(at_least - have));
        }
    }

    fn judge_certificate(&self, verdict: &mut Verdict<'a>, certificate: &'a str) {
        let until = self
            .version
            .certificate(certificate)
            .and_then(|rule| rule.until);
        let claims = self.facts.certificates.iter().enumerate();
        let counts = claims.filter(|(_, claim)| {
            claim.certificate == certificate
                && claim.evidence > 0
                && claim.checked != Some(false)
                && claim.date <= until.unwrap_or(self.on).min(self.on)
        });
        verdict.firm = false;
        for (place, claim) in counts {
            verdict.counted.push(Source::Certificate(place));
            verdict.firm |= claim.checked == Some(true);
        }
        if verdict.counted.is_empty() {
            verdict.lacks.push(Lack::Certificate(certificate));
        }
    }

    fn judge_activity(&self, verdict: &mut Verdict<'a>, at_least: u32) {
        let items = self.facts.activities.iter().enumerate();
        let counts = items.filter(|(_, item)| {
            item.evidence > 0 && self.window.is_some_and(|window| window.contains(item.date))
        });
        verdict
            .counted
            .extend(counts.map(|(place, _)| Source::Activity(place)));
        let have = u32::try_from(verdict.counted.len()).unwrap_or(u32::MAX);
        (verdict.have, verdict.need) = (Some(have), Some(at_least));
        if have < at_least {
            verdict.lacks.push(Lack::Activities(at_least - have));
        }
    }

    fn judge_last(&self, verdict: &mut Verdict<'a>, categories: &[Category], years: u8) {
        let mask = self.version.mask(categories);
        let last = self.in_mask(mask).max_by_key(|one| (one.date, one.source));
        verdict.counted.extend(last.map(|one| one.source));
        let last = last.map(|one| one.date);
        if last.is_none_or(|last| last.add_years(i32::from(years)) < self.on) {
            verdict.lacks.push(Lack::TooLongAgo(last));
        }
    }

    /// The first way that is firm, else the first that is met, is what was counted.
    fn judge_paths(&self, verdict: &mut Verdict<'a>, paths: &'a [RequirementPath]) {
        let judged = |path: &'a RequirementPath| PathVerdict {
            path,
            verdicts: path
                .requirements
                .iter()
                .map(|one| self.judge(one))
                .collect(),
        };
        verdict.paths = paths.iter().map(judged).collect();
        let firm = verdict.paths.iter().find(|path| path.firm());
        match firm.or_else(|| verdict.paths.iter().find(|path| path.met())) {
            Some(path) => {
                verdict.firm = path.firm();
                let mut counted: Vec<Source> = path
                    .verdicts
                    .iter()
                    .flat_map(|one| one.counted.iter().copied())
                    .collect();
                counted.sort_unstable();
                counted.dedup();
                verdict.counted = counted;
            }
            None => verdict.lacks.push(Lack::NoPath),
        }
    }

    /// What is missing for requirements that count nothing.
    fn plain_lack(&self, ask: &'a Ask) -> Option<Lack<'a>> {
        match ask {
            Ask::NotHolding => match self.standing {
                QualificationStanding::Valid { until }
                | QualificationStanding::Exempt { until, .. } => Some(Lack::HeldUntil(until)),
                _ => None,
            },
            Ask::Renewable => self
                .standing
                .renewable_until()
                .is_none()
                .then_some(Lack::NothingToRenew(self.standing)),
            Ask::NoneUnderReview => self.facts.under_review.then_some(Lack::UnderReview),
            Ask::DeclaredInOrder => {
                let declared = |one: &&NotCounted| matches!(one.source, Source::Declared(_));
                let faults: Vec<NotCounted> =
                    self.not_counted.iter().filter(declared).copied().collect();
                (!faults.is_empty()).then_some(Lack::Declared(faults))
            }
            Ask::DeclaredChecked => self.unchecked().then_some(Lack::Unchecked),
            Ask::HandbookArrived => {
                let missing =
                    !self.facts.declared.is_empty() && self.facts.handbook.received_by.is_none();
                missing.then_some(Lack::NoHandbook)
            }
            Ask::IdentityDocument { documents } => {
                let missing = !self.facts.member && self.facts.identity_documents == 0;
                missing.then_some(Lack::IdentityDocument(documents))
            }
            _ => None,
        }
    }

    /// Whether a declared line or certificate waits for its check, or was checked by the person who
    /// received the handbook.
    fn unchecked(&self) -> bool {
        let facts = self.facts;
        let waits = facts.declared.iter().any(|line| line.checked.is_none())
            || facts
                .certificates
                .iter()
                .any(|claim| claim.checked.is_none());
        let handbook = &facts.handbook;
        let same_person = !facts.declared.is_empty()
            && handbook.received_by.is_some()
            && handbook.received_by == handbook.checked_by;
        let nobody = !facts.declared.is_empty() && handbook.checked_by.is_none();
        waits || same_person || nobody
    }
}

fn halves(units: Units) -> u32 {
    u32::from(units.halves())
}
