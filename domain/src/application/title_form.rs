//! 新規・更新 of a title as filled in (features.md #68–#71, #82, #83).

use serde::{Deserialize, Serialize};

use super::content::ApplicationContent;
use super::form::{ApplicationForm, ITEMS_MAX, TITLE_MAX, choice, evidence_list, past, units};
use super::qualification::{ActivityItem, CertificateItem, DeclaredItem, QualificationContent};
use crate::association::AssociationId;
use crate::calendar::Date;
use crate::contact::free_text;
use crate::programme::{Category, Programme};
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::rules::{Goal, GoalKind, RuleVersion};

/// What an application for a title asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct TitleForm {
    /// 申請区分: a goal of the rules (新規, 更新).
    pub goal: String,
    /// Units of the handbook or of paper certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<DeclaredForm>,
    /// Certificates from elsewhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<CertificateForm>,
    /// Practice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<ActivityForm>,
}

/// A line of declared units, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeclaredForm {
    /// A category of the rules.
    pub category: String,
    /// 単位
    pub units: String,
    /// The day of the first of them.
    pub from: String,
    /// The day of the last of them.
    pub to: String,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

/// A certificate from elsewhere, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct CertificateForm {
    /// A certificate of the rules.
    pub certificate: String,
    /// The day of completion.
    pub date: String,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

/// An item of practice, as filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ActivityForm {
    /// What was done.
    pub title: String,
    /// When.
    pub date: String,
    /// Evidence ids.
    pub evidence: Vec<String>,
}

impl ApplicationForm {
    /// Checks an application for a title against the rules of its programme. `path` are the
    /// associations through which it goes, from the lowest up; it has at least one.
    ///
    /// # Errors
    /// All refusals; `unknown-choice` for what belongs to an application without a title.
    pub fn check_title(
        &self,
        version: &RuleVersion,
        path: &[AssociationId],
        today: Date,
    ) -> Result<ApplicationContent, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let own = Programme::parse(&self.programme)
            .and_then(|found| known(found == version.set().programme, found));
        let programme = problems.take("programme", own);
        if !self.handed_in.is_empty() {
            problems.add("handed_in", Code::UnknownChoice);
        }
        if !self.practical.one.is_empty() || self.practical.two.is_some() {
            problems.add("practical", Code::UnknownChoice);
        }
        let form = self.title.clone().unwrap_or_default();
        let title = problems.within("title.", |problems| form.check(version, today, problems));
        let documents = evidence_list(
            &self.identity_documents,
            "identity_documents",
            &mut problems,
        );
        if path.is_empty() {
            problems.add("target", Code::Required);
        }
        let content = (|| {
            let (target, further) = path.split_first()?;
            Some(ApplicationContent {
                programme: programme?,
                rule_set: version.id().to_owned(),
                target: target.clone(),
                handed_in: Vec::new(),
                practical: Default::default(),
                identity_documents: documents?,
                further_stages: further.to_vec(),
                qualification: Some(title?),
            })
        })();
        problems.finish(content)
    }
}

impl TitleForm {
    /// The goal that is applied for.
    #[must_use]
    pub fn goal<'a>(&self, version: &'a RuleVersion) -> Option<&'a Goal> {
        let applied_for = |goal: &&Goal| goal.kind != GoalKind::Certificate;
        version.goal(self.goal.trim()).filter(applied_for)
    }

    fn check(
        &self,
        version: &RuleVersion,
        today: Date,
        problems: &mut Problems,
    ) -> Option<QualificationContent> {
        let goals = version.goals().iter();
        let goals = goals.filter(|goal| goal.kind != GoalKind::Certificate);
        let goal = problems.take(
            "goal",
            choice(&self.goal, goals.map(|goal| goal.id.as_str())),
        );
        let declared = list(&self.declared, "declared", problems, |line, problems| {
            line.check(version, today, problems)
        });
        let certificates = list(
            &self.certificates,
            "certificates",
            problems,
            |item, problems| item.check(version, today, problems),
        );
        let activities = list(
            &self.activities,
            "activities",
            problems,
            |item, problems| item.check(today, problems),
        );
        Some(QualificationContent {
            goal: goal?,
            declared: declared?,
            original: version.declared().is_some_and(|rules| rules.original),
            certificates: certificates?,
            activities: activities?,
        })
    }
}

impl DeclaredForm {
    fn check(
        &self,
        version: &RuleVersion,
        today: Date,
        problems: &mut Problems,
    ) -> Option<DeclaredItem> {
        let Some(rules) = version.declared() else {
            problems.add("category", Code::UnknownChoice);
            return None;
        };
        let known_category = Category::parse(&self.category)
            .and_then(|category| known(version.category_label(&category).is_some(), category));
        let category = problems.take("category", known_category);
        let units = problems.take("units", units(&self.units, rules.units_max));
        let from = problems.take("from", past(&self.from, today));
        let to = problems.take("to", past(&self.to, today));
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            problems.add("to", Code::EndBeforeStart);
        }
        if to.is_some_and(|to| to > rules.until) {
            let rejection = Rejection::new(Code::AfterCutOver).with("max", rules.until);
            problems.add("to", rejection);
        }
        let evidence = evidence_list(&self.evidence, "evidence", problems);
        Some(DeclaredItem {
            category: category?,
            units: units?,
            from: from?,
            to: to?,
            evidence: evidence?,
        })
    }
}

impl CertificateForm {
    fn check(
        &self,
        version: &RuleVersion,
        today: Date,
        problems: &mut Problems,
    ) -> Option<CertificateItem> {
        let id = self.certificate.trim();
        let certificate = if id.is_empty() {
            Err(Code::Required.into())
        } else {
            known(version.certificate(id).is_some(), id.to_owned())
        };
        let certificate = problems.take("certificate", certificate);
        let date = problems.take("date", past(&self.date, today));
        let evidence = evidence_list(&self.evidence, "evidence", problems);
        Some(CertificateItem {
            certificate: certificate?,
            date: date?,
            evidence: evidence?,
        })
    }
}

impl ActivityForm {
    fn check(&self, today: Date, problems: &mut Problems) -> Option<ActivityItem> {
        let title = problems.take("title", free_text(&self.title, TITLE_MAX));
        let date = problems.take("date", past(&self.date, today));
        let evidence = evidence_list(&self.evidence, "evidence", problems);
        Some(ActivityItem {
            title: title?,
            date: date?,
            evidence: evidence?,
        })
    }
}

fn known<T>(is: bool, value: T) -> Result<T, Rejection> {
    if is {
        Ok(value)
    } else {
        Err(Code::UnknownChoice.into())
    }
}

/// Checks a list, each item by itself.
fn list<F, T>(
    forms: &[F],
    field: &str,
    problems: &mut Problems,
    check: impl Fn(&F, &mut Problems) -> Option<T>,
) -> Option<Vec<T>> {
    if forms.len() > ITEMS_MAX {
        let rejection = Rejection::new(Code::TooMany).with("max", ITEMS_MAX);
        problems.add(field, rejection);
        return None;
    }
    let checked: Vec<Option<T>> = forms
        .iter()
        .enumerate()
        .map(|(index, form)| {
            problems.within(&format!("{field}[{index}]."), |problems| {
                check(form, problems)
            })
        })
        .collect();
    checked.into_iter().collect()
}
