//! 自分の団体: staff and API keys (features.md #123).

use adapters::store::{
    Found, Range,
    items::organizer::{ApiKeyRecord, StaffLineRecord},
};
use api::problem::ProblemKind;
use api::{
    ReadOrganizer,
    organizers::{ApiKeyLine, OrganizerHome, StaffLine},
};
use domain::organizer::OrganizerId;

use super::body;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Sign-in with the body's head, and the body's partition: two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadOrganizer>,
) -> Result<Reply<OrganizerHome>, Failure> {
    let organizer = call.caller.principal()?.organizer();
    let organizer = organizer.ok_or(Failure::new(ProblemKind::Forbidden))?;
    let keys = [body::key_of(&organizer)];
    let range = Range::staff_and_keys(&organizer);
    let ((_, heads), found) = futures::try_join!(call.caller.with_items(&scope, &keys), async {
        scope.store.query(&range).await.map_err(Failure::from)
    })?;
    let head = heads
        .iter()
        .find(|item| item.key() == keys[0])
        .ok_or_else(|| Failure::internal("staff of a body that is not registered"))?;
    let name = body::name_of(&organizer, head)?;
    Ok(Reply::ok(home(&organizer, name, &found)?))
}

/// The body with what lies in its partition.
///
/// # Errors
/// [`adapters::store::StoreError::Shape`].
pub fn home(
    organizer: &OrganizerId,
    name: String,
    found: &[Found],
) -> Result<OrganizerHome, Failure> {
    let (mut staff, mut api_keys) = (Vec::new(), Vec::new());
    for item in found {
        if item.sk().starts_with("T#") {
            let StaffLineRecord { name, since, .. } = item.decode()?;
            staff.push(StaffLine { name, since });
        } else if item.sk().starts_with("K#") {
            let key: ApiKeyRecord = item.decode()?;
            if key.revoked_at.is_none() {
                api_keys.push(line(&key));
            }
        }
    }
    staff.sort_by_key(|line| line.since);
    api_keys.sort_by_key(|line| line.created_at);
    Ok(OrganizerHome {
        body: body::view(organizer, name),
        staff,
        api_keys,
    })
}

/// The line of a key, without the key.
#[must_use]
pub fn line(key: &ApiKeyRecord) -> ApiKeyLine {
    ApiKeyLine {
        id: key.id.clone(),
        label: key.label.clone(),
        kind: key.kind,
        created_at: key.created_at,
    }
}
