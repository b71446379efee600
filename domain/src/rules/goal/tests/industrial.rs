//! 日医認定産業医

use super::*;

const EARLY: [(&str, &str); 8] = [
    ("basic-early-general", "2"),
    ("basic-early-health-care", "2"),
    ("basic-early-mental-health", "1"),
    ("basic-early-health-promotion", "1"),
    ("basic-early-environment", "2"),
    ("basic-early-work", "2"),
    ("basic-early-hazards", "2"),
    ("basic-early-practice", "2"),
];

fn new(facts: &ProgrammeFacts, on: &str) -> Outcome {
    outcome(Programme::IndustrialPhysician, "new", facts, on)
}

fn renewal(facts: &ProgrammeFacts, on: &str) -> Outcome {
    outcome(Programme::IndustrialPhysician, "renewal", facts, on)
}

/// 14 + 10 + 26: exactly 50 units.
fn basic(date: &str) -> ProgrammeFacts {
    let mut credits: Vec<CreditFact> = EARLY
        .iter()
        .map(|(of, amount)| credit(of, amount, date))
        .collect();
    credits.push(credit("basic-practical", "10", date));
    credits.push(credit("basic-late", "26", date));
    ProgrammeFacts {
        credits,
        ..newcomer()
    }
}

/// 1 + 1 + 18: exactly 20 units of the validity that ends in July 2026.
fn continuing() -> ProgrammeFacts {
    ProgrammeFacts {
        credits: vec![
            credit("renewal-update", "1", "2025-05-01"),
            credit("renewal-practical", "1", "2025-06-01"),
            credit("renewal-special", "18", "2025-07-01"),
        ],
        ..holder("2021-08-01", "2026-07-31")
    }
}

fn change(facts: &mut ProgrammeFacts, of: &str, amount: &str) {
    for credit in facts
        .credits
        .iter_mut()
        .filter(|credit| credit.category == category(of))
    {
        credit.units = units(amount);
    }
}

#[test]
fn fifty_units_of_all_parts_are_enough() {
    let found = new(&basic("2025-06-01"), "2026-04-01");
    assert_eq!((found.unmet, found.approvable), (vec![], true));
}

#[test]
fn half_a_unit_less_in_any_part_is_not_enough_whatever_the_others_have() {
    let short = EARLY.iter().map(|(of, amount)| (*of, *amount));
    for (of, amount) in short.chain([("basic-practical", "10"), ("basic-late", "26")]) {
        let mut facts = basic("2025-06-01");
        let less = units(amount).saturating_sub(units("0.5")).to_string();
        change(&mut facts, of, &less);
        // The total is there all the same.
        facts
            .credits
            .push(credit("basic-early-general", "1", "2025-06-01"));
        if of == "basic-early-general" {
            facts.credits.pop();
            facts.credits.push(credit("basic-late", "1", "2025-06-01"));
        }
        let found = new(&facts, "2026-04-01");
        assert_eq!(found.unmet, ["training"], "{of}");
        assert!(
            found.missing[0].contains("あと0.5単位"),
            "{of}: {:?}",
            found.missing
        );
    }
}

#[test]
fn the_missing_subject_is_named() {
    let mut facts = basic("2025-06-01");
    change(&mut facts, "basic-early-mental-health", "0.5");
    change(&mut facts, "basic-late", "26.5");
    assert_eq!(
        new(&facts, "2026-04-01").missing,
        [
            "【基礎研修】前期研修 14単位（科目ごと）：基礎研修・前期（メンタルヘルス対策）があと0.5単位必要です。、または \
          【産業医科大学の講座】産業医科大学（基本講座・夏季集中講座）の修了認定書の写真または\
          PDFをアップロードしてください。"
        ]
    );
}

#[test]
fn subjects_that_lack_units_of_their_own_are_one_list() {
    let mut facts = continuing();
    change(&mut facts, "renewal-update", "0.5");
    change(&mut facts, "renewal-practical", "0");
    change(&mut facts, "renewal-special", "20");
    let missing = renewal(&facts, "2026-04-01").missing;
    assert_eq!(
        missing,
        ["あと、次の単位が必要です：生涯研修・実地 1単位、生涯研修・更新 0.5単位。"]
    );
}

#[test]
fn each_part_that_is_short_is_named() {
    let mut facts = basic("2025-06-01");
    change(&mut facts, "basic-practical", "9.5");
    let missing = new(&facts, "2026-04-01").missing.join("");
    let said = "【基礎研修】基礎研修 合計50単位：あと0.5単位必要です。\
                実地研修 10単位：あと0.5単位必要です。、または";
    assert!(missing.starts_with(said), "{missing}");
}

