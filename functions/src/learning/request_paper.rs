//! 学習単位取得証・認定証・受講証明書を発行する (features.md #77–#79).
//!
//! What it states is frozen in the transaction that gives it its number; the stream has it printed.
//! The number follows from what it states: asked for again, it is the same paper; once the credits
//! have changed, it is another one.

use adapters::store::items::{certificate::CertificateSummaryRecord, learning::PaperRecord};
use api::{RequestPaper, certificates::CertificateSummary};
use domain::{
    association::AssociationId,
    calendar::FiscalYear,
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, NumberPrefix},
    id::ApplicationId,
    programme::Programme,
};

use super::{
    learner::{Learner, range, rules},
    papers::{since, statement},
    read_my_declaration::association,
};
use crate::{
    Failure, Reply, Scope, applications::submit_application::identity_pending,
    certificates::list_my_certificates::summary, pipeline::Writing,
};

/// Freezes the statement and gives it a number.
pub async fn handle(
    scope: Scope,
    call: Writing<RequestPaper>,
) -> Result<Reply<CertificateSummary>, Failure> {
    let (doctor, request) = (&call.caller, &call.body);
    if doctor.contested {
        return Err(identity_pending());
    }
    let since = since(request, scope.today())?;
    let found = scope.store.query(&range(&doctor.partition, since)).await?;
    let learner = Learner::from_items(&scope, &found)?;
    let stated = statement(&scope, request, &learner, rules(&scope)?)?;
    let issuer = association(&scope, &AssociationId::national()).await?;
    let lines = serde_json::to_string(&stated.lines).map_err(Failure::internal)?;
    // The 認定証 is one for its years, whatever is earned afterwards.
    let (from, to) = match request.kind {
        CertificateKind::Qualification => {
            let last = request
                .year
                .map(|year| year.to_string())
                .unwrap_or_default();
            (stated.from.to_string(), last)
        }
        _ => (stated.from.to_string(), stated.to.to_string()),
    };
    let parts = [
        doctor.number.as_str(),
        request.kind.as_str(),
        &from,
        &to,
        &lines,
    ];
    let programme = Programme::ContinuingEducation;
    let issued_on = scope.today();
    let number = CertificateNumber::new(
        NumberPrefix::of(request.kind, programme),
        FiscalYear::of(stated.to).year(),
        scope.derived("paper-number", &parts),
    );
    let record = CertificateSummaryRecord {
        register_number: doctor.number.clone(),
        number: number.clone(),
        kind: request.kind,
        programme,
        application: ApplicationId::new(scope.derived("paper", &parts)),
        issued_on,
        valid_until: None,
        object: None,
        status: CertificateStatus::Valid,
        v: 1,
    };
    let before = found
        .iter()
        .find(|item| item.sk() == format!("R#{number}"))
        .map(|item| item.decode::<CertificateSummaryRecord>())
        .transpose()?;
    if let Some(before) = before {
        return Ok(Reply::ok(summary(before)));
    }
    let paper = PaperRecord {
        number,
        register_number: doctor.number.clone(),
        holder: learner.profile.profile.name.kanji.to_string(),
        kind: request.kind,
        from: stated.from,
        to: stated.to,
        units: stated.units,
        codes: stated.codes,
        lines: stated.lines,
        association: issuer.id,
        association_name: issuer.name,
    };
    let mut transaction = doctor.transaction();
    let place = transaction.place();
    transaction.insert(&record)?;
    transaction.insert(&paper)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::created(summary(record))),
        // Pressed twice at once: it is the same paper.
        Err(error) if error.refused_at(place) => Ok(Reply::ok(summary(record))),
        Err(error) => Err(Failure::of_commit(error)),
    }
}
