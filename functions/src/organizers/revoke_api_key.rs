//! API キーを失効させる: its sign-in is deleted, its line stays as history.

use adapters::store::{Key, Range, items::organizer::ApiKeyRecord};
use api::{RevokeApiKey, organizers::OrganizerHome};

use super::{body, read_organizer::home};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads the line, then deletes and marks in one transaction; revoking twice does it once.
pub async fn handle(
    scope: Scope,
    call: Writing<RevokeApiKey>,
) -> Result<Reply<OrganizerHome>, Failure> {
    let staff = &call.caller;
    let key: ApiKeyRecord = scope
        .store
        .read(&Key::api_key(&staff.organizer, &call.path.key))
        .await?
        .ok_or(Failure::not_found())?;
    if key.revoked_at.is_none() {
        let revoked = ApiKeyRecord {
            revoked_at: Some(scope.now),
            v: key.v + 1,
            ..key.clone()
        };
        let mut transaction = staff.transaction();
        transaction.replace(&revoked, key.v)?;
        transaction.delete(&Key::sign_in(
            &Key::organizer(&key.organizer),
            &key.secret_hash,
        ));
        scope
            .store
            .commit(transaction)
            .await
            .map_err(Failure::of_commit)?;
    }
    let name = body::read_name(&scope, &staff.organizer).await?;
    let found = scope
        .store
        .query(&Range::staff_and_keys(&staff.organizer))
        .await?;
    Ok(Reply::ok(home(&staff.organizer, name, &found)?))
}
