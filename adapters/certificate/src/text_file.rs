//! A file of dated texts as an administrator writes it (`texts/completion.toml` explains the fields), and what can be
//! wrong with it. Errors are English and say file, entry and field: they are for whoever maintains the texts.

use crate::fonts::unsupported_characters;
use crate::placeholder::{Piece, Placeholder, pieces};
use domain::association::{AssociationId, Tier};
use domain::calendar::Date;
use domain::certificate::CertificateKind;
use domain::programme::Programme;
use serde::Deserialize;
use thiserror::Error;

/// The texts that come with the program.
pub(crate) const FILES: [(&str, &str); 3] = [
    ("completion.toml", include_str!("../texts/completion.toml")),
    (
        "qualification.toml",
        include_str!("../texts/qualification.toml"),
    ),
    ("learning.toml", include_str!("../texts/learning.toml")),
];

/// What is wrong with a file of texts, saying which file and entry.
#[derive(Debug, PartialEq, Eq, Error)]
pub enum WordingError {
    /// Not TOML, or a field is missing, unknown or of a wrong type. The message has line and column.
    #[error("{file}: {message}")]
    Syntax {
        /// The file.
        file: String,
        /// The parser's words.
        message: String,
    },
    /// `valid_from` is not a date of the calendar, or has a time.
    #[error("{file}: entry `{id}`: valid_from must be a date such as 2025-04-01, not `{found}`")]
    Date {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// What stands there.
        found: String,
    },
    /// Two entries with one id.
    #[error("{file}: entry `{id}`: this id is already taken")]
    DuplicateId {
        /// The file.
        file: String,
        /// The entry.
        id: String,
    },
    /// Two entries for the same kind, programme, tier, association and day.
    #[error("{file}: entry `{id}`: `{other}` says the same case from the same day")]
    SameDay {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// The entry that was there first.
        other: String,
    },
    /// The association named is not of the tier named.
    #[error("{file}: entry `{id}`: association `{association}` is not of tier `{tier}`")]
    OtherTier {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// As written.
        association: AssociationId,
        /// As written.
        tier: Tier,
    },
    /// A field is blank.
    #[error("{file}: entry `{id}`: {field} is blank")]
    Blank {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// The field.
        field: &'static str,
    },
    /// A placeholder nobody fills, or a brace that opens or closes none.
    #[error(
        "{file}: entry `{id}`: {field} has `{found}`; placeholders are {}",
        Placeholder::list()
    )]
    Placeholder {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// The field.
        field: &'static str,
        /// What stands there.
        found: String,
    },
    /// Characters that the fonts cannot print.
    #[error("{file}: entry `{id}`: {field} has characters that cannot be printed: {}", .characters.join(" "))]
    Unprintable {
        /// The file.
        file: String,
        /// The entry.
        id: String,
        /// The field.
        field: &'static str,
        /// As [`unsupported_characters`] names them.
        characters: Vec<String>,
    },
}

/// One `[[wording]]` as written; see `texts/completion.toml` for what the fields mean.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) kind: CertificateKind,
    pub(crate) programme: Programme,
    pub(crate) tier: Tier,
    pub(crate) association: Option<AssociationId>,
    pub(crate) valid_from: toml::value::Datetime,
    pub(crate) title: String,
    pub(crate) programme_name: String,
    pub(crate) sentence: String,
    pub(crate) president_title: String,
    pub(crate) president_name: Option<String>,
    pub(crate) seal: String,
    pub(crate) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(crate) wording: Vec<Entry>,
}

impl Entry {
    /// Which certificates the entry is for.
    pub(crate) fn case(&self) -> (CertificateKind, Programme, Tier, Option<&AssociationId>) {
        (
            self.kind,
            self.programme,
            self.tier,
            self.association.as_ref(),
        )
    }

    /// Everything that can be wrong with one entry by itself; gives the day from which it is in force.
    pub(crate) fn checked(&self, file: &str) -> Result<Date, WordingError> {
        let fault = |field: &'static str, words: &str| {
            let (file, id) = (file.to_owned(), self.id.clone());
            if words.trim().is_empty() {
                return Err(WordingError::Blank { file, id, field });
            }
            let characters = unsupported_characters(words);
            if !characters.is_empty() {
                return Err(WordingError::Unprintable {
                    file,
                    id,
                    field,
                    characters,
                });
            }
            Ok(())
        };
        let words = [
            ("id", Some(&self.id)),
            ("title", Some(&self.title)),
            ("programme_name", Some(&self.programme_name)),
            ("source", Some(&self.source)),
        ];
        let with_placeholders = [
            ("sentence", Some(&self.sentence)),
            ("president_title", Some(&self.president_title)),
            ("president_name", self.president_name.as_ref()),
            ("seal", Some(&self.seal)),
        ];
        for (field, words) in words.into_iter().chain(with_placeholders) {
            words.map_or(Ok(()), |words| fault(field, words))?;
        }
        for (field, words) in with_placeholders {
            let unknown = words
                .into_iter()
                .flat_map(|words| pieces(words))
                .find_map(|piece| match piece {
                    Piece::Unknown(found) => Some(found.to_owned()),
                    Piece::Open(open)
                        if open.is_of_learning()
                            && self.programme != Programme::ContinuingEducation =>
                    {
                        Some(format!("{open:?}"))
                    }
                    Piece::Words(_) | Piece::Open(_) => None,
                });
            if let Some(found) = unknown {
                return Err(WordingError::Placeholder {
                    file: file.to_owned(),
                    id: self.id.clone(),
                    field,
                    found,
                });
            }
        }
        if let Some(association) = self
            .association
            .as_ref()
            .filter(|association| association.tier() != self.tier)
        {
            return Err(WordingError::OtherTier {
                file: file.to_owned(),
                id: self.id.clone(),
                association: association.clone(),
                tier: self.tier,
            });
        }
        calendar_day(&self.valid_from).ok_or_else(|| WordingError::Date {
            file: file.to_owned(),
            id: self.id.clone(),
            found: self.valid_from.to_string(),
        })
    }
}

fn calendar_day(written: &toml::value::Datetime) -> Option<Date> {
    let (Some(date), None, None) = (written.date, written.time, written.offset) else {
        return None;
    };
    Date::new(i32::from(date.year), date.month, date.day)
}
