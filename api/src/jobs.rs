//! 一括処理: how far work is that takes longer than a request.

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

/// Where a job stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum JobStanding {
    /// 処理中.
    Running,
    /// 完了.
    Done,
    /// 中止: it could not go on; what was done stays done.
    Stopped,
}

/// A job as whoever started it sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct JobProgress {
    /// Where it stands.
    pub standing: JobStanding,
    /// Why it was stopped.
    pub trouble: Option<String>,
    /// Parts done.
    pub done: u32,
    /// Parts in all; 0 until that is known.
    pub total: u32,
    /// ログインID of who started it.
    pub by: String,
    /// When it was started.
    pub started_at: Moment,
    /// When it last came further.
    pub moved_at: Moment,
}
