//! 招待を受けて担当者のログインを作る.

use api::{AcceptInvitation, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<AcceptInvitation>,
) -> Result<Reply<<AcceptInvitation as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
