//! 制度の規則: dated rule sets as administrators see and write them (features.md L9).

use domain::{
    calendar::{Date, Moment},
    contact::PrefectureCode,
    programme::Programme,
    rules::Bilingual,
};
use serde::{Deserialize, Serialize};

use crate::jobs::JobProgress;

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

/// 試す: which draft.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReplayStart {
    /// The version of the draft that was read.
    pub version: u32,
}

/// What a draft would change for holders and applicants, as far as it was tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayView {
    /// How far it is; absent when the draft was never tried.
    pub progress: Option<JobProgress>,
    /// The version of the draft that was tried: a draft written since is another one.
    pub version: u32,
    /// The version with which it is compared.
    pub against: Option<String>,
    /// The day as of which both were applied: the first of the draft.
    pub on: Option<Date>,
    /// Doctors tried.
    pub doctors: u32,
    /// Doctors for whom anything would change.
    pub changed: u32,
    /// How many gain and lose what.
    pub counts: Vec<ReplayCount>,
    /// The first doctors for whom anything would change, without name and number.
    pub lines: Vec<ReplayLine>,
}

/// What is gained or lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayCount {
    /// The title, a goal, or a requirement.
    pub what: Bilingual,
    /// Whether it is a requirement only.
    pub requirement: bool,
    /// Not by the rules that hold, but by the draft.
    pub gain: u32,
    /// By the rules that hold, but not by the draft.
    pub lose: u32,
}

/// One doctor for whom something would change. No name and no register number: an administrator
/// sees nobody's data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayLine {
    /// 仮番号: the same for the same doctor in every replay, and of no use elsewhere.
    pub mark: String,
    /// The prefecture through which the doctor holds the title or applies; absent at the national
    /// committee.
    pub prefecture: Option<PrefectureCode>,
    /// Whether it is an application under review; else a title held.
    pub applicant: bool,
    /// What would change.
    pub changes: Vec<ReplayWhat>,
}

/// A goal or the title that would stand otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayWhat {
    /// Its name.
    pub what: Bilingual,
    /// By the rules that hold.
    pub before: bool,
    /// By the draft.
    pub after: bool,
    /// Requirements that would stand otherwise.
    pub because: Vec<ReplayReason>,
}

/// A requirement that would stand otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReplayReason {
    /// Its name.
    pub label: Bilingual,
    /// Whether the draft would have it met, or no longer asks for it.
    pub met: bool,
    /// What would be missing.
    pub missing: Option<Bilingual>,
}
