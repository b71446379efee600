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
    /// Reads a file, whether it came with the program or an administrator added it.
    ///
    /// # Errors
    /// What cannot be read, with its line and column; a name that is not that of the file.
    pub fn from_toml(name: &str, text: &str) -> Result<RoundCalendar, Vec<RuleFault>> {
        let calendar: RoundCalendar = read_toml(name, text)?;
        match misnamed(name, &calendar.id) {
            Some(fault) => Err(vec![fault]),
            None => Ok(calendar),
        }
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
                Ok(calendar) => calendars.push(calendar),
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
