//! Properties of goals, titles, rounds and plans: what holds for any doctor, not only for examples.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use domain::application::ApplicantFacts;
use domain::calendar::{Date, FiscalYear, Moment};
use domain::contact::PrefectureCode;
use domain::course::CourseAward;
use domain::credit::{CreditEntry, CreditOrigin, EntryKind, RowId, credit_facts};
use domain::curriculum::CurriculumCode;
use domain::id::CourseId;
use domain::organizer::OrganizerId;
use domain::person::{
    KanaName, KanaPart, KanjiName, KanjiPart, NameIdentity, PersonName, PostedName,
};
use domain::programme::{Category, Programme};
use domain::register_number::MedicalRegisterNumber;
use domain::rounds::{AnnouncedCourse, RoundBook, plan};
use domain::rules::{
    ActivityFact, ApprovalFact, CertificateClaim, CreditFact, DeclaredFact, GoalKind, Judgement,
    ProgrammeFacts, QualificationFact, RuleBook, RuleVersion, Source, TitleRules, ValidityPeriod,
    certificate_of, climb, judge, needed,
};
use domain::units::Units;
use proptest::collection::vec;
use proptest::prelude::*;

const PROGRAMMES: [Programme; 3] = [
    Programme::IndustrialPhysician,
    Programme::SportsPhysician,
    Programme::ContinuingEducation,
];

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

static BOOK: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::embedded().expect("rules"));
static ROUNDS: LazyLock<RoundBook> = LazyLock::new(|| RoundBook::embedded().expect("rounds"));

fn version(programme: Programme) -> &'static RuleVersion {
    BOOK.version(programme, day("2026-04-01")).expect("rules")
}

/// Days from 2019 to the end of the exemption and a little later.
fn days() -> impl Strategy<Value = Date> {
    (0..3700_i32).prop_map(|days| day("2019-01-01").add_days(days))
}

fn categories(programme: Programme) -> Vec<Category> {
    version(programme)
        .set()
        .categories
        .iter()
        .map(|rule| rule.id.clone())
        .collect()
}

fn credits(programme: Programme) -> impl Strategy<Value = CreditFact> {
    let category = proptest::sample::select(categories(programme));
    let codes = proptest::collection::btree_set(0..=84_u8, 0..4);
    (category, 1..60_u16, codes, days(), any::<bool>(), 0..20_u8).prop_map(
        |(category, halves, codes, date, course, used)| CreditFact {
            title: "研修会".into(),
            category,
            units: Units::from_halves(halves),
            codes: codes
                .into_iter()
                .filter_map(CurriculumCode::from_number)
                .collect(),
            date,
            origin: if course {
                CreditOrigin::Course
            } else {
                CreditOrigin::Import
            },
            used: used == 0,
        },
    )
}

fn declared(programme: Programme) -> impl Strategy<Value = DeclaredFact> {
    let category = proptest::sample::select(categories(programme));
    (
        category,
        0..120_u16,
        days(),
        0..900_i32,
        0..2_u32,
        proptest::option::of(0..120_u16),
    )
        .prop_map(
            |(category, halves, from, length, evidence, checked)| DeclaredFact {
                category,
                units: Units::from_halves(halves),
                from,
                to: from.add_days(length),
                evidence,
                checked: checked.map(Units::from_halves),
            },
        )
}

fn claims() -> impl Strategy<Value = CertificateClaim> {
    let known = [
        "uoeh-course",
        "early-half",
        "late-half",
        "jspo-sports-doctor",
    ];
    let known = proptest::sample::select(known.map(str::to_owned).to_vec());
    (known, days(), 0..2_u32, proptest::option::of(any::<bool>())).prop_map(
        |(certificate, date, evidence, checked)| CertificateClaim {
            certificate,
            date,
            evidence,
            checked,
        },
    )
}

fn titles() -> impl Strategy<Value = QualificationFact> {
    let approval = days().prop_map(|from| ApprovalFact {
        kind: GoalKind::New,
        decided_on: from,
        validity: ValidityPeriod::years_from(from, 5),
    });
    let grace = proptest::option::of(Just("illness".to_owned()));
    (vec(approval, 0..3), grace)
        .prop_map(|(approvals, grace)| QualificationFact { approvals, grace })
}

fn facts(programme: Programme) -> impl Strategy<Value = ProgrammeFacts> {
    let activity = days().prop_map(|date| ActivityFact {
        title: "救護".into(),
        date,
        evidence: 1,
    });
    (
        vec(credits(programme), 0..60),
        vec(declared(programme), 0..3),
        vec(claims(), 0..2),
        vec(activity, 0..2),
        titles(),
        any::<bool>(),
        0..2_u32,
    )
        .prop_map(
            |(credits, declared, certificates, activities, qualification, member, documents)| {
                ProgrammeFacts {
                    credits,
                    declared,
                    certificates,
                    activities,
                    qualification,
                    member,
                    identity_documents: documents,
                    ..ProgrammeFacts::default()
                }
            },
        )
}

