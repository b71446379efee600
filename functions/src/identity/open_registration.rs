//! 確認メールのリンクを開く: re-opens until completed, within 24 hours, and resumes the form
//! (features.md #11).

use adapters::store::items::pending::Matter;
use api::{OpenRegistration, identity::RegistrationOpened};

use super::links;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// One read.
pub async fn handle(
    scope: Scope,
    call: Writing<OpenRegistration>,
) -> Result<Reply<RegistrationOpened>, Failure> {
    let pending = links::open(&scope, &call.body.secret).await?;
    let Matter::Registration { .. } = pending.matter else {
        return Err(links::expired());
    };
    Ok(Reply::ok(RegistrationOpened {
        email: pending.email.to_string(),
        expires_at: pending.expires_at,
        form: pending.draft,
    }))
}
