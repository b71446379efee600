//! A draft of 産業医 tried on a few doctors.

use super::*;
use crate::credit::CreditOrigin;
use crate::programme::Category;
use crate::rules::{
    ApprovalFact, CreditFact, GoalKind, QualificationFact, RuleBook, ValidityPeriod,
};
use crate::units::Units;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn draft(changes: &[(&str, &str)]) -> RuleVersion {
    let mut text = include_str!("../../../rules/industrial-physician.2025.toml").to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    RuleVersion::from_toml("draft.toml", &text).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn holder(special: u16, to: &str) -> ProgrammeFacts {
    let credit = |of: &str, units: u16| CreditFact {
        title: "研修会".into(),
        category: Category::parse(of).unwrap_or_else(|rejection| panic!("{rejection}")),
        units: Units::whole(units),
        codes: BTreeSet::new(),
        date: day("2025-06-01"),
        origin: CreditOrigin::Course,
        used: false,
    };
    let validity = ValidityPeriod {
        from: day("2021-08-01"),
        to: day(to),
    };
    let approval = ApprovalFact {
        kind: GoalKind::New,
        decided_on: validity.from,
        validity,
    };
    ProgrammeFacts {
        credits: vec![
            credit("renewal-update", 1),
            credit("renewal-practical", 1),
            credit("renewal-special", special),
        ],
        qualification: QualificationFact {
            approvals: vec![approval],
            grace: None,
        },
        member: true,
        ..ProgrammeFacts::default()
    }
}

#[test]
fn a_higher_sum_tells_who_would_lose_and_why() {
    let (old, new) = (
        draft(&[]),
        draft(&[("at_least = \"20\"", "at_least = \"22\"")]),
    );
    let replay = Replay::new(&old, &new, day("2026-04-01"));
    let mut replay = replay.unwrap_or_else(|_| panic!("same programme"));
    assert_eq!(replay.see(&holder(17, "2026-07-31")), []);
    assert_eq!(replay.see(&holder(20, "2026-07-31")), []);
    let changes = replay.see(&holder(19, "2026-07-31"));
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].subject, ReplaySubject::Goal("renewal".into()));
    assert_eq!((changes[0].before, changes[0].after), (true, false));
    let because = &changes[0].because;
    assert_eq!(because.len(), 1);
    assert_eq!(
        (because[0].id.as_str(), because[0].before, because[0].after),
        ("total", Some(true), Some(false))
    );
    assert_eq!(
        because[0].missing.as_ref().map(|text| text.ja.as_str()),
        Some("あと1単位必要です。")
    );
    let report = replay.report();
    assert_eq!((report.doctors, report.changed), (3, 1));
    assert_eq!(report.goals["renewal"], GainsAndLosses { gain: 0, lose: 1 });
    assert_eq!(
        report.requirements["total"],
        GainsAndLosses { gain: 0, lose: 1 }
    );
}

#[test]
fn a_longer_exemption_tells_whose_title_goes_on() {
    let (old, new) = (
        draft(&[]),
        draft(&[("until = \"2028-03-31\"", "until = \"2029-03-31\"")]),
    );
    let changes = changes(&old, &new, &holder(18, "2026-07-31"), day("2028-04-01"));
    let subjects: Vec<(&ReplaySubject, bool, bool)> = changes
        .iter()
        .map(|change| (&change.subject, change.before, change.after))
        .collect();
    assert_eq!(
        subjects,
        [
            (&ReplaySubject::Title, false, true),
            (&ReplaySubject::Goal("new".into()), false, false),
            (&ReplaySubject::Goal("renewal".into()), false, true),
        ]
    );
    assert_eq!(changes[1].because[0].id, "not-holding");
}

#[test]
fn a_requirement_that_is_new_or_gone_is_named() {
    let gone = draft(&[(
        "[[goals.requirements]]\nid = \"each\"",
        "[[goals.requirements]]\nid = \"every\"",
    )]);
    let changes = changes(
        &draft(&[]),
        &gone,
        &holder(18, "2026-07-31"),
        day("2026-04-01"),
    );
    let because: Vec<(&str, Option<bool>, Option<bool>)> = changes[0]
        .because
        .iter()
        .map(|change| (change.id.as_str(), change.before, change.after))
        .collect();
    assert_eq!(
        because,
        [("every", None, Some(true)), ("each", Some(true), None)]
    );
}

#[test]
fn drafts_of_other_programmes_are_not_compared() {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let of = |programme| {
        let version = book.version(programme, day("2026-04-01"));
        version.unwrap_or_else(|| panic!("no rules"))
    };
    let refused = Replay::new(
        of(Programme::IndustrialPhysician),
        of(Programme::SportsPhysician),
        day("2026-04-01"),
    );
    assert!(refused.is_err());
}
