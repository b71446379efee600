//! 差戻しを直して再申請する (#113).

use api::{Endpoint, ResubmitApplication};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ResubmitApplication>,
) -> Result<Reply<<ResubmitApplication as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
