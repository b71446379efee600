//! 招待のリンクを開く.

use api::{Endpoint, OpenInvitation};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<OpenInvitation>,
) -> Result<Reply<<OpenInvitation as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
