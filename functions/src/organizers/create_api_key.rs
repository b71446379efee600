//! API キーを作る: shown once, stored hashed, revocable, scoped to the own body.
//!
//! A key is a sign-in without an end, in the body's partition. Exactly once by Idempotency-Key:
//! key and secret follow from it, so a lost answer can be asked for again by the same person with
//! the same Idempotency-Key, and by nobody else.

use adapters::{
    identity::{
        secret::Secret,
        sign_in::{Principal, issue},
    },
    store::{Key, items::organizer::ApiKeyRecord},
};
use api::{CreateApiKey, organizers::ApiKeyCreated, problem::ProblemKind};
use domain::{
    contact::free_text,
    organizer::{API_KEY_LABEL_MAX, ApiKeyKind},
    rejection::{Code, Problems},
};

use super::read_organizer::line;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Writes the key's line and its sign-in.
pub async fn handle(
    scope: Scope,
    call: Writing<CreateApiKey>,
) -> Result<Reply<ApiKeyCreated>, Failure> {
    let staff = &call.caller;
    let once = call.idempotency_key()?;
    let mut problems = Problems::new();
    let label = problems.take("label", free_text(&call.body.label, API_KEY_LABEL_MAX));
    let kind = call.body.kind;
    if !ApiKeyKind::open_to(staff.organizer.association().as_ref()).contains(&kind) {
        problems.add("kind", Code::UnknownChoice);
    }
    let label = problems.finish(label).map_err(Failure::invalid)?;
    let parts = [staff.organizer.as_str(), &staff.login, once];
    let id = hex::encode(scope.derived::<8>("api-key-id", &parts));
    let secret = Secret::new(scope.derived("api-key-secret", &parts));
    let new = issue(
        &scope.world.seal_keys,
        &Principal::ApiKey {
            o: staff.organizer.clone(),
            key: id.clone(),
            kind,
        },
        &secret,
        scope.derived("api-key-nonce", &parts),
        None,
    );
    let record = ApiKeyRecord {
        organizer: staff.organizer.clone(),
        id,
        label,
        kind,
        secret_hash: secret.hash(),
        created_by: staff.login.clone(),
        created_at: scope.now,
        revoked_at: None,
        v: 1,
    };
    let mut transaction = staff.transaction();
    let place = transaction.place();
    transaction.insert(&record)?;
    transaction.insert(&new.record)?;
    let stored = match scope.store.commit(transaction).await {
        Ok(()) => record,
        Err(error) if error.refused_at(place) => same(&scope, &record).await?,
        Err(error) => return Err(Failure::of_commit(error)),
    };
    Ok(Reply::created(ApiKeyCreated {
        line: line(&stored),
        key: new.token,
    }))
}

/// The Idempotency-Key was used: for the same key that still lives, or for another one.
async fn same(scope: &Scope, record: &ApiKeyRecord) -> Result<ApiKeyRecord, Failure> {
    let stored: Option<ApiKeyRecord> = scope
        .store
        .read(&Key::api_key(&record.organizer, &record.id))
        .await?;
    stored
        .filter(|stored| {
            stored.label == record.label
                && stored.kind == record.kind
                && stored.secret_hash == record.secret_hash
                && stored.revoked_at.is_none()
        })
        .ok_or(Failure::new(ProblemKind::KeyReused))
}
