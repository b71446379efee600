//! お知らせ (features.md #3), in one partition by their end: reading what is not over is one Query.

use domain::{calendar::Moment, notice::Notice};
use serde::{Deserialize, Serialize};

use super::rule_set::Deed;
use crate::store::{Key, Record, keys::in_order};

/// How long a notice is kept after its end, days.
const KEPT_DAYS: i64 = 400;

/// A notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeRecord {
    /// Its end in milliseconds (13 digits), and what follows from the request that wrote it.
    #[serde(rename = "i")]
    pub id: String,
    /// What it says.
    #[serde(rename = "n")]
    pub notice: Notice,
    /// Who wrote it.
    #[serde(rename = "p")]
    pub posted: Deed,
    /// Who took it down before its end.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Deed>,
    /// Counts changes.
    pub v: u32,
}

impl NoticeRecord {
    /// Id of a notice with this end.
    #[must_use]
    pub fn id(until: Moment, suffix: &str) -> String {
        format!("{}{suffix}", in_order(until))
    }

    /// Whether it is shown at a moment.
    #[must_use]
    pub fn is_shown(&self, now: Moment) -> bool {
        self.withdrawn.is_none() && self.notice.is_shown(now)
    }
}

impl Record for NoticeRecord {
    fn key(&self) -> Key {
        Key::posted_notice(&self.id)
    }

    fn expires_at(&self) -> Option<Moment> {
        Some(self.notice.until.plus_days(KEPT_DAYS))
    }
}
