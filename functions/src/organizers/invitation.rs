//! Invitations: a link by mail, by which a member of staff makes a login.

use adapters::{
    identity::secret::Secret,
    mail::{AccountMail, Mail},
    store::{
        Transaction,
        items::{
            organizer::Office,
            pending::{Matter, PendingRecord},
        },
    },
};
use domain::{contact::EmailAddress, language::Language};

use crate::{Failure, Scope, identity::links::INVITATION_HOURS, outbox};

/// Writes the invitation and its letter; the place of the invitation, which refuses when the very
/// same was written before.
///
/// # Errors
/// Serialisation.
pub fn write(
    scope: &Scope,
    transaction: &mut Transaction,
    secret: &Secret,
    office: Office,
    name: &str,
    (email, language): (&EmailAddress, Language),
) -> Result<usize, Failure> {
    let place = transaction.place();
    transaction.insert(&PendingRecord {
        secret_hash: secret.hash(),
        matter: Matter::Invitation {
            o: office,
            n: name.to_owned(),
        },
        email: email.clone(),
        expires_at: scope.now.plus_hours(i64::from(INVITATION_HOURS)),
        completed: None,
        draft: None,
        v: 1,
    })?;
    let mail = Mail::Account(AccountMail::Invitation {
        body: name.to_owned(),
        secret: secret.reveal(),
    });
    transaction.insert(&outbox::letter_in(scope, language, email, mail)?)?;
    Ok(place)
}
