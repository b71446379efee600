//! The units drawn over the years.

use super::*;

fn drawn(programme: Programme, goal: &str, facts: &ProgrammeFacts, on: &str) -> Option<Climb> {
    let book = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = book.version(programme, day("2026-04-01"));
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let goal = version.goal(goal).unwrap_or_else(|| panic!("no goal"));
    climb(&judge(version, goal, facts, day(on)))
}

fn in_short(climb: Option<Climb>) -> (String, Vec<(String, String)>) {
    let climb = climb.unwrap_or_else(|| panic!("nothing is drawn"));
    let step = |step: &ClimbStep| (step.date.to_string(), step.units.to_string());
    (
        climb.need.to_string(),
        climb.steps.iter().map(step).collect(),
    )
}

fn step(date: &str, units: &str) -> (String, String) {
    (date.to_owned(), units.to_owned())
}

#[test]
fn a_renewal_climbs_to_twenty_and_one_unit_each_is_part_of_them() {
    let facts = ProgrammeFacts {
        credits: vec![
            credit("renewal-special", "4.5", "2024-06-01"),
            credit("renewal-update", "1", "2023-06-01"),
            credit("renewal-special", "2", "2024-06-01"),
            // Before the validity, and of another goal: not drawn.
            credit("renewal-special", "9", "2021-07-31"),
            credit("basic-late", "9", "2024-06-01"),
        ],
        ..holder("2021-08-01", "2026-07-31")
    };
    let found = drawn(
        Programme::IndustrialPhysician,
        "renewal",
        &facts,
        "2026-04-01",
    );
    let steps = vec![step("2023-06-01", "1"), step("2024-06-01", "7.5")];
    assert_eq!(in_short(found), ("20".to_owned(), steps));
}

#[test]
fn a_first_approval_climbs_to_fifty_and_declared_units_are_in_it() {
    let facts = ProgrammeFacts {
        credits: vec![credit("basic-late", "26", "2025-06-01")],
        declared: vec![declared(
            "basic-practical",
            "10",
            "2024-01-01",
            "2024-03-01",
        )],
        ..newcomer()
    };
    let found = drawn(Programme::IndustrialPhysician, "new", &facts, "2026-04-01");
    let steps = vec![step("2024-03-01", "10"), step("2025-06-01", "36")];
    assert_eq!(in_short(found), ("50".to_owned(), steps));
}

#[test]
fn the_subjects_of_both_halves_are_drawn_together_and_none_of_them_twice() {
    let facts = ProgrammeFacts {
        credits: vec![
            credit("early-women", "1", "2025-06-01"),
            credit("early-women", "1", "2025-07-01"),
            credit("late-anti-doping", "0.5", "2025-08-01"),
            credit("late-anti-doping", "1", "2025-09-01"),
        ],
        ..newcomer()
    };
    let found = drawn(Programme::SportsPhysician, "new", &facts, "2026-04-01");
    let steps = vec![
        step("2025-06-01", "1"),
        step("2025-08-01", "1.5"),
        step("2025-09-01", "2"),
    ];
    assert_eq!(in_short(found), ("25".to_owned(), steps));
    // A certificate stands for a half, which is then not climbed.
    let facts = ProgrammeFacts {
        certificates: vec![claim("early-half", "2020-01-01")],
        ..facts
    };
    let found = drawn(Programme::SportsPhysician, "new", &facts, "2026-04-01");
    let steps = vec![step("2025-08-01", "0.5"), step("2025-09-01", "1")];
    assert_eq!(in_short(found), ("12".to_owned(), steps));
    let facts = ProgrammeFacts {
        certificates: vec![claim("jspo-sports-doctor", "2020-01-01")],
        ..newcomer()
    };
    let found = drawn(Programme::SportsPhysician, "new", &facts, "2026-04-01");
    assert_eq!(found, None);
}