#[test]
fn the_application_comes_within_five_years_of_the_last_training() {
    assert_eq!(new(&basic("2025-06-01"), "2030-06-01").unmet, [""; 0]);
    assert_eq!(new(&basic("2025-06-01"), "2030-06-02").unmet, ["training"]);
    // 29 February.
    assert_eq!(new(&basic("2024-02-29"), "2029-02-28").unmet, [""; 0]);
    assert_eq!(new(&basic("2024-02-29"), "2029-03-01").unmet, ["training"]);
    // One more unit later on opens it again.
    let mut later = basic("2025-06-01");
    later
        .credits
        .push(credit("basic-late", "0.5", "2026-01-01"));
    assert_eq!(new(&later, "2030-06-02").unmet, [""; 0]);
}

#[test]
fn basic_training_serves_once() {
    let mut facts = basic("2015-06-01");
    facts.qualification = holder("2015-12-01", "2019-11-30").qualification;
    // Lapsed: the old credits do not serve again.
    let found = new(&facts, "2020-05-01");
    assert_eq!(found.unmet, ["training"]);
    assert!(
        found
            .not_counted
            .iter()
            .all(|why| *why == WhyNot::OutsideWindow)
    );
    facts.credits.extend(basic("2020-04-01").credits);
    assert_eq!(new(&facts, "2020-05-01").unmet, [""; 0]);
    let mut used = basic("2025-06-01");
    used.credits[9].used = true;
    assert_eq!(new(&used, "2026-04-01").not_counted, [WhyNot::Used]);
    assert_eq!(new(&used, "2026-04-01").unmet, ["training"]);
}

#[test]
fn who_holds_the_title_or_waits_for_a_decision_does_not_apply_anew() {
    let mut facts = basic("2025-06-01");
    facts.under_review = true;
    assert_eq!(new(&facts, "2026-04-01").unmet, ["none-under-review"]);
    facts.under_review = false;
    facts.qualification = holder("2015-12-01", "2020-11-30").qualification;
    // Exempt: still held.
    assert_eq!(new(&facts, "2026-04-01").unmet, ["not-holding", "training"]);
}

#[test]
fn the_university_certificate_stands_for_the_training_once_checked() {
    let mut facts = newcomer();
    facts.certificates = vec![claim("uoeh-course", "2025-08-01")];
    let found = new(&facts, "2026-04-01");
    assert_eq!((found.unmet, found.approvable), (vec![], false));
    facts.certificates[0].checked = Some(true);
    assert!(new(&facts, "2026-04-01").approvable);
    facts.certificates[0].checked = Some(false);
    assert_eq!(new(&facts, "2026-04-01").unmet, ["training"]);
    facts.certificates[0] = CertificateClaim {
        evidence: 0,
        ..claim("uoeh-course", "2025-08-01")
    };
    assert_eq!(new(&facts, "2026-04-01").unmet, ["training"]);
    facts.certificates = vec![claim("uoeh-course", "2026-04-02")];
    assert_eq!(new(&facts, "2026-04-01").unmet, ["training"]);
}

#[test]
fn a_non_member_adds_a_document_of_identity() {
    let mut facts = ProgrammeFacts {
        member: false,
        ..basic("2025-06-01")
    };
    assert_eq!(new(&facts, "2026-04-01").unmet, ["identity"]);
    facts.identity_documents = 1;
    assert_eq!(new(&facts, "2026-04-01").unmet, [""; 0]);
}

#[test]
fn twenty_units_with_one_of_each_renew() {
    assert_eq!(renewal(&continuing(), "2026-04-01").unmet, [""; 0]);
    for (of, less, more, unmet) in [
        ("renewal-special", "17.5", "18.5", "total"),
        ("renewal-update", "0.5", "1.5", "each"),
        ("renewal-practical", "0.5", "1.5", "each"),
    ] {
        let mut facts = continuing();
        change(&mut facts, of, more);
        assert_eq!(renewal(&facts, "2026-04-01").unmet, [""; 0], "{of}");
        change(&mut facts, of, less);
        if unmet == "each" {
            change(&mut facts, "renewal-special", "18.5");
        }
        assert_eq!(renewal(&facts, "2026-04-01").unmet, [unmet], "{of}");
    }
    let mut facts = continuing();
    change(&mut facts, "renewal-special", "0.5");
    change(&mut facts, "renewal-update", "18.5");
    assert_eq!(renewal(&facts, "2026-04-01").unmet, ["each"]);
}

