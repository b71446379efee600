//! 制度の規則 and 審査回の暦: one handler per endpoint (features.md #88, L9).

pub mod adopt_round_calendar;
pub mod adopt_rule_set;
mod calendar_case;
pub(crate) mod case;
pub mod discard_round_calendar;
pub mod discard_rule_set;
pub mod draft_round_calendar;
pub mod draft_rule_set;
pub mod list_round_calendars;
pub mod list_rule_sets;
pub mod read_replay;
pub mod read_round_calendar;
pub mod read_rule_set;
pub mod start_replay;
