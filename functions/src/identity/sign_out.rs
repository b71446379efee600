//! ログアウト.

use api::{Endpoint, SignOut};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SignOut>,
) -> Result<Reply<<SignOut as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
