//! 審査: queues, cases and decisions of associations.

use domain::{
    association::AssociationId,
    calendar::{Date, Moment},
    id::ApplicationId,
    id::EvidenceId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};

use crate::applications::{ApplicationView, EvidenceView, TargetAssociation};
use crate::rounds::FeeChange;
use crate::titles::{PaperView, TitleSummary};

/// A part of the queue.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct QueueFilter {
    /// Go on after this one; as answered in `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// 審査待ち, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationQueue {
    /// The lines.
    pub applications: Vec<QueueLine>,
    /// There is more after this.
    pub next: Option<String>,
}

/// One waiting application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueueLine {
    /// Which.
    pub id: ApplicationId,
    /// 制度種別.
    pub programme: Programme,
    /// Applicant's name as typed.
    pub name: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// 会員 or 非会員.
    pub member: bool,
    /// Identity already confirmed.
    pub confirmed: bool,
    /// Since when it waits here.
    pub waiting_since: Date,
    /// Whole days of waiting.
    pub days: u32,
    /// Came back from the doctor after a 差戻し.
    pub resubmitted: bool,
    /// Units in all.
    pub units: domain::units::Units,
    /// What an application for a title has beside that.
    pub title: Option<TitleSummary>,
}

/// One case with what is needed to decide.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationCase {
    /// Applicant's name as typed.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// 旧姓・旧名.
    pub former_name: Option<String>,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// 医籍登録日.
    pub register_date: Date,
    /// 生年月日.
    pub birth_date: Date,
    /// 会員 or 非会員.
    pub member: bool,
    /// Own associations.
    pub associations: Vec<String>,
    /// Identity already confirmed; else the approval confirms it.
    pub confirmed: bool,
    /// The application.
    pub application: ApplicationView,
    /// Paper on its way, of applications that declare some.
    pub paper: Option<PaperView>,
    /// What was recorded of its 審査・登録料, newest first (#91).
    pub fees: Vec<FeeChange>,
    /// Whether the own association records it.
    pub records_fee: bool,
    /// What the own association can do with it now; nothing while it stands elsewhere.
    pub turn: Option<Turn>,
}

/// What an association can do with an application that stands there, beside 差戻し.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// 進達: a stage follows.
    Forward,
    /// 承認: it is the last stage.
    Approve,
}

/// A document within a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseEvidencePath {
    /// 申請.
    pub application: ApplicationId,
    /// 証明書類.
    pub evidence: EvidenceId,
}

/// 承認.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// As read: a case changed in between is refused.
    pub version: u32,
    /// The officer compared the licence or the member record; wanted while not confirmed.
    pub identity_confirmed: bool,
    /// The day of the committee, for titles; that of the round where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_on: Option<Date>,
    /// 議事録, for titles: where its minutes have it, up to 60 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub minutes: String,
}

/// 差戻し.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SendingBack {
    /// As read.
    pub version: u32,
    /// What to correct, 1–1000 characters.
    pub reason: String,
}

/// Names a claim in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimPath {
    /// Opaque.
    pub claim: String,
}

/// 本人確認待ち, oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentityClaimQueue {
    /// The lines.
    pub claims: Vec<IdentityClaim>,
}

/// Somebody registered with a number that another account holds already, or sent the licence to be
/// confirmed as the one who holds it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IdentityClaim {
    /// Opaque.
    pub id: String,
    /// The number claimed.
    pub register_number: MedicalRegisterNumber,
    /// Who is to be confirmed, as registered.
    pub claimant: ClaimantView,
    /// The one who holds it now; none where the claimant does.
    pub holder: Option<ClaimantView>,
    /// The association that settles it.
    pub association: TargetAssociation,
    /// Since when.
    pub since: Moment,
}

/// What an officer compares with the licence.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimantView {
    /// Name as typed.
    pub name: String,
    /// フリガナ.
    pub kana: String,
    /// 生年月日.
    pub birth_date: Date,
    /// 医籍登録日.
    pub register_date: Date,
    /// Identity already confirmed.
    pub confirmed: bool,
    /// 医師免許証・医師資格証 that this side sent.
    pub documents: Vec<EvidenceView>,
}

/// Names a document of a claim in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClaimDocumentPath {
    /// Which claim.
    pub claim: String,
    /// Which document.
    pub evidence: EvidenceId,
}

/// The officer's decision.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// True: the claimant is the doctor, and takes the number over where another holds it. False: refused.
    pub claimant_is_doctor: bool,
    /// What was compared, for the audit trail, 1–500 characters.
    pub compared: String,
}

/// Settled.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settled {
    /// The association that decided.
    pub by: AssociationId,
}
