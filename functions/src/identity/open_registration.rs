//! 確認メールのリンクを開く: re-opens until completed, within 24 hours, and resumes the form (#11).

use api::{Endpoint, OpenRegistration};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<OpenRegistration>,
) -> Result<Reply<<OpenRegistration as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
