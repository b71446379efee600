//! Reading calendars of rounds from their files.

use super::{RoundBook, RoundCalendar};
use crate::rules::RuleFault;
use crate::rules::file::{misnamed, read_toml};

/// The files of `domain/rules/rounds`, built in.
const FILES: [(&str, &str); 2] = [
    (
        "rounds.2025.toml",
        include_str!("../../rules/rounds/rounds.2025.toml"),
    ),
    (
        "rounds.2026.toml",
        include_str!("../../rules/rounds/rounds.2026.toml"),
    ),
];

impl RoundCalendar {
    /// Reads a text, whether it came with the program or an administrator wrote it; `name` stands in
    /// what is said of mistakes.
    ///
    /// # Errors
    /// What cannot be read, with its line and column.
    pub fn from_toml(name: &str, text: &str) -> Result<RoundCalendar, Vec<RuleFault>> {
        read_toml(name, text)
    }
}

impl RoundBook {
    /// The calendars that come with the program.
    ///
    /// # Errors
    /// All mistakes in them; a test of this crate proves that there are none.
    pub fn embedded() -> Result<RoundBook, Vec<RuleFault>> {
        RoundBook::from_files(FILES)
    }

    /// The text of a calendar that comes with the program.
    #[must_use]
    pub fn embedded_text(id: &str) -> Option<&'static str> {
        let own = |(name, _): &&(&str, &str)| name.strip_suffix(".toml") == Some(id);
        FILES.iter().find(own).map(|(_, text)| *text)
    }

    /// The calendars of these files (name, text).
    ///
    /// # Errors
    /// All mistakes in them.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<RoundBook, Vec<RuleFault>> {
        let mut calendars = Vec::new();
        let mut faults = Vec::new();
        for (name, text) in files {
            match RoundCalendar::from_toml(name, text) {
                Ok(calendar) => {
                    faults.extend(misnamed(name, &calendar.id));
                    calendars.push(calendar);
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() {
            RoundBook::new(calendars)
        } else {
            Err(faults)
        }
    }
}
