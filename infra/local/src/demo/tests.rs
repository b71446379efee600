//! The world as a whole: deterministic, complete, valid, and nobody's.

use super::accounts::{DEMO_ACCOUNTS, NEWCOMER, NON_MEMBER, SENIOR, VETERAN, WAITING_NUMBER};
use super::applications::{LEAST_HALF_UNITS, half_units};
use super::world::{
    Application, ApplicationState, AssociationKind, Course, CourseState, DemoWorld, Doctor, Office,
    Practical, RowStory,
};
use super::{SEED, TODAY, courses, fiscal_year, world};
use domain::reference::{SOCIETIES, SPECIALTIES, UNIVERSITIES, postal_lines};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static WORLD: LazyLock<DemoWorld> = LazyLock::new(|| world(SEED));

fn unique<T: std::hash::Hash + Eq + std::fmt::Debug>(values: impl IntoIterator<Item = T>) -> usize {
    let mut seen = HashSet::new();
    for value in values {
        let text = format!("{value:?}");
        assert!(seen.insert(value), "{text} stands twice");
    }
    seen.len()
}

fn by_login(login: &str) -> &'static Doctor {
    WORLD
        .doctors
        .iter()
        .find(|doctor| doctor.login == login)
        .expect("a persona")
}

fn course(key: &str) -> &'static Course {
    WORLD
        .courses
        .iter()
        .find(|course| course.key == key)
        .expect("a course")
}

#[test]
fn the_same_seed_makes_the_same_world_and_another_seed_another_one() {
    assert_eq!(world(SEED), *WORLD);
    assert_ne!(world(SEED + 1).doctors, WORLD.doctors);
}

#[test]
fn there_are_as_many_of_everything_as_promised() {
    let kind = |kind| WORLD.associations.iter().filter(|a| a.kind == kind).count();
    assert_eq!(kind(AssociationKind::National), 1);
    assert_eq!(kind(AssociationKind::Prefectural), 47);
    assert_eq!(kind(AssociationKind::Area), 144);
    assert_eq!(kind(AssociationKind::University), 10);
    assert_eq!(WORLD.doctors.len(), 300);
    assert_eq!(WORLD.organizers.len(), 12);
    assert_eq!(
        WORLD
            .organizers
            .iter()
            .filter(|body| body.approved.is_none())
            .count(),
        2
    );
    let past = WORLD
        .courses
        .iter()
        .filter(|course| course.date < TODAY)
        .count();
    assert_eq!(past, courses::POSTED + courses::TO_POST + courses::OVERDUE);
    let before_2025 = WORLD
        .courses
        .iter()
        .filter(|course| course.date.year() < 2025)
        .count();
    assert!(before_2025 > 100, "{before_2025}");
    let non_members = WORLD
        .doctors
        .iter()
        .filter(|doctor| doctor.membership.is_none())
        .count();
    assert!((35..=60).contains(&non_members), "{non_members}");
    assert_eq!(WORLD.applications.len(), 48);
}

#[test]
fn every_association_has_its_parent_one_tier_above() {
    unique(WORLD.associations.iter().map(|a| &a.key));
    unique(WORLD.associations.iter().map(|a| &a.name));
    for association in &WORLD.associations {
        let parent = association.parent.as_ref().map(|key| {
            WORLD
                .associations
                .iter()
                .find(|a| a.key == *key)
                .expect("the parent is listed")
                .kind
        });
        let expected = match association.kind {
            AssociationKind::National => None,
            AssociationKind::Prefectural => Some(AssociationKind::National),
            AssociationKind::Area | AssociationKind::University => {
                Some(AssociationKind::Prefectural)
            }
        };
        assert_eq!(parent, expected, "{}", association.name);
    }
}

#[test]
fn every_doctor_has_numbers_and_a_login_of_their_own() {
    unique(WORLD.doctors.iter().map(|d| &d.register_number));
    unique(WORLD.doctors.iter().map(|d| &d.email));
    let numbers = WORLD
        .doctors
        .iter()
        .filter_map(|d| d.membership.as_ref())
        .map(|m| &m.number);
    unique(numbers.clone());
    assert!(numbers.clone().all(|number| number.len() == 10));
    let logins = WORLD
        .doctors
        .iter()
        .map(|d| &d.login)
        .chain(WORLD.staff.iter().map(|s| &s.login));
    unique(logins);
}

