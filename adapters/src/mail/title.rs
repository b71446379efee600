//! Mails about applications for titles and their rounds (features.md #85–#89).

use askama::Template;
use domain::{calendar::Date, language::Language, programme::Programme, rounds::RoundId};
use serde::{Deserialize, Serialize};

/// What is to be said about an application for a title.
#[derive(Clone, Serialize, Deserialize)]
pub struct TitleMail {
    /// What happened.
    pub step: TitleStep,
    /// 制度種別.
    pub programme: Programme,
    /// 申請先医師会.
    pub association: String,
    /// The round in which it is decided.
    pub round: RoundId,
    /// The day of its committee.
    pub committee: Date,
    /// The round that it missed.
    pub missed: Option<RoundId>,
}

/// What happened to an application for a title.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum TitleStep {
    /// 申請受付.
    Received,
    /// 進達.
    Forwarded,
    /// 日医承認.
    Approved {
        /// The last day of the new validity.
        valid_until: Date,
    },
}

/// What the texts name.
struct Words<'a> {
    programme: &'a str,
    association: &'a str,
    round: String,
    committee: String,
    missed: Option<String>,
    valid_until: String,
    url: String,
    footer: String,
}

/// The two languages of one mail.
macro_rules! templates {
    ($($name:ident $path:literal;)*) => {$(
        #[derive(Template)]
        #[template(path = $path, escape = "none")]
        struct $name<'a> {
            m: &'a Words<'a>,
        }
    )*};
}

templates! {
    ReceivedJa "title_received/ja.txt";
    ReceivedEn "title_received/en.txt";
    ForwardedJa "title_forwarded/ja.txt";
    ForwardedEn "title_forwarded/en.txt";
    ApprovedJa "title_approved/ja.txt";
    ApprovedEn "title_approved/en.txt";
}

impl TitleMail {
    /// One sample of each.
    #[expect(
        clippy::expect_used,
        reason = "a sample that is none must fail the test"
    )]
    pub(super) fn samples() -> Vec<Self> {
        let day = |text: &str| Date::parse(text).expect("a day");
        let steps = [
            (TitleStep::Received, true),
            (TitleStep::Received, false),
            (TitleStep::Forwarded, true),
            (TitleStep::Forwarded, false),
            (
                TitleStep::Approved {
                    valid_until: day("2031-05-31"),
                },
                false,
            ),
        ];
        let sample = |(step, late): (TitleStep, bool)| Self {
            step,
            programme: Programme::IndustrialPhysician,
            association: "東京都医師会".to_owned(),
            round: RoundId::new(domain::calendar::FiscalYear::of(day("2026-07-31")), 2),
            committee: day("2026-07-31"),
            missed: late
                .then(|| RoundId::new(domain::calendar::FiscalYear::of(day("2026-05-31")), 1)),
        };
        steps.into_iter().map(sample).collect()
    }

    /// Subject in both languages.
    pub(super) const fn subject(&self, language: Language) -> &'static str {
        let (ja, en) = match self.step {
            TitleStep::Received => (
                "【MAMIS】申請を受け付けました",
                "[MAMIS] Application received",
            ),
            TitleStep::Forwarded => (
                "【MAMIS】申請が日本医師会に進達されました",
                "[MAMIS] Application passed on to the Japan Medical Association",
            ),
            TitleStep::Approved { .. } => (
                "【MAMIS】申請が承認されました",
                "[MAMIS] Application approved",
            ),
        };
        language.pick(ja, en)
    }

    /// Text, with links to `site`.
    pub(super) fn body(
        &self,
        language: Language,
        site: &str,
        footer: String,
    ) -> Result<String, askama::Error> {
        let label = domain::label::programme(self.programme);
        let day = |day: Date| match language {
            Language::Ja => day.both_calendars(),
            Language::En => day.to_string(),
        };
        let round = |round: &RoundId| match language {
            Language::Ja => round.in_words(),
            Language::En => round.to_string(),
        };
        let m = &Words {
            programme: language.pick(label.ja, label.en),
            association: &self.association,
            round: round(&self.round),
            committee: day(self.committee),
            missed: self.missed.as_ref().map(round),
            valid_until: match self.step {
                TitleStep::Approved { valid_until } => day(valid_until),
                TitleStep::Received | TitleStep::Forwarded => String::new(),
            },
            url: match self.step {
                TitleStep::Approved { .. } => format!("{site}/me/certificates"),
                TitleStep::Received | TitleStep::Forwarded => format!("{site}/me/applications"),
            },
            footer,
        };
        match (&self.step, language) {
            (TitleStep::Received, Language::Ja) => ReceivedJa { m }.render(),
            (TitleStep::Received, Language::En) => ReceivedEn { m }.render(),
            (TitleStep::Forwarded, Language::Ja) => ForwardedJa { m }.render(),
            (TitleStep::Forwarded, Language::En) => ForwardedEn { m }.render(),
            (TitleStep::Approved { .. }, Language::Ja) => ApprovedJa { m }.render(),
            (TitleStep::Approved { .. }, Language::En) => ApprovedEn { m }.render(),
        }
    }
}
