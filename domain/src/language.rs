//! The languages of screens and mails: Japanese first, English switchable.

use std::fmt::Display;

named_variants! {
    /// A language of the interface.
    #[derive(Default)]
    pub enum Language {
        /// 日本語
        #[default]
        Ja = "ja",
        /// English
        En = "en",
    }
}

impl Language {
    /// Chooses between the two texts of a message.
    #[must_use]
    pub const fn pick<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Ja => ja,
            Language::En => en,
        }
    }

    /// From one day, year or time to another: `2025年度〜2027年度` or `1 Apr 2025 – 31 Mar 2028`.
    #[must_use]
    pub fn period(self, from: &dyn Display, to: &dyn Display) -> String {
        let between = self.pick("〜", " – ");
        format!("{from}{between}{to}")
    }

    /// Japanese: what is left unsaid in a record.
    #[must_use]
    pub const fn is_japanese(&self) -> bool {
        matches!(self, Language::Ja)
    }
}
