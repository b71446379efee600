//! 単位・受講の履歴 of one fiscal year (#72).

use api::{Endpoint, ListMyCredits};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListMyCredits>,
) -> Result<Reply<<ListMyCredits as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
