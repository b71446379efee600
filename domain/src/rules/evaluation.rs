//! Which requirements are met, and what is missing.

use serde::{Deserialize, Serialize};

use super::facts::{ClassroomUnits, Facts, HandedInFact};
use super::rule_set::{
    ApplicationRules, Bilingual, Requirement, RequirementKind, RuleSet, UnitSource,
};
use crate::calendar::{Date, FiscalYear};
use crate::label;
use crate::units::Units;

/// One requirement, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementResult {
    /// The requirement of the rule set.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Whether it is met.
    pub met: bool,
    /// What there is, in units where units are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub have: Option<String>,
    /// What is needed, in units where units are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<String>,
    /// What is missing, in words, when it is not met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Bilingual>,
    /// What was counted: `2024年度　5単位（4件）`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counted: Vec<Bilingual>,
    /// Asked for approval and not yet for submitting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub later: bool,
    /// Nothing is missing: an application that is under review has to be decided first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waiting: bool,
}

/// How an application stands against a rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evaluation {
    /// The rule set.
    pub rule_set: String,
    /// Every requirement, in the order of the rule set.
    pub requirements: Vec<RequirementResult>,
    /// Whether all are met.
    pub submittable: bool,
}

/// How an application stands against its rules on a day: pure, and the same in browser and function.
///
/// More credits never turn a requirement that is met into one that is not. A rule set without an
/// application gives no requirements and cannot be submitted.
#[must_use]
pub fn evaluate(rules: &RuleSet, facts: &Facts, today: Date) -> Evaluation {
    let requirements = match &rules.application {
        Some(application) => {
            let case = Case {
                rules: application,
                facts,
                year: FiscalYear::of(today),
            };
            application
                .requirements
                .iter()
                .map(|requirement| case.judge(requirement))
                .collect()
        }
        None => Vec::new(),
    };
    let submittable = !requirements.is_empty()
        && requirements
            .iter()
            .all(|result: &RequirementResult| result.met);
    Evaluation {
        rule_set: rules.id.clone(),
        requirements,
        submittable,
    }
}

/// An application before its rules.
struct Case<'a> {
    rules: &'a ApplicationRules,
    facts: &'a Facts,
    /// 申請年度
    year: FiscalYear,
}

/// Units and what they were counted from.
struct Counted {
    units: Units,
    lines: Vec<Bilingual>,
}

