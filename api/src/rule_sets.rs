//! 制度の規則: dated rule sets as administrators see and write them (features.md L9).

use domain::{
    calendar::{Date, Moment},
    programme::Programme,
};
use serde::{Deserialize, Serialize};

/// Names a rule set in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetPath {
    /// Its id, such as `continuing-education.2027`.
    pub rule_set: String,
}

/// Where a rule set stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// 下書き: holds for nobody.
    Draft,
    /// 施行前: adopted, begins on a later day.
    Coming,
    /// 施行中.
    InForce,
    /// 終了: a later one took over, or its last day is past.
    Past,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetLine {
    /// Its id.
    pub id: String,
    /// 制度種別.
    pub programme: Programme,
    /// First day.
    pub valid_from: Date,
    /// Last day, where it names one.
    pub valid_to: Option<Date>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it comes with the program; such a one is never a draft.
    pub built_in: bool,
}

/// By programme and first day.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetList {
    /// The rule sets.
    pub rule_sets: Vec<RuleSetLine>,
}

/// A draft as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSetDraft {
    /// TOML, as in `domain/rules`; at most 100,000 characters. The id in it names the draft: the
    /// same id writes the draft anew.
    pub text: String,
}

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetDeed {
    /// ログインID.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A rule set with its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RuleSetView {
    /// As in the list.
    pub line: RuleSetLine,
    /// TOML as written.
    pub text: String,
    /// Who wrote the draft last; absent where it comes with the program.
    pub drafted: Option<RuleSetDeed>,
    /// Who adopted it.
    pub adopted: Option<RuleSetDeed>,
    /// Counts changes; 0 where it comes with the program.
    pub version: u32,
}

/// What was looked at.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The version of the draft that was read.
    pub version: u32,
}
