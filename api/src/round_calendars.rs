//! 審査回の暦: calendars of the national committee's rounds as administrators see and write them
//! (features.md #88, #93).

use domain::{
    calendar::{Date, FiscalYear},
    contact::PrefectureCode,
    programme::Programme,
    rounds::Round,
};
use serde::{Deserialize, Serialize};

use crate::rule_sets::{RuleSetDeed, Standing};

/// Names a calendar in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarPath {
    /// Its id, such as `rounds.2027`.
    pub calendar: String,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarLine {
    /// Its id.
    pub id: String,
    /// 制度種別.
    pub programmes: Vec<Programme>,
    /// The first fiscal year that it describes.
    pub from_year: FiscalYear,
    /// The calendar whose place it takes.
    pub replaces: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Whether it comes with the program; such a one is never a draft.
    pub built_in: bool,
}

/// By first year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarList {
    /// The calendars.
    pub calendars: Vec<CalendarLine>,
}

/// A draft as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDraft {
    /// TOML, as in `domain/rules/rounds`; at most 100,000 characters. The id in it names the draft:
    /// the same id writes the draft anew.
    pub text: String,
}

/// A calendar with its text, and with its days as a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarView {
    /// As in the list.
    pub line: CalendarLine,
    /// TOML as written.
    pub text: String,
    /// Its rounds of the present and the next fiscal year, or of its first two.
    pub rounds: Vec<CalendarRound>,
    /// Who wrote the draft last; absent where it comes with the program.
    pub drafted: Option<RuleSetDeed>,
    /// Who adopted it.
    pub adopted: Option<RuleSetDeed>,
    /// Counts changes; 0 where it comes with the program.
    pub version: u32,
}

/// A round with the days of prefectures that close on others.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarRound {
    /// The round.
    pub round: Round,
    /// Prefectures that close earlier.
    pub cut_offs: Vec<PrefecturalCutOff>,
}

/// Until when a prefecture takes applications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PrefecturalCutOff {
    /// Which prefecture.
    pub prefecture: PrefectureCode,
    /// Of which programme.
    pub programme: Programme,
    /// The last day.
    pub day: Date,
}
