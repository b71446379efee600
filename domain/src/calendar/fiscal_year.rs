//! 年度: April to March.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Date, era};
use crate::rejection::{Code, Rejection};

/// A fiscal year, named by the Western year in which it begins. A number in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "i32", into = "i32")]
pub struct FiscalYear(i32);

impl FiscalYear {
    /// The fiscal year in which a day lies: 31 March belongs to the one before.
    #[must_use]
    pub fn of(date: Date) -> Self {
        FiscalYear(if date.month() >= 4 {
            date.year()
        } else {
            date.year() - 1
        })
    }

    /// Reads the Western year in which it begins.
    ///
    /// # Errors
    /// `required`, `bad-fiscal-year`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let folded = crate::width::half_width(text);
        let year = folded.strip_suffix("年度").unwrap_or(&folded);
        if year.is_empty() {
            return Err(Code::Required.into());
        }
        let year: i32 = year
            .parse()
            .map_err(|_| Rejection::new(Code::BadFiscalYear))?;
        FiscalYear::try_from(year)
    }

    /// The year in which it begins.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0
    }

    /// 1 April.
    #[must_use]
    pub fn start(self) -> Date {
        // Any year that could be made lies within the calendar, so this cannot be missing.
        Date::new(self.0, 4, 1).unwrap_or_else(|| Date::from_julian_day(0))
    }

    /// 31 March of the next calendar year.
    #[must_use]
    pub fn end(self) -> Date {
        self.start().add_years(1).add_days(-1)
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        FiscalYear::of(date) == self
    }

    /// The one before.
    #[must_use]
    pub const fn previous(self) -> FiscalYear {
        FiscalYear(self.0 - 1)
    }

    /// The one after.
    #[must_use]
    pub const fn next(self) -> FiscalYear {
        FiscalYear(self.0 + 1)
    }

    /// `令和7年度`.
    #[must_use]
    pub fn in_era(self) -> String {
        // Named by the era of its end where that began within it (令和元年度), else by that of its
        // start (昭和63年度, although 平成 came in January).
        let shown = |date| era::Era::of(date).filter(|era| era.first_year() <= self.0);
        match shown(self.end()).or_else(|| shown(self.start())) {
            Some(era) => format!("{}度", era.year_shown(self.0)),
            None => self.in_words(),
        }
    }

    /// `2025年度`.
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{}年度", self.0)
    }
}

impl TryFrom<i32> for FiscalYear {
    type Error = Rejection;

    fn try_from(year: i32) -> Result<Self, Rejection> {
        if (1900..=2190).contains(&year) {
            Ok(FiscalYear(year))
        } else {
            Err(Code::BadFiscalYear.into())
        }
    }
}

impl From<FiscalYear> for i32 {
    fn from(year: FiscalYear) -> i32 {
        year.0
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_turns_between_31_march_and_1_april() {
        let day = |text| Date::parse(text).map(FiscalYear::of).map(FiscalYear::year);
        assert_eq!(day("2025-03-31"), Ok(2024));
        assert_eq!(day("2025-04-01"), Ok(2025));
        let year = FiscalYear(2023);
        assert_eq!(
            (year.start().to_string(), year.end().to_string()),
            ("2023-04-01".into(), "2024-03-31".into())
        );
    }

    #[test]
    fn it_has_an_era_name() {
        assert_eq!(FiscalYear(2025).in_era(), "令和7年度");
        assert_eq!(FiscalYear(2019).in_era(), "令和元年度");
        assert_eq!(FiscalYear(2018).in_era(), "平成30年度");
        assert_eq!(FiscalYear(1988).in_era(), "昭和63年度");
    }
}
