//! Applications that climb stages: every history that is possible, against rules stated apart.

use super::super::qualification::{DeclaredItem, QualificationContent};
use super::*;
use crate::programme::{Category, Programme};
use crate::units::Units;

const APPLICANT: &str = "123456";

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn association(text: &str) -> AssociationId {
    AssociationId::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn round() -> RoundId {
    RoundId::parse("2026-1").unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn content(path: &[&str], with_handbook: bool) -> ApplicationContent {
    let line = DeclaredItem {
        category: Category::general(),
        units: Units::whole(5),
        from: day("2022-04-01"),
        to: day("2025-03-31"),
        evidence: Vec::new(),
    };
    ApplicationContent {
        programme: Programme::IndustrialPhysician,
        rule_set: "industrial-physician.2025".into(),
        target: association(path[0]),
        handed_in: Vec::new(),
        practical: Default::default(),
        identity_documents: Vec::new(),
        further_stages: path[1..].iter().map(|id| association(id)).collect(),
        qualification: Some(QualificationContent {
            goal: "renewal".into(),
            declared: if with_handbook {
                vec![line]
            } else {
                Vec::new()
            },
            original: true,
            certificates: Vec::new(),
            activities: Vec::new(),
        }),
    }
}

fn doctor(text: &str) -> Actor {
    Actor::Doctor {
        register_number: number(text),
    }
}

/// An officer of an association; `own` when the officer is the applicant too.
fn officer(of: &str, login: &str, own: bool) -> Actor {
    Actor::Officer {
        association: association(of),
        login: login.into(),
        register_number: own.then(|| number(APPLICANT)),
    }
}

fn found(content: &ApplicationContent) -> DeclaredCheck {
    let lines = content.qualification.iter().flat_map(|one| &one.declared);
    DeclaredCheck {
        declared: lines.map(|line| line.units).collect(),
        certificates: Vec::new(),
    }
}

/// Everything that anybody could try.
fn attempts(content: &ApplicationContent) -> Vec<(ApplicationEventKind, Actor)> {
    use ApplicationEventKind as Kind;
    let mut all = vec![
        (
            Kind::Submitted {
                content: content.clone(),
            },
            doctor(APPLICANT),
        ),
        (
            Kind::Resubmitted {
                content: content.clone(),
            },
            doctor(APPLICANT),
        ),
        (
            Kind::Resubmitted {
                content: content.clone(),
            },
            doctor("654321"),
        ),
        (Kind::Withdrawn, doctor(APPLICANT)),
        (Kind::Withdrawn, doctor("654321")),
        (
            Kind::Approved {
                decided_on: None,
                minutes: None,
            },
            doctor(APPLICANT),
        ),
    ];
    for of in ["13-001", "13", "national", "14"] {
        for (login, own) in [("a", false), ("own", true)] {
            let reason = || "x".to_owned();
            let kinds = [
                Kind::Approved {
                    decided_on: Some(day("2026-05-31")),
                    minutes: None,
                },
                Kind::Forwarded { round: round() },
                Kind::SentBack { reason: reason() },
                Kind::Rejected { reason: reason() },
                Kind::Resubmitted {
                    content: content.clone(),
                },
                Kind::Withdrawn,
                Kind::HandbookReceived,
                Kind::DeclaredChecked {
                    found: found(content),
                },
            ];
            all.extend(
                kinds
                    .into_iter()
                    .map(|kind| (kind, officer(of, login, own))),
            );
        }
        let check = Kind::DeclaredChecked {
            found: found(content),
        };
        all.push((check, officer(of, "b", false)));
    }
    all
}

fn of(actor: &Actor) -> &str {
    match actor {
        Actor::Officer { association, .. } => association.as_str(),
        Actor::Doctor { .. } => "doctor",
    }
}

/// What must hold of every history, read from the events alone.
fn is_lawful(path: &[&str], with_handbook: bool, events: &[ApplicationEvent]) {
    use ApplicationEventKind as Kind;
    let shown: Vec<String> = events
        .iter()
        .map(|event| format!("{:?} by {}", event.kind.leads_to(), of(&event.actor)))
        .collect();
    let mut climbed: Vec<&str> = Vec::new();
    let (mut received, mut checked): (Option<&str>, Option<&str>) = (None, None);
    for (place, event) in events.iter().enumerate() {
        let own = matches!(
            &event.actor,
            Actor::Officer {
                register_number: Some(_),
                ..
            }
        );
        assert!(!own, "a decision on one's own application: {shown:?}");
        let before = events[..place].last().map(|event| event.kind.leads_to());
        let handed_in = before.is_none() || before == Some(ApplicationStatus::SentBack);
        match &event.kind {
            Kind::Submitted { .. } | Kind::Resubmitted { .. } => {
                assert!(handed_in, "handed in while elsewhere: {shown:?}");
                climbed.clear();
                checked = None;
            }
            Kind::Withdrawn => assert_eq!(event.actor, doctor(APPLICANT)),
            kind => {
                assert_eq!(before, Some(ApplicationStatus::Pending), "{shown:?}");
                let turn = path[climbed.len()];
                assert_eq!(of(&event.actor), turn, "out of turn: {shown:?}");
                match kind {
                    Kind::HandbookReceived => received = event.actor.login(),
                    Kind::DeclaredChecked { .. } => checked = event.actor.login(),
                    Kind::Forwarded { .. } | Kind::Approved { .. } => {
                        climbed.push(turn);
                        let in_order =
                            received.is_some() && checked.is_some() && received != checked;
                        assert!(!with_handbook || in_order, "unchecked: {shown:?}");
                    }
                    _ => {}
                }
            }
        }
        if matches!(event.kind, Kind::Approved { .. }) {
            assert_eq!(climbed, path, "a stage was skipped: {shown:?}");
            assert_eq!(
                place + 1,
                events.len(),
                "something after the approval: {shown:?}"
            );
        }
    }
}

/// Tries everything after everything, as deep as said; returns how many histories are possible and
/// how many of them are approved.
fn explore(path: &[&str], with_handbook: bool, depth: usize) -> (usize, usize) {
    let content = content(path, with_handbook);
    let attempts = attempts(&content);
    let id = ApplicationId::new([1; 10]);
    let first = Application::submit(id, number(APPLICANT), content, Moment::from_millis(0));
    let mut reached = vec![first];
    let (mut possible, mut approved) = (1, 0);
    for step in 1..=depth {
        let mut next = Vec::new();
        for application in &reached {
            for (kind, actor) in &attempts {
                let at = Moment::default().plus_seconds(i64::try_from(step).unwrap_or(0));
                let event = ApplicationEvent {
                    kind: kind.clone(),
                    actor: actor.clone(),
                    at,
                };
                let Ok(after) = application.clone().then(event) else {
                    continue;
                };
                is_lawful(path, with_handbook, after.events());
                possible += 1;
                approved += usize::from(after.status() == ApplicationStatus::Approved);
                next.push(after);
            }
        }
        reached = next;
    }
    (possible, approved)
}

#[test]
fn no_history_skips_a_stage_or_decides_on_its_own() {
    for path in [
        &["13"][..],
        &["13", "national"],
        &["13-001", "13", "national"],
    ] {
        let (possible, approved) = explore(path, false, 10);
        assert!(
            possible > 25 && approved > 2,
            "{path:?}: {possible} {approved}"
        );
    }
}

#[test]
fn no_history_passes_on_what_was_not_checked_by_a_second_person() {
    let (possible, approved) = explore(&["13", "national"], true, 7);
    assert!(possible > 500 && approved > 5, "{possible} {approved}");
}

fn submitted(path: &[&str], with_handbook: bool) -> Application {
    let id = ApplicationId::new([1; 10]);
    let content = content(path, with_handbook);
    Application::submit(id, number(APPLICANT), content, Moment::default())
}

fn at(seconds: i64) -> Moment {
    Moment::default().plus_seconds(seconds)
}

fn why(result: Result<Application, TransitionRefused>) -> Option<RefusalReason> {
    result.err().map(|refused| refused.why)
}

#[test]
fn it_is_passed_on_to_the_committee_whose_day_the_decision_bears() {
    let path = ["13", "national"];
    let application = submitted(&path, false);
    assert_eq!(
        why(application
            .clone()
            .approve(officer("13", "a", false), at(1))),
        Some(RefusalReason::StagesRemain)
    );
    assert_eq!(
        why(application
            .clone()
            .approve(officer("national", "a", false), at(1))),
        Some(RefusalReason::NotTheTarget)
    );
    let application = application.forward(round(), officer("13", "a", false), at(1));
    let application = application.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.stage().as_str(), "national");
    assert_eq!(
        (application.round(), application.decided_on()),
        (Some(&round()), None)
    );
    assert_eq!(
        why(application
            .clone()
            .forward(round(), officer("national", "a", false), at(2))),
        Some(RefusalReason::LastStage)
    );
    let decided = day("2026-05-31");
    let application =
        application.approve_by_committee((decided, None), officer("national", "a", false), at(2));
    let application = application.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.decided_on(), Some(decided));
    let json = serde_json::to_string(application.events()).unwrap_or_default();
    let events: Vec<ApplicationEvent> = serde_json::from_str(&json).unwrap_or_default();
    let again = Application::fold(application.id().clone(), number(APPLICANT), events);
    assert_eq!(again, Ok(application));
}

