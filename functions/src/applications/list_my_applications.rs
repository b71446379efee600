//! 申請履歴 by programme, fiscal year and date with 審査状況 (#114, #115).

use api::{Endpoint, ListMyApplications};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListMyApplications>,
) -> Result<Reply<<ListMyApplications as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
