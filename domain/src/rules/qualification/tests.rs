//! Validity and standing at, just before and just after each day on which they turn.

use super::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|rejection| panic!("{text}: {rejection}"))
}

fn label() -> Bilingual {
    Bilingual {
        ja: "名".into(),
        en: "name".into(),
    }
}

/// 産業医 as domain.md has it.
fn rules() -> QualificationRules {
    let class = |from, to, renewals| ExemptionClass {
        expiry_from: day(from),
        expiry_to: day(to),
        renewals,
    };
    QualificationRules {
        label: label(),
        validity_years: 5,
        non_member_through: vec![PrefectureSource::Workplace, PrefectureSource::Home],
        grace: Some(GraceRules {
            months: 6,
            reasons: vec![GraceReason {
                id: "illness".into(),
                label: label(),
            }],
            credits_count: true,
        }),
        exemptions: vec![ExemptionRules {
            id: "pandemic".into(),
            label: label(),
            until: day("2028-03-31"),
            classes: vec![
                class("2020-02-01", "2023-03-31", 2),
                class("2023-04-01", "2028-03-31", 1),
            ],
        }],
    }
}

fn holder(from: &str, to: &str) -> QualificationFact {
    let validity = ValidityPeriod {
        from: day(from),
        to: day(to),
    };
    QualificationFact {
        approvals: vec![ApprovalFact {
            kind: GoalKind::New,
            decided_on: day(from),
            validity,
        }],
        grace: None,
    }
}

#[test]
fn five_years_end_on_the_day_before() {
    for (from, to) in [
        ("2025-08-01", "2030-07-31"),
        ("2025-05-31", "2030-05-30"),
        ("2023-03-01", "2028-02-29"),
        ("2024-03-01", "2029-02-28"),
        // Civil Code, art. 143: no such day in the last year, so the end of the month.
        ("2024-02-29", "2029-02-28"),
    ] {
        assert_eq!(
            ValidityPeriod::years_from(day(from), 5).to,
            day(to),
            "{from}"
        );
    }
}

#[test]
fn a_renewal_runs_from_the_day_after_the_old_expiry_however_late_it_is_decided() {
    let fact = holder("2020-08-01", "2025-07-31");
    for decided in ["2025-05-31", "2025-07-31", "2026-01-31"] {
        let renewed = rules().approval(GoalKind::Renewal, &fact, day(decided));
        let renewed = renewed.unwrap_or_else(|| panic!("no approval"));
        assert_eq!(renewed.decided_on, day(decided));
        assert_eq!(
            renewed.validity,
            ValidityPeriod {
                from: day("2025-08-01"),
                to: day("2030-07-31")
            }
        );
    }
    let nothing = QualificationFact::default();
    assert_eq!(
        rules().approval(GoalKind::Renewal, &nothing, day("2025-05-31")),
        None
    );
    let first = rules().approval(GoalKind::New, &nothing, day("2025-05-31"));
    assert_eq!(
        first.map(|approval| approval.validity.to),
        Some(day("2030-05-30"))
    );
}

#[test]
fn without_renewal_a_title_lapses_on_the_day_after() {
    let fact = holder("2010-01-01", "2020-01-31");
    let on = |date| rules().standing(&fact, day(date));
    let expired = day("2020-01-31");
    assert_eq!(on("2009-12-31"), QualificationStanding::None);
    assert_eq!(
        on("2020-01-31"),
        QualificationStanding::Valid { until: expired }
    );
    assert_eq!(on("2020-02-01"), QualificationStanding::Lapsed { expired });
    assert!(!on("2020-02-01").holds());
}

#[test]
fn the_pandemic_exemption_begins_and_ends_on_its_days() {
    let on = |to: &str, date: &str| rules().standing(&holder("2010-01-01", to), day(date));
    let exempt = |expired: &str, renewals| QualificationStanding::Exempt {
        expired: day(expired),
        until: day("2028-03-31"),
        renewals,
    };
    for (expiry, renewals) in [
        ("2020-02-01", 2),
        ("2020-02-29", 2),
        ("2023-03-31", 2),
        ("2023-04-01", 1),
        ("2025-07-31", 1),
    ] {
        let after = day(expiry).add_days(1).to_string();
        assert_eq!(on(expiry, &after), exempt(expiry, renewals));
        assert_eq!(on(expiry, "2028-03-31"), exempt(expiry, renewals));
        assert_eq!(
            on(expiry, "2028-04-01"),
            QualificationStanding::Lapsed {
                expired: day(expiry)
            }
        );
    }
    let expired = day("2028-04-01");
    assert_eq!(
        on("2028-04-01", "2028-04-02"),
        QualificationStanding::Lapsed { expired }
    );
}

