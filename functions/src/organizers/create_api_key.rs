//! API キーを作る: shown once, stored hashed.

use api::{CreateApiKey, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<CreateApiKey>,
) -> Result<Reply<<CreateApiKey as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
