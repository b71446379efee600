//! Associations.

use domain::association::Association;
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// An association of any tier.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssociationRecord {
    /// As the domain has it.
    #[serde(rename = "a")]
    pub association: Association,
}

impl Record for AssociationRecord {
    fn key(&self) -> Key {
        Key::association(&self.association.id)
    }
}
