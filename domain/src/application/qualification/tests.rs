//! Handbook and system summed, from the application's history to the judgement.

use super::super::{Actor, Application, ApplicationContent, DeclaredCheck};
use super::*;
use crate::association::AssociationId;
use crate::calendar::Moment;
use crate::credit::CreditOrigin;
use crate::id::ApplicationId;
use crate::programme::Programme;
use crate::register_number::MedicalRegisterNumber;
use crate::rules::{ApprovalFact, GoalKind, RuleBook, ValidityPeriod, judge};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn category(text: &str) -> Category {
    Category::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn applicant() -> ApplicantFacts {
    let credit = |of: &str, units: u16| CreditFact {
        title: "研修会".into(),
        category: category(of),
        units: Units::whole(units),
        codes: Default::default(),
        date: day("2025-06-01"),
        origin: CreditOrigin::Course,
        used: false,
    };
    let validity = ValidityPeriod {
        from: day("2021-08-01"),
        to: day("2026-07-31"),
    };
    let approval = ApprovalFact {
        kind: GoalKind::New,
        decided_on: validity.from,
        validity,
    };
    ApplicantFacts {
        credits: vec![credit("renewal-update", 1), credit("renewal-practical", 1)],
        qualification: QualificationFact {
            approvals: vec![approval],
            grace: None,
        },
        member: true,
        ..ApplicantFacts::default()
    }
}

fn content() -> ApplicationContent {
    let line = DeclaredItem {
        category: category("renewal-special"),
        units: Units::whole(18),
        from: day("2022-04-01"),
        to: day("2025-03-31"),
        evidence: vec![EvidenceId::new([7; 10])],
    };
    let association = |text| AssociationId::parse(text).unwrap_or_else(|r| panic!("{r}"));
    ApplicationContent {
        programme: Programme::IndustrialPhysician,
        rule_set: "industrial-physician.2025".into(),
        target: association("13"),
        handed_in: Vec::new(),
        practical: Default::default(),
        identity_documents: Vec::new(),
        further_stages: vec![association("national")],
        qualification: Some(QualificationContent {
            goal: "renewal".into(),
            declared: vec![line],
            original: true,
            certificates: Vec::new(),
            activities: Vec::new(),
        }),
    }
}

fn officer(login: &str) -> Actor {
    Actor::Officer {
        association: AssociationId::parse("13").unwrap_or_else(|r| panic!("{r}")),
        login: login.into(),
        register_number: None,
    }
}

/// Whether it could be submitted and approved as it stands.
fn standing(application: &Application) -> (bool, bool) {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = book.version_by_id(&application.content().rule_set);
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let content = application.content().qualification.as_ref();
    let content = content.unwrap_or_else(|| panic!("no title"));
    let goal = version
        .goal(&content.goal)
        .unwrap_or_else(|| panic!("no goal"));
    let facts = content.facts(applicant(), application.paper());
    let judgement = judge(version, goal, &facts, day("2026-04-15"));
    (judgement.submittable, judgement.approvable)
}

#[test]
fn handbook_and_system_are_summed_and_the_check_of_the_officer_counts() {
    let number = MedicalRegisterNumber::parse("123456").unwrap_or_else(|r| panic!("{r}"));
    let at = |seconds| Moment::default().plus_seconds(seconds);
    let application = Application::submit(ApplicationId::new([1; 10]), number, content(), at(0));
    assert_eq!(standing(&application), (true, false), "1 + 1 + 18 declared");
    let check = |halves| DeclaredCheck {
        declared: vec![Units::from_halves(halves)],
        certificates: Vec::new(),
    };
    let received = application.receive_handbook(officer("a"), at(1));
    let received = received.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(standing(&received), (true, false));
    let short = received
        .clone()
        .check_declared(check(35), officer("b"), at(2));
    assert_eq!(
        short.as_ref().map(standing),
        Ok((false, false)),
        "17.5 were found"
    );
    let right = received.check_declared(check(36), officer("b"), at(2));
    assert_eq!(right.as_ref().map(standing), Ok((true, true)));
}

#[test]
fn its_documents_are_among_those_of_the_application() {
    let content = content();
    let evidence: Vec<&EvidenceId> = content.evidence().collect();
    assert_eq!(evidence, [&EvidenceId::new([7; 10])]);
    assert!(content.posts_original());
    let json = serde_json::to_string(&content).unwrap_or_default();
    assert_eq!(
        serde_json::from_str::<ApplicationContent>(&json).ok(),
        Some(content)
    );
}
