//! Goals and what they ask.

use std::collections::BTreeSet;

use super::Check;
use crate::programme::Category;
use crate::rules::goal::{Ask, Before, Goal, GoalKind, GoalRequirement, Window};
use crate::rules::rule_set::RuleSet;
use crate::rules::version::RuleParts;

/// What a goal can refer to.
pub(super) struct Known<'a> {
    pub(super) rules: &'a RuleSet,
    pub(super) parts: &'a RuleParts,
}

impl Check {
    pub(super) fn goals(&mut self, known: &Known<'_>) {
        if known.parts.goals.is_empty() {
            return;
        }
        self.unique(
            "goals",
            known.parts.goals.iter().map(|goal| goal.id.as_str()),
        );
        for (index, goal) in known.parts.goals.iter().enumerate() {
            self.goal(&format!("goals[{index}]"), goal, known);
        }
    }

    fn goal(&mut self, field: &str, goal: &Goal, known: &Known<'_>) {
        self.label(&format!("{field}.label"), &goal.label);
        let stages = format!("{field}.stages");
        if goal.kind == GoalKind::Certificate {
            if !goal.stages.is_empty() || goal.fee.is_some() {
                self.fault(
                    &stages,
                    "申請のない認定証に審査段階や登録料は置けません",
                    "a certificate for which nobody applies has neither stages nor a fee",
                );
            }
        } else {
            self.tiers(&stages, &goal.stages);
            self.title(&format!("{field}.kind"), known);
        }
        if let Some(fee) = &goal.fee {
            self.label(&format!("{field}.fee.label"), &fee.label);
            if fee.yen == 0 {
                self.zero(&format!("{field}.fee.yen"));
            }
        }
        match goal.window {
            Window::Validity => self.title(&format!("{field}.window"), known),
            Window::FiscalYears { years: 0 } => self.zero(&format!("{field}.window.years")),
            _ => {}
        }
        self.requirements(
            &format!("{field}.requirements"),
            &goal.requirements,
            known,
            true,
        );
    }

    fn title(&mut self, field: &str, known: &Known<'_>) {
        if known.parts.qualification.is_none() {
            self.fault(
                field,
                "この制度には認定（qualification）がありません",
                "needs [qualification], which the programme has not",
            );
        }
    }

    fn requirements(
        &mut self,
        field: &str,
        requirements: &[GoalRequirement],
        known: &Known<'_>,
        outermost: bool,
    ) {
        self.unique(
            field,
            requirements
                .iter()
                .map(|requirement| requirement.id.as_str()),
        );
        for (index, requirement) in requirements.iter().enumerate() {
            let field = format!("{field}[{index}]");
            self.label(&format!("{field}.label"), &requirement.label);
            self.ask(&format!("{field}.kind"), requirement, known, outermost);
        }
    }

    fn ask(
        &mut self,
        field: &str,
        requirement: &GoalRequirement,
        known: &Known<'_>,
        outermost: bool,
    ) {
        match &requirement.kind {
            Ask::Units {
                categories,
                at_least,
            } => {
                self.categories(&format!("{field}.categories"), categories, known);
                if at_least.is_zero() {
                    self.zero(&format!("{field}.at_least"));
                }
            }
            Ask::Minima { minima } => {
                self.categories(&format!("{field}.minima"), minima.keys(), known);
                for (category, _) in minima.iter().filter(|(_, at_least)| at_least.is_zero()) {
                    self.zero(&format!("{field}.minima.{category}"));
                }
            }
            Ask::Codes { at_least: 0 }
            | Ask::UnitsAndCodes { at_least: 0 }
            | Ask::Activity { at_least: 0 } => self.zero(&format!("{field}.at_least")),
            Ask::Certificate { certificate } => {
                let known = known.parts.certificates.iter();
                let known: Vec<&str> = known.map(|rule| rule.id.as_str()).collect();
                self.is_one_of(
                    &format!("{field}.certificate"),
                    certificate,
                    &known,
                    "certificates",
                );
            }
            Ask::WithinYearsOfLast { categories, years } => {
                self.categories(&format!("{field}.categories"), categories, known);
                if *years == 0 {
                    self.zero(&format!("{field}.years"));
                }
            }
            Ask::NotHolding | Ask::Renewable => self.title(field, known),
            Ask::DeclaredInOrder => self.declared(field, known),
            Ask::DeclaredChecked | Ask::HandbookArrived => {
                self.declared(field, known);
                self.before_approval(field, requirement);
                let original = known
                    .parts
                    .declared
                    .as_ref()
                    .is_some_and(|rules| rules.original);
                if requirement.kind == Ask::HandbookArrived && !original {
                    self.fault(
                        field,
                        "原本の郵送がない制度です（declared.original）",
                        "asks for an original that declared.original does not foresee",
                    );
                }
            }
            Ask::IdentityDocument { documents } if documents.is_empty() => {
                self.empty(&format!("{field}.documents"));
            }
            Ask::AnyOf { paths } => {
                if !outermost {
                    self.fault(
                        field,
                        "選択肢の中に選択肢は置けません",
                        "a way cannot fork again",
                    );
                }
                if paths.len() < 2 {
                    self.fault(
                        &format!("{field}.paths"),
                        "選択肢は2つ以上必要です",
                        "needs two ways or more",
                    );
                }
                self.unique(
                    &format!("{field}.paths"),
                    paths.iter().map(|path| path.id.as_str()),
                );
                for (index, path) in paths.iter().enumerate() {
                    let field = format!("{field}.paths[{index}]");
                    self.label(&format!("{field}.label"), &path.label);
                    let inner = format!("{field}.requirements");
                    self.requirements(&inner, &path.requirements, known, false);
                }
            }
            _ => {}
        }
    }

    fn categories<'a>(
        &mut self,
        field: &str,
        categories: impl IntoIterator<Item = &'a Category>,
        known: &Known<'_>,
    ) {
        let mut seen = BTreeSet::new();
        for category in categories {
            if !known
                .rules
                .categories
                .iter()
                .any(|rule| rule.id == *category)
            {
                self.unknown(field, category.as_str(), "categories");
            }
            if !seen.insert(category) {
                self.twice(field, category.as_str());
            }
        }
        if seen.is_empty() {
            self.empty(field);
        }
    }

    fn is_one_of(&mut self, field: &str, id: &str, known: &[&str], list: &str) {
        if !known.contains(&id) {
            self.unknown(field, id, list);
        }
    }

    pub(super) fn unknown(&mut self, field: &str, id: &str, list: &str) {
        self.fault(
            field,
            format!("「{id}」は{list}にありません"),
            format!("\"{id}\" is not one of {list}"),
        );
    }

    fn declared(&mut self, field: &str, known: &Known<'_>) {
        if known.parts.declared.is_none() {
            self.fault(
                field,
                "この制度には申告（declared）がありません",
                "needs [declared], which the programme has not",
            );
        }
    }

    fn before_approval(&mut self, field: &str, requirement: &GoalRequirement) {
        if requirement.before != Before::Approval {
            self.fault(
                field,
                "before = \"approval\" が必要です（申請の後に行われます）",
                "needs before = \"approval\": it happens after submitting",
            );
        }
    }
}
