use super::*;
use crate::rules::RuleBook;

fn today() -> Date {
    Date::parse("2026-04-01").unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn evidence() -> Vec<String> {
    vec![EvidenceId::new([7; 10]).to_string()]
}

fn handed_in() -> HandedInForm {
    HandedInForm {
        kind: "society-meeting".into(),
        title: "第100回総会".into(),
        date: "R8.4.1".into(),
        units: "１．５".into(),
        codes: vec!["1".into(), "84".into()],
        evidence: evidence(),
    }
}

fn filled_in() -> ApplicationForm {
    let item = PracticalItemForm {
        item: "home-visits".into(),
        evidence: evidence(),
    };
    ApplicationForm {
        programme: "family-physician-function".into(),
        target: "13-001".into(),
        handed_in: vec![handed_in()],
        practical: PracticalForm {
            one: vec![item],
            two: None,
        },
        identity_documents: evidence(),
        title: None,
    }
}

fn check(form: &ApplicationForm) -> Result<ApplicationContent, Vec<(String, Code)>> {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let rules = book.in_force(Programme::FamilyPhysicianFunction, today());
    let rules = rules.unwrap_or_else(|| panic!("no rules"));
    let codes = |found: Vec<FieldProblem>| {
        found
            .into_iter()
            .map(|problem| (problem.field, problem.rejection.code))
            .collect()
    };
    form.check(rules, today()).map_err(codes)
}

fn refused(change: impl FnOnce(&mut ApplicationForm)) -> Vec<(String, Code)> {
    let mut form = filled_in();
    change(&mut form);
    check(&form).err().unwrap_or_default()
}

fn at(field: &str, code: Code) -> Vec<(String, Code)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn a_filled_in_application_becomes_content_in_normal_form() {
    let content = check(&filled_in()).unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(content.rule_set, "family-physician-function.2025");
    assert_eq!(content.handed_in[0].units.to_string(), "1.5");
    assert_eq!(content.handed_in[0].date.to_string(), "2026-04-01");
    assert_eq!(content.evidence().count(), 3);
}

#[test]
fn an_unfinished_application_can_be_kept() {
    let form = ApplicationForm {
        target: "13".into(),
        programme: filled_in().programme,
        ..Default::default()
    };
    assert!(check(&form).is_ok());
}

#[test]
fn what_the_rule_set_does_not_know_is_refused() {
    assert_eq!(
        refused(|f| f.handed_in[0].kind = "party".into()),
        at("handed_in[0].kind", Code::UnknownChoice)
    );
    assert_eq!(
        refused(|f| f.practical.one[0].item = "golf".into()),
        at("practical.one[0].item", Code::UnknownChoice)
    );
    assert_eq!(
        refused(|f| f.programme = "sports-physician".into()),
        at("programme", Code::UnknownChoice)
    );
}

#[test]
fn handed_in_items_are_checked_field_by_field() {
    assert_eq!(
        refused(|f| f.handed_in[0].date = "2026-04-02".into()),
        at("handed_in[0].date", Code::InFuture)
    );
    assert_eq!(
        refused(|f| f.handed_in[0].units = "0".into()),
        at("handed_in[0].units", Code::UnitsZero)
    );
    assert_eq!(
        refused(|f| f.handed_in[0].units = "20.5".into()),
        at("handed_in[0].units", Code::UnitsTooMany)
    );
    assert_eq!(
        refused(|f| f.handed_in[0].codes.clear()),
        at("handed_in[0].codes", Code::Required)
    );
    assert_eq!(
        refused(|f| f.handed_in[0].codes[1] = "01".into()),
        at("handed_in[0].codes[1]", Code::Duplicate)
    );
    assert_eq!(
        refused(|f| f.handed_in[0].evidence[0] = "x".into()),
        at("handed_in[0].evidence[0]", Code::BadId)
    );
}

#[test]
fn both_kinds_of_practical_training_are_refused_where_they_stand() {
    let two = PracticalTwoForm {
        kind: "other".into(),
        ..Default::default()
    };
    assert_eq!(
        refused(|f| f.practical.two = Some(two)),
        at("practical.two", Code::PracticalBoth)
    );
    let again = refused(|f| {
        let item = f.practical.one[0].clone();
        f.practical.one.push(item);
    });
    assert_eq!(again, at("practical.one[1].item", Code::Duplicate));
}

#[test]
fn a_reason_has_words_and_may_have_lines() {
    assert_eq!(check_reason(" 一\r\n二 "), Ok("一\n二".into()));
    assert_eq!(check_reason("　").map_err(|r| r.code), Err(Code::Required));
    assert_eq!(
        check_reason("a\u{7}").map_err(|r| r.code),
        Err(Code::BadCharacter)
    );
    assert_eq!(
        check_reason(&"理".repeat(REASON_MAX + 1)).map_err(|r| r.code),
        Err(Code::TooLong)
    );
}

/// Fills a form with so much of something; how much is possible; where and why more is refused.
type Limit = (fn(&mut ApplicationForm, usize), usize, &'static str, Code);

/// So many documents.
fn documents(count: usize) -> Vec<String> {
    (0..count).flat_map(|_| evidence()).collect()
}

#[test]
fn every_field_is_accepted_at_its_limit_and_refused_beyond() {
    let limits: [Limit; 6] = [
        (
            |f, n| f.handed_in = vec![handed_in(); n],
            100,
            "handed_in",
            Code::TooMany,
        ),
        (
            |f, n| f.handed_in[0].title = "会".repeat(n),
            200,
            "handed_in[0].title",
            Code::TooLong,
        ),
        (
            |f, n| f.handed_in[0].units = n.to_string(),
            20,
            "handed_in[0].units",
            Code::UnitsTooMany,
        ),
        (
            |f, n| f.handed_in[0].evidence = documents(n),
            10,
            "handed_in[0].evidence",
            Code::TooMany,
        ),
        (
            |f, n| f.practical.one[0].evidence = documents(n),
            10,
            "practical.one[0].evidence",
            Code::TooMany,
        ),
        (
            |f, n| f.identity_documents = documents(n),
            10,
            "identity_documents",
            Code::TooMany,
        ),
    ];
    for (fill, limit, field, code) in limits {
        assert_eq!(refused(|form| fill(form, limit)), [], "{field}");
        assert_eq!(refused(|form| fill(form, limit + 1)), at(field, code));
    }
}
