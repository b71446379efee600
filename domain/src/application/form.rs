//! The application as filled in.
//!
//! The form is checked for what it says (kinds that exist, dates, units); whether it can be
//! submitted is for [`crate::rules`] to say, so that an unfinished one can be kept.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::content::{
    ApplicationContent, HandedInItem, PracticalContent, PracticalOneItem, PracticalTwoContent,
};
use super::title_form::TitleForm;
use crate::association::AssociationId;
use crate::calendar::Date;
use crate::contact::free_text;
use crate::curriculum::CurriculumCode;
use crate::id::EvidenceId;
use crate::programme::Programme;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::rules::{ApplicationRules, HandedInRules, PracticalRules, RuleSet};
use crate::units::Units;
use crate::width;

/// Characters of a title.
pub(super) const TITLE_MAX: usize = 200;
/// Documents with one item.
const EVIDENCE_MAX: usize = 10;
/// Items handed in.
pub(super) const ITEMS_MAX: usize = 100;
/// Characters of a reason for sending back.
pub const REASON_MAX: usize = 1000;
/// Characters of a reference to minutes.
pub const MINUTES_MAX: usize = 60;

/// An application as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ApplicationForm {
    /// 制度種別
    pub programme: String,
    /// 申請先医師会
    pub target: String,
    /// 座学研修の単位等追加
    pub handed_in: Vec<HandedInForm>,
    /// 実地研修
    pub practical: PracticalForm,
    /// 医師免許証・医師資格証 (evidence ids)
    pub identity_documents: Vec<String>,
    /// 新規・更新, for programmes that award a title: a goal of the rules.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TitleForm>,
}

/// Units handed in, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct HandedInForm {
    /// A kind of the rule set.
    pub kind: String,
    /// 名称
    pub title: String,
    /// 日付
    pub date: String,
    /// 単位
    pub units: String,
    /// カリキュラムコード
    pub codes: Vec<String>,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

/// 実地研修, as filled in: Ⅰ or Ⅱ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PracticalForm {
    /// Ⅰ
    pub one: Vec<PracticalItemForm>,
    /// Ⅱ
    #[serde(skip_serializing_if = "Option::is_none")]
    pub two: Option<PracticalTwoForm>,
}

/// An item of Ⅰ, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PracticalItemForm {
    /// An item of the rule set.
    pub item: String,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

/// Ⅱ, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct PracticalTwoForm {
    /// A kind of the rule set.
    pub kind: String,
    /// Evidence id of the description; empty until uploaded.
    pub description: String,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

impl ApplicationForm {
    /// Checks every field against a rule set that has an application.
    ///
    /// # Errors
    /// All refusals; `unknown-choice` for the programme when the rule set is not its own or has no
    /// application.
    pub fn check(
        &self,
        rules: &RuleSet,
        today: Date,
    ) -> Result<ApplicationContent, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let unknown = || Rejection::new(Code::UnknownChoice);
        let programme = Programme::parse(&self.programme).and_then(|found| {
            if found == rules.programme {
                Ok(found)
            } else {
                Err(unknown())
            }
        });
        let programme = problems.take("programme", programme);
        let Some(application) = &rules.application else {
            problems.add("programme", Code::UnknownChoice);
            return Err(problems.into_found());
        };
        let target = problems.take("target", AssociationId::parse(&self.target));
        let handed_in = self.check_handed_in(&application.handed_in, today, &mut problems);
        let practical = problems.within("practical.", |problems| {
            self.practical.check(&application.practical, problems)
        });
        let documents = evidence_list(
            &self.identity_documents,
            "identity_documents",
            &mut problems,
        );
        let content = (|| {
            Some(ApplicationContent {
                programme: programme?,
                rule_set: rules.id.clone(),
                target: target?,
                handed_in: handed_in?,
                practical: practical?,
                identity_documents: documents?,
                further_stages: Vec::new(),
                qualification: None,
            })
        })();
        problems.finish(content)
    }

    fn check_handed_in(
        &self,
        rules: &HandedInRules,
        today: Date,
        problems: &mut Problems,
    ) -> Option<Vec<HandedInItem>> {
        if self.handed_in.len() > ITEMS_MAX {
            problems.add(
                "handed_in",
                Rejection::new(Code::TooMany).with("max", ITEMS_MAX),
            );
            return None;
        }
        let checked: Vec<Option<HandedInItem>> = self
            .handed_in
            .iter()
            .enumerate()
            .map(|(index, form)| {
                problems.within(&format!("handed_in[{index}]."), |p| {
                    form.check(rules, today, p)
                })
            })
            .collect();
        checked.into_iter().collect()
    }
}

