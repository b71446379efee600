//! The pages of administrators.

mod draft;
mod notices;
mod replay;
mod round_calendar;
mod round_calendars;
mod rule_set;
mod rule_sets;

pub use notices::NoticesPage;
pub use round_calendar::RoundCalendarPage;
pub use round_calendars::RoundCalendarsPage;
pub use rule_set::RuleSetPage;
pub use rule_sets::RuleSetsPage;
