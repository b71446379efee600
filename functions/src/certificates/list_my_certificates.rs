//! 認定証・修了証の一覧 (#116).

use api::{Endpoint, ListMyCertificates};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListMyCertificates>,
) -> Result<Reply<<ListMyCertificates as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
