//! All rule sets, and which of them holds on a day.

use std::collections::BTreeSet;

use super::validation::{self, RuleFault};
use super::{Bilingual, RuleSet};
use crate::association::Tier;
use crate::calendar::Date;
use crate::programme::{Category, Programme};

/// Rule sets without fault, overlap or gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBook {
    /// By programme and first day.
    sets: Vec<RuleSet>,
}

impl RuleBook {
    /// A book of these rule sets.
    ///
    /// # Errors
    /// All mistakes: in the sets themselves, two that hold on one day, days on which none holds
    /// between two that do.
    pub fn new(mut sets: Vec<RuleSet>) -> Result<RuleBook, Vec<RuleFault>> {
        let mut faults: Vec<RuleFault> = sets.iter().flat_map(validation::faults).collect();
        sets.sort_by_key(|rules| (rules.programme, rules.valid_from));
        let mut ids = BTreeSet::new();
        for rules in &sets {
            if !ids.insert(&rules.id) {
                faults.push(fault(
                    rules,
                    "id",
                    "is that of another rule set too".to_owned(),
                ));
            }
        }
        for pair in sets.windows(2) {
            if pair[0].programme == pair[1].programme {
                faults.extend(between(&pair[0], &pair[1]));
            }
        }
        if faults.is_empty() {
            Ok(RuleBook { sets })
        } else {
            Err(faults)
        }
    }

    /// The rule set of a programme that holds on a day.
    #[must_use]
    pub fn in_force(&self, programme: Programme, date: Date) -> Option<&RuleSet> {
        let begun = |rules: &&RuleSet| rules.programme == programme && rules.valid_from <= date;
        let last = self.sets.iter().rfind(begun)?;
        (last.valid_to.is_none_or(|end| date <= end)).then_some(last)
    }

    /// A rule set by its id, in force or not.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|rules| rules.id == id)
    }

    /// Every rule set, by programme and first day.
    #[must_use]
    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The stages through which a course of these programmes goes: every stage that one of them
    /// asks for, from the lowest up. Nothing when one of them has no rule set on that day.
    #[must_use]
    pub fn approval_path(
        &self,
        programmes: impl IntoIterator<Item = Programme>,
        date: Date,
    ) -> Option<Vec<Tier>> {
        let mut stages = BTreeSet::new();
        for programme in programmes {
            stages.extend(&self.in_force(programme, date)?.course_approval);
        }
        (!stages.is_empty()).then(|| stages.into_iter().collect())
    }

    /// The name of a category of a programme on a day.
    #[must_use]
    pub fn category_label(
        &self,
        programme: Programme,
        category: &Category,
        date: Date,
    ) -> Option<&Bilingual> {
        let rules = self.in_force(programme, date)?;
        rules
            .categories
            .iter()
            .find(|rule| rule.id == *category)
            .map(|rule| &rule.label)
    }
}

/// The mistake, if there is one, in how the later of two sets follows on the earlier.
fn between(earlier: &RuleSet, later: &RuleSet) -> Option<RuleFault> {
    if earlier.valid_from == later.valid_from {
        let what = format!("is that of {} too: both would hold", earlier.id);
        return Some(fault(later, "valid_from", what));
    }
    let end = earlier.valid_to?;
    let day_before = later.valid_from.add_days(-1);
    if end > day_before {
        let what = format!("{} holds until {end}: both would hold", earlier.id);
        Some(fault(later, "valid_from", what))
    } else if end < day_before {
        let what = format!("{} ends on {end}: none would hold in between", earlier.id);
        Some(fault(later, "valid_from", what))
    } else {
        None
    }
}

fn fault(rules: &RuleSet, field: &str, what: String) -> RuleFault {
    RuleFault {
        place: rules.id.clone(),
        field: field.to_owned(),
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::CategoryRule;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
    }

    fn set(id: &str, from: &str, to: Option<&str>) -> RuleSet {
        let label = || Bilingual {
            ja: "名".into(),
            en: "name".into(),
        };
        RuleSet {
            id: id.into(),
            programme: Programme::ContinuingEducation,
            valid_from: day(from),
            valid_to: to.map(day),
            source: "test".into(),
            course_approval: vec![Tier::Prefectural],
            categories: vec![CategoryRule {
                id: Category::general(),
                label: label(),
            }],
            application: None,
        }
    }

    fn id_on(book: &RuleBook, date: &str) -> Option<String> {
        book.in_force(Programme::ContinuingEducation, day(date))
            .map(|rules| rules.id.clone())
    }

    #[test]
    fn the_later_set_takes_over_on_its_first_day() {
        let sets = vec![
            set("b.2026", "2026-04-01", Some("2027-03-31")),
            set("a.2025", "2025-04-01", None),
        ];
        let book = RuleBook::new(sets).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(id_on(&book, "2025-03-31"), None);
        assert_eq!(id_on(&book, "2025-04-01"), Some("a.2025".into()));
        assert_eq!(id_on(&book, "2026-03-31"), Some("a.2025".into()));
        assert_eq!(id_on(&book, "2026-04-01"), Some("b.2026".into()));
        assert_eq!(id_on(&book, "2027-03-31"), Some("b.2026".into()));
        assert_eq!(id_on(&book, "2027-04-01"), None);
    }

    #[test]
    fn overlaps_gaps_and_doubles_are_refused() {
        let faults = |first_to: Option<&str>, second_from: &str| {
            let sets = vec![
                set("a.1", "2025-04-01", first_to),
                set("a.2", second_from, None),
            ];
            RuleBook::new(sets)
                .map(|_| ())
                .map_err(|faults| faults[0].what.clone())
        };
        assert_eq!(faults(Some("2026-03-31"), "2026-04-01"), Ok(()));
        assert_eq!(
            faults(Some("2026-04-01"), "2026-04-01"),
            Err("a.1 holds until 2026-04-01: both would hold".into())
        );
        assert_eq!(
            faults(Some("2026-03-30"), "2026-04-01"),
            Err("a.1 ends on 2026-03-30: none would hold in between".into())
        );
        assert_eq!(
            faults(None, "2025-04-01"),
            Err("is that of a.1 too: both would hold".into())
        );
        let twice = vec![
            set("a.1", "2025-04-01", None),
            set("a.1", "2026-04-01", None),
        ];
        assert!(RuleBook::new(twice).is_err());
    }

    #[test]
    fn a_course_goes_through_every_stage_that_a_programme_of_it_asks_for() {
        let national = RuleSet {
            programme: Programme::IndustrialPhysician,
            course_approval: vec![Tier::Prefectural, Tier::National],
            ..set("i.2025", "2025-04-01", None)
        };
        let sets = vec![set("a.2025", "2025-04-01", None), national];
        let book = RuleBook::new(sets).unwrap_or_else(|faults| panic!("{faults:?}"));
        let path = |programmes: &[Programme], date| {
            book.approval_path(programmes.iter().copied(), day(date))
        };
        let both = [
            Programme::ContinuingEducation,
            Programme::IndustrialPhysician,
        ];
        assert_eq!(
            path(&both[..1], "2025-04-01"),
            Some(vec![Tier::Prefectural])
        );
        assert_eq!(
            path(&both, "2025-04-01"),
            Some(vec![Tier::Prefectural, Tier::National])
        );
        assert_eq!(path(&both, "2025-03-31"), None);
        assert_eq!(path(&[], "2025-04-01"), None);
    }
}
