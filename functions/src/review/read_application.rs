//! 申請の内容を見る, audited (#113).

use api::{Endpoint, ReadApplication};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadApplication>,
) -> Result<Reply<<ReadApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
