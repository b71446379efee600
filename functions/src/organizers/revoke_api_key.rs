//! API キーを失効させる.

use api::{Endpoint, RevokeApiKey};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<RevokeApiKey>,
) -> Result<Reply<<RevokeApiKey as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
