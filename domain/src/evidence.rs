//! 証明書類: uploaded documents, what they may be, and what they are (features.md #104–#111).

named_variants! {
    /// What a document shows.
    pub enum EvidenceKind {
        /// 参加証
        AttendanceCertificate = "attendance-certificate",
        /// 実地研修の証明書
        PracticalEvidence = "practical-evidence",
        /// 実地研修の内容がわかる資料（自由記載）
        PracticalDescription = "practical-description",
        /// 医師免許証
        Licence = "licence",
        /// 医師資格証
        DoctorCard = "doctor-card",
        /// その他の証明書
        Other = "other",
    }
}

named_variants! {
    /// The types of file that are taken.
    pub enum MediaType {
        /// PDF
        Pdf = "application/pdf",
        /// JPEG
        Jpeg = "image/jpeg",
        /// PNG
        Png = "image/png",
    }
}

impl MediaType {
    /// The ending of a file of this type, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            MediaType::Pdf => "pdf",
            MediaType::Jpeg => "jpg",
            MediaType::Png => "png",
        }
    }
}

pub use crate::id::EvidenceId;

/// The largest file that is taken, in bytes.
pub const FILE_MAX: u64 = 10 * 1024 * 1024;
