//! 外部団体が主催者アカウントを申請する (#123).

use api::{ApplyAsOrganizer, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ApplyAsOrganizer>,
) -> Result<Reply<<ApplyAsOrganizer as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
