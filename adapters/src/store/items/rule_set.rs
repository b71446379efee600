//! Rule sets and calendars of rounds that administrators wrote; those that come with the program are not stored.

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// Who did something, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// ログインID.
    #[serde(rename = "b")]
    pub by: String,
    /// When.
    #[serde(rename = "w")]
    pub at: Moment,
}

/// A rule set: a draft until adopted, unchangeable from then on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleSetRecord {
    /// Its id, such as `continuing-education.2027`.
    #[serde(rename = "i")]
    pub id: String,
    /// As written, with its comments.
    #[serde(rename = "t")]
    pub text: String,
    /// The last draft.
    #[serde(rename = "d")]
    pub drafted: Deed,
    /// The adoption; absent for a draft.
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub adopted: Option<Deed>,
    /// Counts changes.
    pub v: u32,
}

impl Record for RuleSetRecord {
    fn key(&self) -> Key {
        Key::rule_set(&self.id)
    }
}

/// A calendar of rounds, likewise: a text that is drafted and adopted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoundCalendarRecord(pub RuleSetRecord);

impl Record for RoundCalendarRecord {
    fn key(&self) -> Key {
        Key::round_calendar(&self.0.id)
    }
}

/// Everything that administrators wrote.
#[derive(Debug, Clone, Default)]
pub struct WrittenRules {
    /// 制度の規則.
    pub rule_sets: Vec<RuleSetRecord>,
    /// 審査回の暦.
    pub calendars: Vec<RoundCalendarRecord>,
    /// The count of adoptions, as stored.
    pub adoptions: Option<RuleShelfRecord>,
}

/// Counts adoptions: two at once cannot both have looked at the same book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleShelfRecord {
    /// Adoptions so far.
    pub v: u32,
}

impl Record for RuleShelfRecord {
    fn key(&self) -> Key {
        Key::rule_shelf()
    }
}