#[test]
fn credits_count_on_the_first_and_last_day_of_the_validity_only() {
    for (date, counts) in [
        ("2021-07-31", false),
        ("2021-08-01", true),
        ("2026-07-31", true),
    ] {
        let mut facts = continuing();
        facts.credits[2].date = day(date);
        let found = renewal(&facts, "2026-07-31");
        assert_eq!(found.unmet.is_empty(), counts, "{date}");
        let expected: &[WhyNot] = if counts {
            &[]
        } else {
            &[WhyNot::OutsideWindow]
        };
        assert_eq!(found.not_counted, expected);
    }
    let mut facts = continuing();
    facts.credits[2].date = day("2026-06-02");
    assert_eq!(renewal(&facts, "2026-06-01").not_counted, [WhyNot::NotYet]);
    facts.credits[2].category = category("no-such");
    assert_eq!(
        renewal(&facts, "2026-07-01").not_counted,
        [WhyNot::UnknownCategory]
    );
}

#[test]
fn a_lapsed_title_is_not_renewed_and_an_exempt_one_is_with_later_credits() {
    let with = |from: &str, to: &str| ProgrammeFacts {
        qualification: holder(from, to).qualification,
        ..continuing()
    };
    assert_eq!(
        renewal(&with("2015-02-01", "2020-01-31"), "2026-04-01")
            .unmet
            .first()
            .map(String::as_str),
        Some("renewable")
    );
    // Credits of 2025 count as within a validity that ended in 2020-02.
    let exempt = with("2015-03-01", "2020-02-29");
    assert_eq!(renewal(&exempt, "2026-04-01").unmet, [""; 0]);
    assert_eq!(renewal(&exempt, "2028-03-31").unmet, [""; 0]);
    assert_eq!(
        renewal(&exempt, "2028-04-01").unmet,
        ["renewable", "total", "each"]
    );
    assert_eq!(
        renewal(&newcomer(), "2026-04-01").unmet,
        ["renewable", "total", "each"]
    );
}

#[test]
fn two_renewals_due_are_not_made_at_once_nor_by_the_same_credits() {
    let mut facts = ProgrammeFacts {
        qualification: holder("2016-08-01", "2021-07-31").qualification,
        ..continuing()
    };
    facts
        .credits
        .push(credit("renewal-special", "3", "2025-12-01"));
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = book.version(Programme::IndustrialPhysician, day("2026-04-01"));
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let goal = version.goal("renewal").unwrap_or_else(|| panic!("no goal"));
    let used = needed(version, goal, &facts, day("2026-04-01"));
    let oldest = [0, 1, 2].map(Source::Credit);
    assert_eq!(used, oldest, "the oldest that suffice");
    // While the first is under review, the second waits.
    facts.under_review = true;
    assert_eq!(renewal(&facts, "2026-04-01").unmet, ["none-under-review"]);
    // Approved: the credits are used up, and the new validity ended in July 2026.
    facts.under_review = false;
    for credit in &mut facts.credits[..3] {
        credit.used = true;
    }
    let rules = version
        .qualification()
        .unwrap_or_else(|| panic!("no title"));
    let approval = rules.approval(GoalKind::Renewal, &facts.qualification, day("2026-05-31"));
    facts.qualification.approvals.extend(approval);
    let found = renewal(&facts, "2026-06-01");
    assert_eq!(found.unmet, ["total", "each"]);
    assert_eq!(found.not_counted, [WhyNot::Used; 3]);
    facts.credits.extend(continuing().credits);
    assert_eq!(renewal(&facts, "2026-06-01").unmet, [""; 0]);
}

#[test]
fn units_of_the_handbook_count_at_once_and_are_checked_by_a_second_person() {
    let mut facts = continuing();
    facts.credits.remove(2);
    facts.declared = vec![declared(
        "renewal-special",
        "18",
        "2022-01-01",
        "2025-03-31",
    )];
    let found = renewal(&facts, "2026-04-01");
    assert_eq!((found.unmet, found.approvable), (vec![], false));
    assert_eq!(
        found.missing.len(),
        2,
        "handbook and check: {:?}",
        found.missing
    );
    facts.declared[0].checked = Some(units("18"));
    facts.handbook.checked_by = Some("officer-b".into());
    assert!(
        !renewal(&facts, "2026-04-01").approvable,
        "the handbook has not arrived"
    );
    facts.handbook.received_by = Some("officer-b".into());
    assert!(
        !renewal(&facts, "2026-04-01").approvable,
        "one person did both"
    );
    facts.handbook.received_by = Some("officer-a".into());
    assert!(renewal(&facts, "2026-04-01").approvable);
    // What the officer found counts, not what was declared.
    facts.declared[0].checked = Some(units("17.5"));
    assert_eq!(renewal(&facts, "2026-04-01").unmet, ["total"]);
}