#[test]
fn doctors_grow_up_before_they_register() {
    for doctor in &WORLD.doctors {
        let age = |day: time::Date| day.year() - doctor.birth.year();
        assert!((23..=30).contains(&age(doctor.register_date)), "{doctor:?}");
        assert!((26..=83).contains(&age(TODAY)), "{doctor:?}");
        assert!(doctor.register_date < TODAY);
        assert_eq!(doctor.graduated.year, doctor.register_date.year());
        if let Some(membership) = &doctor.membership {
            assert!(membership.since >= doctor.register_date && membership.since <= TODAY);
        }
    }
    assert_eq!(TODAY.year() - by_login(SENIOR).birth.year(), 75);
}

#[test]
fn codes_are_those_of_the_reference_lists() {
    for doctor in &WORLD.doctors {
        for code in std::iter::once(&doctor.specialty).chain(&doctor.further_specialties) {
            assert!(SPECIALTIES.by_code(code).is_some(), "{code}");
        }
        assert!(UNIVERSITIES.by_code(&doctor.university).is_some());
        assert!(
            doctor
                .societies
                .iter()
                .all(|code| SOCIETIES.by_code(code).is_some())
        );
        unique(&doctor.societies);
    }
    for lecture in WORLD.courses.iter().flat_map(|course| &course.lectures) {
        let code = lecture.code.to_string();
        assert!(
            domain::reference::CURRICULUM_CODES.by_code(&code).is_some(),
            "{code}"
        );
    }
}

#[test]
fn every_address_agrees_with_its_postal_code() {
    let mut table = Vec::new();
    let mut compressed = domain::reference::POSTAL_TABLE_BROTLI;
    brotli::BrotliDecompress(&mut compressed, &mut table).expect("unpacked");
    let table = String::from_utf8(table).expect("text");
    let known: HashMap<String, (String, String)> = postal_lines(&table)
        .map(|line| line.expect("a good line"))
        .map(|line| {
            (
                line.code.to_owned(),
                (line.address.prefecture, line.address.address),
            )
        })
        .collect();
    for home in WORLD.doctors.iter().map(|doctor| &doctor.home) {
        let (prefecture, town) = &known[&home.postal_code.replace('-', "")];
        assert_eq!(*prefecture, home.prefecture);
        assert!(home.street.starts_with(town.as_str()), "{home:?}");
        assert_eq!(home.postal_code.as_bytes()[3], b'-');
    }
}

#[test]
fn nobody_real_can_be_called_or_written_to() {
    let doctors = WORLD.doctors.iter();
    let phones = doctors
        .clone()
        .flat_map(|d| d.telephone.iter().chain([&d.mobile]));
    let phones = phones
        .chain(WORLD.associations.iter().map(|a| &a.telephone))
        .chain(WORLD.organizers.iter().map(|o| &o.telephone))
        .chain(WORLD.courses.iter().map(|c| &c.contact.telephone));
    for phone in phones {
        assert!(phone.starts_with("000-") && phone.len() <= 15, "{phone}");
    }
    let mails = doctors
        .clone()
        .map(|d| &d.email)
        .chain(WORLD.staff.iter().map(|s| &s.email));
    let mails = mails
        .chain(WORLD.associations.iter().map(|a| &a.email))
        .chain(WORLD.organizers.iter().map(|o| &o.email))
        .chain(WORLD.courses.iter().map(|c| &c.contact.email));
    for mail in mails {
        assert!(mail.ends_with("@example.jp"), "{mail}");
    }
    for doctor in doctors {
        // Fewer than 700,000 numbers have been given out since the register began.
        assert!(doctor.register_number.as_str() >= "900000" && doctor.register_number.len() == 6);
    }
}

