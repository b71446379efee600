//! 入力途中の利用者登録を預かる: so that the form resumes on any device (#11); never the password.

use api::{Endpoint, SaveRegistrationDraft};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// PENDING
pub async fn handle(
    _: Scope,
    _: Writing<SaveRegistrationDraft>,
) -> Result<Reply<<SaveRegistrationDraft as Endpoint>::Response>, Failure> {
    Err(Failure::internal("pending"))
}
