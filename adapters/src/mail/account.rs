//! Mails about registrations, logins, invitations and identity.

use domain::{label::Label, language::Language};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What is to be said about an account.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "account", rename_all = "kebab-case")]
pub enum AccountMail {
    /// 利用者登録のご確認 (#11, #13).
    RegistrationLink {
        /// Secret of the link.
        secret: String,
    },
    /// 登録完了 (features.md #29): the same words whether or not the number is contested.
    Registered {
        /// ログインID.
        login_id: String,
    },
    /// 連絡先の変更 (#46), so that nobody changes it unnoticed.
    ContactChanged,
    /// 主催者アカウントの申請受付 (#123).
    OrganizerApplied {
        /// Name of the body.
        body: String,
        /// Who looks at it.
        association: String,
    },
    /// 主催者アカウントのお断り (#123): the applicant has no login, so the reason stands here.
    OrganizerRefused {
        /// Name of the body.
        body: String,
        /// Who refused.
        association: String,
        /// Why.
        reason: String,
    },
    /// 担当者の招待 (#32, #123).
    Invitation {
        /// For which body.
        body: String,
        /// Secret of the link.
        secret: String,
    },
    /// 本人確認の完了.
    IdentityConfirmed,
    /// 本人確認が要ること; neutral.
    IdentityPending,
    /// 預かっていた単位の反映 (L1): credits that waited for the doctor count from now on.
    CreditsWaited {
        /// How many.
        credits: String,
    },
}

impl AccountMail {
    /// One sample of each.
    pub(super) fn samples() -> Vec<Self> {
        let body = || "城東地域医療連携研究会".to_owned();
        let association = || "東京都医師会".to_owned();
        vec![
            Self::RegistrationLink {
                secret: "c2VjcmV0".to_owned(),
            },
            Self::Registered {
                login_id: "mamis001".to_owned(),
            },
            Self::ContactChanged,
            Self::OrganizerApplied {
                body: body(),
                association: association(),
            },
            Self::OrganizerRefused {
                body: body(),
                association: association(),
                reason: "団体の活動内容が分かる資料をお送りください。".to_owned(),
            },
            Self::Invitation {
                body: body(),
                secret: "c2VjcmV0".to_owned(),
            },
            Self::IdentityConfirmed,
            Self::IdentityPending,
            Self::CreditsWaited {
                credits: "12".to_owned(),
            },
        ]
    }
}

impl Message for AccountMail {
    fn subject(&self) -> Label {
        match self {
            Self::RegistrationLink { .. } => subject(
                "【MAMIS】利用者登録のご確認",
                "[MAMIS] Please confirm your registration",
            ),
            Self::Registered { .. } => subject(
                "【MAMIS】利用者登録が完了しました",
                "[MAMIS] Registration completed",
            ),
            Self::ContactChanged => subject(
                "【MAMIS】連絡先を変更しました",
                "[MAMIS] Your contact data were changed",
            ),
            Self::OrganizerApplied { .. } => subject(
                "【MAMIS】主催者アカウントの申請を受け付けました",
                "[MAMIS] Application for an organiser's account received",
            ),
            Self::OrganizerRefused { .. } => subject(
                "【MAMIS】主催者アカウントの申請について",
                "[MAMIS] About your application for an organiser's account",
            ),
            Self::Invitation { .. } => subject(
                "【MAMIS】担当者登録のご案内",
                "[MAMIS] Invitation to a login for staff",
            ),
            Self::IdentityConfirmed => subject(
                "【MAMIS】本人確認が完了しました",
                "[MAMIS] Your identity is confirmed",
            ),
            Self::IdentityPending => subject(
                "【MAMIS】本人確認のお願い",
                "[MAMIS] Please confirm your identity",
            ),
            Self::CreditsWaited { .. } => subject(
                "【MAMIS】登録前の単位を反映しました",
                "[MAMIS] Credits from before your registration now count",
            ),
        }
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        match self {
            Self::RegistrationLink { secret } => {
                let url = format!("{site}/register#{secret}");
                letter!(language, "registration_link/ja.txt", "registration_link/en.txt", { url: str, footer: str })
            }
            Self::Registered { login_id } => {
                let url = site;
                letter!(language, "registered/ja.txt", "registered/en.txt", { login_id: str, url: str, footer: str })
            }
            Self::ContactChanged => {
                let url = format!("{site}/me/profile");
                letter!(language, "contact_changed/ja.txt", "contact_changed/en.txt", { url: str, footer: str })
            }
            Self::OrganizerApplied { body, association } => {
                letter!(language, "organizer_applied/ja.txt", "organizer_applied/en.txt", { body: str, association: str, footer: str })
            }
            Self::OrganizerRefused {
                body,
                association,
                reason,
            } => {
                letter!(language, "organizer_refused/ja.txt", "organizer_refused/en.txt", { body: str, association: str, reason: str, footer: str })
            }
            Self::CreditsWaited { credits } => {
                let url = format!("{site}/me");
                letter!(language, "credits_waited/ja.txt", "credits_waited/en.txt", { credits: str, url: str, footer: str })
            }
            Self::Invitation { body, secret } => {
                let url = format!("{site}/invitation#{secret}");
                letter!(language, "invitation/ja.txt", "invitation/en.txt", { body: str, url: str, footer: str })
            }
            Self::IdentityConfirmed => {
                let url = format!("{site}/me");
                letter!(language, "identity_confirmed/ja.txt", "identity_confirmed/en.txt", { url: str, footer: str })
            }
            Self::IdentityPending => {
                let url = format!("{site}/me/profile");
                letter!(language, "identity_pending/ja.txt", "identity_pending/en.txt", { url: str, footer: str })
            }
        }
    }
}
