//! Keys of what is applied for, decided and printed: applications, declarations, certificates, papers.

use domain::{calendar::Moment, certificate::CertificateNumber, id::ApplicationId};

use super::{Key, in_order};

impl Key {
    /// Partition of an application.
    #[must_use]
    pub fn application(id: &ApplicationId) -> String {
        format!("APPLICATION#{id}")
    }

    /// Head of an application.
    #[must_use]
    pub fn application_head(id: &ApplicationId) -> Self {
        Self::new(Self::application(id), "H")
    }

    /// Event of an application.
    #[must_use]
    pub fn application_event(id: &ApplicationId, sequence: u32) -> Self {
        Self::new(Self::application(id), format!("V#{sequence:04}"))
    }

    /// What was recorded of an application's fee at a moment.
    #[must_use]
    pub fn fee_change(id: &ApplicationId, at: Moment, unique: &str) -> Self {
        let place = format!("F#{}#{unique}", in_order(at));
        Self::new(Self::application(id), place)
    }

    /// Partition of a declaration.
    #[must_use]
    pub fn declaration(id: &ApplicationId) -> String {
        format!("DECLARATION#{id}")
    }

    /// Head of a declaration.
    #[must_use]
    pub fn declaration_head(id: &ApplicationId) -> Self {
        Self::new(Self::declaration(id), "H")
    }

    /// Event of a declaration.
    #[must_use]
    pub fn declaration_event(id: &ApplicationId, sequence: u32) -> Self {
        Self::new(Self::declaration(id), format!("V#{sequence:04}"))
    }

    /// What stands on a paper of learning.
    #[must_use]
    pub fn paper(number: &CertificateNumber) -> Self {
        Self::new(format!("PAPER#{number}"), "H")
    }

    /// A certificate, by the hash of the secret in its QR code.
    #[must_use]
    pub fn certificate(secret_hash: &str) -> Self {
        Self::new(format!("CERTIFICATE#{secret_hash}"), "H")
    }
}
