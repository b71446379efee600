//! 自分の書類を見る: a short-lived address.

use api::{Endpoint, ViewMyEvidence};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ViewMyEvidence>,
) -> Result<Reply<<ViewMyEvidence as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
