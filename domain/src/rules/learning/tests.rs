//! Years, codes and papers of continuing education.

use super::*;
use crate::programme::Category;
#[cfg(feature = "rule-files")]
use crate::programme::Programme;
#[cfg(feature = "rule-files")]
use crate::rules::RuleBook;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn credit(date: &str, units: &str, codes: &[u8], origin: CreditOrigin) -> CreditFact {
    let code = |code: &u8| CurriculumCode::from_number(*code);
    CreditFact {
        title: format!("{date} {origin}"),
        category: Category::general(),
        units: Units::parse(units).unwrap_or_else(|rejection| panic!("{rejection}")),
        codes: codes.iter().filter_map(code).collect(),
        date: day(date),
        origin,
        used: false,
    }
}

fn course(date: &str, units: &str, codes: &[u8]) -> CreditFact {
    credit(date, units, codes, CreditOrigin::Course)
}

#[cfg(feature = "rule-files")]
fn version(book: &RuleBook) -> &RuleVersion {
    let version = book.version(Programme::ContinuingEducation, day("2026-04-01"));
    version.unwrap_or_else(|| panic!("no rules"))
}

#[cfg(feature = "rule-files")]
fn book() -> RuleBook {
    RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[test]
fn a_fiscal_year_has_its_units_its_codes_once_and_their_origins() {
    let credits = [
        course("2025-03-31", "1", &[1]),
        course("2025-04-01", "2.5", &[1, 2]),
        credit("2026-03-31", "0.5", &[2], CreditOrigin::ELearning),
        course("2026-04-01", "1", &[3]),
    ];
    let years = learning_years(&credits);
    let shown: Vec<(i32, String, usize, u32)> = years
        .iter()
        .map(|year| {
            (
                year.year.year(),
                year.units.to_string(),
                year.codes.len(),
                year.entries,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            (2024, "1".into(), 1, 1),
            (2025, "3".into(), 2, 2),
            (2026, "1".into(), 1, 1)
        ]
    );
    assert_eq!(
        years[1].by_origin[&CreditOrigin::ELearning].to_string(),
        "0.5"
    );
    assert_eq!(years[1].score_in_halves(), 10);
}

/// 20 units and codes a year: 60 in three years, and not a half less.
#[cfg(feature = "rule-files")]
#[test]
fn the_certificate_needs_sixty_of_units_and_codes_in_three_consecutive_years() {
    let book = book();
    let met = |credits: Vec<CreditFact>, last: &str| {
        let facts = ProgrammeFacts {
            credits,
            ..ProgrammeFacts::default()
        };
        let last = FiscalYear::of(day(last));
        let judgement = certificate_of(version(&book), &facts, last);
        let judgement = judgement.unwrap_or_else(|| panic!("no certificate"));
        let missing = judgement.explained().requirements[0].missing.clone();
        (judgement.approvable, missing.map(|text| text.ja))
    };
    let years = |last_units: &str| {
        vec![
            course("2023-04-01", "15", &[1, 2, 3, 4, 5]),
            course("2024-06-01", "15", &[6, 7, 8, 9, 10]),
            course("2026-03-31", last_units, &[11, 12, 13, 14, 15]),
        ]
    };
    assert_eq!(met(years("15"), "2026-03-31"), (true, None));
    assert_eq!(
        met(years("14.5"), "2026-03-31"),
        (
            false,
            Some("単位とカリキュラムコードの合計があと0.5必要です。".into())
        )
    );
    // One year on, the first of the three is out.
    assert!(!met(years("15"), "2026-04-01").0);
    // A code that comes again adds nothing.
    let mut again = years("15");
    again[2].codes = again[0].codes.clone();
    assert_eq!(
        met(again, "2026-03-31").1,
        Some("単位とカリキュラムコードの合計があと5必要です。".into())
    );
}

#[cfg(feature = "rule-files")]
#[test]
fn the_journal_quiz_is_not_on_the_certificate_of_attendance() {
    let book = book();
    let rules = version(&book)
        .learning()
        .unwrap_or_else(|| panic!("no learning"));
    let credits = [
        course("2026-05-31", "1", &[1]),
        credit("2026-05-01", "0.5", &[2], CreditOrigin::JournalQuiz),
        credit("2026-05-01", "0.5", &[3], CreditOrigin::ELearning),
        course("2026-06-01", "1", &[4]),
        course("2026-04-30", "1", &[5]),
    ];
    let shown = rules.attendance_certificate(&credits, day("2026-05-01"), day("2026-05-31"));
    let dates: Vec<(String, CreditOrigin)> = shown
        .iter()
        .map(|credit| (credit.date.to_string(), credit.origin))
        .collect();
    assert_eq!(
        dates,
        [
            ("2026-05-01".into(), CreditOrigin::ELearning),
            ("2026-05-31".into(), CreditOrigin::Course)
        ]
    );
    assert!(!rules.open_to(CreditOrigin::JournalQuiz, false));
    assert!(rules.open_to(CreditOrigin::JournalQuiz, true));
    assert!(rules.open_to(CreditOrigin::Course, false));
}

#[cfg(feature = "rule-files")]
#[test]
fn half_an_hour_is_half_a_unit_and_the_declaration_is_due_in_april() {
    let book = book();
    let rules = version(&book)
        .learning()
        .unwrap_or_else(|| panic!("no learning"));
    for (minutes, units) in [(29, "0"), (30, "0.5"), (59, "0.5"), (60, "1"), (90, "1.5")] {
        assert_eq!(rules.units_of(minutes).to_string(), units, "{minutes}");
    }
    let year = FiscalYear::of(day("2026-03-31"));
    assert_eq!(rules.declaration_due(year), Some(day("2026-04-30")));
    assert_eq!(
        MonthDay { month: 2, day: 29 }.in_year(2027),
        Some(day("2027-02-28"))
    );
}
