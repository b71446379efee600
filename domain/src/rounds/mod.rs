//! 審査回: the rounds of the national committee, and what they mean for a doctor
//! (features.md #85–#88, L6, L7).
//!
//! Invariants:
//! * Every application and course falls into exactly one round: the first whose cut-off has not
//!   passed. What comes late rolls into the next one, and nobody is turned away for it.
//! * Months, days and cut-offs of prefectures are data (`domain/rules/rounds`). Days are those of
//!   Japan.

mod book;
mod calculator;
mod calendar;
#[cfg(feature = "rule-files")]
mod file;
mod notice;
mod planner;
#[cfg(all(test, feature = "rule-files"))]
mod tests;

pub use book::RoundBook;
pub use calculator::{Placement, SafeDay};
pub use calendar::{CutOff, Round, RoundCalendar, RoundDates, RoundId, RoundRule};
pub use notice::{NoticeDistance, NoticeRules};
pub use planner::{AnnouncedCourse, Plan, PlannedCourse, earned, plan};
