//! お知らせ on the sign-in page (features.md #3).

use domain::{calendar::Moment, notice::Notice};
use serde::{Deserialize, Serialize};

/// Names a notice in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticePath {
    /// Its id.
    pub notice: String,
}

/// A notice as everybody sees it, in the language asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeView {
    /// Heading.
    pub title: String,
    /// Text; lines may end in it.
    pub text: String,
    /// From when to when the system is closed, where that is planned: `2026-11-22 22:00–…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// What is shown now: outages first, then what ends first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeList {
    /// The notices.
    pub notices: Vec<NoticeView>,
}

/// A notice as administrators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostedNotice {
    /// Its id.
    pub id: String,
    /// What it says.
    pub notice: Notice,
    /// ログインID of who wrote it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// Whether it is shown now.
    pub shown: bool,
}

/// What is shown or will be; what ends first stands first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeBoard {
    /// The notices.
    pub notices: Vec<PostedNotice>,
}
