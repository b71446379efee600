//! Mails: every message has a typed context, a folder of templates per language, and a sample;
//! one test renders them all.
//!
//! No personal data in subjects; secrets only in the fragment of a link.

mod account;
mod course;
mod enquiry;
mod learning;
mod renewal;
mod sender;
mod title;

use askama::Template;
use domain::{calendar::Moment, contact::EmailAddress, language::Language, programme::Programme};
use serde::{Deserialize, Serialize};

pub use account::AccountMail;
pub use course::{CourseMail, CourseStep};
pub use enquiry::CourseEnquiry;
pub use learning::{DeclarationMail, DeclarationStep};
pub use renewal::{RenewalNotice, SafeRound};
pub use sender::{MailError, Mailer};
pub use title::{TitleMail, TitleStep};

use crate::{
    identity::seal::SealKeys,
    store::{Key, Record},
};

/// What is to be said. Stored sealed in the outbox until it was sent.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "kebab-case")]
pub enum Mail {
    /// About a registration, a login or an invitation.
    Account(AccountMail),
    /// 利用者登録のご確認 (features.md #11, #13).
    RegistrationLink {
        /// Secret of the link.
        secret: String,
    },
    /// 申請受付 (features.md #113).
    ApplicationReceived {
        /// 制度種別.
        programme: Programme,
        /// 申請先医師会.
        association: String,
    },
    /// 差戻し; the reason is read after signing in, not in the mail (#113).
    ApplicationSentBack {
        /// 制度種別.
        programme: Programme,
        /// 申請先医師会.
        association: String,
    },
    /// 承認 (#113, #116).
    ApplicationApproved {
        /// 制度種別.
        programme: Programme,
        /// 申請先医師会.
        association: String,
    },
    /// 取下げ.
    ApplicationWithdrawn {
        /// 制度種別.
        programme: Programme,
        /// 申請先医師会.
        association: String,
    },
    /// About an application for a title and its round.
    Title(TitleMail),
    /// 研修会の単位についてのお問合せ (#60): from a doctor to the organiser.
    CourseEnquiry(CourseEnquiry),
    /// 生涯教育申告書 (#80).
    Declaration(DeclarationMail),
    /// What became of a course (#58, #87), to its organiser.
    Course(CourseMail),
    /// 更新のお知らせ (#94): to a holder whose title ends.
    RenewalNotice(RenewalNotice),
}

/// A mail with its addressee.
#[derive(Clone, Serialize, Deserialize)]
pub struct Letter {
    /// To whom.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// What.
    pub mail: Mail,
}

/// A rendered mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Without personal data.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

impl Mail {
    /// One sample of each mail, for the test that renders them all.
    #[must_use]
    pub fn samples() -> Vec<Mail> {
        let programme = Programme::FamilyPhysicianFunction;
        let association = || "千代田区医師会".to_owned();
        let mut samples: Vec<Mail> = AccountMail::samples()
            .into_iter()
            .map(Mail::Account)
            .collect();
        samples.extend([
            Mail::RegistrationLink {
                secret: "c2VjcmV0".to_owned(),
            },
            Mail::ApplicationReceived {
                programme,
                association: association(),
            },
            Mail::ApplicationSentBack {
                programme,
                association: association(),
            },
            Mail::ApplicationApproved {
                programme,
                association: association(),
            },
            Mail::ApplicationWithdrawn {
                programme,
                association: association(),
            },
            Mail::CourseEnquiry(CourseEnquiry::sample()),
            Mail::RenewalNotice(RenewalNotice::sample()),
        ]);
        samples.extend(TitleMail::samples().into_iter().map(Mail::Title));
        samples.extend(
            DeclarationMail::samples()
                .into_iter()
                .map(Mail::Declaration),
        );
        samples.extend(CourseMail::samples().into_iter().map(Mail::Course));
        samples
    }

    /// Where answers go, when that is a person and not us.
    #[must_use]
    pub const fn reply_to(&self) -> Option<&EmailAddress> {
        match self {
            Mail::CourseEnquiry(enquiry) => Some(&enquiry.reply_to),
            _ => None,
        }
    }

