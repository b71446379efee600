//! What a doctor's entries add up to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{CreditEntry, EntryKey, EntryKind};
use crate::calendar::FiscalYear;
use crate::curriculum::CurriculumCode;
use crate::person::{Agreement, NameIdentity, agreement};
use crate::programme::{Category, Programme};
use crate::rules::{ClassroomUnits, CreditFact};
use crate::units::Units;

/// The sums of one programme in one fiscal year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgrammeTally {
    /// 単位, per category.
    pub units: BTreeMap<Category, Units>,
    /// カリキュラムコード, each once.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub codes: BTreeSet<CurriculumCode>,
    /// How many awards went into it.
    pub entries: u32,
}

/// The sums of one fiscal year: what is kept of a closed year in place of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearTally {
    /// 年度
    pub year: FiscalYear,
    /// The sums, per programme.
    pub programmes: BTreeMap<Programme, ProgrammeTally>,
}

/// An award that is not counted, since the name or birth date posted with it differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Differing {
    /// The award.
    pub entry: CreditEntry,
    /// In what it differs.
    pub agreement: Agreement,
}

/// What a doctor's entries add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tally {
    /// The sums, one for each fiscal year in which something was earned, in order.
    pub years: BTreeMap<FiscalYear, YearTally>,
    /// Awards that are not counted until they are corrected.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differing: Vec<Differing>,
}

impl ProgrammeTally {
    /// 単位, over all categories.
    #[must_use]
    pub fn total(&self) -> Units {
        self.units.values().copied().sum()
    }
}

/// What entries add up to for the doctor known by `identity`.
///
/// Independent of the order of the entries and of how often each is given. An award whose key has
/// been reversed never was. An award whose posted name or birth date differs from the doctor's is
/// listed apart and not counted. A reversal is obeyed whatever name it bears.
#[must_use]
pub fn fold<'a>(
    entries: impl IntoIterator<Item = &'a CreditEntry>,
    identity: &NameIdentity,
) -> Tally {
    let mut tally = Tally::default();
    for entry in standing_awards(entries) {
        match agreement(&entry.posted, identity) {
            Agreement::Agrees => tally.count(entry),
            agreement => tally.differing.push(Differing {
                entry: entry.clone(),
                agreement,
            }),
        }
    }
    tally
        .differing
        .sort_by_key(|held| (held.entry.date, held.entry.key()));
    tally
}

/// The credits of one programme that count for the doctor known by `identity`, by day: what the
/// goals of the programme look at. Counted and left out exactly as by [`fold`].
#[must_use]
pub fn credit_facts<'a>(
    entries: impl IntoIterator<Item = &'a CreditEntry>,
    identity: &NameIdentity,
    programme: Programme,
) -> Vec<CreditFact> {
    let counting = counting_entries(entries, identity, programme);
    counting.into_iter().map(CreditEntry::fact).collect()
}

/// The entries behind [`credit_facts`], in the same order: to say which of them were used.
#[must_use]
pub fn counting_entries<'a>(
    entries: impl IntoIterator<Item = &'a CreditEntry>,
    identity: &NameIdentity,
    programme: Programme,
) -> Vec<&'a CreditEntry> {
    let counts = |entry: &&CreditEntry| {
        entry.programme == programme && agreement(&entry.posted, identity) == Agreement::Agrees
    };
    let mut counting: Vec<&CreditEntry> = standing_awards(entries)
        .into_iter()
        .filter(counts)
        .collect();
    // By key already, so credits of one day keep an order of their own.
    counting.sort_by_key(|entry| entry.date);
    counting
}

/// Awards that were not reversed, each key once, by key.
fn standing_awards<'a>(entries: impl IntoIterator<Item = &'a CreditEntry>) -> Vec<&'a CreditEntry> {
    let mut awards: BTreeMap<EntryKey, &CreditEntry> = BTreeMap::new();
    let mut reversed: BTreeSet<EntryKey> = BTreeSet::new();
    for entry in entries {
        match entry.kind {
            EntryKind::Reversal => {
                reversed.insert(entry.key());
            }
            EntryKind::Award => {
                let kept = awards.entry(entry.key()).or_insert(entry);
                if order(entry) < order(kept) {
                    *kept = entry;
                }
            }
        }
    }
    awards.retain(|key, _| !reversed.contains(key));
    awards.into_values().collect()
}

/// Which of two awards of the same key counts, should the store ever hold two: the earlier one, and
/// then whatever is the same in any order.
fn order(entry: &CreditEntry) -> impl Ord + '_ {
    let posted = (&entry.posted.text, entry.posted.birth_date);
    (
        entry.posted_at,
        entry.date,
        entry.units,
        &entry.codes,
        posted,
        &entry.title,
    )
}

impl Tally {
    fn count(&mut self, entry: &CreditEntry) {
        let sums = self
            .years
            .entry(entry.fiscal_year)
            .or_insert_with(|| YearTally::new(entry.fiscal_year))
            .programmes
            .entry(entry.programme)
            .or_default();
        let units = sums.units.entry(entry.category.clone()).or_default();
        *units = units.saturating_add(entry.units);
        sums.codes.extend(&entry.codes);
        sums.entries = sums.entries.saturating_add(1);
    }

    /// Adds the kept tally of a closed year to what stands raw.
    pub fn add_closed(&mut self, closed: &YearTally) {
        self.years
            .entry(closed.year)
            .or_insert_with(|| YearTally::new(closed.year))
            .add(closed);
    }

    /// Takes an award back that went into a tally of a closed year. Codes stay, as others may have
    /// earned them too: only folding the year again tells.
    pub fn take_back(&mut self, award: &CreditEntry) {
        let Some(sums) = self
            .years
            .get_mut(&award.fiscal_year)
            .and_then(|year| year.programmes.get_mut(&award.programme))
        else {
            return;
        };
        if let Some(units) = sums.units.get_mut(&award.category) {
            *units = units.saturating_sub(award.units);
        }
        sums.entries = sums.entries.saturating_sub(1);
    }

    /// The sums of a programme in a year.
    #[must_use]
    pub fn of(&self, year: FiscalYear, programme: Programme) -> Option<&ProgrammeTally> {
        self.years.get(&year)?.programmes.get(&programme)
    }

    /// 単位 of a programme over all years.
    #[must_use]
    pub fn total(&self, programme: Programme) -> Units {
        self.classroom(programme)
            .iter()
            .map(|year| year.units)
            .sum()
    }

    /// The units of a programme per year, as the rules of an application look at them.
    #[must_use]
    pub fn classroom(&self, programme: Programme) -> Vec<ClassroomUnits> {
        let of_year = |tally: &YearTally| {
            let sums = tally.programmes.get(&programme)?;
            Some(ClassroomUnits {
                year: tally.year,
                units: sums.total(),
                entries: sums.entries,
            })
        };
        self.years.values().filter_map(of_year).collect()
    }
}

impl YearTally {
    /// Nothing earned yet.
    #[must_use]
    pub fn new(year: FiscalYear) -> Self {
        YearTally {
            year,
            programmes: BTreeMap::new(),
        }
    }

    /// Adds another tally of the same year.
    pub fn add(&mut self, other: &YearTally) {
        for (programme, sums) in &other.programmes {
            let own = self.programmes.entry(*programme).or_default();
            for (category, units) in &sums.units {
                let sum = own.units.entry(category.clone()).or_default();
                *sum = sum.saturating_add(*units);
            }
            own.codes.extend(&sums.codes);
            own.entries = own.entries.saturating_add(sums.entries);
        }
    }
}
