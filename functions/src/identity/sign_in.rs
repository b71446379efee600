//! ログイン (#1, #32).

use api::{Endpoint, SignIn};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SignIn>,
) -> Result<Reply<<SignIn as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
