//! 制度の規則: one handler per endpoint (features.md L9).

pub mod adopt_rule_set;
mod case;
pub mod discard_rule_set;
pub mod draft_rule_set;
pub mod list_rule_sets;
pub mod read_rule_set;
