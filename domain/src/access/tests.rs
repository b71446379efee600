use super::*;
use crate::calendar::Date;
use crate::contact::PrefectureCode;
use crate::course::{CourseDescription, CourseState, Place};
use crate::id::{CourseId, ExternalBodyId};
use crate::organizer::Enquiries;

fn association(text: &str) -> AssociationId {
    AssociationId::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).unwrap_or_else(|rejection| panic!("{rejection}"))
}

/// A course in Tokyo (13).
fn course_of(organizer: OrganizerId) -> Course {
    let tokyo = PrefectureCode::parse("13").unwrap_or_else(|rejection| panic!("{rejection}"));
    let date = Date::new(2026, 4, 1).unwrap_or_else(|| panic!("a day"));
    Course {
        id: CourseId::new([0; 10]),
        organizer,
        organizer_name: "主催者".into(),
        prefecture: tokyo,
        description: CourseDescription {
            title: "研修会".into(),
            co_organizers: Vec::new(),
            enquiries: Enquiries {
                name: "係".into(),
                telephone: None,
                email: None,
            },
            programmes: Default::default(),
            place: Place::Online { address: None },
            date,
            lectures: Vec::new(),
            capacity: None,
            target: None,
        },
        state: CourseState::Approved,
    }
}

fn external(seed: u8) -> OrganizerId {
    ExternalBodyId::new([seed; 10]).into()
}

fn officer(of: &str) -> Viewer {
    Viewer::Officer {
        association: association(of),
    }
}

fn doctor() -> Viewer {
    Viewer::Doctor {
        register_number: number("123456"),
    }
}

/// The table of S0 Q9, row by row.
#[test]
fn who_sees_a_roster_is_the_table_of_the_document() {
    let body = Viewer::Organizer {
        organizer: external(1),
    };
    let of_body = course_of(external(1));
    let of_other_body = course_of(external(2));
    let of_district = course_of(association("13-001").into());
    let of_prefecture = course_of(association("13").into());
    let courses = [&of_body, &of_other_body, &of_district, &of_prefecture];
    let seen = |viewer: &Viewer| courses.map(|course| sees_roster(viewer, course));
    assert_eq!(seen(&body), [true, false, false, false]);
    assert_eq!(seen(&officer("13-001")), [false, false, true, false]);
    assert_eq!(seen(&officer("13-002")), [false; 4]);
    assert_eq!(seen(&officer("13")), [true; 4]);
    assert_eq!(seen(&officer("14")), [false; 4]);
    assert_eq!(seen(&officer("national")), [true; 4]);
    assert_eq!(seen(&doctor()), [false; 4]);
    assert_eq!(seen(&Viewer::Administrator), [false; 4]);
}

#[test]
fn only_the_organizer_posts() {
    let course = course_of(association("13-001").into());
    assert!(posts_credits(&officer("13-001"), &course));
    for other in [
        officer("13"),
        officer("national"),
        doctor(),
        Viewer::Administrator,
    ] {
        assert!(!posts_credits(&other, &course));
    }
}

#[test]
fn the_association_whose_turn_it_is_reviews() {
    let course = course_of(external(1));
    assert!(reviews_course(&officer("13"), &course, Tier::Prefectural));
    assert!(!reviews_course(&officer("14"), &course, Tier::Prefectural));
    assert!(!reviews_course(&officer("13"), &course, Tier::National));
    assert!(reviews_course(
        &officer("national"),
        &course,
        Tier::National
    ));
    assert!(!reviews_course(
        &officer("national"),
        &course,
        Tier::Prefectural
    ));
    assert!(!reviews_course(
        &Viewer::Organizer {
            organizer: external(1)
        },
        &course,
        Tier::Prefectural
    ));
}

#[test]
fn the_target_association_alone_decides_on_applications() {
    let target = association("13-001");
    assert!(decides_applications(&officer("13-001"), &target));
    for other in [
        officer("13"),
        officer("national"),
        doctor(),
        Viewer::Administrator,
    ] {
        assert!(!decides_applications(&other, &target));
    }
}

#[test]
fn a_doctor_is_seen_by_the_own_associations_and_those_applied_to() {
    let since = Date::new(2000, 4, 1).unwrap_or_else(|| panic!("a day"));
    let member = |id: &str| Membership {
        association: association(id),
        since,
        member_type: crate::association::MemberType::A1,
    };
    let memberships = [member("13-001"), member("13")];
    let applied = [association("14")];
    let sees = |viewer: &Viewer| sees_doctor(viewer, &number("123456"), &memberships, &applied);
    for viewer in [doctor(), officer("13-001"), officer("13"), officer("14")] {
        assert!(sees(&viewer), "{viewer:?}");
    }
    let stranger = Viewer::Doctor {
        register_number: number("654321"),
    };
    for viewer in [
        stranger,
        officer("national"),
        officer("13-002"),
        Viewer::Administrator,
    ] {
        assert!(!sees(&viewer), "{viewer:?}");
    }
}
