//! Calendars of rounds as administrators see them: built in, adopted, or a draft; always read anew,
//! so that an adoption shows at once.

use adapters::store::{
    Found, Range,
    items::rule_set::{Deed, RoundCalendarRecord, RuleShelfRecord},
};
use api::{
    round_calendars::{CalendarLine, CalendarRound, CalendarView, PrefecturalCutOff},
    rule_sets::{RuleSetDeed, Standing},
};
use domain::{
    calendar::{Date, FiscalYear},
    contact::PrefectureCode,
    rounds::{Round, RoundBook, RoundCalendar},
};
use std::collections::BTreeSet;

use super::case;
use crate::{Failure, rule_book};

/// Everything that is known of rounds.
pub(super) struct Calendars {
    /// What administrators wrote.
    pub records: Vec<RoundCalendarRecord>,
    /// What holds or will hold.
    pub book: RoundBook,
    /// The count of adoptions, as stored; rule sets share it.
    pub adoptions: Option<RuleShelfRecord>,
}

impl Calendars {
    /// Where it lies.
    pub(super) fn range() -> Range {
        Range::rules()
    }

    /// From the items of that range.
    ///
    /// # Errors
    /// Items of another shape; adopted calendars that no longer fit those of the program.
    pub(super) fn from_items(found: &[Found]) -> Result<Self, Failure> {
        let written = rule_book::written(found)?;
        Ok(Self {
            book: rule_book::with_adopted_rounds(&written.calendars)?,
            records: written.calendars,
            adoptions: written.adoptions,
        })
    }

    /// What was written under an id.
    pub(super) fn record(&self, id: &str) -> Option<&RoundCalendarRecord> {
        self.records.iter().find(|record| record.0.id == id)
    }
}

/// Reads a draft's text.
///
/// # Errors
/// 422 with line and column.
pub(super) fn parse(text: &str) -> Result<RoundCalendar, Failure> {
    RoundCalendar::from_toml("", text).map_err(|faults| case::refused(&faults))
}

/// A line of the list.
pub(super) fn line(calendar: &RoundCalendar, standing: Standing) -> CalendarLine {
    CalendarLine {
        id: calendar.id.clone(),
        programmes: calendar.programmes.clone(),
        from_year: calendar.from_year,
        replaces: calendar.replaces.clone(),
        standing,
        built_in: RoundBook::embedded_text(&calendar.id).is_some(),
    }
}

/// Where a calendar of the book stands on a day.
pub(super) fn standing(calendar: &RoundCalendar, book: &RoundBook, today: Date) -> Standing {
    let year = FiscalYear::of(today);
    if book.is_replaced(&calendar.id) {
        return Standing::Past;
    }
    if calendar.from_year > year {
        return Standing::Coming;
    }
    let holds = calendar.programmes.iter().any(|programme| {
        book.calendar(*programme, year)
            .is_some_and(|current| current.id == calendar.id)
    });
    if holds {
        Standing::InForce
    } else {
        Standing::Past
    }
}

/// A stored calendar with its text.
///
/// # Errors
/// A stored text that cannot be read: our fault.
pub(super) fn view(
    record: RoundCalendarRecord,
    book: &RoundBook,
    today: Date,
) -> Result<CalendarView, Failure> {
    let calendar = rule_book::stored_calendar(&record)?;
    let RoundCalendarRecord(record) = record;
    let standing = match record.adopted {
        Some(_) => standing(&calendar, book, today),
        None => Standing::Draft,
    };
    Ok(CalendarView {
        line: line(&calendar, standing),
        text: record.text,
        rounds: rounds(&calendar, today),
        drafted: Some(deed(record.drafted)),
        adopted: record.adopted.map(deed),
        version: record.v,
    })
}

/// The rounds of the present and the next fiscal year, or of the first two of the calendar.
pub(super) fn rounds(calendar: &RoundCalendar, today: Date) -> Vec<CalendarRound> {
    let first = calendar.from_year.max(FiscalYear::of(today));
    [first, first.next()]
        .into_iter()
        .flat_map(|year| calendar.rounds(year))
        .map(|round| CalendarRound {
            cut_offs: cut_offs(calendar, &round),
            round,
        })
        .collect()
}

fn cut_offs(calendar: &RoundCalendar, round: &Round) -> Vec<PrefecturalCutOff> {
    let named: BTreeSet<PrefectureCode> = calendar
        .cut_offs
        .iter()
        .map(|cut_off| cut_off.prefecture)
        .collect();
    let mut found = Vec::new();
    for prefecture in named {
        for programme in &calendar.programmes {
            let day = calendar.cut_off(round, *programme, prefecture);
            if day < round.apply_to {
                found.push(PrefecturalCutOff {
                    prefecture,
                    programme: *programme,
                    day,
                });
            }
        }
    }
    found
}

fn deed(deed: Deed) -> RuleSetDeed {
    RuleSetDeed {
        by: deed.by,
        at: deed.at,
    }
}
