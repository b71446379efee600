//! 主催者アカウントの申請を断る, with the reason (#123).

use api::{Endpoint, RefuseOrganizer};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<RefuseOrganizer>,
) -> Result<Reply<<RefuseOrganizer as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
