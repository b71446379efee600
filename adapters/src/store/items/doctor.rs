//! A doctor's own partition: identity, profile, consents, documents.

use domain::{
    association::Membership,
    assurance::Assurance,
    calendar::{Date, Moment},
    contact::EmailAddress,
    evidence::{EvidenceKind, MediaType},
    id::{ApplicationId, CourseId, EvidenceId},
    language::Language,
    person::NameIdentity,
    register_number::MedicalRegisterNumber,
    registration::Profile,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, QueueKey, Record};

/// Who holds a number, small: read by the hundred when credits are awarded.
///
/// Its existence is the claim on the number: there is one per number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IdentityRecord {
    /// 医籍登録番号.
    #[serde(rename = "n")]
    pub number: MedicalRegisterNumber,
    /// Names and birth date to compare with.
    #[serde(rename = "i")]
    pub identity: NameIdentity,
    /// Claimed or confirmed.
    #[serde(rename = "s")]
    pub assurance: Assurance,
    /// ログインID that holds it.
    #[serde(rename = "l")]
    pub login: String,
    /// Where to write to.
    #[serde(rename = "e")]
    pub email: EmailAddress,
    /// In which language: that of the registration.
    #[serde(rename = "g", default, skip_serializing_if = "Language::is_japanese")]
    pub language: Language,
    /// When the number was first held: what was posted before had been waiting.
    #[serde(rename = "at", default, skip_serializing_if = "Option::is_none")]
    pub held_since: Option<Moment>,
    /// The doctor was told of what had been waiting: once.
    #[serde(rename = "w", default, skip_serializing_if = "std::ops::Not::not")]
    pub told: bool,
    /// The claim by which an officer compares the licence that was sent; none where nothing waits.
    #[serde(rename = "q", default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<String>,
    /// Counts changes.
    pub v: u32,
}

impl Record for IdentityRecord {
    fn key(&self) -> Key {
        Key::identity(&self.number)
    }
}

/// 登録情報. Lies in the doctor's partition, or in the claim's while another account holds the
/// same number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProfileRecord {
    /// Partition it lies in.
    #[serde(rename = "p")]
    pub partition: String,
    /// 医籍登録番号.
    #[serde(rename = "n")]
    pub number: MedicalRegisterNumber,
    /// 医籍登録日.
    #[serde(rename = "d")]
    pub register_date: domain::calendar::Date,
    /// ログインID.
    #[serde(rename = "l")]
    pub login: String,
    /// Verified address.
    #[serde(rename = "e")]
    pub email: EmailAddress,
    /// Language of mails that others cause: that of the registration, then of the last change of
    /// contact.
    #[serde(rename = "g", default, skip_serializing_if = "Language::is_japanese")]
    pub language: Language,
    /// Everything typed at registration.
    #[serde(rename = "f")]
    pub profile: Profile,
    /// Claimed or confirmed.
    #[serde(rename = "s")]
    pub assurance: Assurance,
    /// Own associations, with their names: shown on every page.
    #[serde(rename = "m", default)]
    pub memberships: Vec<NamedMembership>,
    /// When registered.
    #[serde(rename = "at")]
    pub registered_at: Moment,
    /// Counts changes.
    pub v: u32,
}

/// A membership with the association's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedMembership {
    /// The membership.
    #[serde(rename = "m")]
    pub membership: Membership,
    /// Name of the association.
    #[serde(rename = "n")]
    pub name: String,
}

impl ProfileRecord {
    /// Name of an association that the doctor belongs to; its id for any other.
    #[must_use]
    pub fn name_of(&self, id: &domain::association::AssociationId) -> String {
        self.memberships
            .iter()
            .find(|named| named.membership.association == *id)
            .map_or_else(|| id.to_string(), |named| named.name.clone())
    }

    /// The plain memberships.
    #[must_use]
    pub fn plain_memberships(&self) -> Vec<Membership> {
        self.memberships
            .iter()
            .map(|named| named.membership.clone())
            .collect()
    }
}

impl Record for ProfileRecord {
    fn key(&self) -> Key {
        Key::profile(&self.partition)
    }
}

