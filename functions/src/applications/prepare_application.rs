//! 申請の準備: the rule in force, the units found, what is missing (#101–#103, #112, L5).

use api::{Endpoint, PrepareApplication};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<PrepareApplication>,
) -> Result<Reply<<PrepareApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
