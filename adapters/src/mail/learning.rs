//! Mails about a declaration of continuing education (features.md #80).

use askama::Template;
use domain::{calendar::FiscalYear, language::Language};
use serde::{Deserialize, Serialize};

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

macro_rules! templates {
    ($($name:ident $path:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $name<'a> {
            year: String,
            association: &'a str,
            url: String,
            footer: String,
        }
    )*};
}

templates! {
    SubmittedJa "declaration_submitted/ja.txt";
    SubmittedEn "declaration_submitted/en.txt";
    SentBackJa "declaration_sent_back/ja.txt";
    SentBackEn "declaration_sent_back/en.txt";
    AcceptedJa "declaration_accepted/ja.txt";
    AcceptedEn "declaration_accepted/en.txt";
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

    /// Subject in both languages.
    pub(super) const fn subject(&self, language: Language) -> &'static str {
        let (ja, en) = match self.step {
            DeclarationStep::Submitted => (
                "【MAMIS】生涯教育申告書を受け付けました",
                "[MAMIS] Declaration of continuing education received",
            ),
            DeclarationStep::SentBack => (
                "【MAMIS】生涯教育申告書の差戻しのお知らせ",
                "[MAMIS] Declaration of continuing education sent back",
            ),
            DeclarationStep::Accepted => (
                "【MAMIS】生涯教育申告書が受理されました",
                "[MAMIS] Declaration of continuing education accepted",
            ),
        };
        language.pick(ja, en)
    }

    /// The text.
    pub(super) fn body(
        &self,
        language: Language,
        site: &str,
        footer: String,
    ) -> Result<String, askama::Error> {
        let year = match language {
            Language::Ja => format!("{}（{}）", self.year.in_words(), self.year.in_era()),
            Language::En => self.year.to_string(),
        };
        let association = self.association.as_str();
        let url = format!("{site}/me/learning");
        macro_rules! render {
            ($name:ident) => {
                $name {
                    year,
                    association,
                    url,
                    footer,
                }
                .render()
            };
        }
        match (self.step, language) {
            (DeclarationStep::Submitted, Language::Ja) => render!(SubmittedJa),
            (DeclarationStep::Submitted, Language::En) => render!(SubmittedEn),
            (DeclarationStep::SentBack, Language::Ja) => render!(SentBackJa),
            (DeclarationStep::SentBack, Language::En) => render!(SentBackEn),
            (DeclarationStep::Accepted, Language::Ja) => render!(AcceptedJa),
            (DeclarationStep::Accepted, Language::En) => render!(AcceptedEn),
        }
    }
}
