//! 主催者アカウントを承認し、招待を送る (#123).

use api::{ApproveOrganizer, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ApproveOrganizer>,
) -> Result<Reply<<ApproveOrganizer as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
