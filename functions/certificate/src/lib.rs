//! Consumer of the certificate queue: renders an approved application's certificate, stores it,
//! and makes it checkable. A crate of its own, since it carries typesetter and fonts.
//!
//! Told twice, it does everything once: number, secret and place in the bucket all follow from the
//! application, and the last step is one conditional transaction.

mod learning;

use std::sync::Arc;

use adapters::{
    documents::Shelf,
    identity::secret::Secret,
    store::{
        Key, Transaction,
        items::{
            application::{ApplicationLine, ApplicationRecord},
            association::AssociationRecord,
            certificate::{CertificateRecord, CertificateSummaryRecord},
            qualification::QualificationRecord,
        },
    },
};
use aws_lambda_events::event::sqs::SqsEvent;
use certificate::{CertificateWording, IssueFacts, Wording};
use domain::{
    application::ApplicationStatus, association::AssociationId, calendar::Date,
    certificate::PrintedFields, id::ApplicationId, language::Language,
};
use functions::{
    Scope, World,
    metrics::Metric,
    workers::{CertificateMessage, Error, ISSUE_CERTIFICATE, Worker, partial_failures},
};
use serde_json::Value;

/// The worker, for the local binary and its Lambda.
pub const WORKER: Worker = Worker {
    declaration: ISSUE_CERTIFICATE,
    run: |world, event| Box::pin(run(world, event)),
};

/// Issues one batch; each failed message comes again for itself.
async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    let event: SqsEvent = serde_json::from_value(event)?;
    let scope = Scope::new(world, ISSUE_CERTIFICATE.needs, Language::Ja);
    let mut failed = Vec::new();
    for message in event.records {
        let issued = async {
            let message: CertificateMessage =
                serde_json::from_str(message.body.as_deref().unwrap_or_default())?;
            match message {
                CertificateMessage::Application { application } => {
                    issue(&scope, &application).await
                }
                CertificateMessage::Paper { paper } => learning::issue(&scope, &paper).await,
            }
        };
        if let Err(error) = issued.await {
            tracing::error!(cause = %error, "a certificate was not issued");
            let metrics = &scope.world.metrics;
            metrics.put(scope.now, Metric::CertificateFailures, 1);
            failed.push(message.message_id.unwrap_or_default());
        }
    }
    Ok(partial_failures(&failed))
}

async fn issue(scope: &Scope, id: &ApplicationId) -> Result<(), Error> {
    let head: ApplicationRecord = scope
        .store
        .read(&Key::application_head(id))
        .await?
        .ok_or("no such application")?;
    let line = &head.line;
    let number = line
        .certificate
        .as_ref()
        .filter(|_| line.status == ApplicationStatus::Approved)
        .ok_or("the application is not approved")?;
    let summary: CertificateSummaryRecord = scope
        .store
        .read(&Key::certificate_summary(&line.register_number, number))
        .await?
        .ok_or("an approved application without its certificate")?;
    if summary.object.is_some() {
        return Ok(());
    }
    let secret = Secret::new(scope.derived("certificate-secret", &[number.as_str()]));
    let issuer = issuer(scope, line).await?;
    let validity = validity(scope, &summary).await?;
    let text = wording(&summary, &issuer.id)?.fill(&IssueFacts {
        number,
        holder: &line.name,
        register_number: &line.register_number,
        association: &issuer.name,
        completed_on: summary.issued_on,
        issued_on: summary.issued_on,
        validity,
        check_url: &format!("{}/verify.html#{}", scope.world.site_url, secret.reveal()),
    });
    let printed = text.printed_fields();
    let pdf = tokio::task::spawn_blocking(move || certificate::render(&text)).await??;
    keep(scope, summary, &secret, printed, pdf).await
}

/// Stores the paper, and makes it checkable.
async fn keep(
    scope: &Scope,
    mut summary: CertificateSummaryRecord,
    secret: &Secret,
    printed: PrintedFields,
    pdf: Vec<u8>,
) -> Result<(), Error> {
    let place: [u8; 24] = scope.derived("certificate-object", &[summary.number.as_str()]);
    let object = format!("{}.pdf", hex::encode(place));
    scope
        .documents
        .put(Shelf::Certificates, &object, "application/pdf", pdf)
        .await?;
    let seen = summary.v;
    summary.object = Some(object);
    summary.v += 1;
    let mut transaction = Transaction::new();
    transaction.put(&CertificateRecord {
        secret_hash: secret.hash(),
        printed,
        status: summary.status,
    })?;
    transaction.replace(&summary, seen)?;
    scope.store.commit(transaction).await?;
    Ok(())
}

/// Who answers for a certificate: the association that decided.
struct IssuerName {
    id: AssociationId,
    name: String,
}

async fn issuer(scope: &Scope, line: &ApplicationLine) -> Result<IssuerName, Error> {
    let id = line.stage();
    if *id == line.target {
        return Ok(IssuerName {
            id: id.clone(),
            name: line.target_name.clone(),
        });
    }
    let record: AssociationRecord = scope
        .store
        .read(&Key::association(id))
        .await?
        .ok_or("the association that decided is not registered")?;
    Ok(IssuerName {
        id: id.clone(),
        name: record.association.name,
    })
}

/// 有効期間 of a title, as the approval that this certificate is of says.
async fn validity(
    scope: &Scope,
    summary: &CertificateSummaryRecord,
) -> Result<Option<(Date, Date)>, Error> {
    if summary.valid_until.is_none() {
        return Ok(None);
    }
    let key = Key::qualification(&summary.register_number, summary.programme);
    let title: QualificationRecord = scope
        .store
        .read(&key)
        .await?
        .ok_or("a certificate with a validity without its title")?;
    let own = title
        .approvals
        .iter()
        .find(|approval| approval.certificate.as_deref() == Some(summary.number.as_str()));
    let validity = own
        .ok_or("a certificate without its approval")?
        .fact
        .validity;
    Ok(Some((validity.from, validity.to)))
}

/// The words in force on the day of the decision, of the association that decided.
fn wording(
    summary: &CertificateSummaryRecord,
    issuer: &AssociationId,
) -> Result<&'static Wording, certificate::NotInForce> {
    CertificateWording::shipped().in_force(
        summary.kind,
        summary.programme,
        issuer,
        summary.issued_on,
    )
}