    /// Subject in both languages.
    #[must_use]
    pub const fn subject(&self, language: Language) -> &'static str {
        match (self, language) {
            (Mail::Account(mail), _) => mail.subject(language),
            (Mail::Title(mail), _) => mail.subject(language),
            (Mail::Declaration(mail), _) => mail.subject(language),
            (Mail::Course(mail), _) => mail.subject(language),
            (Mail::RegistrationLink { .. }, Language::Ja) => "【MAMIS】利用者登録のご確認",
            (Mail::RegistrationLink { .. }, Language::En) => {
                "[MAMIS] Please confirm your registration"
            }
            (Mail::ApplicationReceived { .. }, Language::Ja) => "【MAMIS】申請を受け付けました",
            (Mail::ApplicationReceived { .. }, Language::En) => "[MAMIS] Application received",
            (Mail::ApplicationSentBack { .. }, Language::Ja) => "【MAMIS】申請の差戻しのお知らせ",
            (Mail::ApplicationSentBack { .. }, Language::En) => "[MAMIS] Application sent back",
            (Mail::ApplicationApproved { .. }, Language::Ja) => "【MAMIS】申請が承認されました",
            (Mail::ApplicationApproved { .. }, Language::En) => "[MAMIS] Application approved",
            (Mail::ApplicationWithdrawn { .. }, Language::Ja) => {
                "【MAMIS】申請の取下げを受け付けました"
            }
            (Mail::ApplicationWithdrawn { .. }, Language::En) => "[MAMIS] Application withdrawn",
            (Mail::CourseEnquiry(_), Language::Ja) => "【MAMIS】研修会の単位についてのお問合せ",
            (Mail::CourseEnquiry(_), Language::En) => {
                "[MAMIS] A question about credits of a course"
            }
            (Mail::RenewalNotice(_), Language::Ja) => "【MAMIS】認定の更新のお知らせ",
            (Mail::RenewalNotice(_), Language::En) => "[MAMIS] Renewal of your title",
        }
    }

    /// Subject and text, with links to `site` (no slash at its end).
    ///
    /// # Errors
    /// A template's.
    pub fn render(&self, language: Language, site: &str) -> Result<Rendered, askama::Error> {
        let footer = footer(language, site)?;
        let body = match self {
            Mail::Account(mail) => mail.body(language, site, footer),
            Mail::RegistrationLink { secret } => {
                let url = format!("{site}/register#{secret}");
                match language {
                    Language::Ja => RegistrationLinkJa { url, footer }.render(),
                    Language::En => RegistrationLinkEn { url, footer }.render(),
                }
            }
            Mail::ApplicationReceived {
                programme,
                association,
            } => {
                let step = Step::new(
                    *programme,
                    association,
                    language,
                    format!("{site}/me/applications"),
                );
                both!(
                    language,
                    ApplicationReceivedJa,
                    ApplicationReceivedEn,
                    step,
                    footer
                )
            }
            Mail::ApplicationSentBack {
                programme,
                association,
            } => {
                let step = Step::new(
                    *programme,
                    association,
                    language,
                    format!("{site}/me/applications"),
                );
                both!(
                    language,
                    ApplicationSentBackJa,
                    ApplicationSentBackEn,
                    step,
                    footer
                )
            }
            Mail::ApplicationApproved {
                programme,
                association,
            } => {
                let step = Step::new(
                    *programme,
                    association,
                    language,
                    format!("{site}/me/certificates"),
                );
                both!(
                    language,
                    ApplicationApprovedJa,
                    ApplicationApprovedEn,
                    step,
                    footer
                )
            }
            Mail::ApplicationWithdrawn {
                programme,
                association,
            } => {
                let step = Step::new(
                    *programme,
                    association,
                    language,
                    format!("{site}/me/applications"),
                );
                both!(
                    language,
                    ApplicationWithdrawnJa,
                    ApplicationWithdrawnEn,
                    step,
                    footer
                )
            }
            Mail::Title(mail) => mail.body(language, site, footer),
            Mail::CourseEnquiry(enquiry) => enquiry.body(language, site, footer),
            Mail::Declaration(mail) => mail.body(language, site, footer),
            Mail::Course(mail) => mail.body(language, site, footer),
            Mail::RenewalNotice(notice) => notice.body(language, site, footer),
        }?;
        Ok(Rendered {
            subject: self.subject(language).to_owned(),
            body,
        })
    }
}

/// What every mail about an application names.
struct Step {
    programme: String,
    association: String,
    url: String,
}

