//! What is known of a doctor when an application is prepared or submitted: the page of the own
//! partition, with credits, profile and applications, in one read.

use adapters::store::{
    Found, Key, Range,
    items::{
        application::{ApplicationLine, ApplicationRecord},
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

use super::documents::referred;
use crate::{Failure, Scope, my_page::ledger};

/// A doctor's page, as far as applications look at it.
pub struct Dossier {
    /// 登録情報.
    pub profile: ProfileRecord,
    /// Classroom units, per fiscal year.
    pub classroom: Vec<ClassroomUnits>,
    /// Own applications.
    pub applications: Vec<ApplicationLine>,
}

impl Dossier {
    /// Where it lies.
    #[must_use]
    pub fn range(scope: &Scope, partition: &str) -> Range {
        ledger::page_range(scope, partition)
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
        let rules = rules(scope, programme)?;
        let content = form.check(rules, scope.today())?;
        let application = rules.application.as_ref().ok_or(Failure::not_found())?;
        let (target, evidence) = referred(scope, dossier, id, application, &content).await?;
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
