//! How long the rules take: every programme of one doctor with 300 credits (issue: at most 50 µs).

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use domain::association::Tier;
use domain::calendar::{Date, FiscalYear};
use domain::credit::CreditOrigin;
use domain::curriculum::CurriculumCode;
use domain::programme::{Category, Programme};
use domain::rules::{
    ApprovalFact, ClassroomUnits, CreditFact, Facts, GoalKind, PracticalFact, PracticalItemFact,
    ProgrammeFacts, QualificationFact, RuleBook, RuleVersion, ValidityPeriod, evaluate, judge,
};
use domain::units::Units;

/// 120 credits of 産業医, 40 of スポーツ医, 140 of continuing education.
const CREDITS: [(Programme, usize); 3] = [
    (Programme::IndustrialPhysician, 120),
    (Programme::SportsPhysician, 40),
    (Programme::ContinuingEducation, 140),
];

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn facts(version: &RuleVersion, count: usize) -> ProgrammeFacts {
    let categories: Vec<&Category> = version
        .set()
        .categories
        .iter()
        .map(|rule| &rule.id)
        .collect();
    let credit = |place: usize| {
        let code = u8::try_from(place % 85)
            .ok()
            .and_then(CurriculumCode::from_number);
        CreditFact {
            title: format!("研修会{place}"),
            category: categories[place * 7 % categories.len()].clone(),
            units: Units::from_halves(1 + u16::try_from(place % 4).expect("small")),
            codes: code.into_iter().collect::<BTreeSet<_>>(),
            date: day("2022-01-01").add_days(i32::try_from(place * 11 % 1500).expect("small")),
            origin: CreditOrigin::Course,
            used: false,
        }
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
    ProgrammeFacts {
        credits: (0..count).map(credit).collect(),
        qualification: QualificationFact {
            approvals: vec![approval],
            grace: None,
        },
        member: true,
        ..ProgrammeFacts::default()
    }
}

fn family_physician() -> Facts {
    let year = |year: i32| ClassroomUnits {
        year: FiscalYear::try_from(year).expect("a year"),
        units: Units::whole(10),
        entries: 10,
    };
    let item = PracticalItemFact {
        item: "school-doctor".into(),
        evidence: 1,
    };
    Facts {
        classroom: (2016..2026).map(year).collect(),
        practical: PracticalFact {
            one: vec![item],
            two: None,
        },
        target: Some(Tier::District),
        member: true,
        ..Facts::default()
    }
}

fn every_programme(criterion: &mut Criterion) {
    let book = RuleBook::embedded().expect("rules");
    let today = day("2026-04-01");
    let doctor: BTreeMap<Programme, ProgrammeFacts> = CREDITS
        .into_iter()
        .map(|(programme, count)| {
            (
                programme,
                facts(book.version(programme, today).expect("rules"), count),
            )
        })
        .collect();
    let family = family_physician();
    criterion.bench_function("every programme of one doctor with 300 credits", |bench| {
        bench.iter(|| {
            let mut reached = 0;
            for (programme, facts) in &doctor {
                let version = book.version(*programme, today).expect("rules");
                for goal in version.goals() {
                    let judgement = judge(version, goal, black_box(facts), today);
                    reached += usize::from(judgement.submittable);
                    black_box(judgement);
                }
            }
            let rules = book
                .in_force(Programme::FamilyPhysicianFunction, today)
                .expect("rules");
            reached += usize::from(evaluate(rules, black_box(&family), today).submittable);
            reached
        });
    });
    criterion.bench_function("the same, put into words", |bench| {
        bench.iter(|| {
            for (programme, facts) in &doctor {
                let version = book.version(*programme, today).expect("rules");
                for goal in version.goals() {
                    black_box(judge(version, goal, black_box(facts), today).explained());
                }
            }
        });
    });
}

criterion_group!(benches, every_programme);
criterion_main!(benches);
