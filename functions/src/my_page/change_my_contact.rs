//! 連絡先・自宅住所の変更 (#46, the part a doctor changes directly).

use api::{ChangeMyContact, Endpoint};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<ChangeMyContact>,
) -> Result<Reply<<ChangeMyContact as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
