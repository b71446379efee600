//! What `domain/rules/rounds` says: the days of every round, calendars that follow one another, and the
//! plans that are made by them.

mod calendars;
mod placement;
mod plan;

use super::*;
use crate::calendar::Date;
use crate::contact::PrefectureCode;
use crate::programme::Programme;

const PROGRAMME: Programme = Programme::IndustrialPhysician;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn prefecture(number: u8) -> PrefectureCode {
    PrefectureCode::from_number(number).unwrap_or_else(|| panic!("{number}"))
}

fn book() -> RoundBook {
    RoundBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"))
}
