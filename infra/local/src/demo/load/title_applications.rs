//! Applications for titles, in every state that a prefecture or the committee meets: rule-clean ones
//! and such that need an eye, with the handbook on its way or checked, sent back, before the
//! committee, approved (features.md #82–#91, L14, L18).

use super::super::world::{Evidence, FileType};
use super::super::{TODAY, evidence, forms, ids};
use super::applications::Case;
use super::title_applicants::{Applicant, HANDBOOK_FROM, INDUSTRIAL, SPORTS, Step};
use super::{LoadError, at, object_name};
use adapters::store::items::application::{
    ApplicationEventRecord, ApplicationLine, ApplicationRecord, FeeRecord, TitleLine,
};
use adapters::store::items::certificate::CertificateSummaryRecord;
use adapters::store::items::credit::CreditRecord;
use adapters::store::items::doctor::EvidenceRecord;
use adapters::store::items::qualification::{ApprovalRecord, QualificationRecord};
use domain::application::{
    Actor, ApplicantFacts, Application, ApplicationContent, ApplicationForm, ApplicationStatus,
    CertificateForm, DeclaredCheck, DeclaredForm, FeeState, QualificationContent, TitleForm,
    TransitionRefused,
};
use domain::association::AssociationId;
use domain::calendar::FiscalYear;
use domain::certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix};
use domain::credit::{CreditEntry, counting_entries};
use domain::evidence::{EvidenceKind, MediaType};
use domain::rounds::{Placement, RoundBook};
use domain::rules::{Goal, Judgement, RuleBook, RuleVersion, judge};
use time::Duration;

/// What is written of them all.
pub struct Written {
    /// Applications with their documents.
    pub cases: Vec<Case>,
    /// Titles after their approvals, in the place of those before.
    pub titles: Vec<QualificationRecord>,
}