/// A programme, a doctor in it, and a credit more.
fn cases() -> impl Strategy<Value = (Programme, ProgrammeFacts, CreditFact, Date)> {
    proptest::sample::select(PROGRAMMES.to_vec()).prop_flat_map(|programme| {
        (
            Just(programme),
            facts(programme),
            credits(programme),
            days(),
        )
    })
}

/// Each requirement by its id: met, firm, what there is.
fn answers(judgement: &Judgement<'_>) -> Vec<(String, bool, bool, Option<u32>)> {
    judgement
        .verdicts
        .iter()
        .map(|verdict| {
            (
                verdict.requirement.id.clone(),
                verdict.met,
                verdict.firm,
                verdict.have,
            )
        })
        .collect()
}

proptest! {
    #[test]
    fn one_credit_more_never_unmeets((programme, facts, more, on) in cases()) {
        let version = version(programme);
        let mut richer = facts.clone();
        richer.credits.push(more);
        for goal in version.goals() {
            let before = judge(version, goal, &facts, on);
            let after = judge(version, goal, &richer, on);
            for (was, is) in before.verdicts.iter().zip(&after.verdicts) {
                prop_assert!(!was.met || is.met, "{} of {}", was.requirement.id, goal.id);
                prop_assert!(!was.firm || is.firm, "{} of {}", was.requirement.id, goal.id);
            }
            prop_assert!(!before.submittable || after.submittable);
            prop_assert!(!before.approvable || after.approvable);
        }
    }

    #[test]
    fn the_order_of_facts_does_not_matter(
        (programme, facts, _, on) in cases(),
        seed in any::<u64>(),
    ) {
        let version = version(programme);
        let mut other = facts.clone();
        let turn = |length: usize| usize::try_from(seed % 61).expect("small") % length.max(1);
        let at = turn(other.credits.len());
        other.credits.rotate_left(at);
        other.credits.reverse();
        other.declared.reverse();
        other.certificates.reverse();
        other.activities.reverse();
        other.qualification.approvals.reverse();
        for goal in version.goals() {
            let (one, two) = (judge(version, goal, &facts, on), judge(version, goal, &other, on));
            prop_assert_eq!(answers(&one), answers(&two));
            prop_assert_eq!((one.submittable, one.approvable), (two.submittable, two.approvable));
        }
    }

    #[test]
    fn rules_and_facts_of_a_title_travel_to_the_browser_and_judge_the_same(
        (programme, facts, _, on) in cases(),
    ) {
        let version = version(programme);
        let Some(rules) = version.of_title() else {
            prop_assert_eq!(programme, Programme::ContinuingEducation);
            return Ok(());
        };
        let json = serde_json::to_string(&rules).expect("json");
        let travelled: TitleRules = serde_json::from_str(&json).expect("rules");
        prop_assert_eq!(&travelled, &rules);
        let applicant = ApplicantFacts {
            credits: facts.credits.clone(),
            qualification: facts.qualification.clone(),
            under_review: facts.under_review,
            member: facts.member,
            identity_documents: facts.identity_documents,
        };
        let json = serde_json::to_string(&applicant).expect("json");
        let known: ApplicantFacts = serde_json::from_str(&json).expect("facts");
        let there = travelled.into_version();
        let facts_there = ProgrammeFacts {
            credits: known.credits,
            qualification: known.qualification,
            ..facts.clone()
        };
        for goal in version.goals() {
            let goal_there = there.goal(&goal.id).expect("the goal");
            let (here, there) = (judge(version, goal, &facts, on), judge(&there, goal_there, &facts_there, on));
            prop_assert_eq!(here.explained(), there.explained());
            prop_assert_eq!(here.ways_explained(), there.ways_explained());
            prop_assert_eq!(here.not_counted_in_words(), there.not_counted_in_words());
            prop_assert_eq!(here.window, there.window);
        }
    }

    #[test]
    fn what_is_drawn_climbs_and_reaches_what_is_needed_when_the_goal_is_met(
        (programme, facts, _, on) in cases(),
    ) {
        let version = version(programme);
        for goal in version.goals() {
            let judgement = judge(version, goal, &facts, on);
            let Some(climb) = climb(&judgement) else { continue };
            let rises = climb.steps.windows(2).all(|two| two[0].date < two[1].date && two[0].units < two[1].units);
            prop_assert!(rises, "{:?}", climb.steps);
            let last = climb.steps.last().map_or(Units::ZERO, |step| step.units);
            prop_assert!(!judgement.submittable || last >= climb.need, "{:?}", climb);
        }
    }

    #[test]
    fn every_credit_counts_or_is_told_why_not((programme, facts, _, on) in cases()) {
        let version = version(programme);
        for goal in version.goals() {
            let judgement = judge(version, goal, &facts, on);
            prop_assert_eq!(judgement.not_counted_in_words().len(), judgement.not_counted.len());
            for one in &judgement.not_counted {
                let counted = judgement.verdicts.iter().any(|verdict| verdict.counted.contains(&one.source));
                prop_assert!(!counted, "{:?} counts and does not", one);
            }
            prop_assert!(judgement.approvable <= judgement.submittable);
            let explained = judgement.explained();
            prop_assert!(explained.requirements.iter().all(|result| result.met == result.missing.is_none()));
        }
    }

    #[test]
    fn what_an_approval_uses_up_suffices_and_nothing_of_it_is_needless(
        (programme, facts, _, on) in cases(),
    ) {
        let version = version(programme);
        for goal in version.goals() {
            let needed = needed(version, goal, &facts, on);
            if !judge(version, goal, &facts, on).submittable {
                prop_assert!(needed.is_empty());
                continue;
            }
            let only = |skip: Option<Source>| {
                let mut less = facts.clone();
                (less.credits, less.declared) = (Vec::new(), Vec::new());
                for source in needed.iter().filter(|source| Some(**source) != skip) {
                    match *source {
                        Source::Credit(place) => less.credits.push(facts.credits[place].clone()),
                        Source::Declared(place) => less.declared.push(facts.declared[place].clone()),
                        _ => {}
                    }
                }
                judge(version, goal, &less, on).submittable
            };
            prop_assert!(only(None));
            for source in &needed {
                prop_assert!(!only(Some(*source)), "{:?} is needless", source);
            }
        }
    }

    #[test]
    fn the_certificate_of_learning_is_sixty_of_units_and_codes(
        credits in vec(credits(Programme::ContinuingEducation), 0..80),
        on in days(),
    ) {
        let last = FiscalYear::of(on);
        let first = last.previous().previous();
        let counting = credits
            .iter()
            .filter(|credit| !credit.used && (first.start()..=last.end()).contains(&credit.date));
        let halves: u32 = counting.clone().map(|credit| u32::from(credit.units.halves())).sum();
        let codes: BTreeSet<CurriculumCode> = counting.flat_map(|credit| credit.codes.iter().copied()).collect();
        let score = halves + 2 * u32::try_from(codes.len()).expect("few");
        let facts = ProgrammeFacts { credits, ..ProgrammeFacts::default() };
        let judgement = certificate_of(version(Programme::ContinuingEducation), &facts, last);
        prop_assert_eq!(judgement.expect("a goal").submittable, score >= 120);
    }

    #[test]
    fn renewals_follow_without_gap_or_overlap(from in days(), late in 0..400_i32) {
        let rules = version(Programme::SportsPhysician).qualification().expect("a title");
        let first = rules.new_validity(from);
        let second = rules.renewed_validity(first);
        prop_assert_eq!(second.from, first.to.add_days(1));
        prop_assert!(first.contains(from) && !first.contains(second.from));
        // Five years are 1826 or 1827 days, and a day less from 29 February only where the end of
        // the month stands for the missing day.
        let length = first.from.days_until(second.from);
        prop_assert!((1826..=1827).contains(&length), "{} days", length);
        let fact = QualificationFact {
            approvals: vec![ApprovalFact { kind: GoalKind::New, decided_on: from, validity: first }],
            grace: None,
        };
        let decided = first.to.add_days(late - 200);
        prop_assert_eq!(rules.approval(GoalKind::Renewal, &fact, decided).expect("a title").validity, second);
    }

    #[test]
    fn every_day_has_one_round_and_it_is_the_first_that_is_open(days in 0..3650_i32, number in 1..=47_u8) {
        let on = day("2025-04-01").add_days(days);
        let prefecture = PrefectureCode::from_number(number).expect("a prefecture");
        let programme = Programme::IndustrialPhysician;
        let placed = ROUNDS.placement(programme, prefecture, on).expect("a round");
        prop_assert!(on <= placed.cut_off && placed.missed.is_none());
        prop_assert!(placed.round.apply_from <= on && placed.cut_off <= placed.round.committee);
        // An independent table: the month of application gives the month of the committee.
        let month = placed.round.committee.month();
        let expected = match on.month() {
            3 | 4 => 5, 5 | 6 => 7, 7 | 8 => 9, 9 | 10 => 11, 11 | 12 => 1, _ => 3,
        };
        prop_assert_eq!(month, expected);
        prop_assert_eq!(placed.round.committee.add_days(1).day(), 1, "the end of the month");
        let months = placed.round.committee.year_month();
        prop_assert_eq!(months.first_day().add_months(2).year_month(), placed.round.expiry);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn attending_what_was_planned_reaches_what_the_plan_says(
        facts in facts(Programme::IndustrialPhysician),
        courses in vec((credits(Programme::IndustrialPhysician), 1..60_i32, any::<bool>()), 0..12),
        renewal in any::<bool>(),
    ) {
        let today = day("2026-01-01");
        let last_safe = day("2026-02-28");
        let home = PrefectureCode::from_number(13).expect("Tokyo");
        let announced: Vec<AnnouncedCourse> = courses
            .into_iter()
            .enumerate()
            .map(|(place, (credit, after, near))| AnnouncedCourse {
                id: CourseId::new([u8::try_from(place).expect("few"); 10]),
                title: "研修会".into(),
                date: today.add_days(after),
                prefecture: PrefectureCode::from_number(if near { 13 } else { 27 }),
                awards: vec![CourseAward {
                    programme: Programme::IndustrialPhysician,
                    category: credit.category,
                    units: credit.units,
                    codes: BTreeSet::new(),
                }],
            })
            .collect();
        let version = version(Programme::IndustrialPhysician);
        let goal = version.goal(if renewal { "renewal" } else { "new" }).expect("a goal");
        let found = plan(
            Programme::IndustrialPhysician, version, goal, &facts, &announced, home, (today, last_safe),
        );
        let mut attended = facts;
        let mut days = BTreeSet::new();
        for planned in &found.courses {
            let course = &announced[planned.course];
            prop_assert!(course.date > today && course.date <= last_safe);
            prop_assert!(days.insert(course.date), "two on one day");
            attended.credits.extend(course.awards.iter().map(|award| CreditFact {
                title: course.title.clone(),
                category: award.category.clone(),
                units: award.units,
                codes: BTreeSet::new(),
                date: course.date,
                origin: CreditOrigin::Course,
                used: false,
            }));
        }
        let judgement = judge(version, goal, &attended, last_safe);
        prop_assert_eq!(judgement.submittable, found.open.is_empty());
    }
}

fn identity() -> NameIdentity {
    let kanji = |text| KanjiPart::parse(text).expect("kanji");
    let kana = |text| KanaPart::parse(text).expect("kana");
    NameIdentity {
        name: PersonName {
            kanji: KanjiName {
                family: kanji("日医"),
                given: kanji("太郎"),
            },
            kana: KanaName {
                family: kana("ニチイ"),
                given: kana("タロウ"),
            },
        },
        former: None,
        birth_date: day("1965-04-01"),
    }
}

fn entry(row: usize, credit: &CreditFact) -> CreditEntry {
    CreditEntry {
        register_number: MedicalRegisterNumber::parse("123456").expect("a number"),
        course: Some(CourseId::new([3; 10])),
        origin: CreditOrigin::Course,
        row: RowId::parse(&format!("r{row}")).expect("a row"),
        programme: Programme::IndustrialPhysician,
        category: credit.category.clone(),
        units: credit.units,
        codes: BTreeSet::new(),
        date: credit.date,
        fiscal_year: FiscalYear::of(credit.date),
        posted: PostedName {
            text: "日医　太郎".into(),
            birth_date: None,
        },
        organizer: OrganizerId::parse("13").expect("an organiser"),
        organizer_name: "医師会".into(),
        title: "研修会".into(),
        kind: EntryKind::Award,
        posted_at: Moment::from_millis(i64::try_from(row).expect("few")),
    }
}

proptest! {
    #[test]
    fn a_reversed_credit_is_as_if_it_had_never_been_awarded(
        kept in vec(credits(Programme::IndustrialPhysician), 0..30),
        gone in vec(credits(Programme::IndustrialPhysician), 0..30),
        title in titles(),
        on in days(),
    ) {
        let identity = identity();
        let facts = |entries: &[CreditEntry]| ProgrammeFacts {
            credits: credit_facts(entries, &identity, Programme::IndustrialPhysician),
            qualification: title.clone(),
            member: true,
            ..ProgrammeFacts::default()
        };
        let awarded: Vec<CreditEntry> =
            kept.iter().enumerate().map(|(row, credit)| entry(row, credit)).collect();
        let mut all: Vec<CreditEntry> = Vec::new();
        for (row, credit) in gone.iter().enumerate() {
            let award = entry(1000 + row, credit);
            all.push(award.reversed(Moment::from_millis(9_000)));
            all.push(award);
        }
        all.extend(awarded.iter().cloned());
        let (never, reversed) = (facts(&awarded), facts(&all));
        prop_assert_eq!(&never, &reversed);
        let version = version(Programme::IndustrialPhysician);
        for goal in version.goals() {
            prop_assert_eq!(
                answers(&judge(version, goal, &never, on)),
                answers(&judge(version, goal, &reversed, on))
            );
        }
    }
}
