//! What of a version of the rules travels to the browser, so that a form is judged there at every
//! keystroke by the same code as in the function (features.md L5).

use serde::{Deserialize, Serialize};

use super::declared::DeclaredRules;
use super::goal::{CertificateRule, Goal, GoalKind};
use super::qualification::QualificationRules;
use super::rule_set::{CategoryRule, RuleSet};
use super::version::{RuleParts, RuleVersion};
use crate::calendar::Date;
use crate::programme::Programme;

/// The rules of a title, as the API sends them: everything that judging a goal looks at. Sources,
/// stages of prefectures and the stages of courses stay with the functions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitleRules {
    /// The version's id.
    pub id: String,
    /// The programme.
    pub programme: Programme,
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The categories of units.
    pub categories: Vec<CategoryRule>,
    /// What can be applied for.
    pub goals: Vec<Goal>,
    /// Certificates from elsewhere that stand for a requirement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<CertificateRule>,
    /// The title, its validity, and how it lapses.
    pub qualification: QualificationRules,
    /// Credits from before the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared: Option<DeclaredRules>,
}

impl RuleVersion {
    /// What of it travels; none for programmes that award no title.
    #[must_use]
    pub fn of_title(&self) -> Option<TitleRules> {
        let goals = self.goals().iter();
        let applied_for = goals.filter(|goal| goal.kind != GoalKind::Certificate);
        Some(TitleRules {
            id: self.id().to_owned(),
            programme: self.set().programme,
            valid_from: self.set().valid_from,
            categories: self.set().categories.clone(),
            goals: applied_for.cloned().collect(),
            certificates: self.certificates().to_vec(),
            qualification: self.qualification()?.clone(),
            declared: self.declared().cloned(),
        })
    }
}

impl TitleRules {
    /// The version that judges as the one did from which these rules came. They were validated when
    /// that one was read; what a stranger made up would judge the stranger alone, because the
    /// function judges again by its own.
    #[must_use]
    pub fn into_version(self) -> RuleVersion {
        let set = RuleSet {
            id: self.id,
            programme: self.programme,
            valid_from: self.valid_from,
            valid_to: None,
            source: String::new(),
            course_approval: Vec::new(),
            categories: self.categories,
            application: None,
        };
        let parts = RuleParts {
            goals: self.goals,
            certificates: self.certificates,
            qualification: Some(self.qualification),
            declared: self.declared,
            ..RuleParts::default()
        };
        RuleVersion::indexed(set, parts)
    }
}
