//! 自分の暦のアドレスを作る (features.md L7): shown once; the one before leads nowhere from then on.
//!
//! The secret follows from the Idempotency-Key, so a lost answer can be asked for again.

use adapters::{
    identity::secret::Secret,
    store::{
        Key,
        items::calendar::{CalendarAddressRecord, CalendarRecord},
    },
};
use api::{CreateCalendarAddress, calendars::CalendarAddress, problem::ProblemKind};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads what there is, writes the new one and takes the old one away.
pub async fn handle(
    scope: Scope,
    call: Writing<CreateCalendarAddress>,
) -> Result<Reply<CalendarAddress>, Failure> {
    let doctor = &call.caller;
    if doctor.contested {
        // Nothing of the number is shown, so there is nothing to put into a calendar.
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "本人確認が済むまで、暦のアドレスは作れません。",
            "An address can be made once your identity has been confirmed.",
        ));
    }
    let parts = [doctor.partition.as_str(), call.idempotency_key()?];
    let secret = Secret::new(scope.derived("calendar", &parts));
    let key = Key::calendar_address(&doctor.partition);
    let before: Option<CalendarAddressRecord> = scope.store.read(&key).await?;
    if let Some(same) = before
        .as_ref()
        .filter(|before| before.secret_hash == secret.hash())
    {
        return Ok(Reply::created(shown(&scope, &secret, same)));
    }
    let record = CalendarAddressRecord {
        partition: doctor.partition.clone(),
        secret_hash: secret.hash(),
        prefix: before.as_ref().map_or_else(
            || hex::encode(scope.random::<8>()),
            |before| before.prefix.clone(),
        ),
        since: scope.now,
        v: before.as_ref().map_or(1, |before| before.v + 1),
    };
    let mut transaction = doctor.transaction();
    match &before {
        Some(before) => {
            transaction.replace(&record, before.v)?;
            transaction.delete(&Key::calendar(&before.secret_hash));
        }
        None => {
            transaction.insert(&record)?;
        }
    }
    transaction.insert(&CalendarRecord {
        secret_hash: secret.hash(),
        partition: doctor.partition.clone(),
        login: doctor.login.clone(),
    })?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::created(shown(&scope, &secret, &record)))
}

fn shown(scope: &Scope, secret: &Secret, record: &CalendarAddressRecord) -> CalendarAddress {
    CalendarAddress {
        address: format!(
            "{}/api/calendars/{}.ics",
            scope.world.site_url,
            secret.reveal()
        ),
        since: record.since,
    }
}
