//! All versions of the rules, and which of them holds on a day.

use std::collections::BTreeSet;

use super::{Bilingual, RuleFault, RuleSet, RuleVersion};
use crate::association::Tier;
use crate::calendar::Date;
use crate::programme::{Category, Programme};

/// Versions without fault, overlap or gap. Days are those of Japan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleBook {
    /// By programme and first day.
    versions: Vec<RuleVersion>,
}

impl RuleBook {
    /// A book of these versions.
    ///
    /// # Errors
    /// All mistakes: two that hold on one day, days on which none holds between two that do, an id
    /// given twice.
    pub fn new(mut versions: Vec<RuleVersion>) -> Result<RuleBook, Vec<RuleFault>> {
        versions.sort_by_key(|version| (version.set().programme, version.set().valid_from));
        let mut faults = Vec::new();
        let mut ids = BTreeSet::new();
        for version in &versions {
            if !ids.insert(version.id()) {
                faults.push(fault(
                    version.set(),
                    "id",
                    "ほかの版と同じです",
                    "is that of another rule set too",
                ));
            }
        }
        for pair in versions.windows(2) {
            let (earlier, later) = (pair[0].set(), pair[1].set());
            if earlier.programme == later.programme {
                faults.extend(between(earlier, later));
            }
        }
        if faults.is_empty() {
            Ok(RuleBook { versions })
        } else {
            Err(faults)
        }
    }

    /// The book with one version more, which begins to hold after `today` and after every other of
    /// its programme: decisions already made keep the version by which they were made.
    ///
    /// # Errors
    /// All mistakes in how it follows on the others.
    pub fn with(&self, version: RuleVersion, today: Date) -> Result<RuleBook, Vec<RuleFault>> {
        let set = version.set();
        let same = |other: &&RuleVersion| other.set().programme == set.programme;
        let last = self
            .versions
            .iter()
            .filter(same)
            .map(|other| other.set().valid_from)
            .max();
        if set.valid_from <= today {
            return Err(vec![fault(
                set,
                "valid_from",
                format!("本日（{today}）より後の日にしてください"),
                format!("must lie after today ({today})"),
            )]);
        }
        if let Some(last) = last.filter(|last| set.valid_from <= *last) {
            return Err(vec![fault(
                set,
                "valid_from",
                format!("最後の版の開始日（{last}）より後の日にしてください"),
                format!("must lie after the first day of the last version ({last})"),
            )]);
        }
        let mut versions = self.versions.clone();
        versions.push(version);
        RuleBook::new(versions)
    }

    /// The version of a programme's rules that holds on a day.
    #[must_use]
    pub fn version(&self, programme: Programme, date: Date) -> Option<&RuleVersion> {
        let begun = |version: &&RuleVersion| {
            version.set().programme == programme && version.set().valid_from <= date
        };
        let last = self.versions.iter().rfind(begun)?;
        (last.set().valid_to.is_none_or(|end| date <= end)).then_some(last)
    }

    /// The rule set of a programme that holds on a day.
    #[must_use]
    pub fn in_force(&self, programme: Programme, date: Date) -> Option<&RuleSet> {
        self.version(programme, date).map(RuleVersion::set)
    }

    /// A rule set by its id, in force or not.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&RuleSet> {
        self.version_by_id(id).map(RuleVersion::set)
    }

    /// A version by its id, in force or not.
    #[must_use]
    pub fn version_by_id(&self, id: &str) -> Option<&RuleVersion> {
        self.versions.iter().find(|version| version.id() == id)
    }

    /// Every version, by programme and first day.
    #[must_use]
    pub fn versions(&self) -> &[RuleVersion] {
        &self.versions
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
        self.version(programme, date)?.category_label(category)
    }
}

