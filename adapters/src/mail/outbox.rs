//! A mail that waits to be sent.

use domain::calendar::Moment;
use serde::{Deserialize, Serialize};

use super::Letter;
use crate::{
    identity::seal::SealKeys,
    queues::QueueKind,
    store::{Key, QueueKey, Record},
};

/// An effect that has no event of its own: a mail, sealed until it was sent, then deleted.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutboxRecord {
    /// Opaque.
    pub id: String,
    /// The sealed [`Letter`].
    #[serde(rename = "b")]
    sealed: String,
    /// When it was written: the sweep looks for old ones.
    #[serde(rename = "at")]
    pub written_at: Moment,
    /// Since when a worker is sending it.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Moment>,
    /// One of many for which nobody waits.
    #[serde(rename = "n", default, skip_serializing_if = "std::ops::Not::not")]
    pub notice: bool,
}

const PURPOSE: &str = "outbox";

impl OutboxRecord {
    /// A letter to be sent after the transaction that this record is part of.
    ///
    /// # Errors
    /// Serialisation.
    pub fn new(
        keys: &SealKeys,
        nonce: [u8; 24],
        id: String,
        letter: &Letter,
        now: Moment,
    ) -> Result<Self, serde_json::Error> {
        Ok(Self {
            id,
            sealed: keys.seal(PURPOSE, nonce, &serde_json::to_vec(letter)?),
            written_at: now,
            claimed_at: None,
            notice: letter.mail.may_wait(),
        })
    }

    /// The queue it goes by.
    #[must_use]
    pub fn queue_kind(&self) -> QueueKind {
        if self.notice {
            QueueKind::Notice
        } else {
            QueueKind::Mail
        }
    }

    /// The letter; `None` when the key is gone.
    #[must_use]
    pub fn open(&self, keys: &SealKeys) -> Option<Letter> {
        let (key, body) = self.sealed.split_once('.')?;
        serde_json::from_slice(&keys.open(PURPOSE, key, body)?).ok()
    }
}

impl Record for OutboxRecord {
    fn key(&self) -> Key {
        Key::outbox(&self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        Some(QueueKey::outbox(self.written_at, &self.id))
    }
}
