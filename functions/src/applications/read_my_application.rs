//! 申請の内容と審査状況.

use api::{Endpoint, ReadMyApplication};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadMyApplication>,
) -> Result<Reply<<ReadMyApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
