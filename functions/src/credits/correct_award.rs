//! 付与を訂正する: reversal and new entry (#61).

use api::{CorrectAward, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<CorrectAward>,
) -> Result<Reply<<CorrectAward as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
