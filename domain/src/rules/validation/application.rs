//! The application of かかりつけ医機能.

use std::collections::BTreeSet;

use super::Check;
use crate::rules::rule_set::{ApplicationRules, PracticalRules, Requirement, RequirementKind};

impl Check {
    pub(super) fn application(&mut self, rules: &ApplicationRules) {
        self.tiers("application.targets", &rules.targets);
        let handed_in = &rules.handed_in;
        let ids = handed_in.kinds.iter().map(|kind| kind.id.as_str());
        self.unique("application.handed_in.kinds", ids);
        for (index, kind) in handed_in.kinds.iter().enumerate() {
            let field = format!("application.handed_in.kinds[{index}]");
            self.label(&format!("{field}.label"), &kind.label);
            if kind.evidence.is_empty() {
                self.empty(&format!("{field}.evidence"));
            }
        }
        if handed_in.units_max.is_zero() {
            self.zero("application.handed_in.units_max");
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
            self.fault(
                field,
                "application.targetsにない層があります",
                "has a layer that application.targets has not",
            );
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
            self.zero("application.practical.one.units_each");
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
            self.zero("application.practical.two.units");
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
                    self.fault(
                        &kind,
                        "sourcesが空か、重複しています",
                        "sources must not be empty or repeated",
                    );
                }
                if at_least.is_zero() {
                    self.zero(&format!("{kind}.at_least"));
                }
            }
            RequirementKind::IdentityDocument if rules.identity_documents.is_empty() => {
                self.empty("application.identity_documents");
            }
            _ => {}
        }
    }
}
