//! Rounds against a table written down by hand, what falls into which, and the last days on which one
//! is safe.

use super::*;
use crate::calendar::FiscalYear;
use crate::rules::QualificationStanding;

/// With a cut-off on the 20th in Osaka, on the 31st of round 2, and on the 10th for スポーツ医.
fn book_of_osaka() -> RoundBook {
    let text = include_str!("../../../rules/rounds/rounds.2026.toml");
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

/// S0's table for 令和7年度, and the years after with March–April for 第1回: round, first and last day of
/// applying, committee, from when the paper is sent, month of expiry.
const TABLE: [&str; 18] = [
    "2025-1 2025-04-01 2025-04-30 2025-05-31 2025-06-30 2025-07",
    "2025-2 2025-05-01 2025-06-30 2025-07-31 2025-08-31 2025-09",
    "2025-3 2025-07-01 2025-08-31 2025-09-30 2025-10-31 2025-11",
    "2025-4 2025-09-01 2025-10-31 2025-11-30 2025-12-31 2026-01",
    "2025-5 2025-11-01 2025-12-31 2026-01-31 2026-02-28 2026-03",
    "2025-6 2026-01-01 2026-02-28 2026-03-31 2026-04-30 2026-05",
    "2026-1 2026-03-01 2026-04-30 2026-05-31 2026-06-30 2026-07",
    "2026-2 2026-05-01 2026-06-30 2026-07-31 2026-08-31 2026-09",
    "2026-3 2026-07-01 2026-08-31 2026-09-30 2026-10-31 2026-11",
    "2026-4 2026-09-01 2026-10-31 2026-11-30 2026-12-31 2027-01",
    "2026-5 2026-11-01 2026-12-31 2027-01-31 2027-02-28 2027-03",
    "2026-6 2027-01-01 2027-02-28 2027-03-31 2027-04-30 2027-05",
    "2027-1 2027-03-01 2027-04-30 2027-05-31 2027-06-30 2027-07",
    "2027-2 2027-05-01 2027-06-30 2027-07-31 2027-08-31 2027-09",
    "2027-3 2027-07-01 2027-08-31 2027-09-30 2027-10-31 2027-11",
    "2027-4 2027-09-01 2027-10-31 2027-11-30 2027-12-31 2028-01",
    "2027-5 2027-11-01 2027-12-31 2028-01-31 2028-02-29 2028-03",
    "2027-6 2028-01-01 2028-02-29 2028-03-31 2028-04-30 2028-05",
];

#[test]
fn the_rounds_of_three_years_are_those_of_the_table() {
    let book = book();
    for programme in [PROGRAMME, Programme::SportsPhysician] {
        let years =
            ["2025-04-01", "2026-04-01", "2027-04-01"].map(|text| FiscalYear::of(day(text)));
        let rounds = years
            .into_iter()
            .flat_map(|year| book.rounds(programme, year));
        let line = |round: Round| {
            let (from, to) = (round.apply_from, round.apply_to);
            let (committee, paper) = (round.committee, round.paper_from);
            format!(
                "{} {from} {to} {committee} {paper} {}",
                round.id, round.expiry
            )
        };
        assert_eq!(rounds.map(line).collect::<Vec<_>>(), TABLE);
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
