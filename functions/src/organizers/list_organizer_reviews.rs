//! 主催者アカウントの申請一覧 (#123).

use api::{Endpoint, ListOrganizerReviews};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListOrganizerReviews>,
) -> Result<Reply<<ListOrganizerReviews as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
