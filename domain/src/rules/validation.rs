//! What is checked of a rule set before it may hold: a mistake in data must not wait for a doctor.

use std::collections::BTreeSet;
use std::fmt;

use super::rule_set::{
    ApplicationRules, Bilingual, PracticalRules, Requirement, RequirementKind, RuleSet,
};
use crate::association::Tier;
use crate::programme::Category;

/// A mistake in a rule set, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// The file, or the id of the rule set.
    pub place: String,
    /// Path within it, e.g. `application.requirements[3].kind`; empty for the whole.
    pub field: String,
    /// What is wrong, for the administrator.
    pub what: String,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.field.is_empty() {
            write!(f, "{}: {}", self.place, self.what)
        } else {
            write!(f, "{}: {}: {}", self.place, self.field, self.what)
        }
    }
}

impl std::error::Error for RuleFault {}

/// All mistakes of a rule set.
pub(super) fn faults(rules: &RuleSet) -> Vec<RuleFault> {
    let mut check = Check {
        place: rules.id.clone(),
        found: Vec::new(),
    };
    check.slug("id", &rules.id.replace('.', "-"));
    if rules.source.trim().is_empty() {
        check.fault("source", "says nothing");
    }
    if let Some(last) = rules.valid_to
        && last < rules.valid_from
    {
        check.fault("valid_to", "lies before valid_from");
    }
    check.tiers("course_approval", &rules.course_approval);
    let ids = rules.categories.iter().map(|category| category.id.as_str());
    check.unique("categories", ids);
    for (index, category) in rules.categories.iter().enumerate() {
        check.label(&format!("categories[{index}].label"), &category.label);
    }
    if let Some(application) = &rules.application {
        check.application(application);
    }
    check.found
}

struct Check {
    place: String,
    found: Vec<RuleFault>,
}

impl Check {
    fn fault(&mut self, field: &str, what: impl Into<String>) {
        let (place, field) = (self.place.clone(), field.to_owned());
        self.found.push(RuleFault {
            place,
            field,
            what: what.into(),
        });
    }

    fn slug(&mut self, field: &str, id: &str) {
        if Category::parse(id).is_err() {
            self.fault(
                field,
                format!("\"{id}\" is no slug (a-z, 0-9, -; at most 40)"),
            );
        }
    }

    fn label(&mut self, field: &str, label: &Bilingual) {
        if label.ja.trim().is_empty() || label.en.trim().is_empty() {
            self.fault(field, "needs a Japanese and an English text");
        }
    }

    /// Slugs, at least one, each once.
    fn unique<'a>(&mut self, field: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            self.slug(&format!("{field}[{index}].id"), id);
            if !seen.insert(id) {
                self.fault(
                    &format!("{field}[{index}].id"),
                    format!("\"{id}\" stands there twice"),
                );
            }
        }
        if seen.is_empty() {
            self.fault(field, "is empty");
        }
    }

    /// Layers, at least one, from the lowest up.
    fn tiers(&mut self, field: &str, tiers: &[Tier]) {
        if tiers.is_empty() {
            self.fault(field, "is empty");
        }
        if tiers.windows(2).any(|pair| pair[0] >= pair[1]) {
            self.fault(field, "must go from the lowest layer up, each once");
        }
    }

    fn application(&mut self, rules: &ApplicationRules) {
        self.tiers("application.targets", &rules.targets);
        let handed_in = &rules.handed_in;
        let ids = handed_in.kinds.iter().map(|kind| kind.id.as_str());
        self.unique("application.handed_in.kinds", ids);
        for (index, kind) in handed_in.kinds.iter().enumerate() {
            let field = format!("application.handed_in.kinds[{index}]");
            self.label(&format!("{field}.label"), &kind.label);
            if kind.evidence.is_empty() {
                self.fault(&format!("{field}.evidence"), "is empty");
            }
        }
        if handed_in.units_max.is_zero() {
            self.fault("application.handed_in.units_max", "must be more than zero");
        }
        self.practical(&rules.practical);
        if rules
            .practical
            .two
            .targets
            .iter()
            .any(|tier| !rules.targets.contains(tier))
        {
            let field = "application.practical.two.targets";
            self.fault(field, "has a layer that application.targets has not");
        }
        let ids = rules
            .requirements
            .iter()
            .map(|requirement| requirement.id.as_str());
        self.unique("application.requirements", ids);
        for (index, requirement) in rules.requirements.iter().enumerate() {
            let field = format!("application.requirements[{index}]");
            self.requirement(&field, requirement, rules);
        }
    }

    fn practical(&mut self, rules: &PracticalRules) {
        let ids = rules.one.items.iter().map(|item| item.id.as_str());
        self.unique("application.practical.one.items", ids);
        self.label("application.practical.one.label", &rules.one.label);
        for (index, item) in rules.one.items.iter().enumerate() {
            let field = format!("application.practical.one.items[{index}]");
            self.label(&format!("{field}.label"), &item.label);
            self.label(&format!("{field}.documents"), &item.documents);
        }
        if rules.one.units_each.is_zero() {
            self.fault(
                "application.practical.one.units_each",
                "must be more than zero",
            );
        }
        let ids = rules.two.kinds.iter().map(|kind| kind.id.as_str());
        self.unique("application.practical.two.kinds", ids);
        self.label("application.practical.two.label", &rules.two.label);
        self.label("application.practical.two.hint", &rules.two.hint);
        for (index, kind) in rules.two.kinds.iter().enumerate() {
            self.label(
                &format!("application.practical.two.kinds[{index}].label"),
                &kind.label,
            );
        }
        if rules.two.units.is_zero() {
            self.fault("application.practical.two.units", "must be more than zero");
        }
        self.tiers("application.practical.two.targets", &rules.two.targets);
    }

    fn requirement(&mut self, field: &str, requirement: &Requirement, rules: &ApplicationRules) {
        self.label(&format!("{field}.label"), &requirement.label);
        let kind = format!("{field}.kind");
        match &requirement.kind {
            RequirementKind::Units { sources, at_least } => {
                let different: BTreeSet<_> = sources.iter().collect();
                if sources.is_empty() || different.len() < sources.len() {
                    self.fault(&kind, "sources must not be empty or repeated");
                }
                if at_least.is_zero() {
                    self.fault(&kind, "at_least must be more than zero");
                }
            }
            RequirementKind::IdentityDocument if rules.identity_documents.is_empty() => {
                self.fault(&kind, "application.identity_documents is empty");
            }
            _ => {}
        }
    }
}
