//! 差戻しを直して再申請する.

use api::{Endpoint, ResubmitCourse};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ResubmitCourse>,
) -> Result<Reply<<ResubmitCourse as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
