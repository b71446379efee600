//! 主催者: external bodies, staff, invitations, API keys.

use domain::{
    calendar::Moment,
    contact::PrefectureCode,
    organizer::{ApiKeyKind, OrganizerId},
};
use serde::{Deserialize, Serialize};

use crate::identity::StaffBody;

/// Names an organiser in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizerPath {
    /// 主催者.
    pub organizer: OrganizerId,
}

/// Names an API key in the path; the id is not a secret.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiKeyPath {
    /// Opaque id.
    pub key: String,
}

pub use domain::organizer::OrganizerForm;

/// The same for every applicant.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizerApplied {
    /// The prefectural association that will look at it.
    pub reviewed_by: String,
}

/// Where an external body's account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum OrganizerStatus {
    /// 申請中.
    Pending,
    /// 承認済み.
    Approved,
    /// お断り.
    Refused,
}

/// 主催者アカウントの申請.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizerView {
    /// Which.
    pub id: OrganizerId,
    /// Name of the body.
    pub name: String,
    /// Where it is.
    pub prefecture: PrefectureCode,
    /// Whom doctors ask; the invitation goes to its e-mail address.
    pub enquiries: domain::organizer::Enquiries,
    /// 申請中, 承認済み, お断り.
    pub status: OrganizerStatus,
    /// When it applied.
    pub applied_at: Moment,
    /// To send with the decision.
    pub version: u32,
}

/// Oldest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizerQueue {
    /// Those that wait.
    pub organizers: Vec<OrganizerView>,
}

/// Own body: staff and keys.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganizerHome {
    /// Own body.
    pub body: StaffBody,
    /// Staff with a login.
    pub staff: Vec<StaffLine>,
    /// Keys that live.
    pub api_keys: Vec<ApiKeyLine>,
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffLine {
    /// 氏名.
    pub name: String,
    /// Since when.
    pub since: Moment,
}

/// One live API key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiKeyLine {
    /// Opaque id, not the key.
    pub id: String,
    /// What it is for.
    pub label: String,
    /// What it opens.
    pub kind: ApiKeyKind,
    /// Since when.
    pub created_at: Moment,
}

/// Whom to invite.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationForm {
    /// Where the invitation goes.
    pub email: String,
    /// Own body when absent; an officer may invite for an association directly below (a
    /// prefecture for its districts, the national one for prefectures).
    #[serde(default)]
    pub association: Option<domain::association::AssociationId>,
}

/// The invitation is on its way.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Invited {
    /// How long the link is valid, hours.
    pub valid_hours: u16,
}

/// An open invitation.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationOpened {
    /// For which body.
    pub body: StaffBody,
    /// To which address it went.
    pub email: String,
    /// Its end.
    pub expires_at: Moment,
}

/// The invited person's login.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InvitationAcceptance {
    /// Of the link.
    pub secret: String,
    /// 氏名, ≤ 64 characters.
    pub name: String,
    /// 医籍登録番号 of an officer who is a doctor, else empty: what this person applies for, others
    /// decide.
    #[serde(default)]
    pub register_number: String,
    /// 8–32 characters, as for doctors.
    pub login_id: String,
    /// As for doctors.
    pub password: String,
}

/// The login is made.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InvitationAccepted {
    /// With which to sign in.
    pub login_id: String,
}

/// A new key.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApiKeyForm {
    /// What it is for, 1–40 characters.
    pub label: String,
    /// What it opens; the feed is for the national association only.
    #[serde(default)]
    pub kind: ApiKeyKind,
}

/// Shown once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApiKeyCreated {
    /// Its line.
    pub line: ApiKeyLine,
    /// The key itself, for `Authorization: Bearer`; it cannot be shown again.
    pub key: String,
}
