//! 認定: the title that a doctor holds in a programme (features.md #72, #82–#94).
//!
//! One item for each title, with every approval it ever had: standing and expiry follow from them
//! by the rules, so nothing here goes stale as days pass.

use domain::{
    association::AssociationId,
    calendar::Date,
    contact::Address,
    id::ApplicationId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rules::{ApprovalFact, QualificationFact},
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, QueueKey, Record};

/// A doctor's title. Exists from the first approval on; the doctor may have no account yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QualificationRecord {
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// Every approval, oldest first; never empty.
    #[serde(rename = "a")]
    pub approvals: Vec<ApprovalRecord>,
    /// The reason for grace that an officer has accepted for the last expiry.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub grace: Option<String>,
    /// The prefectural association through which it was last approved: it sends the notices.
    #[serde(rename = "t")]
    pub prefecture: AssociationId,
    /// Name and address of a holder from before the system.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub on_paper: Option<PaperHolder>,
    /// Counts changes.
    pub v: u32,
}

/// One approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ApprovalRecord {
    /// 新規 or 更新, its day and 有効期間.
    #[serde(rename = "f")]
    pub fact: ApprovalFact,
    /// 認定証番号, as printed.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// The application; none for an approval from before the system.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub application: Option<ApplicationId>,
    /// The credits that it used up, so that they do not serve again (コロナ特例: two renewals).
    #[serde(rename = "u", default, skip_serializing_if = "Vec::is_empty")]
    pub used: Vec<String>,
}

/// Whom a letter reaches, as long as the doctor has not registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PaperHolder {
    /// 氏名.
    #[serde(rename = "n")]
    pub name: String,
    /// 住所.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}

impl QualificationRecord {
    /// As the rules look at it.
    #[must_use]
    pub fn fact(&self) -> QualificationFact {
        QualificationFact {
            approvals: self.approvals.iter().map(|one| one.fact.clone()).collect(),
            grace: self.grace.clone(),
        }
    }

    /// The approval whose validity ends last.
    #[must_use]
    pub fn last(&self) -> Option<&ApprovalRecord> {
        self.approvals
            .iter()
            .max_by_key(|one| (one.fact.validity.to, one.fact.decided_on))
    }

    /// The last day of validity as printed.
    #[must_use]
    pub fn expiry(&self) -> Option<Date> {
        self.last().map(|one| one.fact.validity.to)
    }
}

impl Record for QualificationRecord {
    fn key(&self) -> Key {
        Key::qualification(&self.register_number, self.programme)
    }

    fn queue(&self) -> Option<QueueKey> {
        let expiry = self.expiry()?;
        Some(QueueKey::holder(
            &self.prefecture,
            self.programme,
            expiry,
            &self.register_number,
        ))
    }
}