/// A consent: which document in which version, and when.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConsentRecord {
    /// Partition it lies in.
    #[serde(rename = "p")]
    pub partition: String,
    /// `terms` or `privacy`.
    #[serde(rename = "d")]
    pub document: String,
    /// Its version: the date it bears.
    #[serde(rename = "r")]
    pub version: String,
    /// When.
    #[serde(rename = "at")]
    pub at: Moment,
}

impl Record for ConsentRecord {
    fn key(&self) -> Key {
        Key::consent(&self.partition, &self.document, self.at)
    }
}

/// An uploaded document. It counts only once `media_type` is known: by its content.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// Partition it lies in.
    #[serde(rename = "p")]
    pub partition: String,
    /// Which.
    #[serde(rename = "i")]
    pub id: EvidenceId,
    /// What it shows.
    #[serde(rename = "k")]
    pub kind: EvidenceKind,
    /// Key in the bucket, random.
    #[serde(rename = "o")]
    pub object: String,
    /// Its name on the doctor's device.
    #[serde(rename = "f")]
    pub file_name: String,
    /// Type under which it was to be uploaded.
    #[serde(rename = "dt")]
    pub declared: MediaType,
    /// Type by content, once checked.
    #[serde(rename = "t", default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<MediaType>,
    /// Bytes, once checked.
    #[serde(rename = "b", default)]
    pub size: u64,
    /// When it was begun.
    #[serde(rename = "at")]
    pub begun_at: Moment,
    /// The application it stands with.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub used_by: Option<ApplicationId>,
    /// Whether it was sent for the confirmation of identity: [`IdentityDocumentsRecord`] has a copy of
    /// this record, and shows the same object.
    #[serde(rename = "s", default, skip_serializing_if = "std::ops::Not::not")]
    pub sent: bool,
    /// Whether it is being taken away, after
    /// [`KEPT_UNUSED_DAYS`](domain::evidence::KEPT_UNUSED_DAYS): nothing may use it
    /// any more.
    #[serde(rename = "g", default, skip_serializing_if = "std::ops::Not::not")]
    pub forgotten: bool,
}

impl EvidenceRecord {
    /// When it may be used: it is there, and nobody takes it away.
    pub const STILL_THERE: &str = "attribute_exists(pk) AND attribute_not_exists(g)";
    /// When it may be taken away: it stands with nothing.
    pub const STANDS_WITH_NOTHING: &str =
        "attribute_exists(pk) AND attribute_not_exists(u) AND attribute_not_exists(s)";

    /// How long what was begun waits to be checked, days. The bucket forgets the upload before.
    const KEPT_UNCHECKED_DAYS: i64 = 2;
}

impl Record for EvidenceRecord {
    fn key(&self) -> Key {
        Key::evidence(&self.partition, &self.id)
    }

    fn queue(&self) -> Option<QueueKey> {
        let unused = self.media_type.is_some() && self.used_by.is_none() && !self.sent;
        unused.then(|| QueueKey::unused(self.begun_at, &self.id))
    }

    fn expires_at(&self) -> Option<Moment> {
        let unchecked = self.media_type.is_none();
        unchecked.then(|| self.begun_at.plus_days(Self::KEPT_UNCHECKED_DAYS))
    }
}

/// Images of the licence that a doctor sent for the confirmation of identity. They lie where the
/// profile lies, and move with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IdentityDocumentsRecord {
    /// Partition it lies in.
    #[serde(rename = "p")]
    pub partition: String,
    /// The documents, checked.
    #[serde(rename = "e")]
    pub documents: Vec<EvidenceRecord>,
    /// Counts changes.
    pub v: u32,
}

impl Record for IdentityDocumentsRecord {
    fn key(&self) -> Key {
        Key::identity_documents(&self.partition)
    }
}

/// What a doctor asked organisers on one day: bounds how many, and says what was asked already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EnquiriesRecord {
    /// Partition it lies in.
    #[serde(rename = "p")]
    pub partition: String,
    /// Which day.
    #[serde(rename = "d")]
    pub day: Date,
    /// About which courses, each with the key under which it was asked.
    #[serde(rename = "c")]
    pub asked: Vec<(CourseId, String)>,
    /// Counts changes.
    pub v: u32,
}

impl Record for EnquiriesRecord {
    fn key(&self) -> Key {
        Key::enquiries(&self.partition, self.day)
    }

    fn expires_at(&self) -> Option<Moment> {
        Some(self.day.begins().plus_hours(2 * 24))
    }
}
