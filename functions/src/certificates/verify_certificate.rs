//! 証書の確認: every printed field and whether it is valid, for anybody who holds the paper (#134).

use api::{Endpoint, VerifyCertificate};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<VerifyCertificate>,
) -> Result<Reply<<VerifyCertificate as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
