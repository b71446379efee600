use super::*;
use crate::rules::RuleBook;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|e| panic!("{e}"))
}

fn year() -> FiscalYear {
    FiscalYear::of(day("2025-04-01"))
}

fn rules() -> LearningRules {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = book.version(Programme::ContinuingEducation, day("2026-04-01"));
    version
        .and_then(|version| version.learning().cloned())
        .unwrap_or_else(|| panic!("rules of continuing education"))
}

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).unwrap_or_else(|e| panic!("{e}"))
}

fn association(id: &str) -> AssociationId {
    AssociationId::parse(id).unwrap_or_else(|e| panic!("{e}"))
}

fn typed(date: &str) -> HandedInForm {
    HandedInForm {
        kind: "society-meeting".into(),
        title: "日本内科学会総会".into(),
        date: date.into(),
        units: "2.5".into(),
        codes: vec!["15".into(), "73".into()],
        evidence: vec![crate::id::EvidenceId::new([1; 10]).to_string()],
    }
}

fn refusals(form: &HandedInForm, today: &str) -> Vec<(String, Code)> {
    let rules = HandedInRules {
        kinds: rules().outside,
        units_max: rules().outside_max,
    };
    let checked = DeclarationForm::check_item(form, &rules, year(), day(today));
    let problems = checked.err().unwrap_or_default().into_iter();
    problems.map(|p| (p.field, p.rejection.code)).collect()
}

#[test]
fn only_days_of_the_year_declared_are_taken_and_only_with_evidence() {
    for date in ["2025-04-01", "2026-03-31"] {
        assert_eq!(refusals(&typed(date), "2026-04-10"), []);
    }
    for date in ["2025-03-31", "2026-04-01"] {
        let refused = refusals(&typed(date), "2026-04-10");
        assert_eq!(refused, [("date".into(), Code::OutsideFiscalYear)]);
    }
    let bare = HandedInForm {
        evidence: Vec::new(),
        ..typed("2025-06-01")
    };
    let refused = refusals(&bare, "2026-04-10");
    assert_eq!(refused, [("evidence".into(), Code::EvidenceMissing)]);
    let many = HandedInForm {
        units: "20.5".into(),
        ..typed("2025-06-01")
    };
    let refused = refusals(&many, "2026-04-10");
    assert_eq!(refused, [("units".into(), Code::UnitsTooMany)]);
}

#[test]
fn a_declaration_is_confirmed_by_its_doctor() {
    let form = DeclarationForm::default();
    let refused = form.check(&rules(), year(), day("2026-04-10"));
    let refused = refused.err().unwrap_or_default();
    assert_eq!(refused[0].field, "confirmed");
    let confirmed = DeclarationForm {
        confirmed: true,
        ..form
    };
    let checked = confirmed.check(&rules(), year(), day("2026-04-10"));
    assert_eq!(checked, Ok(Vec::new()));
}

#[test]
fn the_last_day_in_time_is_30_april() {
    let deadline = Deadline::of(&rules(), year()).unwrap_or_else(|| panic!("a deadline"));
    assert_eq!(deadline.opens, day("2026-04-01"));
    assert_eq!(deadline.due, day("2026-04-30"));
    let told = |today| (deadline.days_left(day(today)), deadline.is_late(day(today)));
    assert_eq!(told("2026-04-01"), (Some(29), false));
    assert_eq!(told("2026-04-30"), (Some(0), false));
    assert_eq!(told("2026-05-01"), (None, true));
}

#[test]
fn it_goes_to_the_district_else_to_the_prefecture() {
    let home = PrefectureCode::parse("27").unwrap_or_else(|e| panic!("{e}"));
    let to = |ids: &[&str]| {
        let memberships: Vec<Membership> = ids
            .iter()
            .map(|id| Membership {
                association: association(id),
                since: day("2000-04-01"),
                member_type: crate::association::MemberType::A1,
            })
            .collect();
        declaring_to(&memberships, home).to_string()
    };
    assert_eq!(to(&["national", "13", "13-001"]), "13-001");
    assert_eq!(to(&["national", "13"]), "13");
    assert_eq!(to(&["national"]), "27");
    assert_eq!(to(&[]), "27");
}