impl HandedInForm {
    /// Checks one item by itself: the form by which it is added.
    ///
    /// # Errors
    /// All refusals.
    pub fn check_alone(
        &self,
        rules: &ApplicationRules,
        today: Date,
    ) -> Result<HandedInItem, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let item = self.check(&rules.handed_in, today, &mut problems);
        problems.finish(item)
    }

    pub(crate) fn check(
        &self,
        rules: &HandedInRules,
        today: Date,
        problems: &mut Problems,
    ) -> Option<HandedInItem> {
        let ids = rules.kinds.iter().map(|kind| kind.id.as_str());
        let kind = problems.take("kind", choice(&self.kind, ids));
        let title = problems.take("title", free_text(&self.title, TITLE_MAX));
        let date = problems.take("date", past(&self.date, today));
        let units = problems.take("units", units(&self.units, rules.units_max));
        let codes = self.check_codes(problems);
        let evidence = evidence_list(&self.evidence, "evidence", problems);
        Some(HandedInItem {
            kind: kind?,
            title: title?,
            date: date?,
            units: units?,
            codes: codes?,
            evidence: evidence?,
        })
    }

    fn check_codes(&self, problems: &mut Problems) -> Option<BTreeSet<CurriculumCode>> {
        if self.codes.is_empty() {
            problems.add("codes", Code::Required);
            return None;
        }
        let mut codes = BTreeSet::new();
        let mut complete = true;
        for (index, text) in self.codes.iter().enumerate() {
            let field = format!("codes[{index}]");
            match problems.take(&field, CurriculumCode::parse(text)) {
                Some(code) if codes.insert(code) => {}
                Some(_) => {
                    problems.add(&field, Code::Duplicate);
                    complete = false;
                }
                None => complete = false,
            }
        }
        complete.then_some(codes)
    }
}

impl PracticalForm {
    fn check(&self, rules: &PracticalRules, problems: &mut Problems) -> Option<PracticalContent> {
        let mut one: Vec<Option<PracticalOneItem>> = Vec::new();
        for (index, form) in self.one.iter().enumerate() {
            let ids = rules.one.items.iter().map(|item| item.id.as_str());
            let item = problems.within(&format!("one[{index}]."), |problems| {
                let item = problems.take("item", choice(&form.item, ids));
                let evidence = evidence_list(&form.evidence, "evidence", problems);
                Some(PracticalOneItem {
                    item: item?,
                    evidence: evidence?,
                })
            });
            let twice = item.as_ref().is_some_and(|item| {
                one.iter()
                    .flatten()
                    .any(|other: &PracticalOneItem| other.item == item.item)
            });
            if twice {
                problems.add(&format!("one[{index}].item"), Code::Duplicate);
            }
            one.push(item);
        }
        let two = match &self.two {
            None => Some(None),
            Some(form) => problems
                .within("two.", |problems| form.check(rules, problems))
                .map(Some),
        };
        if !self.one.is_empty() && self.two.is_some() {
            problems.add("two", Code::PracticalBoth);
        }
        Some(PracticalContent {
            one: one.into_iter().collect::<Option<_>>()?,
            two: two?,
        })
    }
}

impl PracticalTwoForm {
    fn check(
        &self,
        rules: &PracticalRules,
        problems: &mut Problems,
    ) -> Option<PracticalTwoContent> {
        let ids = rules.two.kinds.iter().map(|kind| kind.id.as_str());
        let kind = problems.take("kind", choice(&self.kind, ids));
        let description =
            problems.take_optional("description", &self.description, EvidenceId::parse);
        let evidence = evidence_list(&self.evidence, "evidence", problems);
        Some(PracticalTwoContent {
            kind: kind?,
            description: description?,
            evidence: evidence?,
        })
    }
}

pub(super) fn choice<'a>(
    text: &str,
    mut ids: impl Iterator<Item = &'a str>,
) -> Result<String, Rejection> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Code::Required.into());
    }
    let found = ids.find(|id| *id == text).map(str::to_owned);
    found.ok_or_else(|| Rejection::new(Code::UnknownChoice).with("given", text))
}

pub(super) fn past(text: &str, today: Date) -> Result<Date, Rejection> {
    let date = Date::parse(text)?;
    if date > today {
        Err(Code::InFuture.into())
    } else {
        Ok(date)
    }
}

pub(super) fn units(text: &str, max: Units) -> Result<Units, Rejection> {
    let units = Units::parse(text)?;
    if units.is_zero() {
        Err(Code::UnitsZero.into())
    } else if units > max {
        Err(Rejection::new(Code::UnitsTooMany).with("max", max))
    } else {
        Ok(units)
    }
}

pub(super) fn evidence_list(
    list: &[String],
    field: &str,
    problems: &mut Problems,
) -> Option<Vec<EvidenceId>> {
    if list.len() > EVIDENCE_MAX {
        problems.add(
            field,
            Rejection::new(Code::TooMany).with("max", EVIDENCE_MAX),
        );
        return None;
    }
    let checked: Vec<Option<EvidenceId>> = list
        .iter()
        .enumerate()
        .map(|(index, id)| problems.take(&format!("{field}[{index}]"), EvidenceId::parse(id)))
        .collect();
    checked.into_iter().collect()
}

/// Checks the reference to the committee's minutes (議事録), a line that may be left out.
///
/// # Errors
/// `too-long`, `bad-character`.
pub fn check_minutes(text: &str) -> Result<Option<String>, Rejection> {
    if width::trim(text).is_empty() {
        return Ok(None);
    }
    free_text(text, MINUTES_MAX).map(Some)
}

/// Checks the reason for sending back: the doctor reads it, so it must say something.
///
/// # Errors
/// `required`, `too-long`, `bad-character` (control characters other than line ends).
pub fn check_reason(text: &str) -> Result<String, Rejection> {
    let text = width::trim(text).replace("\r\n", "\n");
    if text.is_empty() {
        return Err(Code::Required.into());
    }
    if let Some(control) = text.chars().find(|c| c.is_control() && *c != '\n') {
        let shown = format!("U+{:04X}", control as u32);
        return Err(Rejection::new(Code::BadCharacter).with("characters", shown));
    }
    if width::length(&text) > REASON_MAX {
        return Err(Rejection::new(Code::TooLong).with("max", REASON_MAX));
    }
    Ok(text)
}

#[cfg(all(test, feature = "rule-files"))]
mod tests;
