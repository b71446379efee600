//! 医籍登録番号: the number under which a doctor stands in the medical register (features.md #16).
//!
//! Six half-width digits (S2). One to six are accepted, full-width too, and padded to six with a
//! note of it (D), since old numbers are printed without the leading zeros.

use crate::language::Language;
use crate::rejection::{Code, Rejection};
use crate::width;

text_value! {
    /// 医籍登録番号, six digits.
    MedicalRegisterNumber,
    pattern = "^[0-9]{6}$",
    description = "医籍登録番号: six digits, padded with zeros on the left."
}

/// Digits of a medical register number.
pub const DIGITS: usize = 6;

impl MedicalRegisterNumber {
    /// Reads a number as typed.
    ///
    /// # Errors
    /// `required`, `bad-register-number`, `register-number-zero`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        Self::parse_noting(text).map(|(number, _)| number)
    }

    /// As [`parse`](Self::parse), and whether zeros had to be put before it.
    ///
    /// # Errors
    /// As `parse`.
    pub fn parse_noting(text: &str) -> Result<(Self, bool), Rejection> {
        let folded = width::half_width(text);
        if folded.is_empty() {
            return Err(Code::Required.into());
        }
        // Copied from the licence: 第012345号.
        let digits = folded.strip_prefix('第').unwrap_or(&folded);
        let digits = digits.strip_suffix('号').unwrap_or(digits).trim();
        if digits.is_empty()
            || digits.len() > DIGITS
            || !digits.bytes().all(|byte| byte.is_ascii_digit())
        {
            return Err(Rejection::new(Code::BadRegisterNumber).with("digits", DIGITS));
        }
        if digits.bytes().all(|byte| byte == b'0') {
            return Err(Code::RegisterNumberZero.into());
        }
        Ok((
            MedicalRegisterNumber(format!("{digits:0>6}")),
            digits.len() < DIGITS,
        ))
    }

    /// What stands before the digits and after them, on the licence and where they are typed.
    #[must_use]
    pub const fn around(language: Language) -> (&'static str, &'static str) {
        match language {
            Language::Ja => ("第", "号"),
            Language::En => ("No. ", ""),
        }
    }

    /// As it is shown to people: `第012345号` or `No. 012345`.
    #[must_use]
    pub fn shown(&self, language: Language) -> String {
        let (before, after) = Self::around(language);
        [before, &self.0, after].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_full_width_numbers_are_padded_and_noted() {
        let parsed = MedicalRegisterNumber::parse_noting(" １２３４５ ").map(|(n, p)| (n.0, p));
        assert_eq!(parsed, Ok(("012345".to_owned(), true)));
        let parsed = MedicalRegisterNumber::parse_noting("第123456号").map(|(n, p)| (n.0, p));
        assert_eq!(parsed, Ok(("123456".to_owned(), false)));
    }

    #[test]
    fn it_is_shown_as_on_the_licence_and_plainly_in_english() {
        let number = MedicalRegisterNumber::parse("12345").expect("a number");
        assert_eq!(number.shown(Language::Ja), "第012345号");
        assert_eq!(number.shown(Language::En), "No. 012345");
    }

    #[test]
    fn other_texts_are_refused() {
        for (text, code) in [
            ("", Code::Required),
            ("1234567", Code::BadRegisterNumber),
            ("12a", Code::BadRegisterNumber),
            ("-12", Code::BadRegisterNumber),
            ("000000", Code::RegisterNumberZero),
            ("0", Code::RegisterNumberZero),
        ] {
            assert_eq!(
                MedicalRegisterNumber::parse(text).map_err(|r| r.code),
                Err(code),
                "{text}"
            );
        }
    }
}