impl Case<'_> {
    fn judge(&self, requirement: &Requirement) -> RequirementResult {
        let mut result = RequirementResult {
            id: requirement.id.clone(),
            label: requirement.label.clone(),
            met: true,
            have: None,
            need: None,
            missing: None,
            counted: Vec::new(),
            later: false,
            waiting: false,
        };
        let missing = match &requirement.kind {
            RequirementKind::Units { sources, at_least } => {
                let counted: Vec<Counted> = sources.iter().map(|s| self.count(*s)).collect();
                let have: Units = counted.iter().map(|counted| counted.units).sum();
                result.have = Some(have.to_string());
                result.need = Some(at_least.to_string());
                result.counted = counted
                    .into_iter()
                    .flat_map(|counted| counted.lines)
                    .collect();
                let short = at_least.saturating_sub(have);
                (!short.is_zero()).then(|| {
                    both(
                        format!("あと{short}単位必要です。"),
                        format!("{short} more units are needed."),
                    )
                })
            }
            RequirementKind::HandedInWindow => self.outside_year(),
            RequirementKind::HandedInEvidence => self.handed_in_without_evidence(),
            RequirementKind::PracticalExclusive => self.practical_both(),
            RequirementKind::PracticalEvidence => self.practical_without_evidence(),
            RequirementKind::Target => self.wrong_target(),
            RequirementKind::IdentityDocument => self.no_identity_document(),
        };
        result.met = missing.is_none();
        result.missing = missing;
        result
    }

    fn count(&self, source: UnitSource) -> Counted {
        match source {
            UnitSource::Classroom => self.count_classroom(),
            UnitSource::HandedIn => self.count_handed_in(),
            UnitSource::Practical => self.count_practical(),
        }
    }

    fn count_classroom(&self) -> Counted {
        let years = self
            .facts
            .classroom
            .iter()
            .filter(|year| !year.units.is_zero());
        let line = |year: &ClassroomUnits| {
            let (units, entries) = (year.units, year.entries);
            both(
                format!("{}　{units}単位（{entries}件）", year.year.in_words()),
                format!(
                    "Fiscal year {}: {units} units ({entries} entries)",
                    year.year
                ),
            )
        };
        Counted {
            units: self.facts.classroom.iter().map(|year| year.units).sum(),
            lines: years.map(line).collect(),
        }
    }

    fn count_handed_in(&self) -> Counted {
        let counting = || {
            self.facts
                .handed_in
                .iter()
                .filter(|item| self.year.contains(item.date))
        };
        let line = |item: &HandedInFact| {
            both(
                format!("{}　{}単位（{}）", item.title, item.units, item.date),
                format!("{}: {} units ({})", item.title, item.units, item.date),
            )
        };
        Counted {
            units: counting().map(|item| item.units).sum(),
            lines: counting().map(line).collect(),
        }
    }

    /// Ⅰ by its items, each once; Ⅱ only where nothing stands under Ⅰ.
    fn count_practical(&self) -> Counted {
        let practical = &self.facts.practical;
        let (one, two) = (&self.rules.practical.one, &self.rules.practical.two);
        let line = |label: &Bilingual, units: Units| {
            both(
                format!("{}　{units}単位", label.ja),
                format!("{}: {units} units", label.en),
            )
        };
        let chosen = |id: &str| practical.one.iter().any(|item| item.item == id);
        let mut counted: Vec<(Units, Bilingual)> = one
            .items
            .iter()
            .filter(|item| chosen(&item.id))
            .map(|item| (one.units_each, line(&item.label, one.units_each)))
            .collect();
        if practical.one.is_empty()
            && let Some(choice) = &practical.two
            && let Some(kind) = two.kinds.iter().find(|kind| kind.id == choice.kind)
        {
            counted.push((two.units, line(&kind.label, two.units)));
        }
        let units = counted.iter().map(|(units, _)| *units).sum();
        Counted {
            units,
            lines: counted.into_iter().map(|(_, line)| line).collect(),
        }
    }

    fn outside_year(&self) -> Option<Bilingual> {
        let outside = self
            .facts
            .handed_in
            .iter()
            .filter(|item| !self.year.contains(item.date));
        let titles: Vec<&str> = outside.map(|item| item.title.as_str()).collect();
        let year = self.year;
        (!titles.is_empty()).then(|| {
            both(
                format!(
                    "{}のものではありません：{}",
                    year.in_words(),
                    titles.join("、")
                ),
                format!("Not of fiscal year {year}: {}", titles.join(", ")),
            )
        })
    }

    fn handed_in_without_evidence(&self) -> Option<Bilingual> {
        let without = self
            .facts
            .handed_in
            .iter()
            .filter(|item| item.evidence == 0);
        let titles: Vec<&str> = without.map(|item| item.title.as_str()).collect();
        (!titles.is_empty()).then(|| {
            both(
                format!("証明書類をアップロードしてください：{}", titles.join("、")),
                format!("Please upload the evidence of: {}", titles.join(", ")),
            )
        })
    }

    fn practical_both(&self) -> Option<Bilingual> {
        let practical = &self.facts.practical;
        let both_chosen = !practical.one.is_empty() && practical.two.is_some();
        both_chosen.then(|| self.rules.practical.two.hint.clone())
    }

    fn practical_without_evidence(&self) -> Option<Bilingual> {
        let (one, two) = (&self.rules.practical.one, &self.rules.practical.two);
        let practical = &self.facts.practical;
        let mut ja = Vec::new();
        let mut en = Vec::new();
        for choice in practical.one.iter().filter(|item| item.evidence == 0) {
            let item = one.items.iter().find(|item| item.id == choice.item);
            ja.push(item.map_or(choice.item.as_str(), |item| item.label.ja.as_str()));
            en.push(item.map_or(choice.item.as_str(), |item| item.label.en.as_str()));
        }
        if let Some(choice) = &practical.two {
            if !choice.description {
                ja.push("実地研修の内容がわかる資料（自由記載）");
                en.push("the description of the training");
            }
            if choice.evidence == 0 {
                ja.push(&two.label.ja);
                en.push(&two.label.en);
            }
        }
        (!ja.is_empty()).then(|| {
            both(
                format!("書類をアップロードしてください：{}", ja.join("、")),
                format!("Please upload the documents of: {}", en.join(", ")),
            )
        })
    }

    fn wrong_target(&self) -> Option<Bilingual> {
        let practical = &self.facts.practical;
        let two = practical.one.is_empty() && practical.two.is_some();
        let allowed = if two {
            &self.rules.practical.two.targets
        } else {
            &self.rules.targets
        };
        let ja: Vec<&str> = allowed.iter().map(|tier| label::tier(*tier).ja).collect();
        let en: Vec<&str> = allowed.iter().map(|tier| label::tier(*tier).en).collect();
        match self.facts.target {
            Some(tier) if allowed.contains(&tier) => None,
            Some(_) => Some(both(
                format!("申請先医師会は{}となります。", ja.join("または")),
                format!("This application goes to: {}.", en.join(" or ")),
            )),
            None => Some(both(
                "申請先医師会を選択してください。".to_owned(),
                "Choose the association to which it goes.".to_owned(),
            )),
        }
    }

    fn no_identity_document(&self) -> Option<Bilingual> {
        if self.facts.member || self.facts.identity_documents > 0 {
            return None;
        }
        let documents = || {
            self.rules
                .identity_documents
                .iter()
                .map(|k| label::evidence_kind(*k))
        };
        let ja: Vec<&str> = documents().map(|label| label.ja).collect();
        let en: Vec<&str> = documents().map(|label| label.en).collect();
        Some(both(
            format!("{}の画像をアップロードしてください。", ja.join("または")),
            format!("Please upload an image of: {}.", en.join(" or ")),
        ))
    }
}

fn both(ja: String, en: String) -> Bilingual {
    Bilingual { ja, en }
}

#[cfg(all(test, feature = "rule-files"))]
mod tests;
