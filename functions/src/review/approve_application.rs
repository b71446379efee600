//! 承認 (features.md #113): the decision, the confirmed identity and the certificate's line in one
//! transaction; the stream has the certificate rendered.

use adapters::{
    mail::ApplicationStep,
    store::Transaction,
    store::items::{certificate::CertificateSummaryRecord, doctor::ProfileRecord},
};
use api::{ApproveApplication, review::ApplicationCase};
use domain::{
    application::{Actor, ApplicationStatus},
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix},
};

use super::docket;
use crate::{
    Failure, Reply, Scope,
    applications::case::{Case, refused},
    outbox,
    pipeline::Writing,
    titles::decision,
};

/// Approves what the officer has seen; approving twice approves once.
pub async fn handle(
    scope: Scope,
    call: Writing<ApproveApplication>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let officer = &call.caller;
    let (case, mut identity, mut profile) =
        docket::read(&scope, officer, &call.path.application).await?;
    if case.head.line.status == ApplicationStatus::Approved {
        return Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?));
    }
    case.seen_as(call.body.version)?;
    let mut transaction = officer.transaction();
    let compared = call.body.identity_confirmed;
    docket::confirm_identity(&mut transaction, &mut identity, &mut profile, compared)?;
    let actor = docket::actor(officer);
    let case = if case.head.line.title.is_some() {
        let minutes = decision::minutes(&call.body.minutes)?;
        let said = (call.body.decided_on, minutes);
        decision::approve(&scope, &mut transaction, actor, case, &profile, said).await?
    } else {
        complete(&scope, &mut transaction, actor, case, &profile)?
    };
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?)),
        Err(error) => {
            // The same decision sent at once: the other was faster, and it stands.
            let (stored, _, profile) =
                docket::read(&scope, officer, &call.path.application).await?;
            if stored.head.line.status == ApplicationStatus::Approved {
                Ok(Reply::ok(docket::view(&scope, officer, &stored, &profile)?))
            } else {
                Err(error.into())
            }
        }
    }
}

/// 修了: the event, the certificate's line and the mail.
fn complete(
    scope: &Scope,
    transaction: &mut Transaction,
    actor: Actor,
    case: Case,
    profile: &ProfileRecord,
) -> Result<Case, Failure> {
    let application = case
        .application
        .clone()
        .approve(actor, scope.now)
        .map_err(|refusal| refused(&refusal))?;
    let mut case = case.after(application, scope);
    let certificate = certificate_of(scope, &case);
    case.head.line.certificate = Some(certificate.number.clone());
    case.head.line.confirmed = true;
    case.write(transaction)?;
    transaction.insert(&certificate)?;
    let mail = outbox::about(&case.head.line, ApplicationStep::Approved);
    transaction.insert(&outbox::to_doctor(scope, profile, mail)?)?;
    Ok(case)
}

/// The certificate's line: its number follows from the application, so it is one however often
/// the decision is sent.
fn certificate_of(scope: &Scope, case: &Case) -> CertificateSummaryRecord {
    let line = &case.head.line;
    let issued_on = scope.today();
    CertificateSummaryRecord {
        register_number: line.register_number.clone(),
        number: CertificateNumber::new(
            NumberPrefix::of(CertificateKind::Completion, line.programme),
            issued_on.year(),
            scope.derived("certificate-number", &[line.id.as_str()]),
        ),
        kind: CertificateKind::Completion,
        programme: line.programme,
        application: line.id.clone(),
        issued_on,
        valid_until: None,
        object: None,
        status: CertificateStatus::Valid,
        v: 1,
    }
}
