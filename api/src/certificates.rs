//! 証書: lists, opening, verification.

use domain::{
    calendar::Date,
    certificate::{CertificateKind, CertificateNumber, CertificateStatus, PrintedFields},
    programme::Programme,
};
use serde::{Deserialize, Serialize};

/// Names a certificate in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificatePath {
    /// 証書番号.
    pub certificate: CertificateNumber,
}

/// One certificate of the doctor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateSummary {
    /// 番号.
    pub number: CertificateNumber,
    /// 修了証, 認定証 …
    pub kind: CertificateKind,
    /// 制度種別.
    pub programme: Programme,
    /// 交付日.
    pub issued_on: Date,
    /// Last day of validity, where it has one.
    pub valid_until: Option<Date>,
    /// Whether the PDF can be opened already (it is rendered within seconds of approval).
    pub ready: bool,
    /// Valid, revoked or superseded.
    pub status: CertificateStatus,
}

/// Newest first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateList {
    /// The certificates.
    pub certificates: Vec<CertificateSummary>,
}

/// What the check page shows to the holder of the paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// Valid, revoked or superseded.
    pub status: CertificateStatus,
    /// Every printed field.
    pub printed: PrintedFields,
    /// The day of this check, Japan time.
    pub checked_on: Date,
}
