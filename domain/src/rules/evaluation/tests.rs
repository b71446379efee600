//! The rules of かかりつけ医機能報告制度にかかる研修 as the manual states them (S1).

use super::*;
use crate::association::Tier;
use crate::programme::Programme;
use crate::rules::{PracticalFact, PracticalItemFact, PracticalTwoFact, RuleBook};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn units(text: &str) -> Units {
    Units::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn year(date: &str) -> FiscalYear {
    FiscalYear::of(day(date))
}

fn judge(facts: &Facts) -> Evaluation {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let today = day("2026-04-01");
    let rules = book.in_force(Programme::FamilyPhysicianFunction, today);
    evaluate(rules.unwrap_or_else(|| panic!("no rules")), facts, today)
}

/// The ids of what is not met.
fn unmet(facts: &Facts) -> Vec<String> {
    let evaluation = judge(facts);
    let unmet: Vec<String> = evaluation
        .requirements
        .iter()
        .filter(|result| !result.met)
        .map(|result| result.id.clone())
        .collect();
    assert_eq!(evaluation.submittable, unmet.is_empty());
    assert!(
        evaluation
            .requirements
            .iter()
            .all(|result| result.met == result.missing.is_none())
    );
    unmet
}

fn one(items: &[&str]) -> PracticalFact {
    let fact = |item: &&str| PracticalItemFact {
        item: (*item).to_owned(),
        evidence: 1,
    };
    PracticalFact {
        one: items.iter().map(fact).collect(),
        two: None,
    }
}

fn two() -> PracticalFact {
    let choice = PracticalTwoFact {
        kind: "simulation-lab".into(),
        description: true,
        evidence: 1,
    };
    PracticalFact {
        one: Vec::new(),
        two: Some(choice),
    }
}

/// A member with five classroom units of 2016 and one item of Ⅰ: exactly enough.
fn enough() -> Facts {
    Facts {
        classroom: vec![ClassroomUnits {
            year: year("2016-04-01"),
            units: units("5"),
            entries: 4,
        }],
        handed_in: Vec::new(),
        practical: one(&["school-doctor"]),
        target: Some(Tier::District),
        member: true,
        identity_documents: 0,
    }
}

fn handed_in(date: &str, amount: &str) -> HandedInFact {
    HandedInFact {
        title: "研修会".into(),
        date: day(date),
        units: units(amount),
        evidence: 1,
    }
}

#[test]
fn both_parts_and_ten_units_are_enough() {
    assert_eq!(unmet(&enough()), [""; 0]);
}

#[test]
fn nothing_at_all_says_everything_that_is_missing() {
    let evaluation = judge(&Facts::default());
    let missing = |id: &str| {
        let result = evaluation
            .requirements
            .iter()
            .find(|result| result.id == id);
        result
            .and_then(|result| result.missing.clone())
            .map(|text| text.ja)
    };
    assert_eq!(missing("classroom"), Some("あと0.5単位必要です。".into()));
    assert_eq!(missing("practical"), Some("あと5単位必要です。".into()));
    assert_eq!(missing("total"), Some("あと10単位必要です。".into()));
    assert_eq!(
        missing("target"),
        Some("申請先医師会を選択してください。".into())
    );
    assert_eq!(
        missing("identity"),
        Some("医師免許証または医師資格証の画像をアップロードしてください。".into())
    );
    assert_eq!(missing("practical-exclusive"), None);
}

#[test]
fn half_a_unit_short_is_short() {
    let mut facts = enough();
    facts.classroom[0].units = units("4.5");
    assert_eq!(unmet(&facts), ["total"]);
}

#[test]
fn many_units_of_one_part_do_not_replace_the_other() {
    let facts = Facts {
        practical: PracticalFact::default(),
        ..enough()
    };
    let facts = Facts {
        classroom: vec![ClassroomUnits {
            units: units("100"),
            ..facts.classroom[0].clone()
        }],
        ..facts
    };
    assert_eq!(unmet(&facts), ["practical"]);
    let facts = Facts {
        classroom: Vec::new(),
        practical: one(&["school-doctor", "home-visits"]),
        ..enough()
    };
    assert_eq!(unmet(&facts), ["classroom"]);
}

#[test]
fn each_item_of_the_first_kind_earns_five_and_counts_once() {
    let mut facts = Facts {
        practical: one(&["school-doctor", "home-visits"]),
        ..enough()
    };
    facts.classroom[0].units = units("0.5");
    assert_eq!(unmet(&facts), [""; 0]);
    facts.practical = one(&["school-doctor", "school-doctor"]);
    assert_eq!(unmet(&facts), ["total"]);
    facts.practical = one(&["no-such-item"]);
    assert_eq!(unmet(&facts), ["practical", "total"]);
}

#[test]
fn the_second_kind_earns_five_and_goes_to_prefecture_or_nation_only() {
    let facts = Facts {
        practical: two(),
        ..enough()
    };
    assert_eq!(unmet(&facts), ["target"]);
    for tier in [Tier::Prefectural, Tier::National] {
        assert_eq!(
            unmet(&Facts {
                target: Some(tier),
                ..facts.clone()
            }),
            [""; 0]
        );
    }
}

#[test]
fn the_two_kinds_exclude_each_other() {
    let practical = PracticalFact {
        two: two().two,
        ..one(&["school-doctor"])
    };
    let facts = Facts {
        practical,
        ..enough()
    };
    assert_eq!(unmet(&facts), ["practical-exclusive"]);
}

#[test]
fn practical_training_needs_its_documents() {
    let mut facts = enough();
    facts.practical.one[0].evidence = 0;
    assert_eq!(unmet(&facts), ["practical-evidence"]);
    let without = |description, evidence| {
        let mut facts = Facts {
            practical: two(),
            target: Some(Tier::National),
            ..enough()
        };
        if let Some(choice) = &mut facts.practical.two {
            (choice.description, choice.evidence) = (description, evidence);
        }
        unmet(&facts)
    };
    assert_eq!(without(false, 1), ["practical-evidence"]);
    assert_eq!(without(true, 0), ["practical-evidence"]);
}

#[test]
fn handed_in_units_are_of_the_year_of_the_application() {
    let facts = |date| Facts {
        classroom: Vec::new(),
        handed_in: vec![handed_in(date, "5")],
        ..enough()
    };
    assert_eq!(unmet(&facts("2026-04-01")), [""; 0]);
    assert_eq!(
        unmet(&facts("2026-03-31")),
        ["classroom", "total", "handed-in-year"]
    );
}

#[test]
fn handed_in_units_need_evidence() {
    let mut facts = Facts {
        handed_in: vec![handed_in("2026-04-01", "1")],
        ..enough()
    };
    facts.handed_in[0].evidence = 0;
    assert_eq!(unmet(&facts), ["handed-in-evidence"]);
}

#[test]
fn only_a_non_member_adds_a_document_of_identity() {
    let facts = Facts {
        member: false,
        ..enough()
    };
    assert_eq!(unmet(&facts), ["identity"]);
    assert_eq!(
        unmet(&Facts {
            identity_documents: 1,
            ..facts
        }),
        [""; 0]
    );
}

#[test]
fn what_was_counted_is_listed_by_year() {
    let evaluation = judge(&Facts {
        handed_in: vec![handed_in("2026-04-01", "1.5")],
        ..enough()
    });
    let total = evaluation
        .requirements
        .iter()
        .find(|result| result.id == "total");
    let total = total.unwrap_or_else(|| panic!("no total"));
    assert_eq!(
        (total.have.as_deref(), total.need.as_deref()),
        (Some("11.5"), Some("10"))
    );
    let lines: Vec<&str> = total.counted.iter().map(|line| line.ja.as_str()).collect();
    assert_eq!(
        lines,
        [
            "2016年度　5単位（4件）",
            "研修会　1.5単位（2026-04-01）",
            "学校医・園医・警察業務への協力医　5単位",
        ]
    );
}
