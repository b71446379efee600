//! Whether the name posted with a credit is the doctor's (features.md #129, L13).

use serde::{Deserialize, Serialize};

use super::{FormerName, PersonName};
use crate::calendar::Date;

/// The name as an organiser posted it: kanji or kana, with or without a space.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PostedName {
    /// The name in one field.
    pub text: String,
    /// The birth date, where one was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<Date>,
}

/// What a doctor is known by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NameIdentity {
    /// The present name.
    pub name: PersonName,
    /// A former name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<FormerName>,
    /// The birth date.
    pub birth_date: Date,
}

named_variants! {
    /// Whether a posted name is the doctor's. An organiser is told this and never a name that it
    /// did not supply.
    pub enum Agreement {
        /// Name, and birth date where one was posted, agree.
        Agrees = "agrees",
        /// The name differs.
        NameDiffers = "name-differs",
        /// The name agrees, the birth date does not.
        BirthDateDiffers = "birth-date-differs",
    }
}