#[test]
fn two_renewals_follow_one_another_until_the_end_of_the_exemption() {
    let mut fact = holder("2016-01-01", "2020-12-31");
    let first = rules().approval(GoalKind::Renewal, &fact, day("2026-05-31"));
    fact.approvals.extend(first);
    // The first renewal ended again in 2025: one more is due.
    assert_eq!(
        rules().standing(&fact, day("2026-06-01")),
        QualificationStanding::Exempt {
            expired: day("2025-12-31"),
            until: day("2028-03-31"),
            renewals: 1
        }
    );
    let second = rules().approval(GoalKind::Renewal, &fact, day("2026-07-31"));
    fact.approvals.extend(second);
    assert_eq!(
        rules().standing(&fact, day("2026-08-01")),
        QualificationStanding::Valid {
            until: day("2030-12-31")
        }
    );
}

#[test]
fn grace_lasts_six_months_and_needs_an_accepted_reason() {
    let mut fact = holder("2010-01-01", "2018-08-31");
    let expired = day("2018-08-31");
    let on = |fact: &QualificationFact, date| rules().standing(fact, day(date));
    assert_eq!(
        on(&fact, "2018-09-01"),
        QualificationStanding::Lapsed { expired }
    );
    fact.grace = Some("illness".into());
    let until = day("2019-02-28");
    assert_eq!(
        on(&fact, "2018-09-01"),
        QualificationStanding::Grace { expired, until }
    );
    assert_eq!(
        on(&fact, "2019-02-28"),
        QualificationStanding::Grace { expired, until }
    );
    assert_eq!(
        on(&fact, "2019-03-01"),
        QualificationStanding::Lapsed { expired }
    );
    fact.grace = Some("holiday".into());
    assert_eq!(
        on(&fact, "2018-09-01"),
        QualificationStanding::Lapsed { expired }
    );
}

#[test]
fn credits_count_within_the_printed_validity_or_longer_by_exemption_or_grace() {
    let window = |fact: &QualificationFact, date| {
        rules()
            .renewal_window(fact, day(date))
            .map(|window| window.to.to_string())
    };
    let valid = holder("2014-09-01", "2019-08-31");
    assert_eq!(window(&valid, "2019-08-31"), Some("2019-08-31".into()));
    assert_eq!(window(&valid, "2019-09-01"), Some("2019-08-31".into()));
    let graced = QualificationFact {
        grace: Some("illness".into()),
        ..valid
    };
    assert_eq!(window(&graced, "2019-09-01"), Some("2020-02-29".into()));
    let exempt = holder("2016-08-01", "2021-07-31");
    assert_eq!(window(&exempt, "2021-07-31"), Some("2021-07-31".into()));
    assert_eq!(window(&exempt, "2026-07-31"), Some("2028-03-31".into()));
    assert_eq!(window(&exempt, "2028-04-01"), Some("2021-07-31".into()));
    assert_eq!(window(&QualificationFact::default(), "2026-01-01"), None);
}

#[test]
fn members_apply_through_their_own_prefecture_and_others_through_workplace_or_home() {
    let membership = |id: &str| Membership {
        association: crate::association::AssociationId::parse(id)
            .unwrap_or_else(|rejection| panic!("{rejection}")),
        since: day("2020-04-01"),
        member_type: crate::association::MemberType::B,
    };
    let prefecture = |number| PrefectureCode::from_number(number);
    let through = |memberships: &[&str], workplace, home| {
        let memberships: Vec<Membership> = memberships.iter().map(|id| membership(id)).collect();
        rules().managing_prefecture(&memberships, workplace, home)
    };
    let (tokyo, osaka) = (prefecture(13), prefecture(27));
    assert_eq!(through(&["27-001", "27", "national"], tokyo, tokyo), osaka);
    assert_eq!(through(&["27-001"], tokyo, tokyo), osaka);
    assert_eq!(through(&["13-001", "27"], None, None), osaka);
    assert_eq!(through(&["national"], tokyo, osaka), tokyo);
    assert_eq!(through(&[], tokyo, osaka), tokyo);
    assert_eq!(through(&[], None, osaka), osaka);
    assert_eq!(through(&[], None, None), None);
}
