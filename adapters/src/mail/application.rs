//! Mails about applications that one association decides (features.md #113, #116).

use domain::{label::Label, language::Language, programme::Programme};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What is to be said about an application.
#[derive(Clone, Serialize, Deserialize)]
pub struct ApplicationMail {
    /// What happened.
    pub step: ApplicationStep,
    /// 制度種別.
    pub programme: Programme,
    /// 申請先医師会.
    pub association: String,
}

/// What happened to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApplicationStep {
    /// 申請受付.
    Received,
    /// 差戻し; the reason is read after signing in, not in the mail.
    SentBack,
    /// 承認.
    Approved,
    /// 取下げ.
    Withdrawn,
}

impl ApplicationMail {
    /// One sample of each.
    pub(super) fn samples() -> Vec<Self> {
        let steps = [
            ApplicationStep::Received,
            ApplicationStep::SentBack,
            ApplicationStep::Approved,
            ApplicationStep::Withdrawn,
        ];
        let sample = |step| Self {
            step,
            programme: Programme::FamilyPhysicianFunction,
            association: "千代田区医師会".to_owned(),
        };
        steps.into_iter().map(sample).collect()
    }
}

impl Message for ApplicationMail {
    fn subject(&self) -> Label {
        match self.step {
            ApplicationStep::Received => subject(
                "【MAMIS】申請を受け付けました",
                "[MAMIS] Application received",
            ),
            ApplicationStep::SentBack => subject(
                "【MAMIS】申請の差戻しのお知らせ",
                "[MAMIS] Application sent back",
            ),
            ApplicationStep::Approved => subject(
                "【MAMIS】申請が承認されました",
                "[MAMIS] Application approved",
            ),
            ApplicationStep::Withdrawn => subject(
                "【MAMIS】申請の取下げを受け付けました",
                "[MAMIS] Application withdrawn",
            ),
        }
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let programme = domain::label::programme(self.programme).text(language);
        let association = &self.association;
        let url = match self.step {
            ApplicationStep::Approved => format!("{site}/me/certificates"),
            _ => format!("{site}/me/applications"),
        };
        macro_rules! step {
            ($ja:literal, $en:literal) => {
                letter!(language, $ja, $en, { programme: str, association: str, url: str, footer: str })
            };
        }
        match self.step {
            ApplicationStep::Received => {
                step!("application_received/ja.txt", "application_received/en.txt")
            }
            ApplicationStep::SentBack => {
                step!(
                    "application_sent_back/ja.txt",
                    "application_sent_back/en.txt"
                )
            }
            ApplicationStep::Approved => {
                step!("application_approved/ja.txt", "application_approved/en.txt")
            }
            ApplicationStep::Withdrawn => {
                step!(
                    "application_withdrawn/ja.txt",
                    "application_withdrawn/en.txt"
                )
            }
        }
    }
}
