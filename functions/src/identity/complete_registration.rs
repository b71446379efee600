//! 利用者登録を完了する (#9, #14–#31).

use api::{CompleteRegistration, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<CompleteRegistration>,
) -> Result<Reply<<CompleteRegistration as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
