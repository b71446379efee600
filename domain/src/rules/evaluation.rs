//! Which requirements are met, and what is missing.

use serde::{Deserialize, Serialize};

use super::rule_set::Bilingual;

/// One requirement, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementResult {
    /// The requirement of the rule set.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Whether it is met.
    pub met: bool,
    /// What there is, in units where units are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<String>,
    /// What is needed, in units where units are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    /// What is missing, in words, when it is not met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Bilingual>,
    /// What was counted: "2024年度 5単位（4件）".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Bilingual>,
}

/// How an application stands against a rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evaluation {
    /// The rule set.
    pub rule_set: String,
    /// Every requirement, in the order of the rule set.
    pub requirements: Vec<RequirementResult>,
    /// Whether all are met.
    pub submittable: bool,
}
