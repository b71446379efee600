//! 審査待ちの申請, oldest first (#113).

use api::{Endpoint, ListApplications};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListApplications>,
) -> Result<Reply<<ListApplications as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
