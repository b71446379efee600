//! 審査回: applications before the national committee, decided case by case or in bulk; the lists
//! before and after it, and the fees (features.md #85–#91, L18).

use domain::{
    application::FeeState,
    association::Tier,
    calendar::{Date, Moment},
    contact::PrefectureCode,
    id::ApplicationId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::{Round, RoundId},
    rules::{Bilingual, GoalKind},
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::{jobs::JobProgress, titles::FeeView};

/// Of which programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoundFilter {
    /// 制度種別.
    pub programme: Programme,
}

/// The rounds of the fiscal years around today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundList {
    /// In their order.
    pub rounds: Vec<ListedRound>,
    /// The one whose committee comes next, or is today.
    pub current: Option<RoundId>,
}

/// A round as an association sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListedRound {
    /// The round.
    pub round: Round,
    /// 締切: the last day of applications at the own prefecture; elsewhere that of the round.
    pub cut_off: Date,
}

/// Names a programme in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeBoardPath {
    /// 制度種別.
    pub programme: Programme,
}

/// 審査の経過 (L18): how many applications wait where, and for how long; the oldest first. Counts
/// only, nobody by name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeBoard {
    /// One for each stage and prefecture where something waits.
    pub rows: Vec<AgeRow>,
}

/// What waits at one stage for one prefecture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeRow {
    /// 都道府県医師会, or the committee of the national one.
    pub stage: Tier,
    /// Through which they came.
    pub prefecture: PrefectureCode,
    /// How many.
    pub waiting: u32,
    /// Of these, how many need no eye.
    pub clean: u32,
    /// Less than a week.
    pub days_0: u32,
    /// One week or more.
    pub days_7: u32,
    /// Two weeks or more.
    pub days_14: u32,
    /// Thirty days or more.
    pub days_30: u32,
    /// Since when the oldest waits there.
    pub oldest: Date,
}

/// Names a round in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundPath {
    /// 制度種別.
    pub programme: Programme,
    /// 令和…年度第…回: `2026-5`.
    pub round: RoundId,
}

/// Before or after the committee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RoundPart {
    /// 議案: passed on to the committee and not decided.
    #[default]
    Agenda,
    /// 承認済み.
    Decided,
}

/// A part of a round.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RoundQuery {
    /// Which.
    pub part: RoundPart,
    /// One prefecture only; a prefectural association sees its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<PrefectureCode>,
    /// Go on after this one; as answered in `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Applications of a round, by prefecture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundView {
    /// The round.
    pub round: Round,
    /// The lines.
    pub lines: Vec<RoundLine>,
    /// There is more after this.
    pub next: Option<String>,
}

/// One application of a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RoundLine {
    /// Which.
    pub id: ApplicationId,
    /// 氏名.
    pub name: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// Through which it came.
    pub prefecture: PrefectureCode,
    /// 会員 or 非会員.
    pub member: bool,
    /// 新規 or 更新.
    pub kind: GoalKind,
    /// Units in all.
    pub units: Units,
    /// Day of the first submission.
    pub submitted_on: Date,
    /// Nothing but credits in the system, and the identity confirmed: can be decided in bulk (L18).
    pub clean: bool,
    /// The identity is confirmed.
    pub confirmed: bool,
    /// Since when it waits where it is.
    pub waiting_since: Date,
    /// The round that it came too late for (#87).
    pub missed: Option<RoundId>,
    /// 審査・登録料.
    pub fee: Option<FeeView>,
    /// The day of the committee that approved it.
    pub decided_on: Option<Date>,
    /// 議事録: where the minutes have it.
    pub minutes: Option<String>,
    /// 認定証番号.
    pub certificate: Option<String>,
}

/// 一括承認.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RoundDecision {
    /// The day of the committee; that of the round where none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// 議事録: where its minutes have it, up to 60 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub minutes: String,
}

/// 一括進達.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ForwardingStart {
    /// 制度種別.
    pub programme: Programme,
}

/// Work on many applications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BulkView {
    /// How far it is; absent when it was never started.
    pub progress: Option<JobProgress>,
    /// Approved, or passed on.
    pub done: u32,
    /// Of these, how many came too late for their round and stand in the next (#87).
    pub late: u32,
    /// Left for an officer's eye.
    pub left: u32,
    /// The first of those left, and why.
    pub lines: Vec<LeftLine>,
}

/// An application that was left alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftLine {
    /// Which.
    pub id: ApplicationId,
    /// 氏名.
    pub name: String,
    /// Why.
    pub why: Bilingual,
}

/// A part of the dispatch list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DispatchQuery {
    /// One prefecture only; a prefectural association sees its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<PrefectureCode>,
    /// Go on after this one; as answered in `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// 認定証の発送リスト, by prefecture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DispatchList {
    /// The lines.
    pub lines: Vec<DispatchLine>,
    /// There is more after this.
    pub next: Option<String>,
}

/// Paper for one doctor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DispatchLine {
    /// As in the round.
    pub line: RoundLine,
    /// The postal code, and the lines of the address.
    pub address: Vec<String>,
}

/// What was once recorded of a fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeeChange {
    /// When.
    pub at: Moment,
    /// ログインID of who recorded it.
    pub by: String,
    /// What.
    pub fee: FeeView,
}

/// 審査・登録料, as the prefecture records it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeForm {
    /// Paid, not yet, or waived.
    pub state: FeeState,
    /// 領収書番号, 1–40 characters; wanted of what is paid, empty otherwise.
    #[serde(default)]
    pub receipt: String,
}