#[test]
fn every_step_is_possible_from_one_status_only_and_to_one_side_only() {
    use DeclarationEventKind as Kind;
    let doctor = || Actor::Doctor {
        register_number: number("123456"),
    };
    let officer = |id: &str, own: Option<&str>| Actor::Officer {
        association: association(id),
        login: "officer".into(),
        register_number: own.map(number),
    };
    let submitted = LearningDeclaration::submit(
        number("123456"),
        year(),
        association("13-001"),
        (false, Vec::new()),
        Moment::from_millis(0),
    );
    let step = |of: &LearningDeclaration, actor: Actor, kind: Kind| {
        of.clone().then(DeclarationEvent {
            at: Moment::from_millis(1),
            actor,
            kind,
        })
    };
    let back = || Kind::SentBack {
        reason: "参加証が読めません。".into(),
    };
    let again = || Kind::Resubmitted {
        outside: Vec::new(),
    };
    let own = || officer("13-001", None);
    let wrong = Err(DeclarationRefused::WrongStatus);
    let sent_back = step(&submitted, own(), back()).unwrap_or_else(|e| panic!("{e}"));
    let accepted = step(&submitted, own(), Kind::Accepted).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(sent_back.status(), DeclarationStatus::SentBack);
    assert_eq!(sent_back.reason(), Some("参加証が読めません。"));
    assert_eq!(accepted.status(), DeclarationStatus::Accepted);
    assert_eq!(step(&submitted, doctor(), again()), wrong);
    assert_eq!(step(&sent_back, own(), Kind::Accepted), wrong);
    assert_eq!(step(&sent_back, own(), back()), wrong);
    for kind in [back(), again(), Kind::Accepted] {
        assert_eq!(step(&accepted, own(), kind), wrong);
    }
    let elsewhere = Err(DeclarationRefused::NotTheAssociation);
    assert_eq!(step(&submitted, officer("13", None), back()), elsewhere);
    assert_eq!(step(&submitted, doctor(), Kind::Accepted), elsewhere);
    let self_accepted = step(
        &submitted,
        officer("13-001", Some("123456")),
        Kind::Accepted,
    );
    assert_eq!(self_accepted, Err(DeclarationRefused::OwnDeclaration));
    assert_eq!(
        step(&sent_back, own(), again()),
        Err(DeclarationRefused::NotTheDoctor)
    );
    let resubmitted = step(&sent_back, doctor(), again()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(resubmitted.status(), DeclarationStatus::Submitted);
    let folded = LearningDeclaration::fold(
        number("123456"),
        year(),
        association("13-001"),
        resubmitted.events().to_vec(),
    );
    assert_eq!(folded, Ok(resubmitted));
}

#[test]
fn what_is_accepted_becomes_one_credit_for_each_item_under_keys_of_its_own() {
    let items = DeclarationForm {
        outside: vec![typed("2025-06-01"), typed("2025-06-01")],
        confirmed: true,
    }
    .check(&rules(), year(), day("2026-04-10"))
    .unwrap_or_else(|e| panic!("{e:?}"));
    let declaration = LearningDeclaration::submit(
        number("123456"),
        year(),
        association("13-001"),
        (false, items),
        Moment::from_millis(0),
    );
    let entries = declaration.entries("日医　太郎", "千代田区医師会", Moment::from_millis(9));
    assert_eq!(entries.len(), 2);
    assert_ne!(entries[0].key(), entries[1].key());
    assert_eq!(entries[0].origin, CreditOrigin::Outside);
    assert_eq!(entries[0].units, Units::from_halves(5));
    assert_eq!(declaration.outside_units(), Units::whole(5));
    assert_eq!(declaration.outside_codes().len(), 2);
}
