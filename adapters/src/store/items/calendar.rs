//! The secret address of a doctor's calendar (features.md L7). Only its hash is kept.

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// The address that holds now; taken away when it is revoked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarAddressRecord {
    /// Partition of the doctor.
    #[serde(rename = "p")]
    pub partition: String,
    /// Hash of the secret.
    #[serde(rename = "h")]
    pub secret_hash: String,
    /// Begins the ids of entries, so that two doctors' calendars can lie in one program. Stays when
    /// the address is made anew; says nothing of the doctor.
    #[serde(rename = "i")]
    pub prefix: String,
    /// Since when.
    #[serde(rename = "at")]
    pub since: Moment,
    /// Counts changes.
    pub v: u32,
}

impl Record for CalendarAddressRecord {
    fn key(&self) -> Key {
        Key::calendar_address(&self.partition)
    }
}

/// Whose calendar an address leads to. An address that was replaced or revoked may still have one:
/// it leads nowhere, because the doctor's own record names another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarRecord {
    /// Hash of the secret.
    #[serde(rename = "h")]
    pub secret_hash: String,
    /// Partition of the doctor.
    #[serde(rename = "p")]
    pub partition: String,
    /// Who made it: a number that passes to another login takes no calendar along.
    #[serde(rename = "l")]
    pub login: String,
}

impl Record for CalendarRecord {
    fn key(&self) -> Key {
        Key::calendar(&self.secret_hash)
    }
}
