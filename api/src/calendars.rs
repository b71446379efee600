//! 自分の暦: days that matter for a doctor's titles, as a feed at a secret address (features.md L7).

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

/// Whether there is an address, and since when. The address itself is shown only once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarState {
    /// Since when; none while there is no address.
    pub since: Option<Moment>,
}

/// A new address; the one before leads nowhere from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarAddress {
    /// For a program that keeps calendars; a secret, shown once.
    pub address: String,
    /// Since when.
    pub since: Moment,
}

/// A calendar in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarFilePath {
    /// The secret, and `.ics`.
    pub calendar_file: String,
}
