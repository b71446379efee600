//! A day of the calendar.

use std::fmt;

use super::era;
use crate::rejection::{Code, Rejection};

/// A day. Written "YYYY-MM-DD"; read in the forms that people use, see [`Date::parse`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

travels_as_text!(
    Date,
    pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    description = "Day: YYYY-MM-DD."
);

/// The years in which a day of this system can lie.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2199;

impl Date {
    /// The day with this year, month and day, if there is one between 1850 and 2199.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !YEARS.contains(&year) {
            return None;
        }
        let month = time::Month::try_from(month).ok()?;
        time::Date::from_calendar_date(year, month, day)
            .ok()
            .map(Date)
    }

    /// Reads `1965-04-01`, `1965/4/1`, `19650401`, `1965年4月1日`, `昭和40年4月1日`, `S40.4.1`,
    /// `令和元年5月1日`, full-width too.
    ///
    /// # Errors
    /// `required`, `bad-date`, `no-such-day` (30 February), `outside-era` (昭和64年2月1日).
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let read = era::read(text, Code::BadDate)?;
        let [year, month, day] = read.numbers[..] else {
            return match read.compact() {
                Some((year, month, day)) => {
                    Date::new(year, month, day).ok_or_else(|| Code::NoSuchDay.into())
                }
                None => Err(Code::BadDate.into()),
            };
        };
        let no_such_day = || Rejection::new(Code::NoSuchDay);
        let month = u8::try_from(month).map_err(|_| no_such_day())?;
        let day = u8::try_from(day).map_err(|_| no_such_day())?;
        let Some(era) = read.era else {
            let date = i32::try_from(year)
                .ok()
                .and_then(|year| Date::new(year, month, day));
            return date.ok_or_else(no_such_day);
        };
        let date = era
            .western(year)
            .and_then(|year| Date::new(year, month, day));
        let date = date.ok_or_else(no_such_day)?;
        if era.contains(date) {
            Ok(date)
        } else {
            Err(Rejection::new(Code::OutsideEra).with("era", era.name()))
        }
    }

    pub(super) fn from_julian_day(day: i32) -> Self {
        // Clamped, so that a clock gone mad cannot take a function down.
        Date(time::Date::from_julian_day(day).unwrap_or(time::Date::MAX))
    }

    pub(super) fn julian_day(self) -> i32 {
        self.0.to_julian_day()
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// The month in which the day lies.
    #[must_use]
    pub fn year_month(self) -> super::YearMonth {
        super::YearMonth::of(self)
    }

    /// The same day `years` later; from 29 February 28 February where there is none (as in the Civil
    /// Code, art. 143: the last day of the month).
    #[must_use]
    pub fn add_years(self, years: i32) -> Date {
        self.add_months(years.saturating_mul(12))
    }

    /// The same day `months` later, or the last day of that month where there is no such day.
    #[must_use]
    pub fn add_months(self, months: i32) -> Date {
        let index = self.year().saturating_mul(12) + i32::from(self.month()) - 1;
        let index = index.saturating_add(months).clamp(0, 9999 * 12 + 11);
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u8 + 1);
        let month = time::Month::try_from(month).unwrap_or(time::Month::January);
        let day = self.day().min(month.length(year));
        Date(time::Date::from_calendar_date(year, month, day).unwrap_or(time::Date::MAX))
    }

    /// The day `days` later.
    #[must_use]
    pub fn add_days(self, days: i32) -> Date {
        Date::from_julian_day(self.julian_day().saturating_add(days))
    }

    /// Days from this one until `later`; negative when that has passed.
    #[must_use]
    pub fn days_until(self, later: Date) -> i32 {
        later.julian_day() - self.julian_day()
    }

    /// Full years from this (birth) day until `today`.
    #[must_use]
    pub fn age_on(self, today: Date) -> i32 {
        let years = today.year() - self.year();
        if (today.month(), today.day()) < (self.month(), self.day()) {
            years - 1
        } else {
            years
        }
    }

    /// Day of the week, 0 = Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_sunday()
    }

    /// `令和7年4月1日`; days before 明治6年 (1873) are written in the Western calendar.
    #[must_use]
    pub fn in_era(self) -> String {
        match era::Era::of(self) {
            Some(era) => {
                format!(
                    "{}{}月{}日",
                    era.year_shown(self.year()),
                    self.month(),
                    self.day()
                )
            }
            None => self.in_words(),
        }
    }

    /// `2026年4月1日`.
    #[must_use]
    pub fn in_words(self) -> String {
        format!("{}年{}月{}日", self.year(), self.month(), self.day())
    }

    /// `2026年4月1日（令和8年）`: both calendars, as certificates and letters print it.
    #[must_use]
    pub fn both_calendars(self) -> String {
        match era::Era::of(self) {
            Some(era) => format!("{}（{}）", self.in_words(), era.year_shown(self.year())),
            None => self.in_words(),
        }
    }

    /// The moment at which the day begins in Japan.
    #[must_use]
    pub fn begins(self) -> super::Moment {
        super::Moment::at_start_of(self)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
    }

    #[test]
    fn a_day_is_read_in_every_form_people_use() {
        for text in [
            "1965-04-01",
            "1965/4/1",
            "1965.4.1",
            "19650401",
            "1965年4月1日",
            "昭和40年4月1日",
            "S40.4.1",
            "s40/4/1",
            "昭40.4.1",
            "１９６５／４／１",
            "Ｓ４０．４．１",
            "昭和４０年４月１日",
            " 昭和 40年 4月 1日 ",
        ] {
            assert_eq!(date(text).to_string(), "1965-04-01", "{text}");
        }
        assert_eq!(date("令和元年5月1日").to_string(), "2019-05-01");
        assert_eq!(date("R7.4.1").to_string(), "2025-04-01");
    }

    #[test]
    fn days_that_do_not_exist_are_refused_with_their_reason() {
        for (text, code) in [
            ("", Code::Required),
            ("あした", Code::BadDate),
            ("2025-4", Code::BadDate),
            ("2025-04-01-02", Code::BadDate),
            ("2025-02-29", Code::NoSuchDay),
            ("20250230", Code::NoSuchDay),
            ("2025-13-01", Code::NoSuchDay),
            ("0001-01-01", Code::NoSuchDay),
            ("昭和64年1月8日", Code::OutsideEra),
            ("令和元年4月30日", Code::OutsideEra),
            ("昭和0年1月1日", Code::NoSuchDay),
            ("99999999999999999999-01-01", Code::BadDate),
        ] {
            assert_eq!(Date::parse(text).map_err(|r| r.code), Err(code), "{text}");
        }
    }

    #[test]
    fn the_day_of_a_change_of_era_lies_in_both() {
        assert_eq!(date("大正15年12月25日"), date("昭和元年12月25日"));
        assert_eq!(date("明治45年7月30日"), date("大正元年7月30日"));
    }

    #[test]
    fn both_calendars_stand_side_by_side() {
        assert_eq!(
            date("2026-04-01").both_calendars(),
            "2026年4月1日（令和8年）"
        );
        assert_eq!(date("2019-05-01").in_era(), "令和元年5月1日");
        assert_eq!(date("2019-04-30").in_era(), "平成31年4月30日");
    }

    #[test]
    fn years_and_months_end_at_the_end_of_the_month() {
        assert_eq!(date("2024-02-29").add_years(1).to_string(), "2025-02-28");
        assert_eq!(date("2024-02-29").add_years(4).to_string(), "2028-02-29");
        assert_eq!(date("2025-01-31").add_months(1).to_string(), "2025-02-28");
        assert_eq!(date("2025-03-31").add_months(-1).to_string(), "2025-02-28");
        assert_eq!(date("2025-12-31").add_months(2).to_string(), "2026-02-28");
    }

    #[test]
    fn age_rises_on_the_birthday() {
        let born = date("1965-04-02");
        assert_eq!(born.age_on(date("2025-04-01")), 59);
        assert_eq!(born.age_on(date("2025-04-02")), 60);
    }
}
