//! What all mails have in common: a subject, a text in each language, and samples of them.

use domain::{contact::EmailAddress, label::Label, language::Language};

/// One kind of mail.
pub(super) trait Message {
    /// Subject in both languages.
    fn subject(&self) -> Label;

    /// The text, with links to `site` (no slash at its end) and `footer` below it.
    ///
    /// # Errors
    /// A template's.
    fn body(&self, language: Language, site: &str, footer: &str) -> Result<String, askama::Error>;

    /// Where answers go, when that is a person and not us.
    fn reply_to(&self) -> Option<&EmailAddress> {
        None
    }
}

/// A subject in both languages.
pub(super) const fn subject(ja: &'static str, en: &'static str) -> Label {
    Label { ja, en }
}

/// Renders the template of the language with the variables named, each borrowed.
macro_rules! letter {
    ($language:ident, $ja:literal, $en:literal, { $($field:ident: $kind:ty),* $(,)? }) => {{
        #[derive(askama::Template)]
        #[template(path = $ja, escape = "none")]
        struct Ja<'a> {
            $($field: &'a $kind,)*
        }
        #[derive(askama::Template)]
        #[template(path = $en, escape = "none")]
        struct En<'a> {
            $($field: &'a $kind,)*
        }
        match $language {
            domain::language::Language::Ja => askama::Template::render(&Ja { $($field: &$field,)* }),
            domain::language::Language::En => askama::Template::render(&En { $($field: &$field,)* }),
        }
    }};
}
pub(super) use letter;

/// What stands below every mail.
pub(super) fn footer(language: Language, site: &str) -> Result<String, askama::Error> {
    letter!(language, "footer_ja.txt", "footer_en.txt", { site: str })
}
