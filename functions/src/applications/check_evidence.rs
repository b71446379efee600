//! アップロードした書類を確かめる: it counts only after its content was sniffed.

use api::{CheckEvidence, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<CheckEvidence>,
) -> Result<Reply<<CheckEvidence as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
