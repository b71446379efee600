use super::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|e| panic!("{e}"))
}

fn row(id: &str) -> FeedRow {
    FeedRow {
        row_id: id.into(),
        register_number: "１２３".into(),
        name: "日医 太郎".into(),
        kind: "e-learning".into(),
        title: "高血圧の最新治療".into(),
        units: "0.5".into(),
        codes: vec!["74".into()],
        date: "2026-06-01".into(),
    }
}

fn refused(row: &FeedRow) -> Vec<(String, Code)> {
    let problems = row.check(day("2026-06-01")).err().unwrap_or_default();
    let named = problems.into_iter();
    named.map(|p| (p.field, p.rejection.code)).collect()
}

#[test]
fn a_row_says_everything_that_is_wrong_with_it() {
    assert_eq!(refused(&row("1")), []);
    let wrong = FeedRow {
        row_id: String::new(),
        kind: "course".into(),
        units: "0.3".into(),
        codes: vec!["85".into()],
        date: "2026-06-02".into(),
        ..row("1")
    };
    let fields: Vec<String> = refused(&wrong)
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["kind", "date", "row_id", "units", "codes[0]"]);
}

#[test]
fn years_are_taken_over_once_they_are_over() {
    let import = |year: &str| ImportRow {
        row_id: "1".into(),
        register_number: "123456".into(),
        name: "日医 太郎".into(),
        fiscal_year: year.into(),
        units: "12".into(),
        codes: Vec::new(),
    };
    let checked = import("2025").check(day("2026-04-01"));
    let checked = checked.unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(checked.date, day("2026-03-31"));
    assert_eq!(checked.origin, CreditOrigin::Import);
    let refused = import("2026").check(day("2026-04-01")).err();
    assert_eq!(
        refused.unwrap_or_default()[0].rejection.code,
        Code::YearNotOver
    );
}

#[test]
fn a_row_id_is_one_row_for_ever_and_members_only_means_it() {
    let rows = |ids: &[&str]| -> Vec<_> {
        let checked = ids.iter().map(|id| row(id).check(day("2026-06-01")));
        checked.collect()
    };
    let names = |decisions: &[FeedDecision]| -> Vec<&'static str> {
        let name = |decision: &FeedDecision| match decision {
            FeedDecision::New(_) => "new",
            FeedDecision::Unchanged(_) => "unchanged",
            FeedDecision::Corrected(_) => "corrected",
            FeedDecision::Rejected(problems) => problems[0].rejection.code.as_str(),
        };
        decisions.iter().map(name).collect()
    };
    let before = |row: &CheckedOutsideRow| match row.row_id.as_str() {
        "same" => Some((true, false)),
        "other" => Some((false, false)),
        "back" => Some((true, true)),
        _ => None,
    };
    let before = |row: &CheckedOutsideRow| {
        before(row).map(|(same, reversed)| FeedStanding { same, reversed })
    };
    let ids = ["new", "new", "same", "other", "back"];
    let decided = decide_feed(rows(&ids), before, |_| true);
    assert_eq!(
        names(&decided),
        ["new", "duplicate-row", "unchanged", "conflict", "corrected"]
    );
    let decided = decide_feed(rows(&ids), before, |_| false);
    assert_eq!(
        names(&decided),
        [
            "members-only",
            "duplicate-row",
            "unchanged",
            "conflict",
            "corrected"
        ]
    );
}
