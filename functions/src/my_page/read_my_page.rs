//! マイページ: sign-in, profile, tallies, current year, applications and certificates in one read (#46, #72).

use api::{Endpoint, ReadMyPage};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ReadMyPage>,
) -> Result<Reply<<ReadMyPage as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
