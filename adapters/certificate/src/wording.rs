//! 文面: the dated words of certificates, `texts/*.toml`. Which words are in force on a day, and filling them in.
//!
//! Invariants: a loaded wording has an id of its own, only known placeholders, printable characters, and no second entry
//! for the same case and day, so that nothing about the words can fail on the day of an issue.

use crate::placeholder::{Piece, Placeholder, pieces};
use crate::statement::Learned;
use crate::text::{CertificateText, Issuer};
use crate::text_file::{Entry, FILES, File, WordingError};
use domain::association::{AssociationId, Tier};
use domain::calendar::{Date, FiscalYear};
use domain::certificate::{CertificateKind, CertificateNumber};
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;
use std::collections::HashSet;
use std::sync::LazyLock;
use thiserror::Error;

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
    pub kind: CertificateKind,
    /// 制度.
    pub programme: Programme,
    /// Tier of the issuer.
    pub tier: Tier,
    /// The day asked for.
    pub date: Date,
}

/// What is known of one certificate to be issued; the wording does the rest.
#[derive(Clone, Debug)]
pub struct IssueFacts<'a> {
    /// 証書番号.
    pub number: &'a CertificateNumber,
    /// 氏名 as typed, family and given name separated by a space.
    pub holder: &'a str,
    /// 医籍登録番号.
    pub register_number: &'a MedicalRegisterNumber,
    /// 医師会の名称 of the issuer.
    pub association: &'a str,
    /// 修了日.
    pub completed_on: Date,
    /// 交付日.
    pub issued_on: Date,
    /// 有効期間, for certificates that have one.
    pub validity: Option<(Date, Date)>,
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

    /// The words in force on `date` for certificates of `issuer`: its own if it has any by then, else those of its tier;
    /// of several the latest.
    ///
    /// # Errors
    /// [`NotInForce`] when nothing has begun by that day.
    pub fn in_force(
        &self,
        kind: CertificateKind,
        programme: Programme,
        issuer: &AssociationId,
        date: Date,
    ) -> Result<&Wording, NotInForce> {
        let tier = issuer.tier();
        let latest_for = |association: Option<&AssociationId>| {
            self.entries
                .iter()
                .filter(|wording| wording.valid_from <= date)
                .filter(|wording| wording.entry.case() == (kind, programme, tier, association))
                .max_by_key(|wording| wording.valid_from)
        };
        latest_for(Some(issuer))
            .or_else(|| latest_for(None))
            .ok_or(NotInForce {
                kind,
                programme,
                tier,
                date,
            })
    }
}

impl Wording {
    /// Fills in the words for one certificate. Dates are written in both calendars.
    #[must_use]
    pub fn fill(&self, facts: &IssueFacts<'_>) -> CertificateText {
        self.fill_with(facts, None)
    }

    /// The same for a paper of learning, with what it states.
    #[must_use]
    pub fn fill_learned(&self, facts: &IssueFacts<'_>, learned: Learned) -> CertificateText {
        self.fill_with(facts, Some(learned))
    }

    fn fill_with(&self, facts: &IssueFacts<'_>, learned: Option<Learned>) -> CertificateText {
        let stated = |text: fn(Learned) -> String| learned.map(text).unwrap_or_default();
        let from = stated(|learned| learned.from.both_calendars());
        let to = stated(|learned| learned.to.both_calendars());
        let fiscal_year = stated(|learned| {
            let year = FiscalYear::of(learned.from);
            format!("{}（{}）", year.in_words(), year.in_era())
        });
        let units = stated(|learned| learned.units.to_string());
        let codes = stated(|learned| learned.codes.to_string());
        let completed_on = facts.completed_on.both_calendars();
        let issued_on = facts.issued_on.both_calendars();
        let (valid_from, valid_until) =
            facts.validity.map_or_else(Default::default, |(from, to)| {
                (from.both_calendars(), to.both_calendars())
            });
        let entry = &self.entry;
        let value = |placeholder| match placeholder {
            Placeholder::Programme => entry.programme_name.as_str(),
            Placeholder::Holder => facts.holder,
            Placeholder::Number => facts.number.as_str(),
            Placeholder::Association => facts.association,
            Placeholder::CompletedOn => &completed_on,
            Placeholder::IssuedOn => &issued_on,
            Placeholder::ValidFrom => &valid_from,
            Placeholder::ValidUntil => &valid_until,
            Placeholder::From => &from,
            Placeholder::To => &to,
            Placeholder::FiscalYear => &fiscal_year,
            Placeholder::Units => &units,
            Placeholder::Codes => &codes,
        };
        let filled = |words: &str| -> String {
            pieces(words)
                .map(|piece| match piece {
                    Piece::Words(words) | Piece::Unknown(words) => words,
                    Piece::Open(placeholder) => value(placeholder),
                })
                .collect()
        };
        CertificateText {
            title: entry.title.clone(),
            programme: entry.programme_name.clone(),
            number: facts.number.clone(),
            holder: facts.holder.to_owned(),
            register_number: facts.register_number.clone(),
            sentence: filled(&entry.sentence),
            issued_on: facts.issued_on,
            valid_until: facts.validity.map(|(_, until)| until),
            issuer: Issuer {
                association: facts.association.to_owned(),
                president_title: filled(&entry.president_title),
                president_name: entry.president_name.as_deref().map(filled),
                seal: filled(&entry.seal),
            },
            check_url: facts.check_url.to_owned(),
        }
    }

    fn same_case_and_day(&self, other: &Self) -> bool {
        self.valid_from == other.valid_from && self.entry.case() == other.entry.case()
    }
}
