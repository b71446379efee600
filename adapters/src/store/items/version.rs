//! Which version the stored data have: up to it every migration was carried out over the whole table.

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// One item of the table; none before the first migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataVersionRecord {
    /// The version, which is the number of the last migration.
    #[serde(rename = "n")]
    pub version: u32,
    /// Since when.
    #[serde(rename = "t")]
    pub since: Moment,
}

impl Record for DataVersionRecord {
    fn key(&self) -> Key {
        Key::data_version()
    }
}
