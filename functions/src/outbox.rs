//! Mails as part of a transaction: a sealed letter in the outbox, which the stream delivers.

use adapters::{
    mail::{ApplicationMail, ApplicationStep, Letter, Mail, OutboxRecord},
    store::items::{application::ApplicationLine, doctor::ProfileRecord},
};
use domain::{contact::EmailAddress, language::Language};

use crate::{Failure, Scope};

/// A letter to whoever asks now, to be written in the same transaction as what it tells of.
///
/// # Errors
/// Serialisation.
pub fn letter(scope: &Scope, to: &EmailAddress, mail: Mail) -> Result<OutboxRecord, Failure> {
    letter_in(scope, scope.language, to, mail)
}

/// The same to a doctor about whom somebody else decides: in the doctor's own language.
///
/// # Errors
/// Serialisation.
pub fn to_doctor(
    scope: &Scope,
    doctor: &ProfileRecord,
    mail: Mail,
) -> Result<OutboxRecord, Failure> {
    letter_in(scope, doctor.language, &doctor.email, mail)
}

/// The same in the language of somebody else than who asks now.
///
/// # Errors
/// Serialisation.
pub fn letter_in(
    scope: &Scope,
    language: Language,
    to: &EmailAddress,
    mail: Mail,
) -> Result<OutboxRecord, Failure> {
    let letter = Letter {
        to: to.clone(),
        language,
        mail,
    };
    let id = adapters::identity::secret::hash(&scope.random::<32>());
    OutboxRecord::new(
        &scope.world.seal_keys,
        scope.random(),
        id,
        &letter,
        scope.now,
    )
    .map_err(Failure::internal)
}

/// What happened to an application that one association decides.
#[must_use]
pub fn about(line: &ApplicationLine, step: ApplicationStep) -> Mail {
    Mail::Application(ApplicationMail {
        step,
        programme: line.programme,
        association: line.target_name.clone(),
    })
}
