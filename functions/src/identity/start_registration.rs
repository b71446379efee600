//! 利用者登録を始める: consents and e-mail; the answer is the same for every address (features.md #5, #6, #9, #10, #12).

use api::{Endpoint, StartRegistration};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<StartRegistration>,
) -> Result<Reply<<StartRegistration as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
