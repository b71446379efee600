//! 証明書類のアップロードを始める: a pre-signed form bound to size and type (#104–#111).

use api::{BeginEvidence, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<BeginEvidence>,
) -> Result<Reply<<BeginEvidence as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
