//! 申請を取り下げる.

use api::{Endpoint, WithdrawApplication};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<WithdrawApplication>,
) -> Result<Reply<<WithdrawApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
