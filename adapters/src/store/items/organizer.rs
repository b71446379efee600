//! Organisers: external bodies, staff of bodies and associations, API keys.

use domain::{
    association::AssociationId,
    calendar::Moment,
    contact::EmailAddress,
    language::Language,
    organizer::{ApiKeyKind, Organizer, OrganizerId},
    register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};

use crate::{
    identity::sign_in::Principal,
    store::{Key, QueueKey, Record},
};

/// An external body's application for an account, and then its head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganizerRecord {
    /// As the domain has it.
    #[serde(rename = "o")]
    pub organizer: Organizer,
    /// When it applied.
    #[serde(rename = "w")]
    pub applied_at: Moment,
    /// In which language: the answer is in it too.
    #[serde(rename = "g", default, skip_serializing_if = "Language::is_japanese")]
    pub language: Language,
    /// What was decided; absent while it waits.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<OrganizerDecision>,
    /// Counts changes.
    pub v: u32,
}

/// 承認 or お断り of an external body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrganizerDecision {
    /// Approved, or refused.
    #[serde(rename = "y")]
    pub approved: bool,
    /// Why it was refused.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// ログインID of the officer.
    #[serde(rename = "b")]
    pub by: String,
    /// When.
    #[serde(rename = "w")]
    pub at: Moment,
}

impl OrganizerRecord {
    /// The association that decides: the prefectural one.
    #[must_use]
    pub fn reviewer(&self) -> AssociationId {
        AssociationId::prefectural(self.organizer.prefecture)
    }
}

impl Record for OrganizerRecord {
    fn key(&self) -> Key {
        Key::organizer_head(&self.organizer.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        self.decision
            .is_none()
            .then(|| QueueKey::organizers(&self.reviewer(), self.applied_at, &self.organizer.id))
    }
}

/// For whom a member of staff works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Office {
    /// システム管理: deploys and configures, sees no personal data.
    Administration,
    /// An association or an external body.
    #[serde(untagged)]
    Organizer(OrganizerId),
}

impl From<OrganizerId> for Office {
    fn from(id: OrganizerId) -> Self {
        Office::Organizer(id)
    }
}

/// A member of staff, in the partition of the own login: read with every request of theirs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StaffRecord {
    /// ログインID.
    #[serde(rename = "l")]
    pub login: String,
    /// 氏名.
    #[serde(rename = "n")]
    pub name: String,
    /// Verified address.
    #[serde(rename = "e")]
    pub email: EmailAddress,
    /// For whom.
    #[serde(rename = "o")]
    pub office: Office,
    /// Its name.
    #[serde(rename = "b")]
    pub body: String,
    /// 医籍登録番号 of an officer who is a doctor, as declared: nobody decides on the own application.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub register_number: Option<MedicalRegisterNumber>,
    /// Since when.
    #[serde(rename = "w")]
    pub since: Moment,
    /// Counts changes.
    pub v: u32,
}

impl StaffRecord {
    /// Whom this login stands for.
    #[must_use]
    pub fn principal(&self) -> Principal {
        let login = self.login.clone();
        let organizer = match &self.office {
            Office::Organizer(organizer) => organizer,
            Office::Administration => return Principal::Administrator { login },
        };
        match organizer.association() {
            Some(a) => Principal::Officer {
                t: a.tier(),
                a,
                login,
                n: self.register_number.clone(),
            },
            None => Principal::Organizer {
                o: organizer.clone(),
                login,
            },
        }
    }

    /// This member of staff in the list of the body; administrators stand in none.
    #[must_use]
    pub fn line(&self) -> Option<StaffLineRecord> {
        let Office::Organizer(organizer) = &self.office else {
            return None;
        };
        Some(StaffLineRecord {
            organizer: organizer.clone(),
            login: self.login.clone(),
            name: self.name.clone(),
            since: self.since,
        })
    }
}

impl Record for StaffRecord {
    fn key(&self) -> Key {
        Key::profile(&Key::staff(&self.login))
    }
}

/// The same member of staff in the body's partition: its list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct StaffLineRecord {
    /// Of which body.
    #[serde(rename = "o")]
    pub organizer: OrganizerId,
    /// ログインID.
    #[serde(rename = "l")]
    pub login: String,
    /// 氏名.
    #[serde(rename = "n")]
    pub name: String,
    /// Since when.
    #[serde(rename = "w")]
    pub since: Moment,
}

impl Record for StaffLineRecord {
    fn key(&self) -> Key {
        Key::organizer_staff(&self.organizer, &self.login)
    }
}

/// An API key's line; the key itself is a sign-in beside it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ApiKeyRecord {
    /// Of which body.
    #[serde(rename = "o")]
    pub organizer: OrganizerId,
    /// Opaque id, not a secret.
    #[serde(rename = "i")]
    pub id: String,
    /// What it is for.
    #[serde(rename = "n")]
    pub label: String,
    /// What it opens; keys from before kinds say nothing.
    #[serde(rename = "k", default)]
    pub kind: ApiKeyKind,
    /// Hash of its secret: where its sign-in lies.
    #[serde(rename = "h")]
    pub secret_hash: String,
    /// Who made it.
    #[serde(rename = "b")]
    pub created_by: String,
    /// When.
    #[serde(rename = "w")]
    pub created_at: Moment,
    /// When it was revoked.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Moment>,
    /// Counts changes.
    pub v: u32,
}

impl Record for ApiKeyRecord {
    fn key(&self) -> Key {
        Key::api_key(&self.organizer, &self.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_written_before_kinds_is_of_a_key_for_credits() {
        let written = r#"{"o":"national","i":"k1","n":"x","h":"y","b":"z","w":5,"v":1}"#;
        let record: ApiKeyRecord = serde_json::from_str(written).expect("a line");
        assert_eq!(record.kind, ApiKeyKind::Credits);
    }
}
