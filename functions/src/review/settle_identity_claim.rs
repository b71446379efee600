//! 本人確認の決定: a confirmed doctor displaces a mere claimant.

use api::{Endpoint, SettleIdentityClaim};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SettleIdentityClaim>,
) -> Result<Reply<<SettleIdentityClaim as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
