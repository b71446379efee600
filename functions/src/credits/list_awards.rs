//! 付与した単位の一覧, each row's fate as it is now (#40, #59).

use api::{Endpoint, ListAwards};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListAwards>,
) -> Result<Reply<<ListAwards as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