/// Their applications, judged by the rules of the day on which each was handed in.
pub fn written(
    applicants: &[Applicant<'_>],
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<Written, LoadError> {
    let rounds = RoundBook::embedded().map_err(LoadError::Rules)?;
    let mut written = Written {
        cases: Vec::new(),
        titles: Vec::new(),
    };
    for applicant in applicants {
        let (case, title) = one(applicant, ledger, book, &rounds)?;
        written.cases.push(case);
        written.titles.extend(title);
    }
    Ok(written)
}

fn one(
    applicant: &Applicant<'_>,
    ledger: &[CreditRecord],
    book: &RuleBook,
    rounds: &RoundBook,
) -> Result<(Case, Option<QualificationRecord>), LoadError> {
    let story = applicant.story;
    let impossible = |what: &dyn std::fmt::Display| applicant.impossible(what);
    let day = TODAY - Duration::days(story.ago);
    let on = forms::day(day);
    let version = book
        .version(story.programme, on)
        .ok_or_else(|| impossible(&"no rules"))?;
    let goal = version
        .goal(story.goal)
        .ok_or_else(|| impossible(&"no such goal"))?;
    let prefecture =
        AssociationId::parse(applicant.prefecture).map_err(|rejection| impossible(&rejection))?;
    let code = prefecture
        .prefecture()
        .ok_or_else(|| impossible(&"no prefecture"))?;
    let placement = rounds
        .placement(story.programme, code, on)
        .ok_or_else(|| impossible(&"no round"))?;
    let paper = document(applicant, day)?;
    let form = form(applicant, paper.as_ref().map(|(record, _)| record));
    let path = [prefecture.clone(), AssociationId::national()];
    let content = form
        .check_title(version, &path, on)
        .map_err(|problems| LoadError::Invalid {
            what: applicant.key(),
            problems,
        })?;
    let entries: Vec<CreditEntry> = ledger
        .iter()
        .filter(|record| record.number == applicant.known.identity.number)
        .flat_map(CreditRecord::entries)
        .collect();
    let application = history(applicant, &content, &placement, &prefecture)
        .map_err(|refused| impossible(&refused))?;
    let facts = ApplicantFacts {
        credits: counting_entries(
            &entries,
            &applicant.known.identity.identity,
            story.programme,
        )
        .into_iter()
        .map(CreditEntry::fact)
        .collect(),
        qualification: applicant
            .title
            .map(QualificationRecord::fact)
            .unwrap_or_default(),
        under_review: false,
        member: true,
        identity_documents: 0,
    };
    let titled = content
        .qualification
        .as_ref()
        .ok_or_else(|| impossible(&"no title in it"))?;
    let facts = titled.facts(facts, application.paper());
    let judgement = judge(version, goal, &facts, on);
    if !judgement.submittable {
        return Err(impossible(&format!("{:?}", judgement.explained())));
    }
    let title = approved(applicant, version, goal, &placement);
    let certificate = title
        .as_ref()
        .and_then(|title| certificate(applicant, title, &placement));
    let line = line(
        applicant,
        &application,
        &judgement,
        (goal, titled),
        (&placement, certificate.as_ref()),
    );
    let events: Vec<ApplicationEventRecord> = (1..)
        .zip(application.events())
        .map(|(sequence, event)| ApplicationEventRecord {
            application: line.id.clone(),
            sequence,
            event: event.clone(),
        })
        .collect();
    let (evidence, files) = paper.into_iter().unzip();
    let case = Case {
        head: ApplicationRecord {
            line,
            form,
            evaluation: judgement.explained(),
            evidence,
            v: u32::try_from(events.len()).unwrap_or(u32::MAX),
        },
        events,
        certificate,
        files,
    };
    Ok((case, title))
}

/// The certificate of the second part of the sports course, for those who have it on paper.
fn document(
    applicant: &Applicant<'_>,
    day: time::Date,
) -> Result<Option<(EvidenceRecord, Vec<u8>)>, LoadError> {
    if !(applicant.story.paper && applicant.story.programme == SPORTS) {
        return Ok(None);
    }
    let shown = Evidence {
        file_name: "後期修了証.pdf".to_owned(),
        file_type: FileType::Pdf,
        lines: vec![
            "CERTIFICATE OF COMPLETION".to_owned(),
            "SPORTS MEDICINE, SECOND PART".to_owned(),
            "2024-11-10".to_owned(),
        ],
    };
    let bytes = evidence::file(&shown)?;
    let id = ids::evidence(&applicant.key(), 0);
    let record = EvidenceRecord {
        partition: applicant.known.profile.partition.clone(),
        object: object_name(id.as_str(), MediaType::Pdf.extension()),
        id,
        kind: EvidenceKind::AttendanceCertificate,
        file_name: shown.file_name,
        declared: MediaType::Pdf,
        media_type: Some(MediaType::Pdf),
        size: bytes.len() as u64,
        begun_at: at(day, 11),
        used_by: Some(ids::application(&applicant.key())),
        sent: false,
        forgotten: false,
    };
    Ok(Some((record, bytes)))
}

fn form(applicant: &Applicant<'_>, paper: Option<&EvidenceRecord>) -> ApplicationForm {
    let story = applicant.story;
    let handbook = story.paper && story.programme == INDUSTRIAL;
    let declared = handbook.then(|| DeclaredForm {
        category: "renewal-special".to_owned(),
        units: "18".to_owned(),
        from: HANDBOOK_FROM.to_string(),
        to: "2025-03-31".to_owned(),
        evidence: Vec::new(),
    });
    let certificate = paper.map(|record| CertificateForm {
        certificate: "late-half".to_owned(),
        date: "2024-11-10".to_owned(),
        evidence: vec![record.id.to_string()],
    });
    ApplicationForm {
        programme: story.programme.as_str().to_owned(),
        title: Some(TitleForm {
            goal: story.goal.to_owned(),
            declared: declared.into_iter().collect(),
            certificates: certificate.into_iter().collect(),
            activities: Vec::new(),
        }),
        ..ApplicationForm::default()
    }
}

/// Replays what happened through the domain's own state machine.
fn history(
    applicant: &Applicant<'_>,
    content: &ApplicationContent,
    placement: &Placement,
    prefecture: &AssociationId,
) -> Result<Application, TransitionRefused> {
    let story = applicant.story;
    let officer = |login: &str| Actor::Officer {
        association: prefecture.clone(),
        login: login.to_owned(),
        register_number: None,
    };
    let day = TODAY - Duration::days(story.ago);
    let after = |days: i64| at(day + Duration::days(days), 14);
    let begun = Application::submit(
        ids::application(&applicant.key()),
        applicant.known.identity.number.clone(),
        content.clone(),
        at(day, 12),
    );
    let handbook = story.paper && story.programme == INDUSTRIAL;
    let looked_at = match story.step {
        Step::HandbookHere | Step::Forwarded if handbook => {
            begun.receive_handbook(officer("post-desk"), after(5))?
        }
        _ => begun,
    };
    let forward = |application: Application| {
        let checked = if story.paper {
            let lines = application.content().qualification.as_ref();
            let units = lines.map(|title| title.declared.iter().map(|line| line.units).collect());
            let found = DeclaredCheck {
                declared: units.unwrap_or_default(),
                certificates: lines
                    .map_or_else(Vec::new, |title| vec![true; title.certificates.len()]),
            };
            application.check_declared(found, officer("second-desk"), after(6))?
        } else {
            application
        };
        checked.forward(placement.round.id.clone(), officer("second-desk"), after(7))
    };
    match story.step {
        Step::Waiting | Step::HandbookHere => Ok(looked_at),
        Step::SentBack => looked_at.send_back(
            "申告した単位と書類の年月日が合いません。ご確認のうえ、再申請してください。".to_owned(),
            officer("second-desk"),
            after(4),
        ),
        Step::Forwarded => forward(looked_at),
        Step::Approved => {
            let committee = placement.round.committee;
            let national = Actor::Officer {
                association: AssociationId::national(),
                login: "nichii001".to_owned(),
                register_number: None,
            };
            forward(looked_at)?.approve_by_committee(
                (committee, Some(minutes(placement))),
                national,
                committee.begins().plus_hours(17),
            )
        }
    }
}

fn minutes(placement: &Placement) -> String {
    let number = placement.round.number;
    format!("第{number}回運営委員会 議事録 {number}-1")
}

/// The title after the approval, where there is one.
fn approved(
    applicant: &Applicant<'_>,
    version: &RuleVersion,
    goal: &Goal,
    placement: &Placement,
) -> Option<QualificationRecord> {
    if applicant.story.step != Step::Approved {
        return None;
    }
    let held = applicant
        .title
        .map(QualificationRecord::fact)
        .unwrap_or_default();
    let decided_on = placement.round.committee;
    let fact = version
        .qualification()?
        .approval(goal.kind, &held, decided_on)?;
    let before = applicant.title.map(|title| title.approvals.clone());
    let mut approvals = before.unwrap_or_default();
    approvals.push(ApprovalRecord {
        fact,
        certificate: Some(number_of(applicant, placement).to_string()),
        application: Some(ids::application(&applicant.key())),
        used: Vec::new(),
    });
    Some(QualificationRecord {
        register_number: applicant.known.identity.number.clone(),
        programme: applicant.story.programme,
        approvals,
        grace: None,
        prefecture: AssociationId::parse(applicant.prefecture).ok()?,
        on_paper: None,
        v: if applicant.title.is_some() { 2 } else { 1 },
    })
}

fn number_of(applicant: &Applicant<'_>, placement: &Placement) -> CertificateNumber {
    let prefix = NumberPrefix::of(CertificateKind::Qualification, applicant.story.programme);
    let chance = ids::bytes(&format!("certificate/{}", applicant.key()));
    CertificateNumber::new(prefix, placement.round.committee.year(), chance)
}

/// The line of the certificate; the stream has it printed, as after any approval.
fn certificate(
    applicant: &Applicant<'_>,
    title: &QualificationRecord,
    placement: &Placement,
) -> Option<CertificateSummaryRecord> {
    let last = title.approvals.last()?;
    Some(CertificateSummaryRecord {
        register_number: title.register_number.clone(),
        number: number_of(applicant, placement),
        kind: CertificateKind::Qualification,
        programme: title.programme,
        application: ids::application(&applicant.key()),
        issued_on: placement.round.committee,
        valid_until: Some(last.fact.validity.to),
        object: None,
        status: CertificateStatus::Valid,
        v: 1,
    })
}

fn line(
    applicant: &Applicant<'_>,
    application: &Application,
    judgement: &Judgement<'_>,
    (goal, titled): (&Goal, &QualificationContent),
    (placement, certificate): (&Placement, Option<&CertificateSummaryRecord>),
) -> ApplicationLine {
    let story = applicant.story;
    let on = forms::day(TODAY - Duration::days(story.ago));
    let declared = titled.declared.iter().map(|line| line.units);
    let credits = judgement.facts.credits.iter().map(|credit| credit.units);
    let status = application.status();
    let receipt = format!("R{}", applicant.listed.register_number);
    let round = &placement.round;
    let target = ids::association(applicant.prefecture);
    ApplicationLine {
        id: application.id().clone(),
        partition: applicant.known.profile.partition.clone(),
        register_number: applicant.known.identity.number.clone(),
        name: applicant.known.profile.profile.name.kanji.to_string(),
        member: true,
        confirmed: true,
        programme: story.programme,
        target_name: applicant.association_name(),
        fiscal_year: FiscalYear::of(on),
        submitted_on: on,
        waiting_since: application.last_event().at,
        status,
        resubmitted: false,
        units: declared.chain(credits).sum(),
        reason: application.reason().map(str::to_owned),
        certificate: certificate.map(|certificate| certificate.number.clone()),
        title: Some(TitleLine {
            kind: goal.kind,
            stage: application.stage().clone(),
            prefecture: target.clone(),
            round: round.id.clone(),
            committee: round.committee,
            missed: placement.missed.as_ref().map(|round| round.id.clone()),
            forwarded: matches!(story.step, Step::Forwarded | Step::Approved),
            clean: titled.is_in_the_system(),
            fee: goal.fee.as_ref().map(|fee| FeeRecord {
                yen: fee.yen,
                state: if story.paid {
                    FeeState::Paid
                } else {
                    FeeState::Unpaid
                },
                receipt: story.paid.then_some(receipt),
            }),
            decided_on: (status == ApplicationStatus::Approved).then_some(round.committee),
            minutes: (status == ApplicationStatus::Approved).then(|| minutes(placement)),
        }),
        target,
    }
}
