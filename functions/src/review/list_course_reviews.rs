//! 承認待ちの研修会 (#58).

use api::{Endpoint, ListCourseReviews};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListCourseReviews>,
) -> Result<Reply<<ListCourseReviews as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
