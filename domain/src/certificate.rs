//! 認定証・修了証: their numbers, what is printed on them, and whether they are valid
//! (features.md #116, #134).

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::programme::Programme;
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, Rejection};

named_variants! {
    /// The kind of a certificate.
    pub enum CertificateKind {
        /// 修了証
        Completion = "completion",
        /// 認定証
        Qualification = "qualification",
        /// 受講証明書
        Attendance = "attendance",
        /// 学習単位取得証
        YearlyUnits = "yearly-units",
    }
}

named_variants! {
    /// Whether a certificate is to be believed.
    pub enum CertificateStatus {
        /// 有効
        Valid = "valid",
        /// 失効
        Revoked = "revoked",
        /// 再交付により無効
        Superseded = "superseded",
    }
}

text_value! {
    /// The number printed on a certificate: `KF-2026-7K3M9QXV1H`. The last character checks the rest.
    CertificateNumber,
    pattern = "^[A-Z]{2}-[0-9]{4}-[0-9A-HJKMNP-TV-Z]{10}$",
    description = "Certificate number, e.g. KF-2026-7K3M9QXV1H."
}

/// Characters of chance in a certificate number. 9 × 5 = 45 bits: among the 340,000 doctors of
/// Japan two numbers of one year are the same with a chance of 1 in 600; 30 bits would collide
/// among tens of thousands.
const RANDOM_CHARACTERS: usize = 9;
/// Bytes of chance in a certificate number: 45 of their 48 bits are used.
pub const NUMBER_RANDOM_BYTES: usize = (RANDOM_CHARACTERS * 5).div_ceil(8);

/// Two letters with which a certificate's number begins, so that a person sees at once what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberPrefix([u8; 2]);

impl NumberPrefix {
    /// 修了証 of かかりつけ医機能
    pub const FAMILY_PHYSICIAN_FUNCTION: Self = Self(*b"KF");
    /// 認定証 of 産業医
    pub const INDUSTRIAL_PHYSICIAN: Self = Self(*b"IP");
    /// 認定証 of 健康スポーツ医
    pub const SPORTS_PHYSICIAN: Self = Self(*b"SP");
    /// 認定証 of 生涯教育
    pub const CONTINUING_EDUCATION: Self = Self(*b"CE");
    /// 学習単位取得証
    pub const YEARLY_UNITS: Self = Self(*b"YU");
    /// 受講証明書
    pub const ATTENDANCE: Self = Self(*b"AT");

    /// The prefix of a kind of certificate in a programme.
    #[must_use]
    pub const fn of(kind: CertificateKind, programme: Programme) -> Self {
        match kind {
            CertificateKind::Attendance => Self::ATTENDANCE,
            CertificateKind::YearlyUnits => Self::YEARLY_UNITS,
            CertificateKind::Completion | CertificateKind::Qualification => match programme {
                Programme::IndustrialPhysician => Self::INDUSTRIAL_PHYSICIAN,
                Programme::SportsPhysician => Self::SPORTS_PHYSICIAN,
                Programme::ContinuingEducation => Self::CONTINUING_EDUCATION,
                Programme::FamilyPhysicianFunction => Self::FAMILY_PHYSICIAN_FUNCTION,
            },
        }
    }
}

impl std::fmt::Display for NumberPrefix {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0
            .iter()
            .try_for_each(|b| write!(f, "{}", char::from(*b)))
    }
}

impl CertificateNumber {
    /// A new number of a year, with the prefix of what it certifies.
    #[must_use]
    pub fn new(prefix: NumberPrefix, year: i32, random: [u8; NUMBER_RANDOM_BYTES]) -> Self {
        let body = &crate::id::base32(&random)[..RANDOM_CHARACTERS];
        let start = format!("{prefix}-{year:04}-{}", body.to_ascii_uppercase());
        let check = check_character(&start);
        CertificateNumber(format!("{start}{check}"))
    }

    /// Reads a number as typed from paper: lower case, full-width, and `O`, `I`, `L` for digits are
    /// understood.
    ///
    /// # Errors
    /// `required`, `bad-id` (also when a character was mistyped).
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = crate::width::digits_and_hyphens(text).to_ascii_uppercase();
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        let bad = || Rejection::new(Code::BadId);
        let mut parts = folded.splitn(3, '-');
        let (Some(kind), Some(year), Some(body)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(bad());
        };
        let body = body.replace('O', "0").replace(['I', 'L'], "1");
        let in_alphabet = |b: u8| crate::id::ALPHABET.contains(&b.to_ascii_lowercase());
        let valid = kind.len() == 2
            && kind.bytes().all(|b| b.is_ascii_uppercase())
            && year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && body.len() == RANDOM_CHARACTERS + 1
            && body.bytes().all(in_alphabet);
        if !valid {
            return Err(bad());
        }
        let start = format!("{kind}-{year}-{}", &body[..RANDOM_CHARACTERS]);
        if body.ends_with(check_character(&start)) {
            Ok(CertificateNumber(format!("{kind}-{year}-{body}")))
        } else {
            Err(bad())
        }
    }
}

/// A polynomial over the field of 32 elements (x⁵ + x² + 1), the characters as coefficients: any one
/// wrong character and any two neighbours exchanged are noticed.
fn check_character(start: &str) -> char {
    let times_x = |value: u8| (value << 1 ^ if value & 16 == 0 { 0 } else { 0b100_101 }) & 31;
    let place = |b: u8| {
        let found = crate::id::ALPHABET
            .iter()
            .position(|c| *c == b.to_ascii_lowercase());
        found.map_or(b & 31, |place| place as u8)
    };
    let sum = start
        .bytes()
        .filter(|b| *b != b'-')
        .fold(0, |sum, b| times_x(sum) ^ place(b));
    char::from(crate::id::ALPHABET[usize::from(times_x(sum))].to_ascii_uppercase())
}

/// Everything printed on a certificate: what the check page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PrintedFields {
    /// 修了証
    pub title: String,
    /// 制度等の名称, printed above the title.
    pub programme: String,
    /// 番号
    pub number: CertificateNumber,
    /// 氏名, as typed.
    pub name: String,
    /// 医籍登録番号
    pub register_number: MedicalRegisterNumber,
    /// The sentence that says what was completed.
    pub sentence: String,
    /// 交付日
    pub issued_on: Date,
    /// Issuer, line by line: association, title and name of the president.
    pub issuer: Vec<String>,
    /// 印文: the characters of the seal.
    pub seal: String,
    /// 有効期限, for those that have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// 明細: the rows of its table, for those that have one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_and_any_single_slip_is_noticed() {
        let number = CertificateNumber::new(
            NumberPrefix::FAMILY_PHYSICIAN_FUNCTION,
            2026,
            [0xde, 0xad, 0xbe, 0xef, 0x5a, 0xa5],
        );
        assert!(number.as_str().starts_with("KF-2026-"));
        assert_eq!(
            CertificateNumber::parse(&number.as_str().to_lowercase()),
            Ok(number.clone())
        );
        let text = number.as_str();
        for at in 8..text.len() {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
                let mut chars: Vec<char> = text.chars().collect();
                if chars[at] == other {
                    continue;
                }
                chars[at] = other;
                let wrong: String = chars.into_iter().collect();
                assert!(
                    CertificateNumber::parse(&wrong).is_err(),
                    "{wrong} taken for {text}"
                );
            }
        }
    }
}
