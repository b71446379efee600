//! What is known of a doctor and an application when the rules are applied.

use serde::{Deserialize, Serialize};

use crate::association::Tier;
use crate::calendar::{Date, FiscalYear};
use crate::units::Units;

/// Everything that the requirements of an application look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Facts {
    /// Classroom units in the system, per fiscal year.
    pub classroom: Vec<ClassroomUnits>,
    /// Items handed in.
    pub handed_in: Vec<HandedInFact>,
    /// 実地研修
    pub practical: PracticalFact,
    /// The layer of the target association; none until chosen.
    pub target: Option<Tier>,
    /// Whether the doctor belongs to an association.
    pub member: bool,
    /// How many documents of identity stand with the application.
    pub identity_documents: usize,
}

/// The classroom units of one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClassroomUnits {
    /// 年度
    pub year: FiscalYear,
    /// 単位
    pub units: Units,
    /// How many awards that is.
    pub entries: u32,
}

/// A handed-in item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandedInFact {
    /// Its title.
    pub title: String,
    /// When.
    pub date: Date,
    /// 単位
    pub units: Units,
    /// How many documents stand with it.
    pub evidence: usize,
}

/// What stands under 実地研修.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalFact {
    /// Items chosen under Ⅰ.
    pub one: Vec<PracticalItemFact>,
    /// The choice under Ⅱ.
    pub two: Option<PracticalTwoFact>,
}

/// An item chosen under Ⅰ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalItemFact {
    /// The item of the rule set.
    pub item: String,
    /// How many documents stand with it.
    pub evidence: usize,
}

/// The choice under Ⅱ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalTwoFact {
    /// The kind of the rule set.
    pub kind: String,
    /// Whether the description (自由記載) has been uploaded.
    pub description: bool,
    /// How many documents stand with it.
    pub evidence: usize,
}
