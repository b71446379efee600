//! 医師会の一覧, for choosing 申請先医師会 (#102).

use api::{Endpoint, ListAssociations};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListAssociations>,
) -> Result<Reply<<ListAssociations as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
