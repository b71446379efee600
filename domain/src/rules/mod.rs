//! The rules of programmes as dated data, and their evaluation (features.md L5, L9).
//!
//! A rule set holds for a programme from a day on; the files are `domain/rules/*.toml`. Code holds
//! the evaluator only: no number, list or date of a programme stands in it. Files are read natively
//! (feature `rule-files`); the browser gets the rule set as JSON and evaluates it by the same code.

mod book;
mod evaluation;
mod facts;
#[cfg(feature = "rule-files")]
mod file;
mod rule_set;
mod validation;

pub use book::RuleBook;
pub use evaluation::{Evaluation, RequirementResult, evaluate};
pub use facts::{
    ClassroomUnits, Facts, HandedInFact, PracticalFact, PracticalItemFact, PracticalTwoFact,
};
pub use rule_set::{
    ApplicationRules, Bilingual, CategoryRule, HandedInKind, HandedInRules, PracticalItem,
    PracticalOne, PracticalRules, PracticalTwo, PracticalTwoKind, Requirement, RequirementKind,
    RuleSet, UnitSource,
};
pub use validation::RuleFault;
