//! Links sent by mail: a registration to complete, or an invitation to accept.
//!
//! The secret stands in the mail only, its hash is the key. A link is single-use by its
//! completion, not by its opening; expiry is checked in code, the table is late.

use domain::{calendar::Moment, contact::EmailAddress, registration::RegistrationForm};
use serde::{Deserialize, Serialize};

use super::organizer::Office;
use crate::store::{Key, Record};

/// How often something was asked for in one hour. Written by update only.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct FloodCounter {
    /// How often.
    #[serde(rename = "n")]
    pub count: u32,
}

/// What a link stands for until it was used or has expired.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PendingRecord {
    /// Hash of the secret.
    #[serde(rename = "s")]
    pub secret_hash: String,
    /// What it stands for.
    #[serde(rename = "m")]
    pub matter: Matter,
    /// Verified by opening the link.
    #[serde(rename = "e")]
    pub email: EmailAddress,
    /// Its end.
    #[serde(rename = "x")]
    pub expires_at: Moment,
    /// The login it became; the link is used then.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub completed: Option<String>,
    /// What was typed so far, without the password; registrations only.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<RegistrationForm>,
    /// Counts changes, drafts not among them.
    pub v: u32,
}

/// What a link stands for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "k")]
pub enum Matter {
    /// 利用者登録.
    #[serde(rename = "r")]
    Registration {
        /// Version of the 利用規約 consented to.
        t: String,
        /// Version of 個人情報の取り扱い consented to.
        p: String,
        /// When.
        at: Moment,
    },
    /// 担当者の招待.
    #[serde(rename = "i")]
    Invitation {
        /// For whom.
        o: Office,
        /// Its name.
        n: String,
    },
}

impl PendingRecord {
    /// Whether the link can still be used.
    #[must_use]
    pub fn open(&self, now: Moment) -> bool {
        now < self.expires_at && self.completed.is_none()
    }
}

impl Record for PendingRecord {
    fn key(&self) -> Key {
        Key::pending(&self.secret_hash)
    }

    fn expires_at(&self) -> Option<Moment> {
        Some(self.expires_at)
    }
}
