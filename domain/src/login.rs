//! Login IDs and passwords (features.md #14, #15).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::rejection::{Code, Rejection};
use crate::width;

/// Symbols that a login ID can have (S2).
pub const LOGIN_ID_SYMBOLS: &str = "%!@#&";
/// Symbols of which a short password needs one (S2).
pub const PASSWORD_SYMBOLS: &str = "!@%&#";
/// Fewest characters of a password with letter, digit and symbol (S2).
pub const PASSWORD_MIN: usize = 8;
/// Fewest characters of a password of any kind (D).
pub const PASSPHRASE_MIN: usize = 15;
/// Most characters of a password: hashing must stay bounded (D).
pub const PASSWORD_MAX: usize = 128;

text_value! {
    /// ログインID: 8–32 half-width letters, digits and `%!@#&`. Compare by [`LoginId::folded`].
    LoginId,
    pattern = "^[A-Za-z0-9%!@#&]{8,32}$",
    description = "ログインID: 8–32 half-width letters, digits and %!@#&."
}

impl LoginId {
    /// Reads a login ID; full-width characters are folded.
    ///
    /// # Errors
    /// `required`, `too-short`, `too-long`, `login-id-character`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = width::half_width(text);
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || LOGIN_ID_SYMBOLS.contains(c);
        let foreign: String = text.chars().filter(|c| !allowed(*c)).take(5).collect();
        if !foreign.is_empty() {
            let shown = foreign.replace(' ', "␣");
            return Err(Rejection::new(Code::LoginIdCharacter).with("characters", shown));
        }
        match text.len() {
            ..8 => Err(Rejection::new(Code::TooShort).with("min", 8)),
            33.. => Err(Rejection::new(Code::TooLong).with("max", 32)),
            _ => Ok(LoginId(text)),
        }
    }

    /// Lower case throughout: the form for comparing and for keys, so that nobody can take an ID
    /// that reads like another's.
    #[must_use]
    pub fn folded(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

/// A password as typed. Neither `Debug` nor an error shows it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// Takes a password as typed; [`check_password`] judges it.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Password(text.into())
    }

    /// The password itself: for hashing and comparing only.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Judges a new password: at least 8 characters with letter, digit and symbol (S2), or at least 15
/// of any kind (D); without the login ID in it; not one of those that attackers try first.
///
/// # Errors
/// `required`, `password-character`, `too-long`, `password-too-simple`,
/// `password-contains-login-id`, `password-known`.
pub fn check_password(password: &str, login: &str) -> Result<(), Rejection> {
    if password.is_empty() {
        return Err(Code::Required.into());
    }
    if password.chars().any(char::is_control) {
        return Err(Code::PasswordCharacter.into());
    }
    let length = password.chars().count();
    if length > PASSWORD_MAX {
        return Err(Rejection::new(Code::TooLong).with("max", PASSWORD_MAX));
    }
    let three_kinds = password.chars().any(|c| c.is_ascii_alphabetic())
        && password.chars().any(|c| c.is_ascii_digit())
        && password.chars().any(|c| PASSWORD_SYMBOLS.contains(c));
    if length < PASSWORD_MIN || (length < PASSPHRASE_MIN && !three_kinds) {
        return Err(Code::PasswordTooSimple.into());
    }
    let folded = password.to_lowercase();
    let login = width::half_width(login).to_lowercase();
    if !login.is_empty() && folded.contains(&login) {
        return Err(Code::PasswordContainsLoginId.into());
    }
    if known::is_known(&folded) {
        return Err(Code::PasswordKnown.into());
    }
    Ok(())
}

/// Attempts at one login before waiting begins (D).
pub const FREE_ATTEMPTS: u32 = 5;
/// First wait after too many attempts, milliseconds.
const FIRST_WAIT: i64 = 30 * 1000;
/// Longest wait, milliseconds: an attacker can keep a doctor out no longer than this at a time.
const LONGEST_WAIT: i64 = 15 * 60 * 1000;

/// How long a login waits after so many failed attempts in a row, milliseconds: nothing up to
/// four, then 30 seconds, twice as long each time, at most a quarter of an hour.
#[must_use]
pub fn wait_after(attempts: u32) -> i64 {
    if attempts < FREE_ATTEMPTS {
        return 0;
    }
    let doublings = (attempts - FREE_ATTEMPTS).min(16);
    (FIRST_WAIT << doublings).min(LONGEST_WAIT)
}

mod known;

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Option<Code> {
        check_password(text, "nichii01")
            .err()
            .map(|rejection| rejection.code)
    }

    #[test]
    fn login_ids_have_8_to_32_letters_digits_and_five_symbols() {
        let id = |text: &str| {
            LoginId::parse(text)
                .map(|id| id.folded())
                .map_err(|r| r.code)
        };
        assert_eq!(id("Mamis001"), Ok("mamis001".into()));
        assert_eq!(id("ｍａｍｉｓ００１"), Ok("mamis001".into()));
        assert_eq!(id("a%!@#&12"), Ok("a%!@#&12".into()));
        assert_eq!(id("mamis01"), Err(Code::TooShort));
        assert!(id(&"a".repeat(32)).is_ok());
        assert_eq!(id(&"a".repeat(33)), Err(Code::TooLong));
        assert_eq!(id("mamis 001"), Err(Code::LoginIdCharacter));
        assert_eq!(id("mamis_001"), Err(Code::LoginIdCharacter));
        assert_eq!(id("まみす00001"), Err(Code::LoginIdCharacter));
    }

    #[test]
    fn short_passwords_need_three_kinds_and_long_ones_none() {
        assert_eq!(password("kx7!wqzp"), None);
        assert_eq!(password("kx7!wqz"), Some(Code::PasswordTooSimple));
        assert_eq!(password("kx77wqzpmm"), Some(Code::PasswordTooSimple));
        assert_eq!(password("kx7-wqzpmm"), Some(Code::PasswordTooSimple));
        assert_eq!(password("correct horse battery"), None);
        assert_eq!(password("ひらがなのながいあいことばです"), None);
        assert_eq!(password(&"ab1!".repeat(33)), Some(Code::TooLong));
        assert_eq!(password("kx7!wq\u{7}zp"), Some(Code::PasswordCharacter));
        assert_eq!(password(""), Some(Code::Required));
    }

    #[test]
    fn the_login_id_and_well_known_passwords_are_refused() {
        assert_eq!(password("x!NICHII01"), Some(Code::PasswordContainsLoginId));
        for text in [
            "P@ssw0rd",
            "Passw0rd!",
            "password1!",
            "Abcd1234!",
            "Qwerty123!",
            "1qaz2wsx!",
            "aaaaaaaaaaaaaaaa",
            "123456789012345",
            "mamis2024!",
        ] {
            assert_eq!(password(text), Some(Code::PasswordKnown), "{text}");
        }
    }

    #[test]
    fn waiting_begins_with_the_fifth_failure_grows_and_ends_at_a_quarter_of_an_hour() {
        assert_eq!(wait_after(4), 0);
        assert_eq!(wait_after(5), 30_000);
        assert_eq!(wait_after(6), 60_000);
        assert_eq!(wait_after(9), 480_000);
        assert_eq!(wait_after(10), 900_000);
        assert_eq!(wait_after(u32::MAX), 900_000);
    }

    #[test]
    fn debug_output_hides_a_password() {
        assert_eq!(format!("{:?}", Password::new("kx7!wqzp")), "Password(…)");
    }
}
