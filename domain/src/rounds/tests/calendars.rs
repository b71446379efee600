//! Calendars as files: mistakes in them, and days that become known within a year.

use super::*;
use crate::rules::RuleFault;

#[test]
fn mistakes_in_a_calendar_are_told_with_their_place() {
    let text = include_str!("../../../rules/rounds/rounds.2026.toml");
    let faults = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        let changed = text.replacen(from, to, 1);
        RoundBook::from_files([("rounds.2026.toml", changed.as_str())])
            .map(|_| String::new())
            .unwrap_or_else(|faults| {
                faults
                    .iter()
                    .map(RuleFault::to_string)
                    .collect::<Vec<_>>()
                    .join("\n")
            })
    };
    for (from, to, expected) in [
        (
            "apply_to = 6",
            "apply_to = 5",
            "rounds[2].apply_from: 申請期間が前の回から続いていません",
        ),
        (
            "apply_to = 6",
            "apply_to = 7",
            "rounds[2].apply_from: 申請期間が前の回と重なっています",
        ),
        ("committee = 7", "committee = 13", "months are 1 to 12"),
        ("number = 2", "number = 3", "rounds are numbered from 1 on"),
        (
            "id = \"rounds.2026\"",
            "id = \"rounds.2027\"",
            "is not the name of the file",
        ),
        (
            "[\"industrial-physician\", ",
            "[\"industrial-doctor\", ",
            "line 3",
        ),
        ("source = \"\"\"", "sauce = \"\"\"", "unknown field"),
    ] {
        assert!(
            faults(from, to).contains(expected),
            "{expected}: {}",
            faults(from, to)
        );
    }
    let twice = [("rounds.2026.toml", text), ("rounds.2026.toml", text)];
    assert!(RoundBook::from_files(twice).is_err());
    let later = text
        .replace("rounds.2026", "rounds.2028")
        .replace("= 2026", "= 2028");
    let later = RoundCalendar::from_toml("rounds.2028.toml", &later);
    let later = later.unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(book().with(later.clone(), day("2028-03-31")).is_ok());
    assert!(
        book().with(later, day("2028-04-01")).is_err(),
        "the year has begun"
    );
}

/// 2026's calendar under another id, in its place, with these lines more.
fn in_place_of_2026(more: &str) -> RoundCalendar {
    let text = include_str!("../../../rules/rounds/rounds.2026.toml")
        .replace("id = \"rounds.2026\"", "id = \"rounds.2026-a\"")
        .replace(
            "from_year = 2026",
            "from_year = 2026\nreplaces = \"rounds.2026\"",
        );
    RoundCalendar::from_toml("rounds.2026-a.toml", &format!("{text}{more}"))
        .unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn days_that_become_known_within_a_year_take_nothing_from_whoever_was_in_time() {
    let dates = |number: u8, committee: &str| {
        format!("\n[[dates]]\nyear = 2026\nnumber = {number}\ncommittee = \"{committee}\"\n")
    };
    let cut_off = |number: u8| {
        format!(
            "\n[[cut_offs]]\nprefecture = \"27\"\nnumber = {number}\nday = 20\nsource = \"test\"\n"
        )
    };
    let today = day("2026-11-21");
    let with = |more: &str| {
        book()
            .with(in_place_of_2026(more), today)
            .map_err(|faults| faults[0].what.en.clone())
    };
    let committee = |book: &RoundBook, id: &str| {
        let id = RoundId::parse(id).unwrap_or_else(|rejection| panic!("{rejection}"));
        book.round(PROGRAMME, &id).map(|round| round.committee)
    };
    // The committee of a round under way gets its day; so do later rounds, and their cut-offs.
    let more = [dates(4, "2026-11-27"), dates(5, "2027-01-28"), cut_off(6)].concat();
    let later = with(&more).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(committee(&later, "2026-4"), Some(day("2026-11-27")));
    assert_eq!(committee(&later, "2026-3"), committee(&book(), "2026-3"));
    assert!(later.is_replaced("rounds.2026") && !later.is_replaced("rounds.2026-a"));
    let osaka = prefecture(27);
    let last = later.placement(PROGRAMME, osaka, day("2027-02-01"));
    assert_eq!(last.map(|placed| placed.cut_off), Some(day("2027-02-20")));
    for (more, expected) in [
        (dates(3, "2026-09-28"), "has met and stays as it was"),
        (dates(4, "2026-11-20"), "cannot meet on a day that is past"),
        (
            cut_off(5),
            "would close earlier in Osaka while it takes applications; write the next round under from",
        ),
    ] {
        assert_eq!(with(&more).err().as_deref(), Some(expected));
    }
    // A prefecture that closes on the same day in all rounds says from which one on.
    let always =
        "\n[[cut_offs]]\nprefecture = \"27\"\nfrom = \"2026-6\"\nday = 15\nsource = \"test\"\n";
    let from_next = with(always).unwrap_or_else(|fault| panic!("{fault}"));
    let closes = |book: &RoundBook, on: &str| {
        let placed = book.placement(PROGRAMME, osaka, day(on));
        placed.map(|placed| placed.cut_off)
    };
    assert_eq!(
        closes(&from_next, "2026-11-21"),
        closes(&book(), "2026-11-21")
    );
    assert_eq!(closes(&from_next, "2027-02-15"), Some(day("2027-02-15")));
    assert_ne!(closes(&from_next, "2027-02-16"), Some(day("2027-02-28")));
    // Of a place that is taken nobody takes it again, and none is taken of other years.
    let again = RoundCalendar {
        id: "rounds.2026-b".into(),
        ..in_place_of_2026("")
    };
    assert!(later.with(again.clone(), today).is_err());
    let next = RoundCalendar {
        replaces: Some("rounds.2026-a".into()),
        ..again.clone()
    };
    // It would take the days back that were set.
    assert!(later.with(next, today).is_ok());
    let other_year = RoundCalendar {
        replaces: Some("rounds.2025".into()),
        ..again
    };
    assert!(book().with(other_year, today).is_err());
}
