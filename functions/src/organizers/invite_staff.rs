//! 担当者を招待する (#123): several staff each.

use api::{Endpoint, InviteStaff};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<InviteStaff>,
) -> Result<Reply<<InviteStaff as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
