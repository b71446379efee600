//! 申請する (#100–#112).

use api::{Endpoint, SubmitApplication};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SubmitApplication>,
) -> Result<Reply<<SubmitApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
