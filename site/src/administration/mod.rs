//! The pages of administrators.

mod rule_set;
mod rule_sets;

pub use rule_set::RuleSetPage;
pub use rule_sets::RuleSetsPage;
