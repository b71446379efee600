//! 文面: the dated words of certificates, `texts/*.toml`. Which words are in force on a day, and filling them in.
//!
//! Invariants: a loaded wording has an id of its own, only known placeholders, printable characters, and no second entry
//! for the same case and day, so that nothing about the words can fail on the day of an issue.

use crate::placeholder::{Piece, Placeholder, pieces};
use crate::text::{CertificateText, Issuer};
use crate::text_file::{Entry, FILES, File, WordingError};
use crate::wareki::{BeforeReiwa, in_reiwa};
use std::collections::HashSet;
use std::sync::LazyLock;
use thiserror::Error;
use time::Date;

static SHIPPED: LazyLock<CertificateWording> = LazyLock::new(|| {
    CertificateWording::load(&FILES).expect("the committed texts are valid: a test loads them")
});

/// No words are in force for this certificate on that day.
#[derive(Debug, PartialEq, Eq, Error)]
#[error(
    "no wording of `{kind}` for programme `{programme}`, issuer tier `{tier}`, is in force on {date}"
)]
pub struct NotInForce {
    /// Kind of certificate.
    pub kind: String,
    /// Slug of the programme.
    pub programme: String,
    /// Tier of the issuer.
    pub tier: String,
    /// The day asked for.
    pub date: Date,
}

/// What is known of one certificate to be issued; the wording does the rest.
#[derive(Clone, Debug)]
pub struct IssueFacts<'a> {
    /// 証書番号, as it shall be printed.
    pub number: &'a str,
    /// 氏名 as typed, family and given name separated by a space.
    pub holder: &'a str,
    /// 医籍登録番号, digits.
    pub register_number: &'a str,
    /// 医師会の名称 of the issuer.
    pub association: &'a str,
    /// 修了日.
    pub completed_on: Date,
    /// 交付日.
    pub issued_on: Date,
    /// Address of the public check page, secret fragment included.
    pub check_url: &'a str,
}

/// One dated entry. Keep its [`id`](Self::id) with every certificate issued from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Name of the entry, unique and lasting.
    pub id: String,
    /// First day on which it is in force, Japan time.
    pub valid_from: Date,
    /// Where the words come from.
    pub source: String,
    entry: Entry,
}

/// All words of certificates.
#[derive(Clone, Debug)]
pub struct CertificateWording {
    entries: Vec<Wording>,
}

impl CertificateWording {
    /// The texts that come with the program, `texts/*.toml`.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads files of texts, each with its name for the errors.
    ///
    /// # Errors
    /// The first fault found, with file and entry.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, WordingError> {
        let mut entries: Vec<Wording> = Vec::new();
        let mut ids = HashSet::new();
        for &(file, content) in files {
            let parsed: File = toml::from_str(content).map_err(|error| WordingError::Syntax {
                file: file.to_owned(),
                message: error.to_string(),
            })?;
            for entry in parsed.wording {
                let valid_from = entry.checked(file)?;
                let wording = Wording {
                    id: entry.id.clone(),
                    valid_from,
                    source: entry.source.clone(),
                    entry,
                };
                if !ids.insert(wording.id.clone()) {
                    return Err(WordingError::DuplicateId {
                        file: file.to_owned(),
                        id: wording.id,
                    });
                }
                if let Some(other) = entries
                    .iter()
                    .find(|other| other.same_case_and_day(&wording))
                {
                    let (file, other) = (file.to_owned(), other.id.clone());
                    return Err(WordingError::SameDay {
                        file,
                        id: wording.id,
                        other,
                    });
                }
                entries.push(wording);
            }
        }
        Ok(Self { entries })
    }

    /// The words in force on `date`: those for this very association if there are any by then, else those of its tier;
    /// of several the latest. `kind`, `programme` and `tier` are the slugs of the file.
    ///
    /// # Errors
    /// [`NotInForce`] when nothing has begun by that day.
    pub fn in_force(
        &self,
        kind: &str,
        programme: &str,
        tier: &str,
        association: &str,
        date: Date,
    ) -> Result<&Wording, NotInForce> {
        let begun = || {
            self.entries.iter().filter(move |wording| {
                let entry = &wording.entry;
                (
                    entry.kind.as_str(),
                    entry.programme.as_str(),
                    entry.tier.slug(),
                ) == (kind, programme, tier)
                    && wording.valid_from <= date
            })
        };
        let latest_for = |association: Option<&str>| {
            begun()
                .filter(|wording| wording.entry.association.as_deref() == association)
                .max_by_key(|wording| wording.valid_from)
        };
        latest_for(Some(association))
            .or_else(|| latest_for(None))
            .ok_or_else(|| NotInForce {
                kind: kind.to_owned(),
                programme: programme.to_owned(),
                tier: tier.to_owned(),
                date,
            })
    }
}

impl Wording {
    /// Fills in the words for one certificate.
    ///
    /// # Errors
    /// [`BeforeReiwa`] when a date is older than any certificate of this system.
    pub fn fill(&self, facts: &IssueFacts<'_>) -> Result<CertificateText, BeforeReiwa> {
        let completed_on = in_reiwa(facts.completed_on)?;
        let issued_on = in_reiwa(facts.issued_on)?;
        let entry = &self.entry;
        let value = |placeholder| match placeholder {
            Placeholder::Programme => entry.programme_name.as_str(),
            Placeholder::Holder => facts.holder,
            Placeholder::Number => facts.number,
            Placeholder::Association => facts.association,
            Placeholder::CompletedOn => &completed_on,
            Placeholder::IssuedOn => &issued_on,
        };
        let filled = |words: &str| -> String {
            pieces(words)
                .map(|piece| match piece {
                    Piece::Words(words) | Piece::Unknown(words) => words,
                    Piece::Open(placeholder) => value(placeholder),
                })
                .collect()
        };
        Ok(CertificateText {
            title: entry.title.clone(),
            programme: entry.programme_name.clone(),
            number: facts.number.to_owned(),
            holder: facts.holder.to_owned(),
            register_number: facts.register_number.to_owned(),
            sentence: filled(&entry.sentence),
            issued_on: facts.issued_on,
            issuer: Issuer {
                association: facts.association.to_owned(),
                president_title: filled(&entry.president_title),
                president_name: entry.president_name.as_deref().map(filled),
                seal: filled(&entry.seal),
            },
            check_url: facts.check_url.to_owned(),
        })
    }

    fn same_case_and_day(&self, other: &Self) -> bool {
        let case = |wording: &Self| {
            let entry = &wording.entry;
            (
                entry.kind.clone(),
                entry.programme.clone(),
                entry.tier.slug(),
                entry.association.clone(),
            )
        };
        self.valid_from == other.valid_from && case(self) == case(other)
    }
}
