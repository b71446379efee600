//! The calendar against a table of its own: days counted one by one, with the lengths of months as
//! everybody learns them.

use domain::calendar::{Date, FiscalYear};
use domain::rules::ValidityPeriod;

const LENGTHS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

fn length(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = LENGTHS[usize::from(month) - 1];
    if month == 2 && leap { 29 } else { length }
}

/// Every day from 1999 to 2101, counted.
fn days() -> impl Iterator<Item = (i32, u8, u8)> {
    (1999..=2101).flat_map(|year| {
        (1..=12_u8)
            .flat_map(move |month| (1..=length(year, month)).map(move |day| (year, month, day)))
    })
}

fn date((year, month, day): (i32, u8, u8)) -> Date {
    Date::new(year, month, day).unwrap_or_else(|| panic!("{year}-{month}-{day} is a day"))
}

#[test]
fn each_day_follows_on_the_one_before_and_there_are_no_others() {
    let mut before = None;
    for (number, parts) in days().enumerate() {
        let today = date(parts);
        if let Some(before) = before {
            assert_eq!(Date::add_days(before, 1), today);
            assert!(before < today);
        }
        let number = i32::try_from(number).expect("some days");
        assert_eq!(date((1999, 1, 1)).days_until(today), number);
        before = Some(today);
    }
    for year in 1999..=2101 {
        for month in 1..=12 {
            assert_eq!(Date::new(year, month, length(year, month) + 1), None);
        }
    }
}

#[test]
fn the_fiscal_year_turns_at_the_end_of_march() {
    for parts in days() {
        let (year, month, _) = parts;
        let expected = if month <= 3 { year - 1 } else { year };
        let found = FiscalYear::of(date(parts));
        assert_eq!(found.year(), expected, "{parts:?}");
        assert_eq!(found.start(), date((expected, 4, 1)));
        assert_eq!(found.end(), date((expected + 1, 3, 31)));
    }
}

#[test]
fn months_on_is_the_same_day_or_the_end_of_the_month() {
    for parts in days().filter(|(year, ..)| (2023..=2029).contains(year)) {
        let (year, month, day) = parts;
        for more in 1..=12_u8 {
            let (year, month) = match month + more {
                late @ 13.. => (year + 1, late - 12),
                month => (year, month),
            };
            let expected = (year, month, day.min(length(year, month)));
            assert_eq!(date(parts).add_months(i32::from(more)), date(expected));
        }
    }
}

#[test]
fn five_years_of_validity_end_on_the_eve_of_the_same_day() {
    for parts in days().filter(|(year, ..)| *year < 2090) {
        let (year, month, day) = parts;
        let validity = ValidityPeriod::years_from(date(parts), 5);
        // Civil Code, art. 143: where there is no such day, the month's last.
        let expected = if day > length(year + 5, month) {
            date((year + 5, month, length(year + 5, month)))
        } else {
            date((year + 5, month, day)).add_days(-1)
        };
        assert_eq!(validity.to, expected, "{parts:?}");
    }
}
