//! The rules of programmes as dated data, and their evaluation (features.md L5, L9).
//!
//! A rule set holds for a programme from a day on; the files are `domain/rules/*.toml`. Code holds
//! the evaluator only: no number, list or date of a programme stands in it.

mod evaluation;
mod facts;
mod rule_set;

pub use evaluation::{Evaluation, RequirementResult};
pub use facts::{
    ClassroomUnits, Facts, HandedInFact, PracticalFact, PracticalItemFact, PracticalTwoFact,
};
pub use rule_set::{
    ApplicationRules, Bilingual, CategoryRule, HandedInKind, HandedInRules, PracticalItem,
    PracticalOne, PracticalRules, PracticalTwo, PracticalTwoKind, Requirement, RequirementKind,
    RuleSet, UnitSource,
};
