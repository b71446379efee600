//! 単位を付与する: rows with the organiser's own ids, receipt row by row (#59, #62, #125–#129, #133, L1).

use api::{AwardCredits, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<AwardCredits>,
) -> Result<Reply<<AwardCredits as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
