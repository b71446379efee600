//! 新規・更新 of a title as filled in (features.md #68–#71, #82, #83).

use serde::{Deserialize, Serialize};

use super::content::ApplicationContent;
use super::form::{ApplicationForm, TITLE_MAX, choice, evidence_list, past, units};
use super::history::PaperTrail;
use super::qualification::{
    ActivityItem, ApplicantFacts, CertificateItem, DeclaredItem, QualificationContent,
};
use crate::association::AssociationId;
use crate::calendar::Date;
use crate::contact::free_text;
use crate::programme::{Category, Programme};
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::rules::{Ask, CertificateRule, Goal, GoalKind, ProgrammeFacts, RuleVersion};
use crate::units::Units;

/// Lines of one kind. What was declared becomes credits in the transaction of the approval, and that
/// holds 100 items.
const LINES_MAX: usize = 60;

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

/// What a form for one goal can name, by the rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleChoices {
    /// Goals that can be applied for.
    pub goals: Vec<String>,
    /// Categories of declared units: those that the goal counts.
    pub categories: Vec<Category>,
    /// Certificates from elsewhere: those that the goal asks for.
    pub certificates: Vec<String>,
    /// The bounds of declared lines; none where nothing can be declared.
    pub declared: Option<DeclaredBounds>,
    /// The first day of applications in the system; none where there never were others (#93).
    pub online_from: Option<Date>,
}

/// The bounds of declared lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredBounds {
    /// The last day of courses whose credits are on paper.
    pub until: Date,
    /// Most units of one line.
    pub units_max: Units,
    /// The original is posted.
    pub original: bool,
}

impl TitleChoices {
    /// Those of a goal (its slug, known or not) in a version of the rules.
    #[must_use]
    pub fn of(version: &RuleVersion, goal: &str) -> Self {
        let goals = version.goals().iter();
        let goals = goals.filter(|goal| goal.kind != GoalKind::Certificate);
        let wanted = version.goal(goal);
        let counted = wanted.map(Goal::categories).unwrap_or_default();
        let asked = |rule: &&CertificateRule| {
            let of = |ask: &Ask| matches!(ask, Ask::Certificate { certificate } if *certificate == rule.id);
            wanted.is_some_and(|goal| goal.asks(of))
        };
        // In the order of the rules.
        let categories = version.set().categories.iter().map(|rule| &rule.id);
        TitleChoices {
            goals: goals.map(|goal| goal.id.clone()).collect(),
            categories: categories
                .filter(|category| counted.contains(category))
                .cloned()
                .collect(),
            certificates: version
                .certificates()
                .iter()
                .filter(asked)
                .map(|rule| rule.id.clone())
                .collect(),
            declared: version.declared().map(|rules| DeclaredBounds {
                until: rules.until,
                units_max: rules.units_max,
                original: rules.original,
            }),
            online_from: version.declared().map(|rules| rules.cut_over.online_from),
        }
    }
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
        let title = problems.within("title.", |problems| {
            let choices = TitleChoices::of(version, form.goal.trim());
            form.check(&choices, today, problems)
        });
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

    /// Checks what stands in the form by itself: the browser while it is typed.
    ///
    /// # Errors
    /// All refusals, the fields below `title.`.
    pub fn check_alone(
        &self,
        choices: &TitleChoices,
        today: Date,
    ) -> Result<QualificationContent, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let content = problems.within("title.", |problems| self.check(choices, today, problems));
        problems.finish(content)
    }

    /// The form without the lines that cannot be read yet.
    #[must_use]
    pub fn readable(&self, choices: &TitleChoices, today: Date) -> Self {
        let mut form = self.clone();
        form.declared
            .retain(|line| alone(|problems| line.check(choices, today, problems)));
        form.certificates
            .retain(|item| alone(|problems| item.check(choices, today, problems)));
        form.activities
            .retain(|item| alone(|problems| item.check(today, problems)));
        form
    }

    /// What the goal is judged by while the form is typed: the lines that can be read, unchecked,
    /// beside what is known of the applicant. None where the form can be of nothing yet.
    #[must_use]
    pub fn facts_as_typed(
        &self,
        choices: &TitleChoices,
        applicant: ApplicantFacts,
        today: Date,
    ) -> Option<ProgrammeFacts> {
        let readable = self.readable(choices, today);
        let content = readable.check_alone(choices, today).ok()?;
        Some(content.facts(applicant, &PaperTrail::default()))
    }

    fn check(
        &self,
        choices: &TitleChoices,
        today: Date,
        problems: &mut Problems,
    ) -> Option<QualificationContent> {
        let goals = choices.goals.iter().map(String::as_str);
        let goal = problems.take("goal", choice(&self.goal, goals));
        if let Some(first) = choices.online_from.filter(|first| today < *first) {
            problems.add(
                "goal",
                Rejection::new(Code::NotYetOnline).with("min", first),
            );
        }
        let declared = list(&self.declared, "declared", problems, |line, problems| {
            line.check(choices, today, problems)
        });
        let certificates = list(
            &self.certificates,
            "certificates",
            problems,
            |item, problems| item.check(choices, today, problems),
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
            original: choices.declared.is_some_and(|bounds| bounds.original),
            certificates: certificates?,
            activities: activities?,
        })
    }
}

impl DeclaredForm {
    fn check(
        &self,
        choices: &TitleChoices,
        today: Date,
        problems: &mut Problems,
    ) -> Option<DeclaredItem> {
        let Some(rules) = choices.declared else {
            problems.add("category", Code::UnknownChoice);
            return None;
        };
        let known_category = Category::parse(&self.category)
            .and_then(|category| known(choices.categories.contains(&category), category));
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
        choices: &TitleChoices,
        today: Date,
        problems: &mut Problems,
    ) -> Option<CertificateItem> {
        let id = self.certificate.trim();
        let certificate = if id.is_empty() {
            Err(Code::Required.into())
        } else {
            known(
                choices.certificates.iter().any(|known| known == id),
                id.to_owned(),
            )
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

/// Whether a line has nothing wrong with it.
fn alone<T>(check: impl FnOnce(&mut Problems) -> Option<T>) -> bool {
    let mut problems = Problems::new();
    let found = check(&mut problems);
    problems.finish(found).is_ok()
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
    if forms.len() > LINES_MAX {
        let rejection = Rejection::new(Code::TooMany).with("max", LINES_MAX);
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

#[cfg(all(test, feature = "rule-files"))]
mod tests;
