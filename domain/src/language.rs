//! The languages of screens and mails: Japanese first, English switchable.

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

    /// Japanese: what is left unsaid in a record.
    #[must_use]
    pub const fn is_japanese(&self) -> bool {
        matches!(self, Language::Ja)
    }
}
