//! Accounts: what a login ID (or an e-mail address) leads to.

use domain::{calendar::Moment, contact::EmailAddress};
use serde::{Deserialize, Serialize};

use crate::{
    identity::sign_in::Principal,
    store::{Key, Record},
};

/// Accounts outlive every expiry: 9999-12-31, so that counting an attempt needs not know whether
/// the login exists (see [`AccountRecord`]).
const NEVER: Moment = Moment::from_millis(253_402_300_799_000);

/// A login. The item of an unknown login holds only the counter of attempts, and goes by TTL: so
/// known and unknown IDs cost the same.
///
/// An e-mail address that one account only has leads to a copy of it; one that two accounts have
/// leads to an item without a hash, with which nobody signs in. Login IDs have no dot and e-mail
/// addresses have one, so the two never meet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountRecord {
    /// Login ID or e-mail address, as typed.
    #[serde(rename = "l", default)]
    pub login: String,
    /// Argon2id; absent where nobody may sign in.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub password_hash: Option<String>,
    /// Whom it leads to.
    #[serde(rename = "w", default, skip_serializing_if = "Option::is_none")]
    pub principal: Option<Principal>,
    /// Name to greet with.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Name of the association or external body, for staff.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Verified address.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// An e-mail address that several accounts have.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
    /// Attempts since the last success, the present one included.
    #[serde(rename = "f", default)]
    pub attempts: u32,
    /// No attempt counts before this moment.
    #[serde(rename = "u", default = "epoch")]
    pub locked_until: Moment,
    /// How long the next attempt locks, milliseconds; 0 while there were few.
    #[serde(rename = "d", default)]
    pub delay: i64,
}

const fn epoch() -> Moment {
    Moment::from_millis(0)
}

impl AccountRecord {
    /// Condition of an insert: nobody has this login, though somebody may have tried it.
    pub const FREE: &'static str = "attribute_not_exists(w) AND attribute_not_exists(x)";

    /// A new account.
    #[must_use]
    pub fn new(
        login: impl Into<String>,
        password_hash: String,
        principal: Principal,
        name: String,
        email: EmailAddress,
    ) -> Self {
        Self {
            login: login.into(),
            password_hash: Some(password_hash),
            principal: Some(principal),
            name: Some(name),
            body: None,
            email: Some(email),
            shared: false,
            attempts: 0,
            locked_until: epoch(),
            delay: 0,
        }
    }

    /// The same account under its e-mail address.
    #[must_use]
    pub fn under_email(&self) -> Option<Self> {
        let email = self.email.as_ref()?;
        Some(Self {
            login: email.to_string(),
            ..self.clone()
        })
    }

    /// An e-mail address that several accounts have: nobody signs in with it.
    #[must_use]
    pub fn shared_address(email: &EmailAddress) -> Self {
        Self {
            login: email.to_string(),
            password_hash: None,
            principal: None,
            name: None,
            body: None,
            email: None,
            shared: true,
            attempts: 0,
            locked_until: epoch(),
            delay: 0,
        }
    }

    /// Without any attempts counted.
    #[must_use]
    pub fn rested(self) -> Self {
        Self {
            attempts: 0,
            locked_until: epoch(),
            delay: 0,
            ..self
        }
    }

    /// Whether somebody has this login (or address).
    #[must_use]
    pub fn exists(&self) -> bool {
        self.principal.is_some() || self.shared
    }
}

impl Record for AccountRecord {
    fn key(&self) -> Key {
        Key::account(&self.login)
    }

    fn expires_at(&self) -> Option<Moment> {
        self.exists().then_some(NEVER)
    }
}
