//! 認定健康スポーツ医

use super::*;
use crate::rules::CategoryRule;

fn new(facts: &ProgrammeFacts) -> Outcome {
    outcome(Programme::SportsPhysician, "new", facts, "2026-04-01")
}

fn renewal(facts: &ProgrammeFacts) -> Outcome {
    outcome(Programme::SportsPhysician, "renewal", facts, "2026-04-01")
}

/// The subjects of a half, by the beginning of their slug.
fn subjects(half: &str) -> Vec<CategoryRule> {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let rules = book.in_force(Programme::SportsPhysician, day("2026-04-01"));
    let rules = rules.unwrap_or_else(|| panic!("no rules"));
    let own = |rule: &&CategoryRule| rule.id.as_str().starts_with(half);
    rules.categories.iter().filter(own).cloned().collect()
}

fn attended(half: &str) -> Vec<CreditFact> {
    let one = |rule: CategoryRule| credit(rule.id.as_str(), "1", "2025-06-01");
    subjects(half).into_iter().map(one).collect()
}

fn all_subjects() -> ProgrammeFacts {
    let mut credits = attended("early-");
    credits.extend(attended("late-"));
    ProgrammeFacts {
        credits,
        ..newcomer()
    }
}

fn active() -> ProgrammeFacts {
    ProgrammeFacts {
        credits: vec![credit("renewal", "5", "2025-06-01")],
        activities: vec![ActivityFact {
            title: "市民マラソン救護".into(),
            date: day("2024-11-01"),
            evidence: 1,
        }],
        ..holder("2021-08-01", "2026-07-31")
    }
}

#[test]
fn there_are_thirteen_and_twelve_subjects_and_each_is_needed() {
    assert_eq!(
        (subjects("early-").len(), subjects("late-").len()),
        (13, 12)
    );
    assert_eq!(new(&all_subjects()).unmet, [""; 0]);
    for place in 0..25 {
        let mut facts = all_subjects();
        let gone = facts.credits.remove(place);
        let half = if gone.category.as_str().starts_with("early-") {
            "early"
        } else {
            "late"
        };
        assert_eq!(new(&facts).unmet, [half], "{}", gone.category);
        // Half an hour is not the subject.
        facts.credits.push(CreditFact {
            units: units("0.5"),
            ..gone
        });
        assert_eq!(new(&facts).unmet, [half]);
    }
}

#[test]
fn a_certificate_of_a_half_stands_for_that_half_and_needs_no_original() {
    for (half, certificate) in [("early", "early-half"), ("late", "late-half")] {
        let other = if half == "early" { "late-" } else { "early-" };
        let mut facts = ProgrammeFacts {
            credits: attended(other),
            ..newcomer()
        };
        assert_eq!(new(&facts).unmet, [half]);
        facts.certificates = vec![claim(certificate, "2025-03-31")];
        let found = new(&facts);
        assert_eq!((found.unmet, found.approvable), (vec![], false));
        facts.certificates[0].checked = Some(true);
        assert!(new(&facts).approvable);
        facts.certificates = vec![claim(certificate, "2025-04-01")];
        assert_eq!(
            new(&facts).unmet,
            [half],
            "courses of that day are in the system"
        );
    }
}

#[test]
fn the_title_of_another_body_stands_for_all_subjects() {
    for certificate in [
        "joa-sports-physician",
        "joa-general-course",
        "jspo-sports-doctor",
        "jspo-basic-subjects",
    ] {
        let facts = ProgrammeFacts {
            certificates: vec![claim(certificate, "2026-03-01")],
            ..newcomer()
        };
        assert_eq!(new(&facts).unmet, [""; 0], "{certificate}");
    }
    let facts = ProgrammeFacts {
        certificates: vec![claim("uoeh-course", "2026-03-01")],
        ..newcomer()
    };
    assert_eq!(new(&facts).unmet, ["early", "late"]);
}

#[test]
fn five_units_and_practice_with_evidence_renew() {
    assert_eq!(renewal(&active()).unmet, [""; 0]);
    let mut facts = active();
    facts.credits[0].units = units("4.5");
    assert_eq!(renewal(&facts).unmet, ["total"]);
    assert_eq!(renewal(&facts).missing, ["あと0.5単位必要です。"]);
    let mut facts = active();
    facts.activities[0].evidence = 0;
    assert_eq!(renewal(&facts).unmet, ["activity"]);
    for (date, counts) in [
        ("2021-07-31", false),
        ("2021-08-01", true),
        ("2026-04-02", false),
    ] {
        let mut facts = active();
        facts.activities[0].date = day(date);
        assert_eq!(renewal(&facts).unmet.is_empty(), counts, "{date}");
    }
}

#[test]
fn there_is_no_pandemic_exemption_here() {
    let mut facts = active();
    facts.qualification = holder("2020-08-01", "2025-07-31").qualification;
    assert_eq!(renewal(&facts).unmet, ["renewable"]);
    facts.qualification.grace = Some("stay-abroad".into());
    assert_eq!(
        outcome(Programme::SportsPhysician, "renewal", &facts, "2026-01-31").unmet,
        [""; 0]
    );
    assert_eq!(renewal(&facts).unmet, ["renewable"]);
}

#[test]
fn declared_units_need_their_certificate_as_a_file() {
    let mut facts = active();
    facts.credits.clear();
    facts.declared = vec![declared("renewal", "5", "2022-01-01", "2025-03-31")];
    let found = renewal(&facts);
    assert_eq!(
        (found.unmet, found.not_counted),
        (
            vec!["total".into(), "declared".into()],
            vec![WhyNot::NoEvidence]
        )
    );
    facts.declared[0].evidence = 1;
    let found = renewal(&facts);
    assert_eq!((found.unmet, found.approvable), (vec![], false));
    facts.declared[0].checked = Some(units("5"));
    facts.handbook.checked_by = Some("officer".into());
    assert!(renewal(&facts).approvable);
}
