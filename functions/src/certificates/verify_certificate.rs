//! 証書の確認: every printed field and whether it is valid, for anybody who holds the paper
//! (features.md #134).

use adapters::{
    identity::secret::{Secret, hash},
    store::{Key, items::certificate::CertificateRecord},
};
use api::{VerifyCertificate, certificates::Verification};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// One trip for every secret, known or not, well-formed or not.
pub async fn handle(
    scope: Scope,
    call: Writing<VerifyCertificate>,
) -> Result<Reply<Verification>, Failure> {
    let secret_hash = Secret::parse(&call.body.secret)
        .map_or_else(|| hash(call.body.secret.as_bytes()), |secret| secret.hash());
    let record: CertificateRecord = scope
        .store
        .read(&Key::certificate(&secret_hash))
        .await?
        .ok_or(Failure::not_found())?;
    Ok(Reply::ok(Verification {
        status: record.status,
        printed: record.printed,
        checked_on: scope.today(),
    }))
}
