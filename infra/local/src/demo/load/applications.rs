//! Applications: head, history and line, their documents, and the certificates of approved ones.

use super::super::world::{Application, ApplicationState, DemoWorld, FileType, Office};
use super::super::{evidence, forms, ids};
use super::credits::entries;
use super::doctors::Registered;
use super::staff::clerk;
use super::{LoadError, at, insert, object_name};
use adapters::documents::{Documents, Shelf};
use adapters::store::Store;
use adapters::store::items::application::{
    ApplicationEventRecord, ApplicationLine, ApplicationRecord,
};
use adapters::store::items::certificate::CertificateSummaryRecord;
use adapters::store::items::credit::CreditRecord;
use adapters::store::items::doctor::EvidenceRecord;
use domain::application::{self, Actor, ApplicationContent, ApplicationStatus};
use domain::assurance::Assurance;
use domain::calendar::FiscalYear;
use domain::certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix};
use domain::credit::{CreditEntry, fold};
use domain::evidence::MediaType;
use domain::programme::Programme;
use domain::rules::{Evaluation, RuleBook, evaluate};
use domain::units::Units;
use std::collections::HashMap;
use time::Duration;

/// All that is written of one application.
pub struct Case {
    /// Head and line.
    pub head: ApplicationRecord,
    /// Its history.
    pub events: Vec<ApplicationEventRecord>,
    /// That of the approval.
    pub certificate: Option<CertificateSummaryRecord>,
    /// Bytes of each document, in the order of the head's.
    pub files: Vec<Vec<u8>>,
}

