//! Goals of 産業医 and スポーツ医 as domain.md states them: at, just below, just above.

mod climb;
mod industrial;
mod sports;

use std::collections::BTreeSet;

use super::*;
use crate::calendar::Date;
use crate::credit::CreditOrigin;
use crate::programme::{Category, Programme};
use crate::rules::{ApprovalFact, QualificationFact, RuleBook, ValidityPeriod};
use crate::units::Units;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn units(text: &str) -> Units {
    Units::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn category(text: &str) -> Category {
    Category::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn credit(of: &str, amount: &str, date: &str) -> CreditFact {
    CreditFact {
        title: "研修会".into(),
        category: category(of),
        units: units(amount),
        codes: BTreeSet::new(),
        date: day(date),
        origin: CreditOrigin::Course,
        used: false,
    }
}

fn declared(of: &str, amount: &str, from: &str, to: &str) -> DeclaredFact {
    DeclaredFact {
        category: category(of),
        units: units(amount),
        from: day(from),
        to: day(to),
        evidence: 0,
        checked: None,
    }
}

fn claim(certificate: &str, date: &str) -> CertificateClaim {
    CertificateClaim {
        certificate: certificate.into(),
        date: day(date),
        evidence: 1,
        checked: None,
    }
}

/// A member who holds the title for these days.
fn holder(from: &str, to: &str) -> ProgrammeFacts {
    let validity = ValidityPeriod {
        from: day(from),
        to: day(to),
    };
    let approval = ApprovalFact {
        kind: GoalKind::New,
        decided_on: day(from),
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

fn newcomer() -> ProgrammeFacts {
    ProgrammeFacts {
        member: true,
        ..ProgrammeFacts::default()
    }
}

/// What is not met before submitting; whether it could be approved; the words for what is missing.
struct Outcome {
    unmet: Vec<String>,
    approvable: bool,
    missing: Vec<String>,
    not_counted: Vec<WhyNot>,
}

fn outcome(programme: Programme, goal: &str, facts: &ProgrammeFacts, on: &str) -> Outcome {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let on = day(on);
    let version = book.version(programme, day("2026-04-01"));
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let goal = version.goal(goal).unwrap_or_else(|| panic!("no goal"));
    let judgement = judge(version, goal, facts, on);
    let mut unmet = Vec::new();
    for verdict in &judgement.verdicts {
        assert_eq!(verdict.met, verdict.lacks.is_empty());
        assert!(verdict.met || !verdict.firm);
        if !verdict.met && verdict.requirement.before == Before::Submission {
            unmet.push(verdict.requirement.id.clone());
        }
    }
    assert_eq!(judgement.submittable, unmet.is_empty());
    let explained = judgement.explained();
    assert!(
        explained
            .requirements
            .iter()
            .all(|result| result.met == result.missing.is_none())
    );
    Outcome {
        unmet,
        approvable: judgement.approvable,
        missing: explained
            .requirements
            .into_iter()
            .filter_map(|result| result.missing.map(|text| text.ja))
            .collect(),
        not_counted: judgement.not_counted.iter().map(|one| one.why).collect(),
    }
}
