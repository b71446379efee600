//! One reference list and how its file is read.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One line of a list, as the pickers show it and as the browser receives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What is stored: stable for ever, unique within the list.
    pub code: String,
    /// The name shown, in Japanese.
    pub name: String,
    /// Reading in full-width katakana; empty where nobody would type it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kana: String,
    /// English name; empty where there is none, then the Japanese one is shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name_en: String,
    /// Further words that find the entry: former names, short forms. Never shown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub also: String,
}

/// A reference list with its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceList {
    /// Name of the list and of its JSON file, such as `specialties`.
    pub list: String,
    /// Date of the version, `YYYY-MM-DD`.
    pub version: String,
    /// The entries in the order in which a picker shows them.
    pub entries: Vec<Entry>,
}

/// Why a list's file cannot be read. The line counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListError {
    /// The head lacks `# list:` or `# version:`.
    HeadMissing(&'static str),
    /// The line of column names is not the one that is expected.
    Columns {
        /// Where.
        line: usize,
    },
    /// A line has another number of fields, or an empty code or name.
    Malformed {
        /// Where.
        line: usize,
    },
    /// A code stands twice.
    DuplicateCode {
        /// Where the second one stands.
        line: usize,
        /// The code.
        code: String,
    },
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::HeadMissing(key) => write!(f, "the head of the file lacks `# {key}: …`"),
            Self::Columns { line } => write!(f, "line {line}: expected `{COLUMNS}`"),
            Self::Malformed { line } => {
                write!(f, "line {line}: expected five fields, code and name filled")
            }
            Self::DuplicateCode { line, code } => {
                write!(f, "line {line}: code {code} stands twice")
            }
        }
    }
}

impl std::error::Error for ListError {}

const COLUMNS: &str = "code,name,kana,name_en,also";

impl ReferenceList {
    /// Reads a list's file: lines of `# key: value`, the column names, then the entries.
    ///
    /// Fields are separated by commas and never quoted: no name in these lists has a comma
    /// (they use 、 and ・), so no CSV reader is needed.
    ///
    /// # Errors
    /// The first line that is not as described.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let head = |key: &'static str| {
            text.lines()
                .take_while(|line| line.starts_with('#'))
                .find_map(|line| {
                    line.strip_prefix("# ")?
                        .strip_prefix(key)?
                        .strip_prefix(": ")
                })
                .ok_or(ListError::HeadMissing(key))
        };
        let (list, version) = (head("list")?.to_owned(), head("version")?.to_owned());
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .skip_while(|(_, line)| line.starts_with('#'));
        match lines.next() {
            Some((_, COLUMNS)) => {}
            Some((line, _)) => return Err(ListError::Columns { line }),
            None => {
                return Err(ListError::Columns {
                    line: text.lines().count() + 1,
                });
            }
        }
        let mut entries: Vec<Entry> = Vec::new();
        for (line, row) in lines {
            let entry = parse_entry(row).ok_or(ListError::Malformed { line })?;
            if entries.iter().any(|earlier| earlier.code == entry.code) {
                return Err(ListError::DuplicateCode {
                    line,
                    code: entry.code,
                });
            }
            entries.push(entry);
        }
        Ok(Self {
            list,
            version,
            entries,
        })
    }

    /// The entry with exactly this code.
    pub fn by_code(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// Entries that contain what was typed; see [`super::search()`].
    pub fn search(&self, typed: &str) -> Vec<&Entry> {
        super::search(&self.entries, typed)
    }
}

fn parse_entry(row: &str) -> Option<Entry> {
    let mut fields = row.split(',').map(str::to_owned);
    let entry = Entry {
        code: fields.next()?,
        name: fields.next()?,
        kana: fields.next()?,
        name_en: fields.next()?,
        also: fields.next()?,
    };
    let complete = fields.next().is_none() && !entry.code.is_empty() && !entry.name.is_empty();
    complete.then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "# list: fruit\n# version: 2026-11-01\ncode,name,kana,name_en,also\n01,林檎,リンゴ,Apple,\n";

    #[test]
    fn a_list_is_read_with_its_version() {
        let list = ReferenceList::parse(GOOD).expect("a good list");
        assert_eq!(
            (list.list.as_str(), list.version.as_str()),
            ("fruit", "2026-11-01")
        );
        assert_eq!(list.by_code("01").map(|e| e.name.as_str()), Some("林檎"));
        assert_eq!(list.by_code("1"), None);
    }

    #[test]
    fn every_fault_of_a_file_is_named_with_its_line() {
        let with = |text: &str| ReferenceList::parse(text).expect_err("a fault");
        assert_eq!(with("code,name\n"), ListError::HeadMissing("list"));
        assert_eq!(with("# list: x\ncode\n"), ListError::HeadMissing("version"));
        assert_eq!(
            with("# list: x\n# version: y\ncode,name\n"),
            ListError::Columns { line: 3 }
        );
        assert_eq!(
            with("# list: x\n# version: y\n"),
            ListError::Columns { line: 3 }
        );
        assert_eq!(
            with(&format!("{GOOD}02,梨\n")),
            ListError::Malformed { line: 5 }
        );
        assert_eq!(
            with(&format!("{GOOD}02,梨,,,,\n")),
            ListError::Malformed { line: 5 }
        );
        assert_eq!(
            with(&format!("{GOOD},梨,,,\n")),
            ListError::Malformed { line: 5 }
        );
        assert_eq!(
            with(&format!("{GOOD}01,梨,,,\n")),
            ListError::DuplicateCode {
                line: 5,
                code: "01".into()
            }
        );
    }
}
