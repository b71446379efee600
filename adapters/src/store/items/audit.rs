//! The audit trail: who of the staff looked at whom, and each refusal. Append-only; each finished day
//! is sealed ([`crate::audit`]).

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

use crate::store::{Key, QueueKey, Record};

/// One look.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AuditRecord {
    /// Whom (a register number) or what (a queue) was looked at.
    #[serde(rename = "s")]
    pub subject: String,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
    /// Makes the key unique.
    #[serde(rename = "i")]
    pub id: String,
    /// Login of the viewer.
    #[serde(rename = "w")]
    pub who: String,
    /// Association of the viewer.
    #[serde(rename = "a")]
    pub association: String,
    /// Endpoint through which.
    #[serde(rename = "e")]
    pub endpoint: String,
    /// It was refused, with this HTTP status; absent for a look that was granted.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<u16>,
}

impl Record for AuditRecord {
    fn key(&self) -> Key {
        Key::audit(&self.subject, self.at, &self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(QueueKey::audit(self.at, &self.id))
    }
}
