//! 本人確認が要る登録 (identity assurance, domain.md).

use api::{Endpoint, ListIdentityClaims};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Reading<ListIdentityClaims>,
) -> Result<Reply<<ListIdentityClaims as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
