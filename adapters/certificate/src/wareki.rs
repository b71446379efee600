//! 和暦: dates on paper carry the year of the era beside the Western one (domain.md "Certificates").

use thiserror::Error;
use time::{Date, Month};

/// Reiwa began on 2019-05-01; its first year is called 元年.
const REIWA_BEGINS: Date = match Date::from_calendar_date(2019, Month::May, 1) {
    Ok(date) => date,
    Err(_) => panic!("1 May 2019 is a date"),
};

/// No certificate of this system is older than the era, so an older date is a mistake of the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} は令和元年5月1日より前の日付のため、証書に記載できません")]
pub struct BeforeReiwa(pub Date);

/// `令和8年（2026年）11月21日`.
///
/// # Errors
/// [`BeforeReiwa`] for a day before 2019-05-01.
pub fn in_reiwa(date: Date) -> Result<String, BeforeReiwa> {
    if date < REIWA_BEGINS {
        return Err(BeforeReiwa(date));
    }
    let year = match date.year() - REIWA_BEGINS.year() + 1 {
        1 => "元".to_owned(),
        year => year.to_string(),
    };
    let (western, month, day) = (date.year(), u8::from(date.month()), date.day());
    Ok(format!("令和{year}年（{western}年）{month}月{day}日"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: Month, day: u8) -> Date {
        Date::from_calendar_date(year, month, day).expect("a date")
    }

    #[test]
    fn the_first_year_is_gannen() {
        assert_eq!(
            in_reiwa(day(2019, Month::May, 1)).as_deref(),
            Ok("令和元年（2019年）5月1日")
        );
        assert_eq!(
            in_reiwa(day(2020, Month::January, 1)).as_deref(),
            Ok("令和2年（2020年）1月1日")
        );
    }

    #[test]
    fn a_day_of_heisei_is_refused() {
        let last = day(2019, Month::April, 30);
        assert_eq!(in_reiwa(last), Err(BeforeReiwa(last)));
    }
}
