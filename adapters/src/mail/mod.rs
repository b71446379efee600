//! Mails: every message has a typed context, a folder of templates per language, and a sample;
//! one test renders them all.
//!
//! No personal data in subjects; secrets only in the fragment of a link.

mod account;
mod application;
mod course;
mod enquiry;
mod learning;
mod message;
mod outbox;
mod renewal;
mod sender;
mod title;

use domain::{contact::EmailAddress, language::Language};
use serde::{Deserialize, Serialize};

pub use account::AccountMail;
pub use application::{ApplicationMail, ApplicationStep};
pub use course::{CourseMail, CourseStep};
pub use enquiry::CourseEnquiry;
pub use learning::{DeclarationMail, DeclarationStep};
pub use outbox::OutboxRecord;
pub use renewal::{RenewalNotice, SafeRound};
pub use sender::{MailError, Mailer};
pub use title::{TitleMail, TitleStep};

use message::Message;

/// What is to be said. Stored sealed in the outbox until it was sent.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "kebab-case")]
pub enum Mail {
    /// About a registration, a login or an invitation.
    Account(AccountMail),
    /// About an application that one association decides (#113, #116).
    Application(ApplicationMail),
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
    /// Whether it is one of many that go out at once, and nobody waits for it at a screen: notices
    /// of renewal, and what a committee or a prefecture decided in bulk.
    #[must_use]
    pub fn may_wait(&self) -> bool {
        match self {
            Mail::RenewalNotice(_) => true,
            Mail::Title(title) => !matches!(title.step, TitleStep::Received),
            _ => false,
        }
    }

    /// One sample of each mail, for the test that renders them all.
    #[must_use]
    pub fn samples() -> Vec<Mail> {
        let mut samples = vec![
            Mail::CourseEnquiry(CourseEnquiry::sample()),
            Mail::RenewalNotice(RenewalNotice::sample()),
        ];
        samples.extend(AccountMail::samples().into_iter().map(Mail::Account));
        samples.extend(
            ApplicationMail::samples()
                .into_iter()
                .map(Mail::Application),
        );
        samples.extend(TitleMail::samples().into_iter().map(Mail::Title));
        samples.extend(
            DeclarationMail::samples()
                .into_iter()
                .map(Mail::Declaration),
        );
        samples.extend(CourseMail::samples().into_iter().map(Mail::Course));
        samples
    }

    fn message(&self) -> &dyn Message {
        match self {
            Mail::Account(mail) => mail,
            Mail::Application(mail) => mail,
            Mail::Title(mail) => mail,
            Mail::CourseEnquiry(mail) => mail,
            Mail::Declaration(mail) => mail,
            Mail::Course(mail) => mail,
            Mail::RenewalNotice(mail) => mail,
        }
    }

    /// Where answers go, when that is a person and not us.
    #[must_use]
    pub fn reply_to(&self) -> Option<&EmailAddress> {
        self.message().reply_to()
    }

    /// Subject and text, with links to `site` (no slash at its end).
    ///
    /// # Errors
    /// A template's.
    pub fn render(&self, language: Language, site: &str) -> Result<Rendered, askama::Error> {
        let footer = message::footer(language, site)?;
        let message = self.message();
        Ok(Rendered {
            subject: message.subject().text(language).to_owned(),
            body: message.body(language, site, &footer)?,
        })
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