#[test]
fn sent_back_by_the_committee_it_returns_to_the_doctor_and_climbs_again() {
    let path = ["13", "national"];
    let application = submitted(&path, false)
        .forward(round(), officer("13", "a", false), at(1))
        .and_then(|one| one.send_back("x".into(), officer("national", "a", false), at(2)))
        .and_then(|one| one.resubmit(content(&path, false), doctor(APPLICANT), at(3)))
        .unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.stage().as_str(), "13");
    assert_eq!(application.round(), None, "it has a new round to find");
}

#[test]
fn a_check_is_void_once_the_content_may_have_changed_but_the_handbook_stays() {
    let path = ["13", "national"];
    let a = || officer("13", "a", false);
    let b = || officer("13", "b", false);
    let application = submitted(&path, true);
    let check = found(application.content());
    assert_eq!(
        why(application
            .clone()
            .check_declared(check.clone(), b(), at(1))),
        Some(RefusalReason::Unchecked),
        "there is nothing to compare with yet"
    );
    let application = application
        .receive_handbook(a(), at(1))
        .unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(
        why(application
            .clone()
            .check_declared(check.clone(), a(), at(2))),
        Some(RefusalReason::SamePerson)
    );
    let short = DeclaredCheck::default();
    assert_eq!(
        why(application.clone().check_declared(short, b(), at(2))),
        Some(RefusalReason::NothingDeclared)
    );
    let application = application
        .check_declared(check.clone(), b(), at(2))
        .and_then(|one| one.send_back("x".into(), a(), at(3)))
        .and_then(|one| one.resubmit(content(&path, true), doctor(APPLICANT), at(4)))
        .unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.paper().received_by.as_deref(), Some("a"));
    assert_eq!(
        why(application.clone().forward(round(), a(), at(5))),
        Some(RefusalReason::Unchecked)
    );
    let forwarded = application
        .check_declared(check, b(), at(5))
        .and_then(|one| one.forward(round(), a(), at(6)));
    assert!(forwarded.is_ok());
    assert_eq!(
        why(submitted(&path, false).receive_handbook(a(), at(1))),
        Some(RefusalReason::NothingDeclared)
    );
}
