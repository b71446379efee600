//! 現在のログイン: who is signed in, for the site's frame.

use api::{Endpoint, ReadSignIn};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadSignIn>,
) -> Result<Reply<<ReadSignIn as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
