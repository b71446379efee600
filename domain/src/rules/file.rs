//! Reading rule sets from their files.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::declared::DeclaredRules;
use super::goal::{CertificateRule, Goal, StagePath};
use super::learning::LearningRules;
use super::qualification::QualificationRules;
use super::rule_set::{ApplicationRules, CategoryRule, RuleSet};
use super::version::{OwnHandling, RuleParts, RuleVersion};
use super::{RuleBook, RuleFault};
use crate::association::Tier;
use crate::calendar::Date;
use crate::programme::Programme;

/// The files of `domain/rules`, built in: a function needs no disk.
const FILES: [(&str, &str); 4] = [
    (
        "continuing-education.2016.toml",
        include_str!("../../rules/continuing-education.2016.toml"),
    ),
    (
        "family-physician-function.2025.toml",
        include_str!("../../rules/family-physician-function.2025.toml"),
    ),
    (
        "industrial-physician.2025.toml",
        include_str!("../../rules/industrial-physician.2025.toml"),
    ),
    (
        "sports-physician.2025.toml",
        include_str!("../../rules/sports-physician.2025.toml"),
    ),
];

/// What stands in a file: a rule set and its parts side by side.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    id: String,
    programme: Programme,
    valid_from: Date,
    valid_to: Option<Date>,
    source: String,
    course_approval: Vec<Tier>,
    categories: Vec<CategoryRule>,
    application: Option<ApplicationRules>,
    #[serde(default)]
    goals: Vec<Goal>,
    #[serde(default)]
    certificates: Vec<CertificateRule>,
    qualification: Option<QualificationRules>,
    declared: Option<DeclaredRules>,
    learning: Option<LearningRules>,
    #[serde(default)]
    stage_paths: Vec<StagePath>,
    #[serde(default)]
    own_handling: Vec<OwnHandling>,
}

impl RuleVersion {
    /// Reads a file, whether it came with the program or an administrator added it. `name` stands
    /// in the faults.
    ///
    /// # Errors
    /// What cannot be read, with its line and column; else all mistakes in it, with their path.
    pub fn from_toml(name: &str, text: &str) -> Result<RuleVersion, Vec<RuleFault>> {
        let file: RuleFile = read_toml(name, text)?;
        let parts = RuleParts {
            goals: file.goals,
            certificates: file.certificates,
            qualification: file.qualification,
            declared: file.declared,
            learning: file.learning,
            stage_paths: file.stage_paths,
            own_handling: file.own_handling,
        };
        let set = RuleSet {
            id: file.id,
            programme: file.programme,
            valid_from: file.valid_from,
            valid_to: file.valid_to,
            source: file.source,
            course_approval: file.course_approval,
            categories: file.categories,
            application: file.application,
        };
        RuleVersion::new(set, parts)
    }
}

/// Reads any rule file.
pub(crate) fn read_toml<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, Vec<RuleFault>> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let field = before.map(|before| {
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            format!("line {line}, column {column}")
        });
        let en = error.message();
        let ja = format!("読み取れません：{en}");
        vec![RuleFault::new(name, field.unwrap_or_default(), ja, en)]
    })
}

/// The mistake when a file is not named as the version in it.
pub(crate) fn misnamed(name: &str, id: &str) -> Option<RuleFault> {
    (name.strip_suffix(".toml") != Some(id)).then(|| {
        RuleFault::new(
            name,
            "id",
            format!("ファイル名と異なります：「{id}」"),
            format!("is not the name of the file, but \"{id}\""),
        )
    })
}

impl RuleBook {
    /// The rule sets of `domain/rules`.
    ///
    /// # Errors
    /// All mistakes in them; a test of this crate proves that there are none.
    pub fn embedded() -> Result<RuleBook, Vec<RuleFault>> {
        RuleBook::from_files(FILES)
    }

    /// The text of a rule set of `domain/rules`, with its comments.
    #[must_use]
    pub fn embedded_text(id: &str) -> Option<&'static str> {
        FILES
            .iter()
            .find(|(name, _)| name.strip_suffix(".toml") == Some(id))
            .map(|(_, text)| *text)
    }

    /// The rule sets of these files (name, text).
    ///
    /// # Errors
    /// All mistakes in them.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<RuleBook, Vec<RuleFault>> {
        let mut versions = Vec::new();
        let mut faults = Vec::new();
        for (name, text) in files {
            match RuleVersion::from_toml(name, text) {
                Ok(version) => {
                    faults.extend(misnamed(name, version.id()));
                    versions.push(version);
                }
                Err(found) => faults.extend(found),
            }
        }
        if faults.is_empty() {
            RuleBook::new(versions)
        } else {
            Err(faults)
        }
    }

    /// The book with a version that an administrator adds: by the same reader and the same checks,
    /// and never for days that are past or that another version already ended.
    ///
    /// # Errors
    /// All mistakes in it, and in how it follows on the others.
    pub fn adopting(
        &self,
        name: &str,
        text: &str,
        today: Date,
    ) -> Result<RuleBook, Vec<RuleFault>> {
        let version = RuleVersion::from_toml(name, text)?;
        if let Some(fault) = misnamed(name, version.id()) {
            return Err(vec![fault]);
        }
        self.with(version, today)
    }
}

#[cfg(test)]
mod tests;
