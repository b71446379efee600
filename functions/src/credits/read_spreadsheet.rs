//! Excel を読む: sheet to rows, nothing is kept (#59).

use api::{Endpoint, ReadSpreadsheet};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ReadSpreadsheet>,
) -> Result<Reply<<ReadSpreadsheet as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
