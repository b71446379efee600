//! 申請の書類を見る, audited (#113).

use api::{Endpoint, ViewEvidence};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ViewEvidence>,
) -> Result<Reply<<ViewEvidence as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
