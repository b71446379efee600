//! 自分の研修会, with the posting clock (#60).

use api::{Endpoint, ListCourses};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListCourses>,
) -> Result<Reply<<ListCourses as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
