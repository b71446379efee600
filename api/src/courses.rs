//! 研修会.

use domain::{
    association::Tier,
    calendar::Date,
    contact::PrefectureCode,
    course::{CourseAward, CourseForm, CourseState},
    id::CourseId,
    organizer::OrganizerId,
    programme::{Category, Programme},
    rounds::{Placement, Round, RoundId},
    rules::Bilingual,
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
    /// The names of those categories.
    pub categories: Vec<CategoryName>,
    /// Who approves now.
    pub waiting_for: Option<TargetAssociation>,
    /// The round of the national committee for a course that goes there (#87): expected until it was
    /// passed on, settled from then on; with the round that was missed.
    pub round: Option<Placement>,
    /// The day that the approval bears.
    pub approved_on: Option<Date>,
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

/// The name of a category.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CategoryName {
    /// 制度種別.
    pub programme: Programme,
    /// Its slug.
    pub category: Category,
    /// Its name.
    pub label: Bilingual,
}

/// The day on which courses are looked at; today when it is left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ProgrammesQuery {
    /// 開催日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// What a course can earn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseProgrammes {
    /// Those with rules on the day.
    pub programmes: Vec<CourseProgramme>,
}

/// A programme that courses can be held for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseProgramme {
    /// 制度種別.
    pub programme: Programme,
    /// Who approves a course of it, in their order.
    pub stages: Vec<Tier>,
    /// 区分 and their names.
    pub categories: Vec<CategoryName>,
}

/// A round to look at; without one, the one that is being decided or comes next.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AgendaQuery {
    /// 審査回, `2026-5`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
}

/// The courses of a round of the national committee (#58, #87).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CourseAgenda {
    /// The round.
    pub round: Round,
    /// Rounds to choose from, in their order: the last ones and the coming ones.
    pub rounds: Vec<Round>,
    /// By prefecture; decided ones with their decision.
    pub courses: Vec<AgendaCourse>,
}

/// A course on the agenda.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgendaCourse {
    /// Which.
    pub id: CourseId,
    /// 研修会名.
    pub title: String,
    /// 主催者.
    pub organizer: String,
    /// Whose association passed it on.
    pub prefecture: PrefectureCode,
    /// 開催日.
    pub date: Date,
    /// What attending it earns.
    pub credits: Vec<CourseAward>,
    /// The names of those categories.
    pub categories: Vec<CategoryName>,
    /// The day on which it was passed on.
    pub forwarded_on: Date,
    /// The round that it missed.
    pub missed: Option<RoundId>,
    /// The day that the approval bears; none while it waits.
    pub decided_on: Option<Date>,
    /// To send with the decision.
    pub version: u32,
}

/// A round in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundPath {
    /// 審査回, `2026-5`.
    pub round: RoundId,
}

/// Most courses that are decided on at once.
pub const MOST_DECISIONS: usize = 100;

/// 日医承認 of one or several courses of a round.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundApproval {
    /// The day of the committee, which the decisions bear; today or earlier.
    pub decided_on: Date,
    /// Those approved, at most 100; each is decided for itself.
    pub courses: Vec<SeenCourse>,
}

/// A course as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeenCourse {
    /// Which.
    pub course: CourseId,
    /// As read.
    pub version: u32,
}

/// What became of each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundDecisions {
    /// In the order in which they were sent.
    pub courses: Vec<RoundDecision>,
}

/// What became of one course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundDecision {
    /// Which.
    pub course: CourseId,
    /// What.
    pub outcome: DecisionOutcome,
}

/// What became of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum DecisionOutcome {
    /// Approved, now or by the same decision before.
    Approved,
    /// Changed since it was seen: look again.
    Changed,
    /// Not on the agenda of this round, or decided otherwise.
    NotWaiting,
    /// It had not been passed on by that day: a committee does not decide on what has not come to it.
    TooEarly,
}
