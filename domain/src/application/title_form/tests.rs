//! What is refused in the form of a title, field by field (features.md #68–#71, #93).

use super::*;
use crate::rules::RuleBook;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn version() -> RuleVersion {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = book.version(Programme::IndustrialPhysician, day("2026-04-01"));
    version.cloned().unwrap_or_else(|| panic!("no rules"))
}

fn renewal() -> TitleForm {
    TitleForm {
        goal: "renewal".into(),
        declared: vec![DeclaredForm {
            category: "renewal-special".into(),
            units: "１８.５".into(),
            from: "R4.4.1".into(),
            to: "2025-03-31".into(),
            evidence: Vec::new(),
        }],
        ..TitleForm::default()
    }
}

fn check_on(form: &TitleForm, today: &str) -> Result<QualificationContent, Vec<(String, Code)>> {
    let choices = TitleChoices::of(&version(), &form.goal);
    let codes = |found: Vec<FieldProblem>| {
        let one = |problem: FieldProblem| (problem.field, problem.rejection.code);
        found.into_iter().map(one).collect()
    };
    form.check_alone(&choices, day(today)).map_err(codes)
}

fn refused(change: impl FnOnce(&mut DeclaredForm)) -> Vec<(String, Code)> {
    let mut form = renewal();
    change(&mut form.declared[0]);
    check_on(&form, "2026-04-01").err().unwrap_or_default()
}

fn at(field: &str, code: Code) -> Vec<(String, Code)> {
    vec![(format!("title.declared[0].{field}"), code)]
}

#[test]
fn a_line_is_taken_as_people_write_it() {
    let content = check_on(&renewal(), "2026-04-01").unwrap_or_else(|found| panic!("{found:?}"));
    let line = &content.declared[0];
    assert_eq!(line.units.to_string(), "18.5");
    assert_eq!((line.from, line.to), (day("2022-04-01"), day("2025-03-31")));
    assert!(content.original, "the handbook is to be posted");
}

#[test]
fn units_come_in_halves_and_there_is_a_most_of_them() {
    for units in ["0.3", "1.25", "1/2", "-1"] {
        let found = refused(|line| line.units = units.into());
        assert_eq!(found.len(), 1, "{units}: {found:?}");
        assert_eq!(found[0].0, "title.declared[0].units", "{units}");
    }
    assert_eq!(refused(|line| line.units = "200".into()), []);
    assert_eq!(refused(|line| line.units = "200.5".into()).len(), 1);
    assert_eq!(refused(|line| line.units = "0".into()).len(), 1);
}

#[test]
fn only_what_the_goal_counts_can_be_declared() {
    for category in ["renewal-update", "renewal-practical"] {
        assert_eq!(refused(|line| line.category = category.into()), []);
    }
    for category in ["basic-late", "general", "unheard-of"] {
        let found = refused(|line| line.category = category.into());
        assert_eq!(found, at("category", Code::UnknownChoice), "{category}");
    }
    let mut new = renewal();
    new.goal = "new".into();
    new.declared[0].category = "basic-late".into();
    assert!(check_on(&new, "2026-04-01").is_ok());
    // Nor can a certificate that stands for nothing there.
    let certificate = CertificateForm {
        certificate: "uoeh-course".into(),
        date: "2024-08-01".into(),
        evidence: Vec::new(),
    };
    new.certificates = vec![certificate.clone()];
    assert!(check_on(&new, "2026-04-01").is_ok());
    let mut form = renewal();
    form.certificates = vec![certificate];
    let found = check_on(&form, "2026-04-01").err().unwrap_or_default();
    assert_eq!(found[0].1, Code::UnknownChoice);
}

#[test]
fn the_days_of_a_line_exist_are_past_in_order_and_before_the_cut_over() {
    assert_eq!(refused(|line| line.to = "2024-02-29".into()), []);
    for (to, code) in [
        ("2023-02-29", None),
        ("2025-03-31", Some(None)),
        ("2025-04-01", Some(Some(Code::AfterCutOver))),
        ("2022-03-31", Some(Some(Code::EndBeforeStart))),
    ] {
        let found = refused(|line| line.to = to.into());
        match code {
            None => assert_eq!(found.len(), 1, "{to}"),
            Some(None) => assert_eq!(found, [], "{to}"),
            Some(Some(code)) => assert_eq!(found, at("to", code), "{to}"),
        }
    }
    let future = refused(|line| line.from = "2026-04-02".into());
    assert!(future.iter().any(|(field, _)| field.ends_with("from")));
}

#[test]
fn applications_are_taken_from_the_day_of_the_rules_on() {
    let goal = vec![("title.goal".to_owned(), Code::NotYetOnline)];
    assert_eq!(check_on(&renewal(), "2025-04-06").err(), Some(goal));
    assert!(check_on(&renewal(), "2025-04-07").is_ok());
}

#[test]
fn as_many_lines_as_one_approval_can_turn_into_credits() {
    let mut form = renewal();
    form.declared = vec![form.declared[0].clone(); LINES_MAX];
    assert!(check_on(&form, "2026-04-01").is_ok());
    form.declared.push(form.declared[0].clone());
    let found = check_on(&form, "2026-04-01").err().unwrap_or_default();
    assert_eq!(found, [("title.declared".to_owned(), Code::TooMany)]);
}

#[test]
fn what_can_be_read_is_judged_while_the_rest_is_typed() {
    let mut form = renewal();
    form.declared.push(DeclaredForm {
        category: "renewal-update".into(),
        units: "1".into(),
        ..DeclaredForm::default()
    });
    let choices = TitleChoices::of(&version(), "renewal");
    let facts = form.facts_as_typed(&choices, ApplicantFacts::default(), day("2026-04-01"));
    let facts = facts.unwrap_or_else(|| panic!("readable"));
    assert_eq!(facts.declared.len(), 1);
    assert_eq!(facts.declared[0].checked, None, "declared, not checked");
    form.goal = "unheard-of".into();
    let nothing = form.facts_as_typed(&choices, ApplicantFacts::default(), day("2026-04-01"));
    assert_eq!(nothing, None);
}