/// The cases of all applications.
pub fn cases(
    world: &DemoWorld,
    doctors: &HashMap<String, Registered>,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<Vec<Case>, LoadError> {
    world
        .applications
        .iter()
        .map(|listed| {
            case(
                world,
                listed,
                &doctors[&listed.register_number],
                ledger,
                book,
            )
        })
        .collect()
}

fn case(
    world: &DemoWorld,
    listed: &Application,
    doctor: &Registered,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<Case, LoadError> {
    let (content, evaluation) = judged(listed, doctor, ledger, book)?;
    let application = history(world, listed, doctor, &content)?;
    let approved = application.status() == ApplicationStatus::Approved;
    let certificate = approved.then(|| certificate(listed, doctor));
    let mut files = Vec::new();
    let mut documents = Vec::new();
    for document in forms::documents(listed) {
        let bytes = evidence::file(document.evidence)?;
        let media_type = match document.evidence.file_type {
            FileType::Pdf => MediaType::Pdf,
            FileType::Jpeg => MediaType::Jpeg,
            FileType::Png => MediaType::Png,
        };
        documents.push(EvidenceRecord {
            partition: doctor.profile.partition.clone(),
            object: object_name(document.id.as_str(), media_type.extension()),
            id: document.id,
            kind: document.kind,
            file_name: document.evidence.file_name.clone(),
            declared: media_type,
            media_type: Some(media_type),
            size: bytes.len() as u64,
            begun_at: at(listed.submitted, 11),
            used_by: Some(application.id().clone()),
            sent: false,
            forgotten: false,
        });
        files.push(bytes);
    }
    let target = ids::association(&listed.target);
    let line = ApplicationLine {
        id: application.id().clone(),
        partition: doctor.profile.partition.clone(),
        register_number: doctor.identity.number.clone(),
        name: doctor.profile.profile.name.kanji.to_string(),
        member: !doctor.profile.memberships.is_empty(),
        confirmed: doctor.profile.assurance == Assurance::Confirmed,
        programme: content.programme,
        target_name: association_name(world, &listed.target),
        target,
        fiscal_year: FiscalYear::of(forms::day(listed.submitted)),
        submitted_on: forms::day(listed.submitted),
        waiting_since: application.last_event().at,
        status: application.status(),
        resubmitted: matches!(
            listed.state,
            ApplicationState::Resubmitted(_) | ApplicationState::ApprovedAfterSendBack(_)
        ),
        units: total(&evaluation),
        reason: application.reason().map(str::to_owned),
        certificate: certificate
            .as_ref()
            .map(|certificate| certificate.number.clone()),
        title: None,
    };
    let events = (1..)
        .zip(application.events())
        .map(|(sequence, event)| ApplicationEventRecord {
            application: line.id.clone(),
            sequence,
            event: event.clone(),
        });
    let events: Vec<_> = events.collect();
    Ok(Case {
        head: ApplicationRecord {
            line,
            form: forms::application(listed),
            evaluation,
            evidence: documents,
            v: u32::try_from(events.len()).unwrap_or(u32::MAX),
        },
        events,
        certificate,
        files,
    })
}

/// The content as the rules of the day judged it.
fn judged(
    listed: &Application,
    doctor: &Registered,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<(ApplicationContent, Evaluation), LoadError> {
    let submitted = forms::day(listed.submitted);
    let rules = book
        .in_force(Programme::FamilyPhysicianFunction, submitted)
        .ok_or_else(|| LoadError::Impossible(format!("no rules on {submitted}")))?;
    let content = forms::application(listed)
        .check(rules, submitted)
        .map_err(|problems| LoadError::Invalid {
            what: format!("application {}", listed.key),
            problems,
        })?;
    let posted: Vec<CreditEntry> = entries(ledger, &listed.register_number)
        .filter(|entry| entry.posted_at < submitted.begins())
        .collect();
    let classroom =
        fold(&posted, &doctor.identity.identity).classroom(Programme::ContinuingEducation);
    let member = !doctor.profile.memberships.is_empty();
    let evaluation = evaluate(rules, &content.facts(classroom, member), submitted);
    if evaluation.submittable {
        Ok((content, evaluation))
    } else {
        Err(LoadError::Impossible(format!(
            "{} does not fulfil the rules: {evaluation:?}",
            listed.key
        )))
    }
}

/// Units in all, as the requirement panel counted them.
fn total(evaluation: &Evaluation) -> Units {
    let total = evaluation
        .requirements
        .iter()
        .find(|requirement| requirement.id == "total");
    let have = total.and_then(|requirement| requirement.have.as_deref());
    have.and_then(|units| Units::parse(units).ok())
        .unwrap_or_default()
}

/// Replays what happened through the domain's own state machine.
fn history(
    world: &DemoWorld,
    listed: &Application,
    doctor: &Registered,
    content: &ApplicationContent,
) -> Result<application::Application, LoadError> {
    let applicant = doctor.identity.number.clone();
    let myself = Actor::Doctor {
        register_number: applicant.clone(),
    };
    let officer = Actor::Officer {
        association: content.target.clone(),
        login: clerk(world, &Office::Association(listed.target.clone())),
        register_number: None,
    };
    // Two days until it was sent back, one until it came again.
    let returned = at(listed.submitted + Duration::days(2), 15);
    let again = at(listed.submitted + Duration::days(3), 20);
    let last = at(listed.last_step, 15);
    let begun = application::Application::submit(
        ids::application(&listed.key),
        applicant,
        content.clone(),
        at(listed.submitted, 12),
    );
    let done = match &listed.state {
        ApplicationState::Submitted => Ok(begun),
        ApplicationState::SentBack(reason) => begun.send_back(reason.clone(), officer, last),
        ApplicationState::Resubmitted(reason) => begun
            .send_back(reason.clone(), officer, returned)
            .and_then(|sent_back| sent_back.resubmit(content.clone(), myself, last)),
        ApplicationState::Approved => begun.approve(officer, last),
        ApplicationState::ApprovedAfterSendBack(reason) => begun
            .send_back(reason.clone(), officer.clone(), returned)
            .and_then(|sent_back| sent_back.resubmit(content.clone(), myself, again))
            .and_then(|resubmitted| resubmitted.approve(officer, last)),
        ApplicationState::Rejected(reason) => begun.reject(reason.clone(), officer, last),
        ApplicationState::Withdrawn => begun.withdraw(myself, last),
    };
    done.map_err(|refused| LoadError::Impossible(format!("{}: {refused}", listed.key)))
}

fn association_name(world: &DemoWorld, key: &str) -> String {
    let found = world
        .associations
        .iter()
        .find(|association| association.key == key);
    found
        .map(|association| association.name.clone())
        .unwrap_or_default()
}

/// The line of the certificate; the stream has it printed, as after any approval.
fn certificate(listed: &Application, doctor: &Registered) -> CertificateSummaryRecord {
    let issued_on = forms::day(listed.last_step);
    CertificateSummaryRecord {
        register_number: doctor.identity.number.clone(),
        number: CertificateNumber::new(
            NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
            issued_on.year(),
            ids::bytes(&format!("certificate/{}", listed.key)),
        ),
        kind: CertificateKind::Completion,
        programme: Programme::FamilyPhysicianFunction,
        application: ids::application(&listed.key),
        issued_on,
        valid_until: None,
        object: None,
        status: CertificateStatus::Valid,
        v: 1,
    }
}

/// Stores documents first and decisions last: whoever hears of an approval finds all it needs.
/// Answers the number of documents.
pub async fn write(
    store: &Store,
    documents: &Documents,
    cases: &[Case],
) -> Result<usize, LoadError> {
    let mut stored = 0;
    for case in cases {
        for (record, bytes) in case.head.evidence.iter().zip(&case.files) {
            documents
                .put(
                    Shelf::Evidence,
                    &record.object,
                    record.declared.as_str(),
                    bytes.clone(),
                )
                .await?;
            stored += 1;
        }
    }
    let all = || cases.iter();
    insert(
        store,
        all().flat_map(|case| case.head.evidence.clone()).collect(),
    )
    .await?;
    insert(store, all().map(|case| case.head.clone()).collect()).await?;
    insert(store, all().map(|case| case.head.line.clone()).collect()).await?;
    insert(
        store,
        all().filter_map(|case| case.certificate.clone()).collect(),
    )
    .await?;
    insert(store, all().flat_map(|case| case.events.clone()).collect()).await?;
    Ok(stored)
}
