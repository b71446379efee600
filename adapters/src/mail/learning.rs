//! Mails about a declaration of continuing education (features.md #80).

use domain::{calendar::FiscalYear, label::Label, language::Language};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What happened to a declaration. The reason of a 差戻し is read after signing in.
#[derive(Clone, Serialize, Deserialize)]
pub struct DeclarationMail {
    /// What happened.
    pub step: DeclarationStep,
    /// 年度.
    pub year: FiscalYear,
    /// 申告先医師会.
    pub association: String,
}

/// What can be told of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclarationStep {
    /// 提出・再提出
    Submitted,
    /// 差戻し
    SentBack,
    /// 受理
    Accepted,
}

impl DeclarationMail {
    /// One sample of each.
    pub(super) fn samples() -> Vec<Self> {
        let steps = [
            DeclarationStep::Submitted,
            DeclarationStep::SentBack,
            DeclarationStep::Accepted,
        ];
        let year = FiscalYear::try_from(2025).ok();
        let sample = |step| {
            Some(Self {
                step,
                year: year?,
                association: "千代田区医師会".to_owned(),
            })
        };
        steps.into_iter().filter_map(sample).collect()
    }
}

impl Message for DeclarationMail {
    fn subject(&self) -> Label {
        match self.step {
            DeclarationStep::Submitted => subject(
                "【MAMIS】生涯教育申告書を受け付けました",
                "[MAMIS] Declaration of continuing education received",
            ),
            DeclarationStep::SentBack => subject(
                "【MAMIS】生涯教育申告書の差戻しのお知らせ",
                "[MAMIS] Declaration of continuing education sent back",
            ),
            DeclarationStep::Accepted => subject(
                "【MAMIS】生涯教育申告書が受理されました",
                "[MAMIS] Declaration of continuing education accepted",
            ),
        }
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let year = match language {
            Language::Ja => format!("{}（{}）", self.year.in_words(), self.year.in_era()),
            Language::En => self.year.to_string(),
        };
        let association = &self.association;
        let url = format!("{site}/me/learning");
        macro_rules! step {
            ($ja:literal, $en:literal) => {
                letter!(language, $ja, $en, { year: str, association: str, url: str, footer: str })
            };
        }
        match self.step {
            DeclarationStep::Submitted => {
                step!(
                    "declaration_submitted/ja.txt",
                    "declaration_submitted/en.txt"
                )
            }
            DeclarationStep::SentBack => {
                step!(
                    "declaration_sent_back/ja.txt",
                    "declaration_sent_back/en.txt"
                )
            }
            DeclarationStep::Accepted => {
                step!("declaration_accepted/ja.txt", "declaration_accepted/en.txt")
            }
        }
    }
}
