//! 受講計画: few courses, near by and in time.

use std::collections::BTreeSet;

use super::*;
use crate::course::CourseAward;
use crate::id::CourseId;
use crate::programme::Category;
use crate::rules::{
    ApprovalFact, GoalKind, ProgrammeFacts, QualificationFact, RuleBook, ValidityPeriod,
};
use crate::units::Units;

fn course(number: u8, date: &str, of: Option<u8>, awards: &[(&str, u16)]) -> AnnouncedCourse {
    let award = |(category, units): &(&str, u16)| CourseAward {
        programme: PROGRAMME,
        category: Category::parse(category).unwrap_or_else(|r| panic!("{r}")),
        units: Units::whole(*units),
        codes: BTreeSet::new(),
    };
    AnnouncedCourse {
        id: CourseId::new([number; 10]),
        title: format!("研修会{number}"),
        date: day(date),
        prefecture: of.map(prefecture),
        awards: awards.iter().map(award).collect(),
    }
}

/// Holds the title until July 2026, and has attended nothing.
fn holder() -> ProgrammeFacts {
    let validity = ValidityPeriod {
        from: day("2021-08-01"),
        to: day("2026-07-31"),
    };
    let approval = ApprovalFact {
        kind: GoalKind::New,
        decided_on: validity.from,
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

fn planned(announced: &[AnnouncedCourse]) -> Plan {
    let rules = RuleBook::embedded().unwrap_or_else(|faults| panic!("{faults:?}"));
    let version = rules.version(PROGRAMME, day("2026-01-01"));
    let version = version.unwrap_or_else(|| panic!("no rules"));
    let goal = version.goal("renewal").unwrap_or_else(|| panic!("no goal"));
    let days = (day("2026-01-01"), day("2026-04-30"));
    plan(
        PROGRAMME,
        version,
        goal,
        &holder(),
        announced,
        prefecture(13),
        days,
    )
}

#[test]
fn the_plan_takes_few_courses_near_by_and_in_time() {
    let announced = [
        course(0, "2026-02-01", Some(13), &[("renewal-special", 3)]),
        course(
            1,
            "2026-02-08",
            Some(27),
            &[("renewal-special", 18), ("renewal-update", 1)],
        ),
        course(
            2,
            "2026-02-15",
            None,
            &[("renewal-special", 18), ("renewal-update", 1)],
        ),
        course(3, "2026-04-20", Some(27), &[("renewal-practical", 1)]),
        course(4, "2026-05-01", Some(13), &[("renewal-practical", 5)]),
        course(5, "2026-01-01", Some(13), &[("renewal-practical", 5)]),
        course(6, "2026-02-15", Some(13), &[("renewal-practical", 1)]),
    ];
    let found = planned(&announced);
    assert_eq!(
        found.courses,
        [
            PlannedCourse {
                course: 2,
                tight: false
            },
            PlannedCourse {
                course: 3,
                tight: true
            }
        ],
        "not two on one day, none today, none too late"
    );
    let others: Vec<usize> = found.others.iter().map(|one| one.course).collect();
    assert_eq!(
        others,
        [0, 1, 6],
        "on other days, or elsewhere; none too late"
    );
    assert_eq!(found.open, [""; 0]);
}

#[test]
fn a_plan_that_does_not_suffice_says_what_stays_open() {
    let announced = [course(
        0,
        "2026-02-01",
        Some(13),
        &[("renewal-special", 20)],
    )];
    let found = planned(&announced);
    assert_eq!(found.courses.len(), 1);
    assert_eq!(found.open, ["each"]);
    let nothing = planned(&[]);
    assert_eq!((nothing.courses.len(), nothing.open.len()), (0, 2));
}

#[test]
fn courses_that_others_make_needless_are_left_out() {
    let announced = [
        course(0, "2026-02-01", Some(13), &[("renewal-special", 10)]),
        course(
            1,
            "2026-02-02",
            Some(13),
            &[("renewal-special", 9), ("renewal-update", 1)],
        ),
        course(
            2,
            "2026-02-03",
            Some(13),
            &[("renewal-practical", 10), ("renewal-update", 1)],
        ),
    ];
    let found = planned(&announced);
    assert_eq!(found.open, [""; 0]);
    assert_eq!(found.courses.len(), 2, "{found:?}");
}
