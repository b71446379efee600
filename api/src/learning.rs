//! 日医生涯教育制度: the doctor's years, declarations, papers, and credits from outside courses
//! (features.md #73–#80).

use domain::{
    application::HandedInForm,
    calendar::{Date, FiscalYear},
    certificate::CertificateKind,
    credit::{CreditOrigin, RowId},
    curriculum::CurriculumCode,
    id::{ApplicationId, EvidenceId},
    learning::{Deadline, DeclarationForm, DeclarationStatus, FeedRow, ImportRow},
    register_number::MedicalRegisterNumber,
    rules::{HandedInKind, RequirementResult},
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::{
    applications::{EvidenceView, HistoryLine, TargetAssociation},
    certificates::CertificateSummary,
    my_page::CreditView,
};

/// The years of a doctor in continuing education.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LearningView {
    /// 今年度.
    pub current: FiscalYear,
    /// The last years, newest first, those without credits too.
    pub years: Vec<LearningYearView>,
    /// The three years that end with the current one.
    pub running: LearningWindow,
    /// The three years that are over.
    pub closed: LearningWindow,
    /// The declaration of the year that is over; none where the rules know none.
    pub declaration: Option<DeclarationState>,
    /// When the current year is declared.
    pub next: Option<Deadline>,
    /// Papers of continuing education, newest first.
    pub certificates: Vec<CertificateSummary>,
    /// 日医会員: e-learning and journal quiz count.
    pub national_member: bool,
}

/// One fiscal year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LearningYearView {
    /// 年度.
    pub year: FiscalYear,
    /// 単位.
    pub units: Units,
    /// カリキュラムコード, each once.
    pub codes: Vec<CurriculumCode>,
    /// 単位 by where they come from.
    pub by_origin: Vec<OriginUnits>,
    /// How many credits that is.
    pub entries: u32,
}

/// Units from one kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OriginUnits {
    /// Where they come from.
    pub origin: CreditOrigin,
    /// How many.
    pub units: Units,
}

/// 認定証: how the years that it looks at stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LearningWindow {
    /// The first year.
    pub first: FiscalYear,
    /// The last year.
    pub last: FiscalYear,
    /// Units of all of them.
    pub units: Units,
    /// Different codes of all of them.
    pub codes: Vec<CurriculumCode>,
    /// Each requirement, met or not, and what is missing in words.
    pub requirements: Vec<RequirementResult>,
    /// Whether the 認定証 can be issued.
    pub met: bool,
}

/// Where the declaration of a year stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationState {
    /// When it is due.
    pub deadline: Deadline,
    /// Whole days left; none once the day is over.
    pub days_left: Option<u32>,
    /// Where it stands; none until it is submitted.
    pub status: Option<DeclarationStatus>,
    /// Submitted after the day on which it was due.
    pub late: bool,
    /// Why it was sent back.
    pub reason: Option<String>,
    /// Units from outside, as submitted.
    pub outside_units: Units,
    /// The association that it lies with, once submitted.
    pub association: Option<String>,
}

/// Names a declaration of one's own by its year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationYearPath {
    /// 年度, by the year in which it begins.
    pub year: FiscalYear,
}

/// A declaration, pre-filled from the system (L15).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyDeclaration {
    /// Where it stands.
    pub state: DeclarationState,
    /// The association that it goes to.
    pub association: TargetAssociation,
    /// What the year holds already.
    pub year: LearningYearView,
    /// The credits of the year, newest first: nothing of it has to be typed.
    pub credits: Vec<CreditView>,
    /// What can be added.
    pub kinds: Vec<HandedInKind>,
    /// Most units of one item added.
    pub units_max: Units,
    /// As last submitted; empty before.
    pub form: DeclarationForm,
    /// Its documents.
    pub evidence: Vec<EvidenceView>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// To send with the next step; 0 before it was submitted.
    pub version: u32,
}

/// A declaration as its doctor submits it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclarationSubmission {
    /// As read: what changed in between is not overwritten.
    pub version: u32,
    /// What was typed.
    pub form: DeclarationForm,
}

/// A paper to be made.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaperRequest {
    /// 学習単位取得証, 認定証 or 受講証明書.
    pub kind: CertificateKind,
    /// Of 学習単位取得証 the year, of 認定証 the last of its years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<FiscalYear>,
    /// Of 受講証明書 the first day.
    #[serde(default)]
    pub from: String,
    /// Of 受講証明書 the last day.
    #[serde(default)]
    pub to: String,
}

/// 申告の審査待ち, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationQueue {
    /// The lines.
    pub declarations: Vec<DeclarationQueueLine>,
    /// There is more after this.
    pub next: Option<String>,
}

/// One waiting declaration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationQueueLine {
    /// Which.
    pub id: ApplicationId,
    /// 年度.
    pub year: FiscalYear,
    /// Doctor's name as typed.
    pub name: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// Since when it waits here.
    pub waiting_since: Date,
    /// Whole days of waiting.
    pub days: u32,
    /// Came back after a 差戻し.
    pub resubmitted: bool,
    /// 期限後.
    pub late: bool,
    /// Units in the system when it was submitted.
    pub system_units: Units,
    /// Units from outside.
    pub outside_units: Units,
}

/// A declaration with what is needed to decide.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationCase {
    /// As in the queue.
    pub line: DeclarationQueueLine,
    /// Where it stands.
    pub status: DeclarationStatus,
    /// Why it was sent back.
    pub reason: Option<String>,
    /// Day of the first submission.
    pub submitted_on: Date,
    /// Credits from outside, as submitted.
    pub outside: Vec<HandedInForm>,
    /// What the kinds are called.
    pub kinds: Vec<HandedInKind>,
    /// Its documents.
    pub evidence: Vec<EvidenceView>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// To send with the decision.
    pub version: u32,
}

/// Names a declaration in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationPath {
    /// Which.
    pub declaration: ApplicationId,
}

/// Names a document of a declaration in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclarationEvidencePath {
    /// Which declaration.
    pub declaration: ApplicationId,
    /// 証明書類.
    pub evidence: EvidenceId,
}

/// 受理.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// As read: a declaration changed in between is refused.
    pub version: u32,
}

/// Rows of the site of continuing education, at most 500.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeedUpload {
    /// The rows.
    pub rows: Vec<FeedRow>,
}

/// Units of earlier years, at most 500 rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportUpload {
    /// The rows.
    pub rows: Vec<ImportRow>,
}

/// A row to be taken back. The right one is posted under another id.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowReversal {
    /// Own id of the row.
    pub row_id: RowId,
}