/// The mistake, if there is one, in how the later of two sets follows on the earlier.
fn between(earlier: &RuleSet, later: &RuleSet) -> Option<RuleFault> {
    let id = &earlier.id;
    let doubled = |what: String| {
        let both = ("どちらの版も有効になります", "both would hold");
        Some(fault(
            later,
            "valid_from",
            format!("{what}：{}", both.0),
            format!("{what}: {}", both.1),
        ))
    };
    if earlier.valid_from == later.valid_from {
        return doubled(format!("{id} = {}", earlier.valid_from));
    }
    let end = earlier.valid_to?;
    let day_before = later.valid_from.add_days(-1);
    if end > day_before {
        doubled(format!("{id} → {end}"))
    } else if end < day_before {
        Some(fault(
            later,
            "valid_from",
            format!("{id} → {end}：その間に有効な版がありません"),
            format!("{id} → {end}: none would hold in between"),
        ))
    } else {
        None
    }
}

fn fault(rules: &RuleSet, field: &str, ja: impl Into<String>, en: impl Into<String>) -> RuleFault {
    RuleFault::new(rules.id.clone(), field, ja, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{CategoryRule, RuleParts};

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

    fn book(sets: Vec<RuleSet>) -> Result<RuleBook, Vec<RuleFault>> {
        let version = |set| RuleVersion::new(set, RuleParts::default());
        let versions: Result<Vec<_>, _> = sets.into_iter().map(version).collect();
        RuleBook::new(versions?)
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
        let book = book(sets).unwrap_or_else(|faults| panic!("{faults:?}"));
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
            book(sets)
                .map(|_| ())
                .map_err(|faults| faults[0].what.en.clone())
        };
        assert_eq!(faults(Some("2026-03-31"), "2026-04-01"), Ok(()));
        assert_eq!(
            faults(Some("2026-04-01"), "2026-04-01"),
            Err("a.1 → 2026-04-01: both would hold".into())
        );
        assert_eq!(
            faults(Some("2026-03-30"), "2026-04-01"),
            Err("a.1 → 2026-03-30: none would hold in between".into())
        );
        assert_eq!(
            faults(None, "2025-04-01"),
            Err("a.1 = 2025-04-01: both would hold".into())
        );
        let twice = vec![
            set("a.1", "2025-04-01", None),
            set("a.1", "2026-04-01", None),
        ];
        assert!(book(twice).is_err());
    }

    #[test]
    fn a_version_added_later_alters_only_later_days() {
        let first = book(vec![set("a.2025", "2025-04-01", None)]);
        let first = first.unwrap_or_else(|faults| panic!("{faults:?}"));
        let add = |from: &str, today: &str| {
            let version = RuleVersion::new(set("a.2027", from, None), RuleParts::default());
            let version = version.unwrap_or_else(|faults| panic!("{faults:?}"));
            first
                .with(version, day(today))
                .map_err(|faults| faults[0].what.en.clone())
        };
        let second = add("2027-04-01", "2027-03-31").unwrap_or_else(|fault| panic!("{fault}"));
        for date in ["2025-03-31", "2025-04-01", "2027-03-31"] {
            assert_eq!(id_on(&first, date), id_on(&second, date), "{date}");
        }
        assert_eq!(id_on(&second, "2027-04-01"), Some("a.2027".into()));
        assert_eq!(
            add("2027-04-01", "2027-04-01").err(),
            Some("must lie after today (2027-04-01)".into())
        );
        assert_eq!(
            add("2025-04-01", "2025-01-01").err(),
            Some("must lie after the first day of the last version (2025-04-01)".into())
        );
    }

    #[test]
    fn a_course_goes_through_every_stage_that_a_programme_of_it_asks_for() {
        let national = RuleSet {
            programme: Programme::IndustrialPhysician,
            course_approval: vec![Tier::Prefectural, Tier::National],
            ..set("i.2025", "2025-04-01", None)
        };
        let sets = vec![set("a.2025", "2025-04-01", None), national];
        let book = book(sets).unwrap_or_else(|faults| panic!("{faults:?}"));
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
