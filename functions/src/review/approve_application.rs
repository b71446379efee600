//! 承認 (#113).

use api::{ApproveApplication, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ApproveApplication>,
) -> Result<Reply<<ApproveApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
