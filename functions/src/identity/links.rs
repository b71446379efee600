//! Links sent by mail. The secret stands in the fragment and comes in the body of a POST; what
//! was never issued, has expired or was used gets one and the same answer.

use adapters::{
    identity::secret::Secret,
    store::{Found, Key, items::pending::PendingRecord},
};
use api::problem::ProblemKind;

use crate::{Failure, Scope};

/// A registration's link lives so long (features.md #11).
pub const REGISTRATION_HOURS: u16 = 24;
/// An invitation's link lives so long (D).
pub const INVITATION_HOURS: u16 = 7 * 24;

/// 410, for whatever reason.
#[must_use]
pub const fn expired() -> Failure {
    Failure::new(ProblemKind::LinkExpired)
}

/// Where the record of a link lies.
///
/// # Errors
/// 410 for what cannot be a secret of ours.
pub fn key_of(secret: &str) -> Result<Key, Failure> {
    Secret::parse(secret)
        .map(|secret| Key::pending(&secret.hash()))
        .ok_or(expired())
}

/// The record of a link among what was read.
///
/// # Errors
/// 410 when there is none, or it has expired; a used one is handed out.
pub fn find(scope: &Scope, found: &[Found], key: &Key) -> Result<PendingRecord, Failure> {
    let record: PendingRecord = found
        .iter()
        .find(|item| item.key() == *key)
        .ok_or(expired())?
        .decode()?;
    if scope.now < record.expires_at {
        Ok(record)
    } else {
        Err(expired())
    }
}

/// Reads the record of a link that can still be used: one trip.
///
/// # Errors
/// 410.
pub async fn open(scope: &Scope, secret: &str) -> Result<PendingRecord, Failure> {
    let key = key_of(secret)?;
    let found: Vec<Found> = scope.store.get(&key).await?.into_iter().collect();
    let record = find(scope, &found, &key)?;
    if record.open(scope.now) {
        Ok(record)
    } else {
        Err(expired())
    }
}
