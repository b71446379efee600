//! A holder's name in an address: sealed, so that no register number stands in a log or a history.

use adapters::{identity::seal::NONCE_LENGTH, store::items::qualification::QualificationRecord};
use domain::{programme::Programme, register_number::MedicalRegisterNumber};

use crate::{Failure, Scope};

const PURPOSE: &str = "holder";

/// The opaque name; another one each time.
#[must_use]
pub fn of(scope: &Scope, title: &QualificationRecord) -> String {
    let plain = format!("{}#{}", title.programme, title.register_number);
    let nonce = scope.random::<NONCE_LENGTH>();
    let sealed = scope.world.seal_keys.seal(PURPOSE, nonce, plain.as_bytes());
    // A dot in the last part of an address would make it a file.
    sealed.replacen('.', "~", 1)
}

/// Whom it names.
///
/// # Errors
/// 404 for anything else.
pub fn open(scope: &Scope, name: &str) -> Result<(Programme, MedicalRegisterNumber), Failure> {
    let named = || {
        let (key, sealed) = name.split_once('~')?;
        let plain = scope.world.seal_keys.open(PURPOSE, key, sealed)?;
        let plain = String::from_utf8(plain).ok()?;
        let (programme, number) = plain.split_once('#')?;
        let number = MedicalRegisterNumber::parse(number).ok()?;
        Some((Programme::parse(programme).ok()?, number))
    };
    named().ok_or(Failure::not_found())
}
