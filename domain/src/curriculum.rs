//! カリキュラムコード (CC): what a talk of continuing education was about.

use std::fmt;

use crate::rejection::{Code, Rejection};
use crate::width;

/// A curriculum code, 0–84. The names are versioned data (`domain/data`), unconfirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CurriculumCode(u8);

travels_as_text!(
    CurriculumCode,
    pattern = "^[0-9]{1,2}$",
    description = "カリキュラムコード 0–84."
);

impl CurriculumCode {
    /// The highest code (P).
    pub const HIGHEST: u8 = 84;

    /// Reads a code.
    ///
    /// # Errors
    /// `required`, `bad-curriculum-code`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::half_width(text);
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        let refused = || Rejection::new(Code::BadCurriculumCode).with("max", Self::HIGHEST);
        if folded.len() > 2 || !folded.bytes().all(|b| b.is_ascii_digit()) {
            return Err(refused());
        }
        folded
            .parse()
            .ok()
            .and_then(Self::from_number)
            .ok_or_else(refused)
    }

    /// From a number, if there is such a code.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        if number <= Self::HIGHEST {
            Some(CurriculumCode(number))
        } else {
            None
        }
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for CurriculumCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_end_at_84() {
        assert_eq!(
            CurriculumCode::parse("０８").map(CurriculumCode::number),
            Ok(8)
        );
        assert_eq!(
            CurriculumCode::parse("84").map(CurriculumCode::number),
            Ok(84)
        );
        assert!(CurriculumCode::parse("85").is_err());
        assert!(CurriculumCode::parse("+1").is_err());
    }
}