impl Step {
    fn new(programme: Programme, association: &str, language: Language, url: String) -> Self {
        let label = domain::label::programme(programme);
        Self {
            programme: language.pick(label.ja, label.en).to_owned(),
            association: association.to_owned(),
            url,
        }
    }
}

/// Renders one of the two templates of a step.
macro_rules! both {
    ($language:ident, $ja:ident, $en:ident, $step:ident, $footer:ident) => {{
        let Step {
            programme,
            association,
            url,
        } = $step;
        match $language {
            Language::Ja => $ja {
                programme,
                association,
                url,
                footer: $footer,
            }
            .render(),
            Language::En => $en {
                programme,
                association,
                url,
                footer: $footer,
            }
            .render(),
        }
    }};
}
use both;

fn footer(language: Language, site: &str) -> Result<String, askama::Error> {
    match language {
        Language::Ja => FooterJa { site }.render(),
        Language::En => FooterEn { site }.render(),
    }
}

/// The two languages of one mail.
macro_rules! templates {
    ($ja:ident $ja_path:literal, $en:ident $en_path:literal { $($field:ident),* $(,)? }) => {
        #[derive(Template)]
        #[template(path = $ja_path, escape = "none")]
        struct $ja {
            $($field: String,)*
        }
        #[derive(Template)]
        #[template(path = $en_path, escape = "none")]
        struct $en {
            $($field: String,)*
        }
    };
}

templates!(RegistrationLinkJa "registration_link/ja.txt", RegistrationLinkEn "registration_link/en.txt" { url, footer });
templates!(ApplicationReceivedJa "application_received/ja.txt", ApplicationReceivedEn "application_received/en.txt" { programme, association, url, footer });
templates!(ApplicationSentBackJa "application_sent_back/ja.txt", ApplicationSentBackEn "application_sent_back/en.txt" { programme, association, url, footer });
templates!(ApplicationApprovedJa "application_approved/ja.txt", ApplicationApprovedEn "application_approved/en.txt" { programme, association, url, footer });
templates!(ApplicationWithdrawnJa "application_withdrawn/ja.txt", ApplicationWithdrawnEn "application_withdrawn/en.txt" { programme, association, url, footer });

#[derive(Template)]
#[template(path = "footer_ja.txt", escape = "none")]
struct FooterJa<'a> {
    site: &'a str,
}

#[derive(Template)]
#[template(path = "footer_en.txt", escape = "none")]
struct FooterEn<'a> {
    site: &'a str,
}

/// An effect that has no event of its own: a mail, sealed until it was sent, then deleted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutboxRecord {
    /// Opaque.
    pub id: String,
    /// The sealed [`Letter`].
    #[serde(rename = "b")]
    sealed: String,
    /// When it was written: the sweep looks for old ones.
    #[serde(rename = "at")]
    pub written_at: Moment,
    /// Since when a worker is sending it.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Moment>,
}

const PURPOSE: &str = "outbox";

impl OutboxRecord {
    /// A letter to be sent after the transaction that this record is part of.
    ///
    /// # Errors
    /// Serialisation.
    pub fn new(
        keys: &SealKeys,
        nonce: [u8; 24],
        id: String,
        letter: &Letter,
        now: Moment,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id,
            sealed: keys.seal(PURPOSE, nonce, &serde_json::to_vec(letter)?),
            written_at: now,
            claimed_at: None,
        })
    }

    /// The letter; `None` when the key is gone.
    #[must_use]
    pub fn open(&self, keys: &SealKeys) -> Option<Letter> {
        let (key, body) = self.sealed.split_once('.')?;
        serde_json::from_slice(&keys.open(PURPOSE, key, body)?).ok()
    }
}

impl Record for OutboxRecord {
    fn key(&self) -> Key {
        Key::outbox(&self.id)
    }

    fn queue(&self) -> Option<crate::store::QueueKey> {
        Some(crate::store::QueueKey::outbox(self.written_at, &self.id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_renders_in_both_languages_with_its_link_and_nothing_left_open() {
        for mail in Mail::samples() {
            for language in [Language::Ja, Language::En] {
                let rendered = mail.render(language, "https://mamis.example").unwrap();
                assert!(rendered.subject.contains("MAMIS"), "{}", rendered.subject);
                assert!(
                    rendered.body.contains("https://mamis.example"),
                    "{}",
                    rendered.body
                );
                assert!(!rendered.body.contains("{{"), "{}", rendered.body);
            }
        }
    }
}
