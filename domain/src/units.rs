//! 単位: units of credit, in steps of a half.
//!
//! Counted in halves as a whole number, never in floating point; written "1.5" everywhere.

use std::fmt;
use std::iter::Sum;

use crate::rejection::{Code, Rejection};
use crate::width;

/// A number of units. Ordered; at most [`Units::MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Units(u16);

travels_as_text!(
    Units,
    pattern = "^[0-9]{1,5}(\\.5)?$",
    description = "Units of credit in steps of 0.5, as text: \"1\", \"1.5\"."
);

impl Units {
    /// None.
    pub const ZERO: Units = Units(0);
    /// The largest number of units that can be held.
    pub const MAX: Units = Units(u16::MAX);

    /// From a number of halves.
    #[must_use]
    pub const fn from_halves(halves: u16) -> Self {
        Units(halves)
    }

    /// From whole units.
    ///
    /// # Panics
    /// Above 32,767: meant for constants.
    #[must_use]
    pub const fn whole(units: u16) -> Self {
        match units.checked_mul(2) {
            Some(halves) => Units(halves),
            None => panic!("more units than can be held"),
        }
    }

    /// The number of halves.
    #[must_use]
    pub const fn halves(self) -> u16 {
        self.0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Reads "1.5", "2", "２．５", "1単位".
    ///
    /// # Errors
    /// `required`, `bad-units`, `units-not-halves` (1.3), `units-overflow`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = width::half_width(text);
        let number = folded.strip_suffix("単位").unwrap_or(&folded).trim();
        if number.is_empty() {
            return Err(Code::Required.into());
        }
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return Err(Code::BadUnits.into());
        }
        let half = match fraction.trim_end_matches('0') {
            "" => 0,
            "5" => 1,
            _ => return Err(Code::UnitsNotHalves.into()),
        };
        let whole: u16 = whole
            .parse()
            .map_err(|_| Rejection::new(Code::UnitsOverflow))?;
        let halves = whole
            .checked_mul(2)
            .and_then(|halves| halves.checked_add(half));
        halves.map(Units).ok_or_else(|| Code::UnitsOverflow.into())
    }

    /// The sum, unless it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Units) -> Option<Units> {
        self.0.checked_add(other.0).map(Units)
    }

    /// The difference, unless it would be negative.
    #[must_use]
    pub fn checked_sub(self, other: Units) -> Option<Units> {
        self.0.checked_sub(other.0).map(Units)
    }

    /// The sum, at most [`Units::MAX`].
    #[must_use]
    pub fn saturating_add(self, other: Units) -> Units {
        Units(self.0.saturating_add(other.0))
    }

    /// The difference, at least zero: "how many are missing".
    #[must_use]
    pub fn saturating_sub(self, other: Units) -> Units {
        Units(self.0.saturating_sub(other.0))
    }
}

impl Sum for Units {
    /// Saturates: 32,767 units are more than a life of attending.
    fn sum<I: Iterator<Item = Units>>(units: I) -> Units {
        units.fold(Units::ZERO, Units::saturating_add)
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 2)?;
        if self.0 % 2 == 1 {
            f.write_str(".5")
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_read_and_written() {
        for (typed, written) in [
            ("1.5", "1.5"),
            ("2", "2"),
            ("２．５", "2.5"),
            ("0.50", "0.5"),
            ("3.0", "3"),
        ] {
            assert_eq!(
                Units::parse(typed).map(|units| units.to_string()),
                Ok(written.to_owned())
            );
        }
    }

    #[test]
    fn other_numbers_are_refused() {
        for (typed, code) in [
            ("", Code::Required),
            ("1.3", Code::UnitsNotHalves),
            ("-1", Code::BadUnits),
            ("1.", Code::BadUnits),
            (".5", Code::BadUnits),
            ("1e3", Code::BadUnits),
            ("40000", Code::UnitsOverflow),
        ] {
            assert_eq!(
                Units::parse(typed).map_err(|r| r.code),
                Err(code),
                "{typed}"
            );
        }
    }
}
