//! Rounds against a table written down by hand, and plans.

use std::collections::BTreeSet;

use super::*;
use crate::calendar::{Date, FiscalYear};
use crate::contact::PrefectureCode;
use crate::course::CourseAward;
use crate::id::CourseId;
use crate::programme::{Category, Programme};
use crate::rules::{
    ApprovalFact, GoalKind, ProgrammeFacts, QualificationFact, QualificationStanding, RuleBook,
    RuleFault, ValidityPeriod,
};
use crate::units::Units;

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

/// With a cut-off on the 20th in Osaka, on the 31st of round 2, and on the 10th for スポーツ医.
fn book_of_osaka() -> RoundBook {
    let text = include_str!("../../rules/rounds/rounds.2026.toml");
    let cut_offs = r#"
[[cut_offs]]
prefecture = "27"
day = 20
source = "test"

[[cut_offs]]
prefecture = "27"
number = 2
day = 31
source = "test"

[[cut_offs]]
prefecture = "27"
programme = "sports-physician"
day = 10
source = "test"

[[dates]]
year = 2026
number = 3
committee = "2026-09-28"
apply_to = "2026-08-28"
"#;
    let text = format!("{text}{cut_offs}");
    RoundBook::from_files([("rounds.2026.toml", text.as_str())])
        .unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// S0's table for 令和7年度, and the years after with March–April for 第1回, day by day.
#[test]
fn the_rounds_of_three_years_are_those_of_the_table() {
    let table = [
        (
            "2025-1",
            "2025-04-01",
            "2025-04-30",
            "2025-05-31",
            "2025-06-30",
            "2025-07",
        ),
        (
            "2025-2",
            "2025-05-01",
            "2025-06-30",
            "2025-07-31",
            "2025-08-31",
            "2025-09",
        ),
        (
            "2025-3",
            "2025-07-01",
            "2025-08-31",
            "2025-09-30",
            "2025-10-31",
            "2025-11",
        ),
        (
            "2025-4",
            "2025-09-01",
            "2025-10-31",
            "2025-11-30",
            "2025-12-31",
            "2026-01",
        ),
        (
            "2025-5",
            "2025-11-01",
            "2025-12-31",
            "2026-01-31",
            "2026-02-28",
            "2026-03",
        ),
        (
            "2025-6",
            "2026-01-01",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30",
            "2026-05",
        ),
        (
            "2026-1",
            "2026-03-01",
            "2026-04-30",
            "2026-05-31",
            "2026-06-30",
            "2026-07",
        ),
        (
            "2026-2",
            "2026-05-01",
            "2026-06-30",
            "2026-07-31",
            "2026-08-31",
            "2026-09",
        ),
        (
            "2026-3",
            "2026-07-01",
            "2026-08-31",
            "2026-09-30",
            "2026-10-31",
            "2026-11",
        ),
        (
            "2026-4",
            "2026-09-01",
            "2026-10-31",
            "2026-11-30",
            "2026-12-31",
            "2027-01",
        ),
        (
            "2026-5",
            "2026-11-01",
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
            "2027-03",
        ),
        (
            "2026-6",
            "2027-01-01",
            "2027-02-28",
            "2027-03-31",
            "2027-04-30",
            "2027-05",
        ),
        (
            "2027-1",
            "2027-03-01",
            "2027-04-30",
            "2027-05-31",
            "2027-06-30",
            "2027-07",
        ),
        (
            "2027-2",
            "2027-05-01",
            "2027-06-30",
            "2027-07-31",
            "2027-08-31",
            "2027-09",
        ),
        (
            "2027-3",
            "2027-07-01",
            "2027-08-31",
            "2027-09-30",
            "2027-10-31",
            "2027-11",
        ),
        (
            "2027-4",
            "2027-09-01",
            "2027-10-31",
            "2027-11-30",
            "2027-12-31",
            "2028-01",
        ),
        (
            "2027-5",
            "2027-11-01",
            "2027-12-31",
            "2028-01-31",
            "2028-02-29",
            "2028-03",
        ),
        (
            "2027-6",
            "2028-01-01",
            "2028-02-29",
            "2028-03-31",
            "2028-04-30",
            "2028-05",
        ),
    ];
    let book = book();
    for programme in [PROGRAMME, Programme::SportsPhysician] {
        let mut rows = Vec::new();
        for year in ["2025-04-01", "2026-04-01", "2027-04-01"] {
            rows.extend(book.rounds(programme, FiscalYear::of(day(year))));
        }
        assert_eq!(rows.len(), table.len());
        for (round, (id, from, to, committee, paper, expiry)) in rows.iter().zip(table) {
            assert_eq!(round.id.as_str(), id);
            assert_eq!(
                (round.apply_from, round.apply_to),
                (day(from), day(to)),
                "{id}"
            );
            assert_eq!(
                (round.committee, round.paper_from),
                (day(committee), day(paper)),
                "{id}"
            );
            assert_eq!(round.expiry.to_string(), expiry, "{id}");
        }
    }
    assert!(
        book.rounds(PROGRAMME, FiscalYear::of(day("2025-03-31")))
            .is_empty()
    );
    assert!(
        book.rounds(
            Programme::ContinuingEducation,
            FiscalYear::of(day("2026-04-01"))
        )
        .is_empty()
    );
    let first = book.round(
        PROGRAMME,
        &RoundId::parse("2025-1").unwrap_or_else(|r| panic!("{r}")),
    );
    assert_eq!(
        first.map(|round| round.in_words()),
        Some("令和7年度第1回".into())
    );
    assert!(RoundId::parse("2025-01").is_err() && RoundId::parse("2025").is_err());
}

#[test]
fn what_comes_late_rolls_into_the_next_round_and_says_which_it_missed() {
    let book = book_of_osaka();
    let (tokyo, osaka) = (prefecture(13), prefecture(27));
    let placed = |programme, prefecture, on: &str| {
        let placement = book.placement(programme, prefecture, day(on));
        let placement = placement.unwrap_or_else(|| panic!("no round on {on}"));
        (
            placement.round.id.to_string(),
            placement.missed.map(|round| round.id.to_string()),
        )
    };
    let at = |id: &str| (id.to_owned(), None);
    let late = |id: &str, missed: &str| (id.to_owned(), Some(missed.to_owned()));
    assert_eq!(placed(PROGRAMME, tokyo, "2026-04-30"), at("2026-1"));
    assert_eq!(placed(PROGRAMME, tokyo, "2026-05-01"), at("2026-2"));
    assert_eq!(placed(PROGRAMME, osaka, "2026-04-20"), at("2026-1"));
    assert_eq!(
        placed(PROGRAMME, osaka, "2026-04-21"),
        late("2026-2", "2026-1")
    );
    assert_eq!(placed(PROGRAMME, osaka, "2026-05-01"), at("2026-2"));
    // What is set for one round goes first, and no month has a 31 June.
    assert_eq!(placed(PROGRAMME, osaka, "2026-06-30"), at("2026-2"));
    assert_eq!(placed(PROGRAMME, osaka, "2026-07-01"), at("2026-3"));
    assert_eq!(
        placed(Programme::SportsPhysician, osaka, "2026-04-11"),
        late("2026-2", "2026-1")
    );
    assert_eq!(placed(PROGRAMME, osaka, "2027-02-20"), at("2026-6"));
    assert_eq!(
        placed(PROGRAMME, osaka, "2027-02-21"),
        late("2027-1", "2026-6")
    );
    // The days that were set for one round.
    assert_eq!(placed(PROGRAMME, tokyo, "2026-08-28"), at("2026-3"));
    assert_eq!(placed(PROGRAMME, tokyo, "2026-08-29"), at("2026-4"));
}

#[test]
fn a_course_stands_on_the_agenda_of_the_first_committee_that_meets_after_it_was_passed_on() {
    use Programme::{ContinuingEducation, IndustrialPhysician, SportsPhysician};
    let book = book();
    let placed = |programmes: &[Programme], reached: &str, passed_on: &str| {
        let placement = book.placement_of_course(
            programmes.iter().copied(),
            prefecture(13),
            day(reached),
            day(passed_on),
        );
        placement.map(|placement| {
            let missed = placement.missed.map(|round| round.id.to_string());
            (placement.round.id.to_string(), missed)
        })
    };
    let first = |round: &str| Some((round.to_owned(), None));
    let late = |round: &str, missed: &str| Some((round.to_owned(), Some(missed.to_owned())));
    let both = [IndustrialPhysician, SportsPhysician];
    // S0 Q6: what misses July goes to September.
    assert_eq!(placed(&both, "2026-06-30", "2026-07-31"), first("2026-2"));
    assert_eq!(placed(&both, "2026-07-01", "2026-07-02"), first("2026-3"));
    assert_eq!(
        placed(&both, "2026-06-30", "2026-08-01"),
        late("2026-3", "2026-2")
    );
    assert_eq!(
        placed(&both, "2026-02-10", "2026-05-31"),
        late("2026-1", "2025-6")
    );
    let mixed = [ContinuingEducation, SportsPhysician];
    assert_eq!(placed(&mixed, "2026-06-30", "2026-07-01"), first("2026-2"));
    assert_eq!(
        placed(&[ContinuingEducation], "2026-06-30", "2026-07-01"),
        None
    );
}

#[test]
fn the_last_safe_day_is_the_cut_off_of_the_round_of_the_expiry() {
    let safe = |book: &RoundBook, prefecture, expiry: &str| {
        let found = book.safe_day(PROGRAMME, prefecture, day(expiry));
        found.map(|safe| (safe.day.to_string(), safe.round.id.to_string()))
    };
    let at = |day: &str, id: &str| Some((day.to_owned(), id.to_owned()));
    let tokyo = prefecture(13);
    assert_eq!(
        safe(&book(), tokyo, "2025-07-31"),
        at("2025-04-30", "2025-1")
    );
    assert_eq!(
        safe(&book(), tokyo, "2025-08-31"),
        at("2025-04-30", "2025-1")
    );
    assert_eq!(
        safe(&book(), tokyo, "2025-09-01"),
        at("2025-06-30", "2025-2")
    );
    assert_eq!(
        safe(&book(), tokyo, "2026-05-31"),
        at("2026-02-28", "2025-6")
    );
    assert_eq!(
        safe(&book(), tokyo, "2026-06-30"),
        at("2026-02-28", "2025-6")
    );
    assert_eq!(
        safe(&book(), tokyo, "2028-05-31"),
        at("2028-02-29", "2027-6")
    );
    assert_eq!(safe(&book(), tokyo, "2025-06-30"), None, "still on paper");
    assert_eq!(
        safe(&book_of_osaka(), prefecture(27), "2026-07-31"),
        at("2026-04-20", "2026-1")
    );
}

#[test]
fn in_grace_one_is_safe_until_its_last_day_whichever_round_decides() {
    let (expired, until) = (day("2026-08-31"), day("2027-02-28"));
    let standing = QualificationStanding::Grace { expired, until };
    let safe = book().safe_days(PROGRAMME, prefecture(13), standing);
    assert_eq!(safe.len(), 1);
    assert_eq!(safe[0].day, until);
    assert!(safe[0].round.committee >= until);
    let valid = book().safe_days(
        PROGRAMME,
        prefecture(13),
        QualificationStanding::Valid { until },
    );
    assert!(
        valid[0].day < until,
        "who still holds it must be decided before it ends"
    );
}

#[test]
fn two_renewals_due_are_decided_one_after_the_other_by_the_day() {
    let days = |renewals| {
        let found = book().safe_days_until(PROGRAMME, prefecture(13), day("2028-03-31"), renewals);
        found
            .into_iter()
            .map(|safe| (safe.day.to_string(), safe.round.id.to_string()))
            .collect::<Vec<_>>()
    };
    let second = ("2028-02-29".to_owned(), "2027-6".to_owned());
    assert_eq!(days(1), std::slice::from_ref(&second));
    // The first is decided in January, so that the second can be applied for in February.
    assert_eq!(
        days(2),
        [("2027-12-31".to_owned(), "2027-5".to_owned()), second]
    );
}

#[test]
fn mistakes_in_a_calendar_are_told_with_their_place() {
    let text = include_str!("../../rules/rounds/rounds.2026.toml");
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

fn course(number: u8, date: &str, of: Option<u8>, awards: &[(&str, u16)]) -> AnnouncedCourse {
    let award = |(category, units): &(&str, u16)| CourseAward {
        programme: PROGRAMME,
        category: Category::parse(category).unwrap_or_else(|r| panic!("{r}")),
        units: Units::whole(*units),
        codes: BTreeSet::new(),
    };
    AnnouncedCourse {
        id: CourseId::new([number; 10]),
        title: format!("研修会{number}"),
        date: day(date),
        prefecture: of.map(prefecture),
        awards: awards.iter().map(award).collect(),
    }
}

/// Holds the title until July 2026, and has attended nothing.
fn holder() -> ProgrammeFacts {
    let validity = ValidityPeriod {
        from: day("2021-08-01"),
        to: day("2026-07-31"),
    };
    let approval = ApprovalFact {
        kind: GoalKind::New,
        decided_on: validity.from,
        validity,
    };
    ProgrammeFacts {
        qualification: QualificationFact {
            approvals: vec![approval],
            grace: None,
        },
        member: true,
        ..ProgrammeFacts::default()
    }
}

fn planned(announced: &[AnnouncedCourse]) -> Plan {
    let rules = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = rules.version(PROGRAMME, day("2026-01-01"));
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let goal = version.goal("renewal").unwrap_or_else(|| panic!("no goal"));
    let days = (day("2026-01-01"), day("2026-04-30"));
    plan(
        PROGRAMME,
        version,
        goal,
        &holder(),
        announced,
        prefecture(13),
        days,
    )
}

#[test]
fn the_plan_takes_few_courses_near_by_and_in_time() {
    let announced = [
        course(0, "2026-02-01", Some(13), &[("renewal-special", 3)]),
        course(
            1,
            "2026-02-08",
            Some(27),
            &[("renewal-special", 18), ("renewal-update", 1)],
        ),
        course(
            2,
            "2026-02-15",
            None,
            &[("renewal-special", 18), ("renewal-update", 1)],
        ),
        course(3, "2026-04-20", Some(27), &[("renewal-practical", 1)]),
        course(4, "2026-05-01", Some(13), &[("renewal-practical", 5)]),
        course(5, "2026-01-01", Some(13), &[("renewal-practical", 5)]),
        course(6, "2026-02-15", Some(13), &[("renewal-practical", 1)]),
    ];
    let found = planned(&announced);
    assert_eq!(
        found.courses,
        [
            PlannedCourse {
                course: 2,
                tight: false
            },
            PlannedCourse {
                course: 3,
                tight: true
            }
        ],
        "not two on one day, none today, none too late"
    );
    let others: Vec<usize> = found.others.iter().map(|one| one.course).collect();
    assert_eq!(
        others,
        [0, 1, 6],
        "on other days, or elsewhere; none too late"
    );
    assert_eq!(found.open, [""; 0]);
}

#[test]
fn a_plan_that_does_not_suffice_says_what_stays_open() {
    let announced = [course(
        0,
        "2026-02-01",
        Some(13),
        &[("renewal-special", 20)],
    )];
    let found = planned(&announced);
    assert_eq!(found.courses.len(), 1);
    assert_eq!(found.open, ["each"]);
    let nothing = planned(&[]);
    assert_eq!((nothing.courses.len(), nothing.open.len()), (0, 2));
}

#[test]
fn courses_that_others_make_needless_are_left_out() {
    let announced = [
        course(0, "2026-02-01", Some(13), &[("renewal-special", 10)]),
        course(
            1,
            "2026-02-02",
            Some(13),
            &[("renewal-special", 9), ("renewal-update", 1)],
        ),
        course(
            2,
            "2026-02-03",
            Some(13),
            &[("renewal-practical", 10), ("renewal-update", 1)],
        ),
    ];
    let found = planned(&announced);
    assert_eq!(found.open, [""; 0]);
    assert_eq!(found.courses.len(), 2, "{found:?}");
}

/// 2026's calendar under another id, in its place, with these lines more.
fn in_place_of_2026(more: &str) -> RoundCalendar {
    let text = include_str!("../../rules/rounds/rounds.2026.toml")
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
