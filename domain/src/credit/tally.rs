//! What a doctor's entries add up to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::CreditEntry;
use crate::calendar::FiscalYear;
use crate::curriculum::CurriculumCode;
use crate::person::Agreement;
use crate::programme::{Category, Programme};
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
