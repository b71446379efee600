//! 研修会を承認する (#58).

use api::{ApproveCourse, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ApproveCourse>,
) -> Result<Reply<<ApproveCourse as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
