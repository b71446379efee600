//! What an application for a title asks for, checked and found submittable.

use adapters::store::items::application::{FeeRecord, TitleLine};
use api::problem::ProblemKind;
use domain::{
    application::{
        ApplicationContent, ApplicationForm, FeeState, PaperTrail, QualificationContent,
    },
    association::AssociationId,
    calendar::Date,
    evidence::EvidenceKind,
    id::ApplicationId,
    rejection::{Code, FieldProblem},
    rules::{Ask, Goal, Judgement, ProgrammeFacts, RuleVersion, Source, judge},
    units::Units,
};

use super::{facts::TitleFile, path};
use crate::{
    Failure, Scope,
    applications::{
        documents::{identity_of_another_kind, referred},
        dossier::{Dossier, Submission},
    },
};

/// Checks a form with everything it refers to: one trip, beside those already made.
///
/// A correction may use what was earned since it was first submitted on `applied_on`; and what was
/// in time then stays in time.
///
/// # Errors
/// 422 with the fields, or with the requirements that are not met.
pub async fn check(
    scope: &Scope,
    dossier: &Dossier,
    file: &TitleFile,
    form: &ApplicationForm,
    id: &ApplicationId,
    applied_on: Date,
) -> Result<Submission, Failure> {
    let (form_title, today) = (form.title.clone().unwrap_or_default(), scope.today());
    let programme = domain::programme::Programme::parse(&form.programme)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("programme", rejection)]))?;
    let version = path::version(scope, programme, today)?;
    let prefecture = path::prefecture(version, &file.profile, &form.target)?;
    let goal = form_title.goal(version);
    let stages = match (prefecture, goal) {
        (Some(prefecture), Some(goal)) => path::stages(version, goal, prefecture, &file.profile),
        _ => Vec::new(),
    };
    let content = form.check_title(version, &stages, today)?;
    let (Some(goal), Some(prefecture)) = (goal, prefecture) else {
        return Err(Failure::invalid(vec![FieldProblem::new(
            "target",
            Code::Required,
        )]));
    };
    let accepted = identity_documents(goal);
    let (target, evidence) = referred(scope, dossier, id, &content, |evidence| {
        identity_of_another_kind(&accepted, &content, evidence)
    })
    .await?;
    let facts = facts(file, &content, id, &PaperTrail::default());
    let judgement = judged(version, goal, &facts, [today, applied_on]);
    if !judgement.submittable {
        let mut evaluation = judgement.explained();
        // What comes after applying is not what stands in the way now.
        evaluation.requirements.retain(|one| !one.later);
        return Err(Failure::new(ProblemKind::RequirementsUnmet).listing(&evaluation));
    }
    let placement = path::placement(scope, programme, prefecture, today)?;
    let titled = content.qualification.as_ref();
    let in_the_system = titled.is_some_and(QualificationContent::is_in_the_system);
    Ok(Submission {
        evaluation: judgement.explained(),
        units: units_of(&judgement),
        evidence,
        title: Some(TitleLine {
            kind: goal.kind,
            stage: target.id.clone(),
            prefecture: AssociationId::prefectural(prefecture),
            round: placement.round.id,
            committee: placement.round.committee,
            missed: placement.missed.map(|round| round.id),
            forwarded: false,
            clean: judgement.approvable && in_the_system,
            fee: goal.fee.as_ref().map(|fee| FeeRecord {
                yen: fee.yen,
                state: FeeState::Unpaid,
                receipt: None,
            }),
            decided_on: None,
            minutes: None,
        }),
        target,
        content,
    })
}

/// The first judgement that allows submitting, else the first.
pub fn judged<'a>(
    version: &'a RuleVersion,
    goal: &'a Goal,
    facts: &'a ProgrammeFacts,
    days: [Date; 2],
) -> Judgement<'a> {
    let first = judge(version, goal, facts, days[0]);
    if first.submittable || days[0] == days[1] {
        return first;
    }
    let second = judge(version, goal, facts, days[1]);
    if second.submittable { second } else { first }
}

/// What an application is judged by: the system's credits and what stands in it, with what officers
/// found of that.
#[must_use]
pub fn facts(
    file: &TitleFile,
    content: &ApplicationContent,
    id: &ApplicationId,
    paper: &PaperTrail,
) -> ProgrammeFacts {
    let documents = content.identity_documents.len();
    let applicant = file.applicant(content.programme, Some(id), documents);
    match &content.qualification {
        Some(title) => title.facts(applicant, paper),
        None => ProgrammeFacts::default(),
    }
}

/// The documents of identity that a goal accepts.
fn identity_documents(goal: &Goal) -> Vec<EvidenceKind> {
    let asked = goal.requirements.iter().filter_map(|one| match &one.kind {
        Ask::IdentityDocument { documents } => Some(documents.clone()),
        _ => None,
    });
    asked.flatten().collect()
}

/// The units of everything that was counted, each once.
fn units_of(judgement: &Judgement<'_>) -> Units {
    let mut counted: Vec<Source> = judgement
        .verdicts
        .iter()
        .flat_map(|verdict| {
            let of_ways = verdict.paths.iter().flat_map(|path| &path.verdicts);
            std::iter::once(verdict).chain(of_ways)
        })
        .flat_map(|verdict| verdict.counted.iter().copied())
        .collect();
    counted.sort_unstable();
    counted.dedup();
    let units = counted.into_iter().filter_map(|source| match source {
        Source::Credit(place) => judgement.facts.credits.get(place).map(|one| one.units),
        Source::Declared(place) => {
            let line = judgement.facts.declared.get(place)?;
            Some(line.checked.unwrap_or(line.units))
        }
        Source::Certificate(_) | Source::Activity(_) => None,
    });
    units.sum()
}
