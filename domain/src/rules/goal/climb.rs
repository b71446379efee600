//! 単位の積み上げ: the units of a goal over the years, and how many it needs, to be drawn.
//!
//! Invariant: the units reach what is needed exactly by what the requirements count: each credit
//! once, and of a category with a minimum of its own no more than the minimum.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judgement::{Judgement, PathVerdict, Source, Verdict};
use super::rule::Ask;
use crate::calendar::Date;
use crate::programme::Category;
use crate::units::Units;

/// The units of a goal over the years.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Climb {
    /// How many are needed together.
    pub need: Units,
    /// Each day on which there became more, the oldest first.
    pub steps: Vec<ClimbStep>,
}

/// A day on which there became more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClimbStep {
    /// The day.
    pub date: Date,
    /// How many there are from then on.
    pub units: Units,
}

/// Units asked for, of a list of categories.
struct Part<'a> {
    verdict: &'a Verdict<'a>,
    need: Units,
    categories: Vec<&'a Category>,
}

/// The units that the requirements of a goal ask for together; none where they ask for none, or
/// where something else stands for them.
///
/// Of several ways, the one that is met or nearest. A requirement whose categories all belong to a
/// larger one (各1単位 within 合計20単位) is part of that and not drawn beside it.
#[must_use]
pub fn climb(judgement: &Judgement<'_>) -> Option<Climb> {
    let mut parts = Vec::new();
    collect(judgement.verdicts.iter(), &mut parts);
    // The larger of two: of more categories, else of more units, else the first.
    let size = |place: usize| {
        let part: &Part<'_> = &parts[place];
        (part.categories.len(), part.need, std::cmp::Reverse(place))
    };
    let within = |one: usize, other: usize| {
        let inside = |category| parts[other].categories.contains(category);
        size(one) < size(other) && parts[one].categories.iter().all(inside)
    };
    let alone = |one: &usize| !(0..parts.len()).any(|other| within(*one, other));
    let drawn: Vec<&Part<'_>> = (0..parts.len())
        .filter(alone)
        .map(|place| &parts[place])
        .collect();
    let need: Units = drawn.iter().map(|part| part.need).sum();
    (!need.is_zero()).then(|| Climb {
        need,
        steps: steps(judgement, &drawn),
    })
}

/// The parts of these requirements, and of the best way of those that can be met in several.
fn collect<'a>(verdicts: impl Iterator<Item = &'a Verdict<'a>>, parts: &mut Vec<Part<'a>>) {
    for verdict in verdicts {
        match &verdict.requirement.kind {
            Ask::Units {
                categories,
                at_least,
            } => parts.push(Part {
                verdict,
                need: *at_least,
                categories: categories.iter().collect(),
            }),
            Ask::Minima { minima } => parts.push(Part {
                verdict,
                need: minima.values().copied().sum(),
                categories: minima.keys().collect(),
            }),
            Ask::AnyOf { .. } => {
                if let Some(path) = best(&verdict.paths) {
                    collect(path.verdicts.iter(), parts);
                }
            }
            _ => {}
        }
    }
}

/// The way that is met, else the one on which the largest share of what is asked is there; of equal
/// ones the first.
fn best<'a>(paths: &'a [PathVerdict<'a>]) -> Option<&'a PathVerdict<'a>> {
    let share = |path: &PathVerdict<'_>| {
        let percent = |verdict: &Verdict<'_>| match (verdict.have, verdict.need) {
            (Some(have), Some(need)) => have.min(need) * 100 / need.max(1),
            _ => u32::from(verdict.met) * 100,
        };
        let count = u32::try_from(path.verdicts.len())
            .unwrap_or(u32::MAX)
            .max(1);
        path.verdicts.iter().map(percent).sum::<u32>() / count
    };
    let ranked = paths.iter().enumerate();
    ranked
        .max_by_key(|(place, path)| (path.met(), share(path), std::cmp::Reverse(*place)))
        .map(|(_, path)| path)
}

fn steps(judgement: &Judgement<'_>, drawn: &[&Part<'_>]) -> Vec<ClimbStep> {
    let mut gained: BTreeMap<Date, Units> = BTreeMap::new();
    for part in drawn {
        // What a category with a minimum of its own can still give.
        let mut open: BTreeMap<&Category, Units> = match &part.verdict.requirement.kind {
            Ask::Minima { minima } => minima.iter().map(|(of, least)| (of, *least)).collect(),
            _ => BTreeMap::new(),
        };
        let mut counted: Vec<(Date, &Category, Units)> = part
            .verdict
            .counted
            .iter()
            .filter_map(|source| counted(judgement, *source))
            .collect();
        counted.sort_unstable_by_key(|(date, ..)| *date);
        for (date, category, units) in counted {
            let mut units = units;
            if let Some(rest) = open.get_mut(category) {
                units = units.min(*rest);
                *rest = rest.saturating_sub(units);
            }
            let day = gained.entry(date).or_insert(Units::ZERO);
            *day = day.saturating_add(units);
        }
    }
    let mut sum = Units::ZERO;
    let mut steps = Vec::with_capacity(gained.len());
    for (date, units) in gained {
        sum = sum.saturating_add(units);
        if !units.is_zero() {
            steps.push(ClimbStep { date, units: sum });
        }
    }
    steps
}

/// What was counted: its day, category and units.
fn counted<'a>(
    judgement: &'a Judgement<'_>,
    source: Source,
) -> Option<(Date, &'a Category, Units)> {
    match source {
        Source::Credit(place) => {
            let credit = judgement.facts.credits.get(place)?;
            Some((credit.date, &credit.category, credit.units))
        }
        Source::Declared(place) => {
            let line = judgement.facts.declared.get(place)?;
            let units = line.checked.unwrap_or(line.units);
            Some((line.to, &line.category, units))
        }
        Source::Certificate(_) | Source::Activity(_) => None,
    }
}
