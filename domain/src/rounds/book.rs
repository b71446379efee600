//! All calendars of rounds, and what is checked of them.

use std::collections::BTreeSet;

use super::calendar::{Round, RoundCalendar, RoundId};
use crate::calendar::{Date, FiscalYear};
use crate::contact::PrefectureCode;
use crate::programme::Programme;
use crate::rules::RuleFault;

/// Calendars without fault or overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundBook {
    /// By first year.
    calendars: Vec<RoundCalendar>,
}

impl RoundBook {
    /// A book of these calendars.
    ///
    /// # Errors
    /// All mistakes: in the calendars, and two of a programme that begin in the same year.
    pub fn new(mut calendars: Vec<RoundCalendar>) -> Result<RoundBook, Vec<RuleFault>> {
        let mut faults: Vec<RuleFault> = calendars.iter().flat_map(faults).collect();
        calendars.sort_by_key(|calendar| calendar.from_year);
        let mut seen = BTreeSet::new();
        for calendar in &calendars {
            for programme in &calendar.programmes {
                if !seen.insert((*programme, calendar.from_year)) {
                    faults.push(RuleFault::new(
                        calendar.id.clone(),
                        "from_year",
                        format!("{programme}の版が2つになります"),
                        format!("{programme} would have two calendars"),
                    ));
                }
            }
        }
        if faults.is_empty() {
            Ok(RoundBook { calendars })
        } else {
            Err(faults)
        }
    }

    /// The book with one calendar more, of years that have not begun: rounds that were announced
    /// stay as they were.
    ///
    /// # Errors
    /// All mistakes in it, and in how it follows on the others.
    pub fn with(&self, calendar: RoundCalendar, today: Date) -> Result<RoundBook, Vec<RuleFault>> {
        if calendar.from_year <= FiscalYear::of(today) {
            return Err(vec![RuleFault::new(
                calendar.id,
                "from_year",
                "これから始まる年度にしてください",
                "must be a fiscal year that has not begun",
            )]);
        }
        let mut calendars = self.calendars.clone();
        calendars.push(calendar);
        RoundBook::new(calendars)
    }

    /// Every calendar, by first year.
    #[must_use]
    pub fn calendars(&self) -> &[RoundCalendar] {
        &self.calendars
    }

    /// The rounds of a programme whose committees lie in a fiscal year, in their order.
    #[must_use]
    pub fn rounds(&self, programme: Programme, year: FiscalYear) -> Vec<Round> {
        let calendar = self.calendar(programme, year);
        calendar.map_or_else(Vec::new, |calendar| calendar.rounds(year).collect())
    }

    /// A round by its id.
    #[must_use]
    pub fn round(&self, programme: Programme, id: &RoundId) -> Option<Round> {
        let year = FiscalYear::parse(id.as_str().get(..4)?).ok()?;
        self.rounds(programme, year)
            .into_iter()
            .find(|round| round.id == *id)
    }

    /// The last day on which a prefecture takes applications for a round.
    #[must_use]
    pub fn cut_off(&self, round: &Round, programme: Programme, prefecture: PrefectureCode) -> Date {
        let calendar = self.calendar(programme, round.fiscal_year);
        calendar.map_or(round.apply_to, |calendar| {
            calendar.cut_off(round, programme, prefecture)
        })
    }

    fn calendar(&self, programme: Programme, year: FiscalYear) -> Option<&RoundCalendar> {
        self.calendars.iter().rfind(|calendar| {
            calendar.from_year <= year && calendar.programmes.contains(&programme)
        })
    }
}

/// All mistakes of a calendar.
fn faults(calendar: &RoundCalendar) -> Vec<RuleFault> {
    let mut found = Vec::new();
    let mut fault = |field: String, ja: &str, en: &str| {
        found.push(RuleFault::new(calendar.id.clone(), field, ja, en));
    };
    if calendar.source.trim().is_empty() {
        fault("source".into(), "出典がありません", "says nothing");
    }
    for (field, empty) in [
        ("programmes", calendar.programmes.is_empty()),
        ("rounds", calendar.rounds.is_empty()),
    ] {
        if empty {
            fault(field.into(), "空です", "is empty");
        }
    }
    for (index, rule) in calendar.rounds.iter().enumerate() {
        let months = [
            rule.apply_from,
            rule.apply_to,
            rule.committee,
            rule.paper,
            rule.expiry,
        ];
        if months.iter().any(|month| !(1..=12).contains(month)) {
            fault(
                format!("rounds[{index}]"),
                "月は1〜12です",
                "months are 1 to 12",
            );
        }
        if usize::from(rule.number) != index + 1 {
            fault(
                format!("rounds[{index}].number"),
                "第1回から順に番号を付けてください",
                "rounds are numbered from 1 on",
            );
        }
    }
    // By their months: exact days that were set may close a round early.
    let months = RoundCalendar {
        dates: Vec::new(),
        ..calendar.clone()
    };
    let days: Vec<Round> = months.rounds(calendar.from_year).collect();
    for (index, pair) in days.windows(2).enumerate() {
        let index = index + 1;
        if pair[0].committee >= pair[1].committee {
            fault(
                format!("rounds[{index}].committee"),
                "前の回より後にしてください",
                "must lie after that of the round before",
            );
        }
        if pair[0].apply_to >= pair[1].apply_from {
            fault(
                format!("rounds[{index}].apply_from"),
                "申請期間が前の回と重なっています",
                "applications of two rounds overlap",
            );
        } else if pair[0].apply_to.add_days(1) < pair[1].apply_from {
            fault(
                format!("rounds[{index}].apply_from"),
                "申請期間が前の回から続いていません",
                "leaves days that belong to no round",
            );
        }
    }
    for (index, cut_off) in calendar.cut_offs.iter().enumerate() {
        let field = format!("cut_offs[{index}]");
        if !(1..=31).contains(&cut_off.day) {
            fault(format!("{field}.day"), "日は1〜31です", "days are 1 to 31");
        }
        if cut_off.source.trim().is_empty() {
            fault(
                format!("{field}.source"),
                "出典がありません",
                "says nothing",
            );
        }
        let of = |one: &super::CutOff| (one.prefecture, one.programme, one.number);
        let earlier = &calendar.cut_offs[..index];
        if earlier.iter().any(|other| of(other) == of(cut_off)) {
            fault(field.clone(), "重複しています", "stands there twice");
        }
        if cut_off
            .number
            .is_some_and(|number| usize::from(number) > calendar.rounds.len())
        {
            fault(
                format!("{field}.number"),
                "その回はありません",
                "is no round",
            );
        }
    }
    for (index, set) in calendar.dates.iter().enumerate() {
        let field = format!("dates[{index}]");
        let round = calendar
            .rounds(set.year)
            .find(|round| round.number == set.number);
        match round {
            None => fault(field, "その回はありません", "is no round"),
            Some(round)
                if round.apply_to < round.apply_from || round.committee < round.apply_to =>
            {
                fault(
                    field,
                    "申請期間と委員会の順序が合いません",
                    "application and committee are out of order",
                );
            }
            Some(_) => {}
        }
    }
    found
}
