//! 研修会の内容 (#37–#39).

use api::{Endpoint, ReadCourse};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadCourse>,
) -> Result<Reply<<ReadCourse as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