#[test]
fn names_that_other_systems_lose_are_there() {
    let names: String = WORLD.doctors.iter().map(|d| d.kanji.full()).collect();
    for letter in [
        "髙",
        "﨑",
        "𠮷",
        "𡈽",
        "德",
        "濵",
        "邊",
        "邉",
        "齋",
        "齊",
        "葛\u{E0100}",
        "辻\u{E0100}",
    ] {
        assert!(names.contains(letter), "{letter}");
    }
    let former = WORLD.doctors.iter().filter(|d| d.former.is_some()).count();
    assert!(former >= 15, "{former}");
}

#[test]
fn courses_have_lectures_and_days_that_fit() {
    unique(WORLD.courses.iter().map(|c| &c.key));
    for course in &WORLD.courses {
        assert!(!course.lectures.is_empty() && course.half_units() >= 1);
        for lecture in &course.lectures {
            assert_eq!(
                u32::from(lecture.end - lecture.start),
                u32::from(lecture.half_units) * 30
            );
            assert!(lecture.end <= 22 * 60, "{}", course.key);
        }
        for pair in course.lectures.windows(2) {
            assert!(pair[0].end < pair[1].start);
        }
        assert!(course.submitted < course.date && course.submitted <= TODAY);
        match &course.state {
            CourseState::Approved(day) => {
                assert!((course.submitted..course.date).contains(day), "{course:?}")
            }
            CourseState::Submitted | CourseState::SentBack(_) => {
                assert!(course.date > TODAY && course.posted.is_none());
            }
        }
        assert!(
            course
                .posted
                .is_none_or(|day| day > course.date && day <= TODAY)
        );
    }
}

#[test]
fn only_posted_courses_have_rows_and_each_person_stands_in_one_row_of_a_course() {
    unique(WORLD.attendances.iter().map(|row| (&row.course, &row.row)));
    unique(
        WORLD
            .attendances
            .iter()
            .map(|row| (&row.course, &row.register_number)),
    );
    let with_rows: HashSet<_> = WORLD
        .attendances
        .iter()
        .map(|row| row.course.as_str())
        .collect();
    assert_eq!(with_rows.len(), courses::POSTED);
    assert!(with_rows.iter().all(|key| course(key).posted.is_some()));
    assert!(
        (2_500..5_000).contains(&WORLD.attendances.len()),
        "{}",
        WORLD.attendances.len()
    );
}

#[test]
fn rows_tell_the_stories_they_are_there_for() {
    let doctors: HashMap<&str, &Doctor> = WORLD
        .doctors
        .iter()
        .map(|doctor| (doctor.register_number.as_str(), doctor))
        .collect();
    let mut stories: HashMap<RowStory, usize> = HashMap::new();
    for row in &WORLD.attendances {
        *stories.entry(row.story).or_default() += 1;
        let doctor = doctors.get(row.register_number.as_str());
        assert_eq!(doctor.is_none(), row.story == RowStory::Waiting, "{row:?}");
        let Some(doctor) = doctor else { continue };
        let same = doctor.kanji.full() == row.name;
        assert_eq!(same, row.story == RowStory::Plain, "{row:?}");
        assert!(row.birth.is_none_or(|birth| birth == doctor.birth));
    }
    assert_eq!(stories[&RowStory::Mismatch], super::attendances::MISMATCHES);
    assert!(stories[&RowStory::Waiting] >= 20);
    assert!(stories[&RowStory::AgreesFolded] >= 200);
    let of_waiting = WORLD
        .attendances
        .iter()
        .filter(|row| row.register_number == WAITING_NUMBER);
    let half_units: u16 = of_waiting.map(|row| course(&row.course).half_units()).sum();
    assert!(half_units >= 10, "five units or more wait: {half_units}");
}

#[test]
fn the_veteran_has_150_entries_in_five_years() {
    let number = &by_login(VETERAN).register_number;
    let since = TODAY
        .replace_year(TODAY.year() - 5)
        .expect("not a leap day");
    let rows: Vec<_> = WORLD
        .attendances
        .iter()
        .filter(|row| row.register_number == *number)
        .collect();
    assert_eq!(rows.len(), 150);
    let days = unique(rows.iter().map(|row| course(&row.course).date));
    assert_eq!(days, 150, "at most one course a day");
    assert!(rows.iter().all(|row| course(&row.course).date > since));
}

