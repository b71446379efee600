//! 研修会を差し戻す (#58).

use api::{Endpoint, SendBackCourse};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SendBackCourse>,
) -> Result<Reply<<SendBackCourse as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
