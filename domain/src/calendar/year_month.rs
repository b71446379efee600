//! A month of a year: graduation, completion, degree.

use std::fmt;

use super::{Date, era};
use crate::rejection::{Code, Rejection};

/// A month. Written "YYYY-MM"; read in the forms that people use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    first_day: Date,
}

travels_as_text!(
    YearMonth,
    pattern = "^[0-9]{4}-[0-9]{2}$",
    description = "Month: YYYY-MM."
);

impl YearMonth {
    /// The month, if it lies between 1850 and 2199.
    #[must_use]
    pub fn new(year: i32, month: u8) -> Option<Self> {
        Date::new(year, month, 1).map(|first_day| YearMonth { first_day })
    }

    /// Reads `1990-03`, `1990/3`, `199003`, `1990年3月`, `平成2年3月`, `H2.3`, full-width too.
    ///
    /// # Errors
    /// `required`, `bad-month`, `outside-era`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let read = era::read(text, Code::BadMonth)?;
        let bad = || Rejection::new(Code::BadMonth);
        let [year, month] = read.numbers[..] else {
            let month = read
                .compact_month()
                .and_then(|(year, month)| YearMonth::new(year, month));
            return month.ok_or_else(bad);
        };
        let month = u8::try_from(month).map_err(|_| bad())?;
        let Some(era) = read.era else {
            let found = i32::try_from(year)
                .ok()
                .and_then(|year| YearMonth::new(year, month));
            return found.ok_or_else(bad);
        };
        let year = era.western(year).ok_or_else(bad)?;
        let found = YearMonth::new(year, month).ok_or_else(bad)?;
        if era.touches(year, month) {
            Ok(found)
        } else {
            Err(Rejection::new(Code::OutsideEra).with("era", era.name()))
        }
    }

    /// The month of a day.
    #[must_use]
    pub fn of(date: Date) -> Self {
        YearMonth {
            first_day: date.add_days(1 - i32::from(date.day())),
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first_day.year()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.first_day.month()
    }

    /// The month after it.
    #[must_use]
    pub fn following(self) -> YearMonth {
        self.last_day().add_days(1).year_month()
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first_day
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day.add_months(1).add_days(-1)
    }

    /// `1990年3月（平成2年）`.
    #[must_use]
    pub fn both_calendars(self) -> String {
        let western = format!("{}年{}月", self.year(), self.month());
        match era::Era::of(self.first_day) {
            Some(era) => format!("{western}（{}）", era.year_shown(self.year())),
            None => western,
        }
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_in_every_form_people_use() {
        for text in [
            "1990-03",
            "1990/3",
            "199003",
            "1990年3月",
            "平成2年3月",
            "H2.3",
            "Ｈ２．３",
        ] {
            let month = YearMonth::parse(text).map(|month| month.to_string());
            assert_eq!(month, Ok("1990-03".to_owned()), "{text}");
        }
        assert_eq!(
            YearMonth::parse("1990-13").map_err(|r| r.code),
            Err(Code::BadMonth)
        );
        assert_eq!(
            YearMonth::parse("1990-03-01").map_err(|r| r.code),
            Err(Code::BadMonth)
        );
        assert_eq!(
            YearMonth::parse("昭和64年2月").map_err(|r| r.code),
            Err(Code::OutsideEra)
        );
    }

    #[test]
    fn the_last_day_knows_leap_years() {
        let february = YearMonth::parse("2024-02").map(|month| month.last_day().to_string());
        assert_eq!(february, Ok("2024-02-29".to_owned()));
    }
}