#[test]
fn the_newcomer_has_the_classroom_units_and_has_not_applied() {
    let number = &by_login(NEWCOMER).register_number;
    let rows = WORLD
        .attendances
        .iter()
        .filter(|row| row.register_number == *number);
    let half_units: u16 = rows.map(|row| course(&row.course).half_units()).sum();
    assert!(half_units >= 10, "{half_units}");
    assert!(
        WORLD
            .applications
            .iter()
            .all(|application| application.register_number != *number)
    );
}

#[test]
fn every_state_of_an_application_is_there() {
    let count = |wanted: fn(&ApplicationState) -> bool| {
        WORLD
            .applications
            .iter()
            .filter(|application| wanted(&application.state))
            .count()
    };
    assert_eq!(
        count(|state| matches!(state, ApplicationState::Submitted)),
        17
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::SentBack(_))),
        5
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::Resubmitted(_))),
        4
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::Approved)),
        14
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::ApprovedAfterSendBack(_))),
        3
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::Rejected(_))),
        2
    );
    assert_eq!(
        count(|state| matches!(state, ApplicationState::Withdrawn)),
        3
    );
    for target in ["13-05", "13", "00"] {
        let waiting = |a: &&Application| {
            a.target == target
                && matches!(
                    a.state,
                    ApplicationState::Submitted | ApplicationState::Resubmitted(_)
                )
        };
        assert!(
            WORLD.applications.iter().any(|a| waiting(&a)),
            "nothing waits at {target}"
        );
    }
}

#[test]
fn every_application_fulfils_the_rule_when_it_is_handed_in() {
    unique(WORLD.applications.iter().map(|a| &a.register_number));
    let keys: HashSet<_> = WORLD.associations.iter().map(|a| &a.key).collect();
    for application in &WORLD.applications {
        let doctor = WORLD
            .doctors
            .iter()
            .find(|doctor| doctor.register_number == application.register_number)
            .expect("a doctor of this world");
        let posted: u16 = WORLD
            .attendances
            .iter()
            .filter(|row| {
                row.register_number == doctor.register_number && row.story != RowStory::Mismatch
            })
            .map(|row| course(&row.course))
            .filter(|course| course.posted.is_some_and(|day| day < application.submitted))
            .map(Course::half_units)
            .sum();
        let handed_in: u16 = application.handed_in.iter().map(|h| h.half_units).sum();
        let classroom = posted + handed_in;
        assert!(classroom > 0, "{application:?}");
        assert!(
            classroom + half_units(&application.practical) >= LEAST_HALF_UNITS,
            "{application:?}"
        );
        for item in &application.handed_in {
            assert_eq!(fiscal_year(item.date), fiscal_year(application.submitted));
            assert!(item.date <= application.submitted);
        }
        assert_eq!(application.licence.is_some(), doctor.membership.is_none());
        assert!(keys.contains(&application.target), "{}", application.target);
        if matches!(application.practical, Practical::Other { .. }) {
            assert!(application.target.len() == 2, "Ⅱ never goes to a district");
        }
        assert!((application.submitted..=TODAY).contains(&application.last_step));
    }
}

#[test]
fn every_demonstration_account_is_somebody() {
    unique(DEMO_ACCOUNTS.iter().map(|account| account.login));
    for account in DEMO_ACCOUNTS {
        let doctor = WORLD
            .doctors
            .iter()
            .any(|doctor| doctor.login == account.login);
        let staff = WORLD.staff.iter().any(|staff| staff.login == account.login);
        assert!(doctor != staff, "{}", account.login);
    }
    assert!(by_login(NON_MEMBER).membership.is_none());
    let offices: Vec<_> = DEMO_ACCOUNTS
        .iter()
        .filter_map(|account| {
            WORLD
                .staff
                .iter()
                .find(|staff| staff.login == account.login)
        })
        .map(|staff| staff.office.clone())
        .collect();
    assert_eq!(
        offices,
        [
            Office::ExternalBody("x01".into()),
            Office::Association("13-05".into()),
            Office::Association("13".into()),
            Office::Association("00".into()),
            Office::Administration,
        ]
    );
}
