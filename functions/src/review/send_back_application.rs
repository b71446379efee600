//! 差戻し with the reason (#113).

use api::{Endpoint, SendBackApplication};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SendBackApplication>,
) -> Result<Reply<<SendBackApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
