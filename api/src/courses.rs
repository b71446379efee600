//! 研修会.

use domain::{
    calendar::Date,
    course::{CourseAward, CourseForm, CourseState},
    id::CourseId,
    organizer::OrganizerId,
    programme::Programme,
};
use serde::{Deserialize, Serialize};

use crate::applications::{HistoryLine, TargetAssociation};

/// Names a course in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoursePath {
    /// 研修会.
    pub course: CourseId,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseLine {
    /// Which.
    pub id: CourseId,
    /// Title.
    pub title: String,
    /// Who holds it.
    pub organizer: String,
    /// Day.
    pub date: Date,
    /// 制度種別.
    pub programmes: Vec<Programme>,
    /// 申請中, 承認済み, 差戻し.
    pub status: CourseState,
    /// Rows posted so far.
    pub posted: u32,
    /// Last day for posting (about a month after the course).
    pub post_by: Date,
}

/// Newest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseList {
    /// The lines.
    pub courses: Vec<CourseLine>,
}

/// One course with everything in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseView {
    /// As in the list.
    pub line: CourseLine,
    /// The organiser.
    pub organizer: OrganizerId,
    /// As last submitted.
    pub form: CourseForm,
    /// What each attendee gets, per programme and category.
    pub credits: Vec<CourseAward>,
    /// Who approves now.
    pub waiting_for: Option<TargetAssociation>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// To send with the next step.
    pub version: u32,
}

/// 承認.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CourseApproval {
    /// As read.
    pub version: u32,
}
