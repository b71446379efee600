//! Mails about applications for titles and their rounds (features.md #85–#89).

use domain::{
    calendar::Date, label::Label, language::Language, programme::Programme, rounds::RoundId,
};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

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
    footer: &'a str,
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
}

impl Message for TitleMail {
    fn subject(&self) -> Label {
        match self.step {
            TitleStep::Received => subject(
                "【MAMIS】申請を受け付けました",
                "[MAMIS] Application received",
            ),
            TitleStep::Forwarded => subject(
                "【MAMIS】申請が日本医師会に進達されました",
                "[MAMIS] Application passed on to the Japan Medical Association",
            ),
            TitleStep::Approved { .. } => subject(
                "【MAMIS】申請が承認されました",
                "[MAMIS] Application approved",
            ),
        }
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let day = |day: Date| match language {
            Language::Ja => day.both_calendars(),
            Language::En => day.to_string(),
        };
        let round = |round: &RoundId| match language {
            Language::Ja => round.in_words(),
            Language::En => round.to_string(),
        };
        let m = Words {
            programme: domain::label::programme(self.programme).text(language),
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
        match self.step {
            TitleStep::Received => {
                letter!(language, "title_received/ja.txt", "title_received/en.txt", { m: Words<'a> })
            }
            TitleStep::Forwarded => {
                letter!(language, "title_forwarded/ja.txt", "title_forwarded/en.txt", { m: Words<'a> })
            }
            TitleStep::Approved { .. } => {
                letter!(language, "title_approved/ja.txt", "title_approved/en.txt", { m: Words<'a> })
            }
        }
    }
}
