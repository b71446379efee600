//! Accounts: what a login ID (or an e-mail address) leads to.

use domain::{calendar::Moment, contact::EmailAddress};
use serde::{Deserialize, Serialize};

use crate::{
    identity::sign_in::Principal,
    store::{Key, Record},
};

/// A login. The item of an unknown login holds only the counter of attempts, and goes by TTL: so
/// known and unknown IDs cost the same.
///
/// An e-mail address that one account only has leads to a copy of it; one that two accounts have
/// leads to an item without a hash, with which nobody signs in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccountRecord {
    /// Login ID or e-mail address, as typed.
    #[serde(rename = "l")]
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
    /// Verified address.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub email: Option<EmailAddress>,
    /// Failed attempts since the last success.
    #[serde(rename = "f", default)]
    pub attempts: u32,
    /// No attempt counts before this moment.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Moment>,
}

impl Record for AccountRecord {
    fn key(&self) -> Key {
        Key::account(&self.login)
    }
}