#[test]
fn declared_lines_out_of_order_are_refused_with_the_reason() {
    let refused = |line: DeclaredFact| {
        let mut facts = continuing();
        facts.declared = vec![line];
        let found = renewal(&facts, "2026-04-01");
        assert_eq!(found.unmet, ["declared"]);
        found.not_counted
    };
    let line = |amount, from, to| declared("renewal-special", amount, from, to);
    assert_eq!(
        refused(line("1", "2025-03-31", "2025-04-01")),
        [WhyNot::AfterCutOver]
    );
    assert_eq!(
        refused(line("1", "2021-07-31", "2025-03-31")),
        [WhyNot::OutsideWindow]
    );
    assert_eq!(
        refused(line("1", "2025-03-31", "2025-03-30")),
        [WhyNot::OutOfOrder]
    );
    assert_eq!(
        refused(line("0", "2025-03-30", "2025-03-31")),
        [WhyNot::OutOfOrder]
    );
    assert_eq!(
        refused(line("200.5", "2025-03-30", "2025-03-31")),
        [WhyNot::OutOfOrder]
    );
    assert_eq!(
        refused(declared("no-such", "1", "2025-03-30", "2025-03-31")),
        [WhyNot::UnknownCategory]
    );
    let mut facts = continuing();
    facts.declared = vec![line("200", "2021-08-01", "2025-03-31")];
    assert_eq!(renewal(&facts, "2026-04-01").unmet, [""; 0]);
}

#[test]
fn what_was_declared_checked_and_credited_is_not_declared_again() {
    let mut facts = continuing();
    facts.credits.truncate(2);
    facts.credits.push(CreditFact {
        origin: CreditOrigin::Paper,
        ..credit("renewal-special", "10", "2024-03-31")
    });
    let line = declared("renewal-special", "8", "2023-04-01", "2024-03-31");
    facts.declared = vec![line];
    let found = renewal(&facts, "2026-04-01");
    assert_eq!(found.unmet, ["total", "declared"]);
    assert_eq!(found.not_counted, [WhyNot::InTheSystem]);
    // Another line of the same handbook, and another category, are not the same.
    facts.declared[0].from = day("2024-04-01");
    facts.declared[0].to = day("2025-03-31");
    assert_eq!(renewal(&facts, "2026-04-01").unmet, [""; 0]);
    facts.declared[0].from = day("2023-04-01");
    facts.declared[0].category = category("renewal-update");
    assert_eq!(renewal(&facts, "2026-04-01").unmet, [""; 0]);
}

/// domain.md: 産業医 lectures can carry either-or units, and count in other programmes besides.
#[test]
fn one_attendance_counts_once_in_each_programme_by_the_standing_of_the_doctor() {
    let attendance = |date: &str| {
        vec![
            credit("basic-late", "26", date),
            credit("renewal-special", "18", date),
        ]
    };
    let either_or = |facts: ProgrammeFacts, on: &str| {
        (
            new(&facts, on).unmet.is_empty(),
            renewal(&facts, on).unmet.is_empty(),
        )
    };
    // Not yet certified: 基礎.
    let mut facts = basic("2025-06-01");
    facts
        .credits
        .retain(|credit| credit.category != category("basic-late"));
    facts.credits.extend(attendance("2025-06-01"));
    assert_eq!(either_or(facts, "2026-04-01"), (true, false));
    // A holder: 生涯.
    let mut facts = continuing();
    facts
        .credits
        .retain(|credit| credit.category != category("renewal-special"));
    facts.credits.extend(basic("2025-06-01").credits);
    facts
        .credits
        .retain(|credit| credit.category != category("basic-late"));
    facts.credits.extend(attendance("2025-06-01"));
    assert_eq!(either_or(facts.clone(), "2026-04-01"), (false, true));
    // What a holder attended is not basic training once the title has lapsed.
    facts.qualification = holder("2013-08-01", "2018-07-31").qualification;
    for credit in &mut facts.credits {
        credit.date = day("2018-06-01");
    }
    assert_eq!(either_or(facts.clone(), "2018-07-31"), (false, true));
    assert_eq!(either_or(facts, "2018-08-01"), (false, false));
}
