//! 自分の団体: staff and API keys (#123).

use api::{Endpoint, ReadOrganizer};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadOrganizer>,
) -> Result<Reply<<ReadOrganizer as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
