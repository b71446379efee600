//! Claims on a register number that an officer settles: contested ones, and those whose doctor sent the
//! licence although nobody contests them.

use domain::{
    association::AssociationId, calendar::Moment, register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, QueueKey, Record};

/// Somebody registered with a number that another account holds: the claimant's own data lie in the
/// partition `CLAIM#<id>` until then. Or who holds the number sent the licence.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// Opaque.
    #[serde(rename = "i")]
    pub id: String,
    /// 医籍登録番号.
    #[serde(rename = "n")]
    pub number: MedicalRegisterNumber,
    /// ログインID of the claimant.
    #[serde(rename = "l")]
    pub login: String,
    /// Of whoever holds the number: nobody contests it.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// The association that settles it.
    #[serde(rename = "a")]
    pub association: AssociationId,
    /// Since when.
    #[serde(rename = "w")]
    pub since: Moment,
    /// How it was settled; absent while it waits.
    #[serde(rename = "z", default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<SettlementRecord>,
    /// Counts changes.
    pub v: u32,
}

/// The officer's decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SettlementRecord {
    /// The claimant is the doctor.
    #[serde(rename = "y")]
    pub claimant_is_doctor: bool,
    /// What was compared.
    #[serde(rename = "c")]
    pub compared: String,
    /// ログインID of the officer.
    #[serde(rename = "b")]
    pub by: String,
    /// When.
    #[serde(rename = "w")]
    pub at: Moment,
}

impl ClaimRecord {
    /// Where the claimant's data lie.
    #[must_use]
    pub fn partition(&self) -> String {
        if self.own {
            Key::doctor(&self.number)
        } else {
            Key::claim(&self.id)
        }
    }
}

impl Record for ClaimRecord {
    fn key(&self) -> Key {
        Key::claim_head(&self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        self.settlement
            .is_none()
            .then(|| QueueKey::claims(&self.association, self.since, &self.id))
    }
}
