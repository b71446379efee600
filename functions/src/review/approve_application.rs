//! 承認 (features.md #113): the decision, the confirmed identity and the certificate's line in one
//! transaction; the stream has the certificate rendered.

use adapters::{
    mail::Mail,
    store::items::{
        certificate::CertificateSummaryRecord,
        doctor::{IdentityRecord, ProfileRecord},
    },
};
use api::{ApproveApplication, problem::ProblemKind, review::ApplicationCase};
use domain::{
    application::ApplicationStatus,
    assurance::Assurance,
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix},
};

use super::docket;
use crate::{
    Failure, Reply, Scope,
    applications::case::{Case, refused},
    outbox,
    pipeline::Writing,
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
        return Ok(Reply::ok(docket::view(&case, &profile, scope.rule_book()?)));
    }
    case.seen_as(call.body.version)?;
    let confirms = profile.assurance != Assurance::Confirmed;
    if confirms && !call.body.identity_confirmed {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "本人確認が済んでいません。医師免許証または医師資格証と照合し、「本人を確認した」に印を付けてください。",
            "The applicant's identity is not confirmed yet. Compare the licence and tick the box.",
        ));
    }
    let application = case
        .application
        .clone()
        .approve(docket::actor(officer), scope.now)
        .map_err(|refusal| refused(&refusal))?;
    let mut case = case.after(application, &scope);
    let certificate = certificate_of(&scope, &case);
    case.head.line.certificate = Some(certificate.number.clone());
    case.head.line.confirmed = true;

    let mut transaction = officer.transaction();
    case.write(&mut transaction)?;
    transaction.insert(&certificate)?;
    if confirms {
        confirm(&mut identity, &mut profile);
        transaction.replace(&identity, identity.v - 1)?;
        transaction.replace(&profile, profile.v - 1)?;
    }
    let mail = Mail::ApplicationApproved {
        programme: case.head.line.programme,
        association: case.head.line.target_name.clone(),
    };
    transaction.insert(&outbox::letter(&scope, &profile.email, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(docket::view(&case, &profile, scope.rule_book()?))),
        Err(error) => {
            // The same decision sent at once: the other was faster, and it stands.
            let (stored, _, profile) =
                docket::read(&scope, officer, &call.path.application).await?;
            if stored.head.line.status == ApplicationStatus::Approved {
                Ok(Reply::ok(docket::view(
                    &stored,
                    &profile,
                    scope.rule_book()?,
                )))
            } else {
                Err(error.into())
            }
        }
    }
}

fn confirm(identity: &mut IdentityRecord, profile: &mut ProfileRecord) {
    identity.assurance = Assurance::Confirmed;
    identity.v += 1;
    profile.assurance = Assurance::Confirmed;
    profile.v += 1;
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
