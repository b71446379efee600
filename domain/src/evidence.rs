//! 証明書類: uploaded documents, what they may be, and what they are (features.md #104–#111).

use crate::rejection::{Code, Rejection};

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

/// How long a checked document waits for what uses it, days: a declaration is about a fiscal year and
/// may be handed in until the end of the April after it, with what was uploaded on its first day.
pub const KEPT_UNUSED_DAYS: i64 = 400;

/// What the first bytes of a file say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sniffed {
    /// One of the types that are taken.
    Known(MediaType),
    /// A HEIC or AVIF photograph: recognised, so that the refusal can say what to do.
    Heic,
}

/// As many first bytes as [`sniff`] looks at.
pub const SNIFF_LENGTH: usize = 32;

/// Recognises a file by its first bytes.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Option<Sniffed> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    const HEIC_BRANDS: [&[u8]; 9] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif",
    ];
    if bytes.starts_with(b"%PDF-") {
        return Some(Sniffed::Known(MediaType::Pdf));
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return Some(Sniffed::Known(MediaType::Jpeg));
    }
    if bytes.starts_with(PNG) {
        return Some(Sniffed::Known(MediaType::Png));
    }
    let brand = bytes
        .get(8..12)
        .filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    brand
        .filter(|brand| HEIC_BRANDS.contains(brand))
        .map(|_| Sniffed::Heic)
}

/// Judges an uploaded file: `declared` is the type under which it was uploaded, `size` its bytes,
/// `start` its first [`SNIFF_LENGTH`] bytes (or all of a shorter one).
///
/// # Errors
/// `file-empty`, `file-too-large`, `heic`, `bad-media-type`, `media-type-differs`.
pub fn check_file(declared: MediaType, size: u64, start: &[u8]) -> Result<MediaType, Rejection> {
    check_size(size)?;
    match sniff(start) {
        Some(Sniffed::Known(found)) if found == declared => Ok(found),
        Some(Sniffed::Known(_)) => Err(Code::MediaTypeDiffers.into()),
        Some(Sniffed::Heic) => Err(Code::Heic.into()),
        None => Err(Code::BadMediaType.into()),
    }
}

/// Judges the size of a file, before it is uploaded.
///
/// # Errors
/// `file-empty`, `file-too-large`.
pub fn check_size(size: u64) -> Result<(), Rejection> {
    match size {
        0 => Err(Code::FileEmpty.into()),
        1..=FILE_MAX => Ok(()),
        _ => {
            let megabytes = format!("{}MB", FILE_MAX / (1024 * 1024));
            Err(Rejection::new(Code::FileTooLarge).with("max", megabytes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7\n";
    const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0";

    #[test]
    fn files_are_what_they_begin_with() {
        assert_eq!(sniff(PDF), Some(Sniffed::Known(MediaType::Pdf)));
        assert_eq!(
            sniff(b"\xff\xd8\xff\xe0"),
            Some(Sniffed::Known(MediaType::Jpeg))
        );
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0";
        assert_eq!(sniff(png), Some(Sniffed::Known(MediaType::Png)));
        assert_eq!(sniff(HEIC), Some(Sniffed::Heic));
        for other in [
            &b""[..],
            b"%PD",
            b"<html>",
            b"PK\x03\x04",
            b"\0\0\0\x18ftypmp42",
            b" %PDF-1.7",
        ] {
            assert_eq!(sniff(other), None);
        }
    }

    #[test]
    fn a_file_is_refused_for_its_size_its_type_or_its_false_name() {
        let check =
            |declared, size, start: &[u8]| check_file(declared, size, start).map_err(|r| r.code);
        assert_eq!(check(MediaType::Pdf, FILE_MAX, PDF), Ok(MediaType::Pdf));
        assert_eq!(
            check(MediaType::Pdf, FILE_MAX + 1, PDF),
            Err(Code::FileTooLarge)
        );
        assert_eq!(check(MediaType::Pdf, 0, b""), Err(Code::FileEmpty));
        assert_eq!(check(MediaType::Png, 9, PDF), Err(Code::MediaTypeDiffers));
        assert_eq!(check(MediaType::Jpeg, 16, HEIC), Err(Code::Heic));
        assert_eq!(
            check(MediaType::Jpeg, 6, b"MZ\x90\0\0\0"),
            Err(Code::BadMediaType)
        );
    }
}
