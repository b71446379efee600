//! Mails about registrations, logins, invitations and identity.

use askama::Template;
use domain::language::Language;
use serde::{Deserialize, Serialize};

/// What is to be said about an account.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "account", rename_all = "kebab-case")]
pub enum AccountMail {
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

/// The two languages of one mail.
macro_rules! templates {
    ($($ja:ident $ja_path:literal, $en:ident $en_path:literal { $($field:ident),* };)*) => {$(
        #[derive(Template)]
        #[template(path = $ja_path, escape = "none")]
        struct $ja<'a> {
            $($field: &'a str,)*
        }
        #[derive(Template)]
        #[template(path = $en_path, escape = "none")]
        struct $en<'a> {
            $($field: &'a str,)*
        }
    )*};
}

templates! {
    RegisteredJa "registered/ja.txt", RegisteredEn "registered/en.txt" { login_id, url, footer };
    ContactChangedJa "contact_changed/ja.txt", ContactChangedEn "contact_changed/en.txt" { url, footer };
    OrganizerAppliedJa "organizer_applied/ja.txt", OrganizerAppliedEn "organizer_applied/en.txt" { body, association, footer };
    OrganizerRefusedJa "organizer_refused/ja.txt", OrganizerRefusedEn "organizer_refused/en.txt" { body, association, reason, footer };
    InvitationJa "invitation/ja.txt", InvitationEn "invitation/en.txt" { body, url, footer };
    IdentityConfirmedJa "identity_confirmed/ja.txt", IdentityConfirmedEn "identity_confirmed/en.txt" { url, footer };
    IdentityPendingJa "identity_pending/ja.txt", IdentityPendingEn "identity_pending/en.txt" { url, footer };
    CreditsWaitedJa "credits_waited/ja.txt", CreditsWaitedEn "credits_waited/en.txt" { credits, url, footer };
}

/// Renders the template of the language.
macro_rules! render {
    ($language:ident, $ja:ident, $en:ident { $($field:ident),* }) => {
        match $language {
            Language::Ja => $ja { $($field),* }.render(),
            Language::En => $en { $($field),* }.render(),
        }
    };
}

impl AccountMail {
    /// One sample of each.
    pub(super) fn samples() -> Vec<Self> {
        let body = || "城東地域医療連携研究会".to_owned();
        let association = || "東京都医師会".to_owned();
        vec![
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

    /// Subject in both languages.
    pub(super) const fn subject(&self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Self::Registered { .. } => (
                "【MAMIS】利用者登録が完了しました",
                "[MAMIS] Registration completed",
            ),
            Self::ContactChanged => (
                "【MAMIS】連絡先を変更しました",
                "[MAMIS] Your contact data were changed",
            ),
            Self::OrganizerApplied { .. } => (
                "【MAMIS】主催者アカウントの申請を受け付けました",
                "[MAMIS] Application for an organiser's account received",
            ),
            Self::OrganizerRefused { .. } => (
                "【MAMIS】主催者アカウントの申請について",
                "[MAMIS] About your application for an organiser's account",
            ),
            Self::Invitation { .. } => (
                "【MAMIS】担当者登録のご案内",
                "[MAMIS] Invitation to a login for staff",
            ),
            Self::IdentityConfirmed => (
                "【MAMIS】本人確認が完了しました",
                "[MAMIS] Your identity is confirmed",
            ),
            Self::IdentityPending => (
                "【MAMIS】本人確認のお願い",
                "[MAMIS] Please confirm your identity",
            ),
            Self::CreditsWaited { .. } => (
                "【MAMIS】登録前の単位を反映しました",
                "[MAMIS] Credits from before your registration now count",
            ),
        };
        match language {
            Language::Ja => ja,
            Language::En => en,
        }
    }

    /// Text, with links to `site`.
    pub(super) fn body(
        &self,
        language: Language,
        site: &str,
        footer: String,
    ) -> Result<String, askama::Error> {
        let footer = footer.as_str();
        match self {
            Self::Registered { login_id } => {
                let url = site;
                render!(
                    language,
                    RegisteredJa,
                    RegisteredEn {
                        login_id,
                        url,
                        footer
                    }
                )
            }
            Self::ContactChanged => {
                let url = &format!("{site}/me/profile");
                render!(language, ContactChangedJa, ContactChangedEn { url, footer })
            }
            Self::OrganizerApplied { body, association } => render!(
                language,
                OrganizerAppliedJa,
                OrganizerAppliedEn {
                    body,
                    association,
                    footer
                }
            ),
            Self::OrganizerRefused {
                body,
                association,
                reason,
            } => render!(
                language,
                OrganizerRefusedJa,
                OrganizerRefusedEn {
                    body,
                    association,
                    reason,
                    footer
                }
            ),
            Self::CreditsWaited { credits } => {
                let url = &format!("{site}/me");
                render!(
                    language,
                    CreditsWaitedJa,
                    CreditsWaitedEn {
                        credits,
                        url,
                        footer
                    }
                )
            }
            Self::Invitation { body, secret } => {
                let url = &format!("{site}/invitation#{secret}");
                render!(language, InvitationJa, InvitationEn { body, url, footer })
            }
            Self::IdentityConfirmed => {
                let url = &format!("{site}/me");
                render!(
                    language,
                    IdentityConfirmedJa,
                    IdentityConfirmedEn { url, footer }
                )
            }
            Self::IdentityPending => {
                let url = &format!("{site}/me/profile");
                render!(
                    language,
                    IdentityPendingJa,
                    IdentityPendingEn { url, footer }
                )
            }
        }
    }
}
