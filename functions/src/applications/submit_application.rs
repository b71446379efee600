//! 申請する (features.md #100–#112).
//!
//! A doctor has one application of a programme under way at most. Its id follows from doctor,
//! programme and how many there were before: so pressing 申請する twice submits once, whatever
//! the network does, and two tabs cannot submit two.

use adapters::{
    mail::{ApplicationStep, Mail, TitleStep},
    store::items::application::{ApplicationLine, ApplicationRecord},
};
use api::{SubmitApplication, applications::ApplicationView, problem::ProblemKind};
use domain::{
    application::{Application, ApplicationStatus},
    calendar::FiscalYear,
    id::ApplicationId,
    programme::Programme,
    rejection::FieldProblem,
};

use super::{
    case::Case,
    documents,
    dossier::{Dossier, Submission},
};
use crate::{
    Failure, Reply, Scope, admission::Doctor, outbox, pipeline::Writing, titles::decision,
};

/// Checks everything first; one transaction then writes it, or nothing.
pub async fn handle(
    scope: Scope,
    call: Writing<SubmitApplication>,
) -> Result<Reply<ApplicationView>, Failure> {
    let doctor = &call.caller;
    if doctor.contested {
        return Err(identity_pending());
    }
    let programme = Programme::parse(&call.body.programme)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("programme", rejection)]))?;
    let found = scope
        .store
        .query(&Dossier::range(&scope, &doctor.partition, programme)?)
        .await?;
    let dossier = Dossier::from_items(&scope, &found, programme)?;
    if let Some(open) = dossier.open_application(programme) {
        let case = Case::read(&scope, &open.id).await?;
        return if case.head.form == call.body {
            Ok(Reply::ok(case.view(&scope)?))
        } else {
            Err(already_open())
        };
    }
    let id = next_id(&scope, doctor, &dossier, programme);
    let submission = Submission::check(&scope, &dossier, &call.body, &id, scope.today()).await?;
    let mut case = new_case(&scope, doctor, &dossier, id, submission, &call.body);
    let mut transaction = doctor.transaction();
    documents::take(
        &mut transaction,
        &mut case.head.evidence,
        &case.head.line.id,
    )?;
    let place = case.write(&mut transaction)?;
    let mail = received(&case.head.line);
    transaction.insert(&outbox::letter(&scope, &dossier.profile.email, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::created(case.view(&scope)?)),
        Err(error) if error.refused_at(place) => {
            // Another tab was faster with the same application.
            let stored = Case::read(&scope, &case.head.line.id).await?;
            if stored.head.form == call.body {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(already_open())
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// 申請受付, and for a title in which round it is decided.
#[must_use]
pub fn received(line: &ApplicationLine) -> Mail {
    match &line.title {
        Some(title) => Mail::Title(decision::mail(line, title, TitleStep::Received)),
        None => outbox::about(line, ApplicationStep::Received),
    }
}

/// 本人確認中: the same words for everybody whose number is contested.
#[must_use]
pub fn identity_pending() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        "本人確認中です。確認が終わると申請できます。医師免許証または医師資格証の画像を「登録情報」から送っていただくと早く済みます。",
        "Your identity is being confirmed. You can apply once that is done; sending an image of your licence from “My data” speeds it up.",
    )
}

fn already_open() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        "この制度の申請がすでに審査中、または差戻し中です。申請履歴をご確認ください。",
        "An application for this programme is already under way. Please see your applications.",
    )
}

fn next_id(
    scope: &Scope,
    doctor: &Doctor,
    dossier: &Dossier,
    programme: Programme,
) -> ApplicationId {
    let before = dossier
        .applications
        .iter()
        .filter(|line| line.programme == programme)
        .count();
    ApplicationId::new(scope.derived(
        "application",
        &[&doctor.partition, programme.as_str(), &before.to_string()],
    ))
}

fn new_case(
    scope: &Scope,
    doctor: &Doctor,
    dossier: &Dossier,
    id: ApplicationId,
    submission: Submission,
    form: &domain::application::ApplicationForm,
) -> Case {
    let today = scope.today();
    let line = ApplicationLine {
        id: id.clone(),
        partition: doctor.partition.clone(),
        register_number: doctor.number.clone(),
        name: dossier.profile.profile.name.kanji.to_string(),
        member: dossier.is_member(),
        confirmed: dossier.profile.assurance == domain::assurance::Assurance::Confirmed,
        programme: submission.content.programme,
        target: submission.target.id.clone(),
        target_name: submission.target.name.clone(),
        fiscal_year: FiscalYear::of(today),
        submitted_on: today,
        waiting_since: scope.now,
        status: ApplicationStatus::Pending,
        resubmitted: false,
        units: submission.units,
        reason: None,
        certificate: None,
        title: submission.title,
    };
    Case {
        application: Application::submit(id, doctor.number.clone(), submission.content, scope.now),
        head: ApplicationRecord {
            line,
            form: form.clone(),
            evaluation: submission.evaluation,
            evidence: submission.evidence,
            v: 1,
        },
        fees: Vec::new(),
    }
}
