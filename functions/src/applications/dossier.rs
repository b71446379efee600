//! What is known of a doctor when an application is prepared or submitted: the page of the own
//! partition, with credits, profile and applications, in one read.

use adapters::store::{
    Found, Key, Range,
    items::{
        application::{ApplicationLine, ApplicationRecord, TitleLine},
        doctor::{EvidenceRecord, ProfileRecord},
    },
};
use api::problem::ProblemKind;
use domain::{
    application::{ApplicationContent, ApplicationForm, ApplicationStatus},
    association::Association,
    calendar::Date,
    id::ApplicationId,
    programme::Programme,
    rejection::FieldProblem,
    rules::{ClassroomUnits, Evaluation, RuleSet, UnitSource, evaluate},
    units::Units,
};

use super::documents::{of_another_kind, referred};
use crate::{
    Failure, Scope,
    my_page::ledger,
    titles::{facts::TitleFile, submission},
};

/// A doctor's page, as far as applications look at it.
pub struct Dossier {
    /// 登録情報.
    pub profile: ProfileRecord,
    /// Classroom units, per fiscal year.
    pub classroom: Vec<ClassroomUnits>,
    /// Own applications.
    pub applications: Vec<ApplicationLine>,
    /// What titles are judged by, where the programme awards one.
    pub titles: Option<TitleFile>,
}

impl Dossier {
    /// Where it lies: the page, or the credits of all years for a programme that awards a title.
    ///
    /// # Errors
    /// A function that does not declare the rules: our fault.
    pub fn range(scope: &Scope, partition: &str, programme: Programme) -> Result<Range, Failure> {
        Ok(if awards_title(scope, programme)? {
            TitleFile::range(partition)
        } else {
            ledger::page_range(scope, partition)
        })
    }

    /// From the items of the page.
    ///
    /// # Errors
    /// 404 when the profile is not there; items of another shape.
    pub fn from_items(
        scope: &Scope,
        found: &[Found],
        programme: Programme,
    ) -> Result<Self, Failure> {
        if awards_title(scope, programme)? {
            let titles = TitleFile::from_items(scope, found)?;
            return Ok(Self {
                profile: titles.profile.clone(),
                classroom: Vec::new(),
                applications: titles.applications.clone(),
                titles: Some(titles),
            });
        }
        let profile = ledger::profile(found)?.ok_or(Failure::not_found())?;
        let applications = found
            .iter()
            .filter(|item| item.sk().starts_with("Q#"))
            .map(Found::decode)
            .collect::<Result<Vec<ApplicationLine>, _>>()?;
        let tally = ledger::tally(scope, found, &profile.profile.identity())?;
        let classroom = rules(scope, programme)?
            .application
            .as_ref()
            .map(|application| tally.classroom(application.classroom_programme))
            .unwrap_or_default();
        Ok(Self {
            profile,
            classroom,
            applications,
            titles: None,
        })
    }

    /// 医師会員, of any association.
    #[must_use]
    pub fn is_member(&self) -> bool {
        !self.profile.memberships.is_empty()
    }

    /// The application of this programme that is still under way.
    #[must_use]
    pub fn open_application(&self, programme: Programme) -> Option<&ApplicationLine> {
        self.applications.iter().find(|line| {
            line.programme == programme
                && matches!(
                    line.status,
                    ApplicationStatus::Pending | ApplicationStatus::SentBack
                )
        })
    }
}

/// Whether a programme awards a title by the rules of today.
fn awards_title(scope: &Scope, programme: Programme) -> Result<bool, Failure> {
    let version = scope.rule_book()?.version(programme, scope.today());
    Ok(version.is_some_and(|version| version.qualification().is_some()))
}

/// The rule set in force today.
///
/// # Errors
/// 404 for a programme that has no application.
pub fn rules(scope: &Scope, programme: Programme) -> Result<&RuleSet, Failure> {
    scope
        .rule_book()?
        .in_force(programme, scope.today())
        .filter(|rules| rules.application.is_some())
        .ok_or(Failure::not_found())
}

/// What a form asks for, checked against rules, documents and associations, and found submittable.
pub struct Submission {
    /// The checked form.
    pub content: ApplicationContent,
    /// Requirements, all met.
    pub evaluation: Evaluation,
    /// Its documents, each own and checked.
    pub evidence: Vec<EvidenceRecord>,
    /// 申請先医師会.
    pub target: Association,
    /// Units in all.
    pub units: Units,
    /// What the line of an application for a title has beside the others.
    pub title: Option<TitleLine>,
}

impl Submission {
    /// Checks a form with everything it refers to: one trip, beside those already made.
    /// `applied_on` is the day of the first submission: its fiscal year is 申請年度, also for a
    /// correction in the next one.
    ///
    /// # Errors
    /// 422 with the fields, or with the requirements that are not met.
    pub async fn check(
        scope: &Scope,
        dossier: &Dossier,
        form: &ApplicationForm,
        id: &ApplicationId,
        applied_on: Date,
    ) -> Result<Self, Failure> {
        let programme = Programme::parse(&form.programme).map_err(|rejection| {
            Failure::invalid(vec![FieldProblem::new("programme", rejection)])
        })?;
        if let Some(file) = &dossier.titles {
            return submission::check(scope, dossier, file, form, id, applied_on).await;
        }
        let rules = rules(scope, programme)?;
        let content = form.check(rules, scope.today())?;
        let application = rules.application.as_ref().ok_or(Failure::not_found())?;
        let (target, evidence) = referred(scope, dossier, id, &content, |evidence| {
            of_another_kind(application, &content, evidence)
        })
        .await?;
        let facts = content.facts(dossier.classroom.clone(), dossier.is_member());
        let evaluation = evaluate(rules, &facts, applied_on);
        if !evaluation.submittable {
            return Err(Failure::new(ProblemKind::RequirementsUnmet).listing(&evaluation));
        }
        let units = total_units(rules, &evaluation);
        Ok(Self {
            content,
            evaluation,
            evidence,
            target,
            units,
            title: None,
        })
    }
}

/// The units of the requirement that sums everything up: the one with the most sources.
fn total_units(rules: &RuleSet, evaluation: &Evaluation) -> Units {
    let sources = |id: &str| -> Option<&Vec<UnitSource>> {
        rules
            .application
            .as_ref()?
            .requirements
            .iter()
            .find(|requirement| requirement.id == id)
            .and_then(|requirement| match &requirement.kind {
                domain::rules::RequirementKind::Units { sources, .. } => Some(sources),
                _ => None,
            })
    };
    evaluation
        .requirements
        .iter()
        .filter_map(|result| {
            Some((
                sources(&result.id)?.len(),
                Units::parse(result.have.as_deref()?).ok()?,
            ))
        })
        .max_by_key(|(count, _)| *count)
        .map(|(_, units)| units)
        .unwrap_or_default()
}

/// The head of the application that a line stands for: read again to compare.
///
/// # Errors
/// The table's.
pub async fn head_of(
    scope: &Scope,
    line: &ApplicationLine,
) -> Result<Option<ApplicationRecord>, Failure> {
    Ok(scope.store.read(&Key::application_head(&line.id)).await?)
}
