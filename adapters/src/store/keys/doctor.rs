//! Keys of what lies in the partition of a doctor or of a claimant.

use domain::{
    calendar::{Date, FiscalYear, Moment},
    certificate::CertificateNumber,
    credit::RowId,
    id::{ApplicationId, EvidenceId},
    programme::Programme,
    register_number::MedicalRegisterNumber,
};

use super::{Key, in_order};

impl Key {
    /// Partition of a doctor.
    #[must_use]
    pub fn doctor(number: &MedicalRegisterNumber) -> String {
        format!("DOCTOR#{number}")
    }

    /// Partition of a later claimant of a number, until settled.
    #[must_use]
    pub fn claim(id: &str) -> String {
        format!("CLAIM#{id}")
    }

    /// Head of a claim: of a contested one in the claimant's partition.
    #[must_use]
    pub fn claim_head(id: &str) -> Self {
        Self::new(Self::claim(id), "H")
    }

    /// Identity of a doctor.
    #[must_use]
    pub fn identity(number: &MedicalRegisterNumber) -> Self {
        Self::new(Self::doctor(number), "I")
    }

    /// Profile in a partition.
    #[must_use]
    pub fn profile(pk: &str) -> Self {
        Self::within(pk, "P")
    }

    /// A sign-in, by the hash of its secret.
    #[must_use]
    pub fn sign_in(pk: &str, secret_hash: &str) -> Self {
        Self::within(pk, format!("S#{secret_hash}"))
    }

    /// Consent to a document.
    #[must_use]
    pub fn consent(pk: &str, document: &str, at: Moment) -> Self {
        Self::within(pk, format!("C#{document}#{}", in_order(at)))
    }

    /// What was sent for the confirmation of identity.
    #[must_use]
    pub fn identity_documents(pk: &str) -> Self {
        Self::within(pk, "D")
    }

    /// An uploaded document.
    #[must_use]
    pub fn evidence(pk: &str, id: &EvidenceId) -> Self {
        Self::within(pk, format!("E#{id}"))
    }

    /// A credit entry: `L`, or `N` while it is late (posted into a closed fiscal year) and not yet
    /// folded; a reversal lies beside what it reverses. `source` is the course, or for what comes
    /// from elsewhere `@`, the organiser and the origin.
    #[must_use]
    pub fn credit(
        number: &MedicalRegisterNumber,
        late: bool,
        date: Date,
        source: &str,
        row: &RowId,
        reversal: bool,
    ) -> Self {
        let kind = if late { 'N' } else { 'L' };
        // Before the row id and not after it: row ids are free text and may end with the mark.
        let mark = if reversal { "!" } else { "" };
        Self::new(
            Self::doctor(number),
            format!("{kind}#{date}#{source}{mark}#{row}"),
        )
    }

    /// Tally of one fiscal year.
    #[must_use]
    pub fn tally(number: &MedicalRegisterNumber, year: FiscalYear) -> Self {
        Self::new(Self::doctor(number), format!("Y#{year}"))
    }

    /// Summary of an application in its doctor's partition.
    #[must_use]
    pub fn application_summary(pk: &str, id: &ApplicationId) -> Self {
        Self::within(pk, format!("Q#{id}"))
    }

    /// Summary of a certificate in its doctor's partition.
    #[must_use]
    pub fn certificate_summary(
        number: &MedicalRegisterNumber,
        certificate: &CertificateNumber,
    ) -> Self {
        Self::new(Self::doctor(number), format!("R#{certificate}"))
    }

    /// Summary of a declaration in its doctor's partition.
    #[must_use]
    pub fn declaration_line(pk: &str, year: FiscalYear) -> Self {
        Self::within(pk, format!("U#{}", year.year()))
    }

    /// A notice about the last day on which a title can be renewed, by its distance.
    #[must_use]
    pub fn notice(
        number: &MedicalRegisterNumber,
        programme: Programme,
        last: Date,
        distance: &str,
    ) -> Self {
        Self::new(
            Self::doctor(number),
            format!("F#{programme}#{last}#{distance}"),
        )
    }

    /// Grace set or withdrawn by an officer.
    #[must_use]
    pub fn grace(number: &MedicalRegisterNumber, programme: Programme, at: Moment) -> Self {
        Self::new(
            Self::doctor(number),
            format!("G#{programme}#{}", in_order(at)),
        )
    }

    /// The title in a programme.
    #[must_use]
    pub fn qualification(number: &MedicalRegisterNumber, programme: Programme) -> Self {
        Self::new(Self::doctor(number), format!("T#{programme}"))
    }

    /// The address of a doctor's calendar, in the doctor's partition.
    #[must_use]
    pub fn calendar_address(pk: &str) -> Self {
        Self::within(pk, "K")
    }

    /// What a doctor asked organisers on one day.
    #[must_use]
    pub fn enquiries(pk: &str, day: Date) -> Self {
        Self::within(pk, format!("B#{day}"))
    }
}
