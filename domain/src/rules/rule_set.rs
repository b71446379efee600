//! What a rule set says.

use serde::{Deserialize, Serialize};

use crate::association::Tier;
use crate::calendar::Date;
use crate::evidence::EvidenceKind;
use crate::programme::{Category, Programme};
use crate::units::Units;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// 日本語
    pub ja: String,
    /// English
    pub en: String,
}

impl Bilingual {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: crate::language::Language) -> &str {
        language.pick(&self.ja, &self.en)
    }
}

/// The rules of one programme from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// `family-physician-function.2025`; kept with each decision, so that it can be retraced.
    pub id: String,
    /// The programme.
    pub programme: Programme,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The last day on which it holds; without an end until the next one begins to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Where it stands: document, page; and what of it is unconfirmed.
    pub source: String,
    /// The stages that approve a course of the programme, in their order.
    pub course_approval: Vec<Tier>,
    /// The categories of units in the programme.
    pub categories: Vec<CategoryRule>,
    /// The application (修了申請), for programmes that have one here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationRules>,
}

/// A category of units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryRule {
    /// Its slug.
    pub id: Category,
    /// Its name.
    pub label: Bilingual,
}

/// What an application needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApplicationRules {
    /// The programme whose credits are the classroom part (座学).
    pub classroom_programme: Programme,
    /// Associations of which layers can be the target (申請先医師会).
    pub targets: Vec<Tier>,
    /// 座学研修の単位等追加
    pub handed_in: HandedInRules,
    /// 実地研修
    pub practical: PracticalRules,
    /// Documents of identity of which a non-member adds one (S1).
    pub identity_documents: Vec<EvidenceKind>,
    /// What must be met.
    pub requirements: Vec<Requirement>,
}

/// Units that a doctor hands in with the application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandedInRules {
    /// What can be handed in.
    pub kinds: Vec<HandedInKind>,
    /// Most units of one item.
    pub units_max: Units,
}

/// A kind of learning outside the system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandedInKind {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Kinds of evidence that are accepted.
    pub evidence: Vec<EvidenceKind>,
    /// What to watch for, shown beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Bilingual>,
}

/// 実地研修（経験）
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticalRules {
    /// Ⅰ 都道府県・郡市区医師会が認めた研修等
    pub one: PracticalOne,
    /// Ⅱ その他
    pub two: PracticalTwo,
}

/// Ⅰ 都道府県・郡市区医師会が認めた研修等
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticalOne {
    /// Its name.
    pub label: Bilingual,
    /// Units of each item chosen.
    pub units_each: Units,
    /// The items.
    pub items: Vec<PracticalItem>,
}

/// An item of Ⅰ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticalItem {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Documents that are accepted as evidence.
    pub documents: Bilingual,
}

/// Ⅱ その他
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticalTwo {
    /// Its name.
    pub label: Bilingual,
    /// Units in all.
    pub units: Units,
    /// Associations of which layers can be the target when Ⅱ is chosen (S1 注2).
    pub targets: Vec<Tier>,
    /// What can be chosen.
    pub kinds: Vec<PracticalTwoKind>,
    /// S1 注1: what to do with one item each of Ⅰ and Ⅱ.
    pub hint: Bilingual,
}

/// A choice within Ⅱ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticalTwoKind {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
}

/// Something that must be met before an application can be submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// What is asked.
    pub kind: RequirementKind,
}

named_variants! {
    /// Where units come from.
    pub enum UnitSource {
        /// Credits in the system.
        Classroom = "classroom",
        /// Units handed in with the application.
        HandedIn = "handed-in",
        /// 実地研修
        Practical = "practical",
    }
}

/// What a requirement asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "ask", deny_unknown_fields)]
pub enum RequirementKind {
    /// At least so many units from these sources together.
    Units {
        /// Where they come from.
        sources: Vec<UnitSource>,
        /// How many.
        at_least: Units,
    },
    /// Handed-in items lie in the application's fiscal year.
    HandedInWindow,
    /// Every handed-in item has evidence.
    HandedInEvidence,
    /// Not both Ⅰ and Ⅱ.
    PracticalExclusive,
    /// Every practical item has evidence, and Ⅱ its description.
    PracticalEvidence,
    /// The target is one that is open for the choice made.
    Target,
    /// A non-member adds a document of identity.
    IdentityDocument,
}
