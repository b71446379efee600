//! Certificates: the doctor's line, and the public half behind the QR code.

use domain::{
    calendar::Date,
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, PrintedFields},
    id::ApplicationId,
    programme::Programme,
    register_number::MedicalRegisterNumber,
};
use serde::{Deserialize, Serialize};

use crate::store::{Key, Record};

/// The certificate in its doctor's partition. Written at the decision; `object` once rendered.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CertificateSummaryRecord {
    /// 医籍登録番号.
    #[serde(rename = "m")]
    pub register_number: MedicalRegisterNumber,
    /// 番号.
    #[serde(rename = "n")]
    pub number: CertificateNumber,
    /// 修了証 …
    #[serde(rename = "k")]
    pub kind: CertificateKind,
    /// 制度.
    #[serde(rename = "g")]
    pub programme: Programme,
    /// From which application; papers of learning have a request of their own.
    #[serde(rename = "q")]
    pub application: ApplicationId,
    /// 交付日.
    #[serde(rename = "d")]
    pub issued_on: Date,
    /// Last day of validity.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Key of the PDF in the bucket, once rendered.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// Valid, revoked or superseded.
    #[serde(rename = "s")]
    pub status: CertificateStatus,
    /// Counts changes.
    pub v: u32,
}

impl Record for CertificateSummaryRecord {
    fn key(&self) -> Key {
        Key::certificate_summary(&self.register_number, &self.number)
    }
}

/// What the check page shows, found by the hash of the secret in the QR code only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CertificateRecord {
    /// Hash of the secret.
    #[serde(rename = "h")]
    pub secret_hash: String,
    /// Every printed field.
    #[serde(rename = "f")]
    pub printed: PrintedFields,
    /// Valid, revoked or superseded.
    #[serde(rename = "s")]
    pub status: CertificateStatus,
}

impl Record for CertificateRecord {
    fn key(&self) -> Key {
        Key::certificate(&self.secret_hash)
    }
}
