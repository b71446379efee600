//! 更新のお知らせ: until when a title lasts, what is missing, and by when to apply (features.md #94).

use domain::{calendar::Date, label::Label, language::Language, rules::Bilingual};
use serde::{Deserialize, Serialize};

use super::message::{Message, letter, subject};

/// What a holder is told.
#[derive(Clone, Serialize, Deserialize)]
pub struct RenewalNotice {
    /// Name of the title.
    pub title: Bilingual,
    /// The last day on which the title can be renewed.
    pub last: Date,
    /// The day on which it ended, where it goes on by an exemption or in grace.
    pub ended: Option<Date>,
    /// Until when the renewals that are due are safe, one after the other.
    pub safe: Vec<SafeRound>,
    /// What is missing for the renewal.
    pub missing: Vec<Bilingual>,
}

/// The last safe day of one renewal.
#[derive(Clone, Serialize, Deserialize)]
pub struct SafeRound {
    /// The day.
    pub day: Date,
    /// The round: 令和8年度第5回.
    pub round: String,
    /// It has passed.
    pub missed: bool,
}

impl RenewalNotice {
    #[expect(
        clippy::expect_used,
        reason = "a sample that is none must fail the test"
    )]
    pub(super) fn sample() -> Self {
        let day = |text| Date::parse(text).expect("a day");
        let text = |ja: &str, en: &str| Bilingual {
            ja: ja.to_owned(),
            en: en.to_owned(),
        };
        Self {
            title: text("日医認定産業医", "Certified industrial physician"),
            last: day("2027-03-31"),
            ended: None,
            safe: vec![SafeRound {
                day: day("2026-12-31"),
                round: "令和8年度第5回".to_owned(),
                missed: false,
            }],
            missing: vec![text("あと3単位", "3 units more")],
        }
    }
}

impl Message for RenewalNotice {
    fn subject(&self) -> Label {
        subject(
            "【MAMIS】認定の更新のお知らせ",
            "[MAMIS] Renewal of your title",
        )
    }

    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error> {
        let url = format!("{site}/me");
        let notice = self;
        letter!(language, "renewal_notice/ja.txt", "renewal_notice/en.txt", { notice: RenewalNotice, url: str, footer: str })
    }
}
