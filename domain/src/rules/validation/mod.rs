//! What is checked of a rule set before it may hold: a mistake in data must not wait for a doctor.

mod application;
mod goals;
mod parts;

use std::collections::BTreeSet;
use std::fmt;

use super::rule_set::{Bilingual, RuleSet};
use super::version::{CATEGORIES_MAX, RuleParts};
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
    pub what: Bilingual,
}

impl RuleFault {
    /// A mistake.
    #[must_use]
    pub fn new(
        place: impl Into<String>,
        field: impl Into<String>,
        ja: impl Into<String>,
        en: impl Into<String>,
    ) -> RuleFault {
        let what = Bilingual {
            ja: ja.into(),
            en: en.into(),
        };
        RuleFault {
            place: place.into(),
            field: field.into(),
            what,
        }
    }
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, field, what) = (&self.place, &self.field, &self.what);
        if field.is_empty() {
            write!(f, "{place}: {}（{}）", what.ja, what.en)
        } else {
            write!(f, "{place}: {field}: {}（{}）", what.ja, what.en)
        }
    }
}

impl std::error::Error for RuleFault {}

/// All mistakes of a rule set.
pub(super) fn faults(rules: &RuleSet, parts: &RuleParts) -> Vec<RuleFault> {
    let mut check = Check {
        place: rules.id.clone(),
        found: Vec::new(),
    };
    check.slug("id", &rules.id.replace('.', "-"));
    if rules.source.trim().is_empty() {
        check.fault("source", "出典がありません", "says nothing");
    }
    if let Some(last) = rules.valid_to
        && last < rules.valid_from
    {
        check.fault("valid_to", "valid_fromより前です", "lies before valid_from");
    }
    check.tiers("course_approval", &rules.course_approval);
    let ids = rules.categories.iter().map(|category| category.id.as_str());
    check.unique("categories", ids);
    for (index, category) in rules.categories.iter().enumerate() {
        check.label(&format!("categories[{index}].label"), &category.label);
    }
    if rules.categories.len() > CATEGORIES_MAX {
        check.fault(
            "categories",
            format!("{CATEGORIES_MAX}を超えています"),
            format!("has more than {CATEGORIES_MAX}"),
        );
    }
    if let Some(application) = &rules.application {
        check.application(application);
    }
    check.parts(rules, parts);
    check.found
}

struct Check {
    place: String,
    found: Vec<RuleFault>,
}

impl Check {
    fn fault(&mut self, field: &str, ja: impl Into<String>, en: impl Into<String>) {
        self.found
            .push(RuleFault::new(self.place.clone(), field, ja, en));
    }

    fn empty(&mut self, field: &str) {
        self.fault(field, "空です", "is empty");
    }

    fn zero(&mut self, field: &str) {
        self.fault(field, "0より大きくしてください", "must be more than zero");
    }

    fn twice(&mut self, field: &str, id: &str) {
        self.fault(
            field,
            format!("「{id}」が重複しています"),
            format!("\"{id}\" stands there twice"),
        );
    }

    fn slug(&mut self, field: &str, id: &str) {
        if Category::parse(id).is_err() {
            self.fault(
                field,
                format!("「{id}」は使えません（半角英小文字・数字・ハイフン、40字以内）"),
                format!("\"{id}\" is no slug (a-z, 0-9, -; at most 40)"),
            );
        }
    }

    fn label(&mut self, field: &str, label: &Bilingual) {
        if label.ja.trim().is_empty() || label.en.trim().is_empty() {
            self.fault(
                field,
                "日本語と英語の両方が必要です",
                "needs a Japanese and an English text",
            );
        }
    }

    /// Slugs, at least one, each once.
    fn unique<'a>(&mut self, field: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            self.slug(&format!("{field}[{index}].id"), id);
            if !seen.insert(id) {
                self.twice(&format!("{field}[{index}].id"), id);
            }
        }
        if seen.is_empty() {
            self.empty(field);
        }
    }

    /// Layers, at least one, from the lowest up.
    fn tiers(&mut self, field: &str, tiers: &[Tier]) {
        if tiers.is_empty() {
            self.empty(field);
        }
        if tiers.windows(2).any(|pair| pair[0] >= pair[1]) {
            self.fault(
                field,
                "下位の医師会から順に、1回ずつ並べてください",
                "must go from the lowest layer up, each once",
            );
        }
    }
}
