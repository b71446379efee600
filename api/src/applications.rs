//! 申請: preparing, evidence, submitting, history.

use domain::{
    application::{ApplicationForm, ApplicationStatus},
    association::AssociationId,
    calendar::{Date, FiscalYear, Moment},
    evidence::{EvidenceKind, MediaType},
    id::{ApplicationId, EvidenceId},
    programme::Programme,
    rules::{Evaluation, RuleSet},
    units::Units,
};
use serde::{Deserialize, Serialize};

/// Names a programme in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProgrammePath {
    /// 制度.
    pub programme: Programme,
}

/// Names an application in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationPath {
    /// 申請.
    pub application: ApplicationId,
}

/// Names an uploaded document in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidencePath {
    /// 証明書類.
    pub evidence: EvidenceId,
}

/// What the doctor needs to fill the application: rule, facts, own association.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preparation {
    /// The rule set in force today; the browser evaluates with the same code while typing.
    pub rules: RuleSet,
    /// Classroom units found, per fiscal year, newest first.
    pub classroom: Vec<YearUnits>,
    /// Fiscal year of an application made today.
    pub fiscal_year: FiscalYear,
    /// 医師会員 or not: non-members add the licence image.
    pub member: bool,
    /// 申請先医師会 by default; none for non-members.
    pub default_target: Option<TargetAssociation>,
    /// Home prefecture, to start the choice of non-members with.
    pub prefecture: domain::contact::PrefectureCode,
    /// Documents uploaded and checked that no application uses yet.
    pub evidence: Vec<EvidenceView>,
    /// With nothing added: what is met and what is missing.
    pub evaluation: Evaluation,
}

/// Classroom units of one fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearUnits {
    /// April–March.
    pub fiscal_year: FiscalYear,
    /// Found in the system.
    pub units: Units,
    /// From how many awards.
    pub entries: u32,
}

/// An association that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TargetAssociation {
    /// Which.
    pub id: AssociationId,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: domain::association::Tier,
}

/// What will be uploaded.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceStart {
    /// What it shows.
    pub kind: EvidenceKind,
    /// PDF, JPEG or PNG, as the browser says.
    pub media_type: String,
    /// Bytes, ≤ 10 MB.
    pub size: u64,
    /// Its name on the doctor's device, shown again.
    pub file_name: String,
}

/// A pre-signed form (POST policy): send `fields` and then `file` to `url`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceUpload {
    /// Which document it will be.
    pub evidence: EvidenceId,
    /// Where to post, short-lived.
    pub url: String,
    /// Form fields in this order, before `file`.
    pub fields: Vec<(String, String)>,
}

/// An uploaded document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EvidenceView {
    /// Which.
    pub id: EvidenceId,
    /// What it shows.
    pub kind: EvidenceKind,
    /// By its content.
    pub media_type: MediaType,
    /// Bytes.
    pub size: u64,
    /// Its name on the doctor's device.
    pub file_name: String,
    /// When it was begun.
    pub uploaded_at: Moment,
}

/// A short-lived address of a document; a credential.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentAddress {
    /// For an `iframe`, `img` or tab.
    pub url: String,
    /// By its content.
    pub media_type: MediaType,
    /// Its name on the doctor's device.
    pub file_name: String,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationSummary {
    /// Which.
    pub id: ApplicationId,
    /// 制度種別.
    pub programme: Programme,
    /// Day of the first submission.
    pub submitted_on: Date,
    /// 申告年度.
    pub fiscal_year: FiscalYear,
    /// Where it lies.
    pub target: TargetAssociation,
    /// 審査状況.
    pub status: ApplicationStatus,
    /// Reason of the last 差戻し, while it waits for the doctor.
    pub reason: Option<String>,
    /// The certificate, once issued.
    pub certificate: Option<domain::certificate::CertificateNumber>,
    /// What an application for a title has beside that.
    pub title: Option<crate::titles::TitleSummary>,
}

/// 申請履歴の検索.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct ApplicationFilter {
    /// 制度種別.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<Programme>,
    /// 申告年度.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<FiscalYear>,
    /// 申告日, from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// 申告日, until.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// Newest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationList {
    /// The lines.
    pub applications: Vec<ApplicationSummary>,
}

/// One application with everything in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationView {
    /// As in the list.
    pub summary: ApplicationSummary,
    /// As last submitted.
    pub form: ApplicationForm,
    /// Its documents.
    pub evidence: Vec<EvidenceView>,
    /// Requirement panel of the rule it was submitted under.
    pub evaluation: Evaluation,
    /// What the slugs in `form` are called in that rule.
    pub labels: Vec<ItemLabel>,
    /// What happened, oldest first.
    pub history: Vec<HistoryLine>,
    /// To send with the next step.
    pub version: u32,
}

/// What a slug of a rule set is called.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ItemLabel {
    /// Kind of handed-in units, practical item of Ⅰ, or choice of Ⅱ.
    pub id: String,
    /// Its name.
    pub label: domain::rules::Bilingual,
}

/// What can happen to an application or a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HistoryEvent {
    /// 申請.
    Submitted,
    /// 差戻し.
    SentBack,
    /// 再申請.
    Resubmitted,
    /// 進達: a stage passed it on to the next.
    Forwarded,
    /// 手帳の到着.
    HandbookReceived,
    /// 申告内容の確認.
    DeclaredChecked,
    /// 承認.
    Approved,
    /// 却下.
    Rejected,
    /// 取下げ.
    Withdrawn,
}

/// One event as people read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryLine {
    /// When.
    pub at: Moment,
    /// The doctor, or the association (not the clerk's name).
    pub by: String,
    /// 申請, 差戻し, 再申請, 承認, 取下げ.
    pub what: HistoryEvent,
    /// Reason or note.
    pub note: Option<String>,
}
