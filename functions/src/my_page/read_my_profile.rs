//! 登録情報 (features.md #46).

use adapters::store::{Key, items::doctor::ProfileRecord};
use api::{ReadMyProfile, my_page::ProfileView};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Sign-in and profile by key: one trip.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadMyProfile>,
) -> Result<Reply<ProfileView>, Failure> {
    let key = Key::profile(&call.caller.principal()?.partition());
    let (_, found) = call
        .caller
        .with_items(&scope, std::slice::from_ref(&key))
        .await?;
    let record: ProfileRecord = found
        .iter()
        .find(|item| item.key() == key)
        .ok_or_else(|| Failure::internal("a doctor without a profile"))?
        .decode()?;
    Ok(Reply::ok(view(record)))
}

/// What the doctor sees of the own profile.
#[must_use]
pub fn view(record: ProfileRecord) -> ProfileView {
    ProfileView {
        login_id: record.login,
        register_number: record.number,
        email: record.email,
        mobile: record.profile.contact.mobile.clone(),
        profile: record.profile,
        assurance: record.assurance,
        associations: record
            .memberships
            .into_iter()
            .map(|membership| membership.name)
            .collect(),
        version: record.v,
    }
}
