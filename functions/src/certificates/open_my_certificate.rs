//! 証書を開く: redirects the browser tab to the PDF (features.md #116).

use adapters::{
    documents::Shelf,
    identity::sign_in::Principal,
    store::{Found, Key, items::certificate::CertificateSummaryRecord},
};
use api::{OpenMyCertificate, Redirect, problem::ProblemKind};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip, and a signed address.
pub async fn handle(
    scope: Scope,
    call: Reading<OpenMyCertificate>,
) -> Result<Reply<Redirect>, Failure> {
    let Principal::Doctor {
        n: number,
        claim: None,
        ..
    } = call.caller.principal()?
    else {
        return Err(Failure::not_found());
    };
    let key = Key::certificate_summary(number, &call.path.certificate);
    let (_, found) = call
        .caller
        .with_items(&scope, std::slice::from_ref(&key))
        .await?;
    let record: CertificateSummaryRecord = found
        .iter()
        .find(|item| item.key() == key)
        .map(Found::decode)
        .transpose()?
        .ok_or(Failure::not_found())?;
    let object = record.object.ok_or_else(|| {
        Failure::new(ProblemKind::Busy)
            .saying(
                "証書を作成しています。数秒後にもう一度開いてください。",
                "Your certificate is being made. Please open it again in a few seconds.",
            )
            .after(5)
    })?;
    let url = scope
        .documents
        .sign_look(Shelf::Certificates, &object, "application/pdf")
        .await?;
    Ok(Reply::see_other(url))
}
