//! What associations did about a title: notices that were sent, grace that was set.

use domain::{
    calendar::{Date, Moment},
    programme::Programme,
    register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// How a notice went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeWay {
    /// By mail.
    Mail,
    /// Printed by the association, for the post.
    Post,
}

/// A notice about the end of a title. Its key says which: written once, it is sent once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoticeRecord {
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// The last day that it is about.
    #[serde(rename = "d")]
    pub last: Date,
    /// How long before: `4m`.
    #[serde(rename = "k")]
    pub distance: String,
    /// How it went out.
    #[serde(rename = "w")]
    pub way: NoticeWay,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
    /// ログインID of who printed it.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Record for NoticeRecord {
    fn key(&self) -> Key {
        Key::notice(
            &self.register_number,
            self.programme,
            self.last,
            &self.distance,
        )
    }
}

/// Grace for illness or a stay abroad: set, or withdrawn. Append-only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraceRecord {
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// The reason, of the rule set; none when it was withdrawn.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What the officer has seen or heard.
    #[serde(rename = "n")]
    pub note: String,
    /// ログインID.
    #[serde(rename = "b")]
    pub by: String,
    /// Association of the officer.
    #[serde(rename = "a")]
    pub association: String,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
}

impl Record for GraceRecord {
    fn key(&self) -> Key {
        Key::grace(&self.register_number, self.programme, self.at)
    }
}
