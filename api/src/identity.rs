//! 利用者登録とログイン: types of the identity endpoints.

use domain::{association::AssociationId, registration::RegistrationForm};
use serde::{Deserialize, Serialize};

use crate::access::RoleName;

/// Consents and the e-mail address typed twice.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationStart {
    /// Version (its date) of the 利用規約 that was shown and consented to.
    pub terms_version: String,
    /// Version (its date) of 個人情報の取り扱い that was shown and consented to.
    pub privacy_version: String,
    /// Ticked 同意する.
    pub consented: bool,
    /// メールアドレス.
    pub email: String,
    /// The same, typed again.
    pub email_again: String,
}

/// The same for every address, known or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegistrationStarted {
    /// How long the link will be valid, hours.
    pub valid_hours: u16,
    /// The domain whose mails must be let in.
    pub sender_domain: String,
    /// How many mails one address gets in an hour; those beyond are not sent.
    pub mails_an_hour: u32,
}

/// The secret of a link, from the fragment; never in a path or query.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkSecret {
    /// 43 characters of base64url.
    pub secret: String,
}

/// An open registration, resumed where it was left.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegistrationOpened {
    /// The verified address.
    pub email: String,
    /// End of the 24 hours, milliseconds since 1970 UTC.
    pub expires_at: domain::calendar::Moment,
    /// What was typed so far, without the password.
    pub form: Option<RegistrationForm>,
}

/// What was typed so far.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationDraft {
    /// Of the link.
    pub secret: String,
    /// The form; a password in it is refused.
    pub form: RegistrationForm,
}

/// The draft is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftSaved {
    /// When.
    pub saved_at: domain::calendar::Moment,
}

/// The confirmed form.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationCompletion {
    /// Of the link.
    pub secret: String,
    /// The whole form with the password.
    pub form: RegistrationForm,
}

/// 登録完了: the same wording whether or not the register number is claimed already.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegistrationCompleted {
    /// With which to sign in.
    pub login_id: String,
}

/// ID (or e-mail address) and password.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// ログインID, or an e-mail address that one account only has.
    pub login: String,
    /// パスワード.
    pub password: String,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignInView {
    /// Which area of the site opens.
    pub role: RoleName,
    /// ログインID: what is kept in a browser for one person is not shown to another.
    pub login_id: String,
    /// Name to greet with.
    pub name: String,
    /// The association or external body, for staff.
    pub body: Option<StaffBody>,
    /// When the sign-in ends.
    pub expires_at: domain::calendar::Moment,
}

/// The association or external body that a member of staff works for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffBody {
    /// Its name.
    pub name: String,
    /// The association, absent for an external body.
    pub association: Option<AssociationId>,
    /// Tier of the association.
    pub tier: Option<domain::association::Tier>,
}

/// Signed out.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedOut {}
