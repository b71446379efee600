//! 登録情報 (#46).

use api::{Endpoint, ReadMyProfile};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadMyProfile>,
) -> Result<Reply<<ReadMyProfile as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
