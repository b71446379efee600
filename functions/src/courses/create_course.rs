//! 研修会を申請する (#58).

use api::{CreateCourse, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<CreateCourse>,
) -> Result<Reply<<CreateCourse as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
