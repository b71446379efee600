//! 連絡先・自宅住所の変更 (features.md #46, the part a doctor changes directly).
//!
//! Natural key: the version read. The same change twice answers the same; another one in between
//! is refused. The doctor is told by mail, so that nobody changes an address unnoticed. Mails that
//! others cause come in the language of this change from then on.

use adapters::mail::{AccountMail, Mail};
use api::{ChangeMyContact, my_page::ProfileView, problem::ProblemKind};

use super::read_my_profile::{keys, of_items, view};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// Checks, reads, replaces.
pub async fn handle(
    scope: Scope,
    call: Writing<ChangeMyContact>,
) -> Result<Reply<ProfileView>, Failure> {
    let contact = call.body.form.check()?;
    let found = scope.store.get_many(&keys(&call.caller.partition)).await?;
    let (mut record, documents) = of_items(&found)?;
    if record.profile.contact == contact {
        return Ok(Reply::ok(view(record, &documents)));
    }
    if record.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let expected = record.v;
    record.profile.contact = contact;
    record.language = scope.language;
    record.v += 1;
    let letter = outbox::letter(
        &scope,
        &record.email,
        Mail::Account(AccountMail::ContactChanged),
    )?;
    let mut transaction = call.caller.transaction();
    transaction.replace(&record, expected)?;
    transaction.insert(&letter)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(view(record, &documents))),
        Err(error) => Err(Failure::of_commit(error)),
    }
}
