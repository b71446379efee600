use super::*;
use crate::programme::Programme;

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn association(text: &str) -> AssociationId {
    AssociationId::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn content(target: &str) -> ApplicationContent {
    ApplicationContent {
        programme: Programme::FamilyPhysicianFunction,
        rule_set: "family-physician-function.2025".into(),
        target: association(target),
        handed_in: Vec::new(),
        practical: Default::default(),
        identity_documents: Vec::new(),
        further_stages: Vec::new(),
        qualification: None,
    }
}

fn at(seconds: i64) -> Moment {
    Moment::default().plus_seconds(seconds)
}

fn applicant() -> Actor {
    Actor::Doctor {
        register_number: number("123456"),
    }
}

fn officer(of: &str) -> Actor {
    Actor::Officer {
        association: association(of),
        login: "officer01".into(),
        register_number: None,
    }
}

fn submitted() -> Application {
    Application::submit(
        ApplicationId::new([1; 10]),
        number("123456"),
        content("13-001"),
        at(0),
    )
}

fn why(result: Result<Application, TransitionRefused>) -> Option<RefusalReason> {
    result.err().map(|refused| refused.why)
}

#[test]
fn a_sent_back_application_returns_to_the_doctor_and_comes_again() {
    let application =
        submitted().send_back("参加証が読めません。".into(), officer("13-001"), at(1));
    let application = application.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.status(), ApplicationStatus::SentBack);
    assert_eq!(application.reason(), Some("参加証が読めません。"));
    let application = application.resubmit(content("13"), applicant(), at(2));
    let application = application.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.status(), ApplicationStatus::Pending);
    assert_eq!(
        (application.target(), application.reason()),
        (&association("13"), None)
    );
    assert_eq!(
        why(application.clone().approve(officer("13-001"), at(3))),
        Some(RefusalReason::NotTheTarget)
    );
    let application = application.approve(officer("13"), at(3));
    let application = application.unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(application.status(), ApplicationStatus::Approved);
    assert_eq!(
        (application.events().len(), application.submitted_at()),
        (4, at(0))
    );
}

#[test]
fn only_the_target_association_decides() {
    for other in ["13", "13-002", "national"] {
        assert_eq!(
            why(submitted().approve(officer(other), at(1))),
            Some(RefusalReason::NotTheTarget)
        );
    }
    assert_eq!(
        why(submitted().approve(applicant(), at(1))),
        Some(RefusalReason::NotAnOfficer)
    );
}

#[test]
fn nobody_decides_on_their_own_application() {
    let own = Actor::Officer {
        association: association("13-001"),
        login: "officer01".into(),
        register_number: Some(number("123456")),
    };
    assert_eq!(
        why(submitted().approve(own.clone(), at(1))),
        Some(RefusalReason::OwnApplication)
    );
    assert_eq!(
        why(submitted().send_back("x".into(), own, at(1))),
        Some(RefusalReason::OwnApplication)
    );
}

#[test]
fn only_the_applicant_withdraws_and_submits_again() {
    let other = Actor::Doctor {
        register_number: number("654321"),
    };
    assert_eq!(
        why(submitted().withdraw(other, at(1))),
        Some(RefusalReason::NotTheApplicant)
    );
    let refused = submitted().withdraw(officer("13-001"), at(1));
    assert_eq!(why(refused), Some(RefusalReason::NotTheApplicant));
}

#[test]
fn another_programme_is_another_application() {
    let application = submitted().send_back("x".into(), officer("13-001"), at(1));
    let other = ApplicationContent {
        programme: Programme::SportsPhysician,
        ..content("13-001")
    };
    let refused =
        application.and_then(|application| application.resubmit(other, applicant(), at(2)));
    assert_eq!(why(refused), Some(RefusalReason::ProgrammeChanged));
}

/// Every status × every event: what is possible is exactly this table.
#[test]
fn every_transition_is_possible_or_refused_as_the_table_says() {
    use ApplicationStatus::{Approved, Pending, Rejected, SentBack, Withdrawn};
    let reach = |status| {
        let application = submitted();
        let reached = match status {
            Pending => Ok(application),
            SentBack => application.send_back("x".into(), officer("13-001"), at(1)),
            Approved => application.approve(officer("13-001"), at(1)),
            Rejected => application.reject("x".into(), officer("13-001"), at(1)),
            Withdrawn => application.withdraw(applicant(), at(1)),
        };
        reached.unwrap_or_else(|refused| panic!("{refused}"))
    };
    let reason = || "x".to_owned();
    let events = || {
        [
            (
                ApplicationEventKind::Submitted {
                    content: content("13-001"),
                },
                applicant(),
            ),
            (
                ApplicationEventKind::Resubmitted {
                    content: content("13-001"),
                },
                applicant(),
            ),
            (
                ApplicationEventKind::Approved {
                    decided_on: None,
                    minutes: None,
                },
                officer("13-001"),
            ),
            (
                ApplicationEventKind::SentBack { reason: reason() },
                officer("13-001"),
            ),
            (
                ApplicationEventKind::Rejected { reason: reason() },
                officer("13-001"),
            ),
            (ApplicationEventKind::Withdrawn, applicant()),
        ]
    };
    let mut possible = Vec::new();
    for from in ApplicationStatus::ALL {
        for (kind, actor) in events() {
            let to = kind.leads_to();
            match reach(*from).then(ApplicationEvent {
                kind,
                actor,
                at: at(2),
            }) {
                Ok(application) => {
                    assert_eq!(application.status(), to);
                    possible.push((*from, to));
                }
                Err(refused) => {
                    assert_eq!(refused.why, RefusalReason::WrongStatus);
                    assert_eq!((refused.from, refused.to), (Some(*from), to));
                }
            }
        }
    }
    let table = [
        (Pending, Approved),
        (Pending, SentBack),
        (Pending, Rejected),
        (Pending, Withdrawn),
        (SentBack, Pending),
        (SentBack, Withdrawn),
    ];
    assert_eq!(possible, table);
}

#[test]
fn a_history_reads_back_as_it_was_made() {
    let application = submitted()
        .send_back("x".into(), officer("13-001"), at(1))
        .and_then(|application| application.resubmit(content("13-001"), applicant(), at(2)))
        .unwrap_or_else(|refused| panic!("{refused}"));
    let json = serde_json::to_string(application.events()).unwrap_or_default();
    let events: Vec<ApplicationEvent> = serde_json::from_str(&json).unwrap_or_default();
    let again = Application::fold(application.id().clone(), number("123456"), events);
    assert_eq!(again, Ok(application));
}

#[test]
fn a_history_that_begins_with_anything_else_is_refused() {
    let approved = ApplicationEvent {
        kind: ApplicationEventKind::Approved {
            decided_on: None,
            minutes: None,
        },
        actor: officer("13-001"),
        at: at(0),
    };
    let fold = |events: Vec<ApplicationEvent>| {
        Application::fold(ApplicationId::new([1; 10]), number("123456"), events)
            .err()
            .map(|r| (r.from, r.why))
    };
    assert_eq!(
        fold(vec![approved]),
        Some((None, RefusalReason::WrongStatus))
    );
    assert_eq!(fold(Vec::new()), Some((None, RefusalReason::WrongStatus)));
    let foreign = submitted().events().to_vec();
    let refused = Application::fold(ApplicationId::new([1; 10]), number("654321"), foreign);
    assert_eq!(
        refused.err().map(|r| r.why),
        Some(RefusalReason::NotTheApplicant)
    );
}
