//! 現在のログイン: who is signed in, for the site's frame.

use adapters::{
    identity::sign_in::Principal,
    store::{
        Key,
        items::{doctor::ProfileRecord, organizer::StaffRecord},
    },
};
use api::{ReadSignIn, identity::SignInView};

use super::sign_in::body;
use crate::{Failure, Reply, Scope, admission::role_of, pipeline::Reading};

/// Sign-in and profile by key: one trip.
pub async fn handle(scope: Scope, call: Reading<ReadSignIn>) -> Result<Reply<SignInView>, Failure> {
    let key = Key::profile(&call.caller.principal()?.partition());
    let (caller, found) = call
        .caller
        .with_items(&scope, std::slice::from_ref(&key))
        .await?;
    let item = found
        .iter()
        .find(|item| item.key() == key)
        .ok_or_else(|| Failure::internal("a sign-in without its profile"))?;
    let principal = caller.proof().principal();
    let (name, works_for) = match principal {
        Principal::Doctor { .. } => {
            let record: ProfileRecord = item.decode()?;
            (record.profile.name.kanji.to_string(), None)
        }
        _ => {
            let record: StaffRecord = item.decode()?;
            (record.name, Some(record.body))
        }
    };
    Ok(Reply::ok(SignInView {
        role: role_of(principal),
        login_id: principal.login().unwrap_or_default().to_owned(),
        name,
        body: body(&scope, principal, works_for.as_deref()),
        expires_at: caller.proof().expires_at().unwrap_or(scope.now),
    }))
}
