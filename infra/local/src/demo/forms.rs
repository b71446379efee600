//! The world as people would type it into the site: the forms of the domain.
//!
//! Loading goes through the checks of these forms, so that nothing gets into the store that the
//! site would refuse.

use super::ids;
use super::world::{
    Application, Association, AssociationKind, Attendance, Course, Doctor, Evidence, ExternalBody,
    HandedInKind, MemberType, Place, Practical, Sex, YearMonth,
};
use domain::application::{
    ApplicationForm, HandedInForm, PracticalForm, PracticalItemForm, PracticalTwoForm,
};
use domain::association::{self, Membership};
use domain::calendar::Date;
use domain::contact::PrefectureCode;
use domain::course::{AwardForm, CourseForm, LectureForm, PlaceForm};
use domain::credit::AttendeeRow;
use domain::evidence::{EvidenceId, EvidenceKind};
use domain::login::Password;
use domain::organizer::{EnquiriesForm, OrganizerForm};
use domain::programme::Programme;
use domain::reference::UNIVERSITIES;
use domain::registration::{ContactForm, EducationForm, ProfileForm, RegistrationForm, SchoolForm};
use domain::units::Units;

/// The same day in the domain's calendar.
///
/// # Panics
/// Before 1850 or after 2199, where nothing of this world lies.
pub fn day(day: time::Date) -> Date {
    Date::new(day.year(), day.month().into(), day.day()).expect("a day between 1850 and 2199")
}

/// 医師会.
pub fn association(association: &Association) -> association::Association {
    let id = ids::association(&association.key);
    let kind = match association.kind {
        AssociationKind::National => association::AssociationKind::National,
        AssociationKind::Prefectural => association::AssociationKind::Prefectural,
        AssociationKind::Area => association::AssociationKind::MunicipalDistrict,
        AssociationKind::University => association::AssociationKind::University,
    };
    association::Association {
        name: association.name.clone(),
        tier: id.tier(),
        kind,
        parent: association.parent.as_deref().map(ids::association),
        prefecture: id.prefecture(),
        id,
    }
}

/// 会員: the district's membership and, unless it is local only, those above it.
pub fn memberships(doctor: &Doctor) -> Vec<Membership> {
    let Some(membership) = &doctor.membership else {
        return Vec::new();
    };
    let district = ids::association(&membership.district);
    let above = [
        district
            .prefecture()
            .map(association::AssociationId::prefectural),
        Some(association::AssociationId::national()),
    ];
    let above = above
        .into_iter()
        .flatten()
        .filter(|_| !membership.local_only);
    let member_type = match membership.kind {
        MemberType::A1 => association::MemberType::A1,
        MemberType::A2B => association::MemberType::A2B,
        MemberType::A2C => association::MemberType::A2C,
        MemberType::B => association::MemberType::B,
        MemberType::C => association::MemberType::C,
    };
    std::iter::once(district.clone())
        .chain(above)
        .map(|association| Membership {
            association,
            since: day(membership.since),
            member_type,
        })
        .collect()
}

/// 利用者登録, with the password typed.
pub fn registration(doctor: &Doctor, password: &str) -> RegistrationForm {
    RegistrationForm {
        login_id: doctor.login.clone(),
        password: Password::new(password),
        register_number: doctor.register_number.clone(),
        register_date: doctor.register_date.to_string(),
        profile: profile(doctor),
    }
}

fn profile(doctor: &Doctor) -> ProfileForm {
    let former = doctor.former.as_ref();
    ProfileForm {
        family_kana: doctor.kana.family.clone(),
        given_kana: doctor.kana.given.clone(),
        family: doctor.kanji.family.clone(),
        given: doctor.kanji.given.clone(),
        former_family_kana: former.map(|former| former.kana.clone()).unwrap_or_default(),
        former_family: former
            .map(|former| former.kanji.clone())
            .unwrap_or_default(),
        former_name_on_mail: former.is_some_and(|former| former.use_on_mail),
        birth_date: doctor.birth.to_string(),
        sex: match doctor.sex {
            Sex::Female => "female".to_owned(),
            Sex::Male => "male".to_owned(),
        },
        main_specialty: doctor.specialty.clone(),
        further_specialties: doctor.further_specialties.clone(),
        education: education(doctor),
        societies: doctor.societies.clone(),
        contact: ContactForm {
            postal_code: doctor.home.postal_code.clone(),
            prefecture: doctor.home.prefecture.clone(),
            street: doctor.home.street.clone(),
            building: doctor.home.building.clone().unwrap_or_default(),
            mobile: doctor.mobile.clone(),
            telephone: doctor.telephone.clone().unwrap_or_default(),
            fax: String::new(),
        },
        ..ProfileForm::default()
    }
}

fn education(doctor: &Doctor) -> EducationForm {
    let graduate = doctor.graduate_school.as_ref();
    EducationForm {
        school: school(&doctor.university),
        faculty: "医学部".to_owned(),
        graduation_month: month(doctor.graduated),
        graduate_school: graduate.map(|g| school(&g.university)).unwrap_or_default(),
        graduate_department: graduate.map(|g| g.department.clone()).unwrap_or_default(),
        graduate_completion_month: graduate.map(|g| month(g.completed)).unwrap_or_default(),
        degree_month: graduate
            .and_then(|g| g.degree)
            .map(month)
            .unwrap_or_default(),
    }
}

fn school(code: &str) -> SchoolForm {
    let name = UNIVERSITIES.by_code(code).map(|entry| entry.name.clone());
    SchoolForm {
        code: code.to_owned(),
        name: name.unwrap_or_default(),
    }
}

fn month(month: YearMonth) -> String {
    format!("{:04}-{:02}", month.year, month.month)
}

/// 主催者アカウントの申請.
pub fn organizer(body: &ExternalBody) -> OrganizerForm {
    OrganizerForm {
        name: body.name.clone(),
        prefecture: body.prefecture.clone(),
        enquiries: EnquiriesForm {
            name: body.contact.full(),
            telephone: body.telephone.clone(),
            email: body.email.clone(),
        },
    }
}

/// 研修会.
pub fn course(course: &Course) -> CourseForm {
    let (kind, venue) = match &course.place {
        Place::Venue(hall) => ("venue", hall.clone()),
        Place::Hybrid(hall) => ("both", hall.clone()),
        Place::Online => ("online", String::new()),
    };
    let programme = Programme::ContinuingEducation.as_str().to_owned();
    let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let lectures = course.lectures.iter().map(|lecture| LectureForm {
        title: lecture.title.clone(),
        lecturer: lecture.lecturer.full(),
        start: time(lecture.start),
        end: time(lecture.end),
        awards: vec![AwardForm {
            programme: programme.clone(),
            category: String::new(),
            units: Units::from_halves(lecture.half_units).to_string(),
            code: lecture.code.to_string(),
        }],
    });
    CourseForm {
        title: course.title.clone(),
        co_organizers: course.co_organizers.clone(),
        enquiries: EnquiriesForm {
            name: course.contact.name.clone(),
            telephone: course.contact.telephone.clone(),
            email: course.contact.email.clone(),
        },
        programmes: vec![programme.clone()],
        place: PlaceForm {
            kind: kind.to_owned(),
            // Only a hall lies somewhere.
            prefecture: if venue.is_empty() {
                String::new()
            } else {
                course.prefecture.clone()
            },
            venue,
            address: String::new(),
        },
        date: course.date.to_string(),
        lectures: lectures.collect(),
        capacity: course
            .capacity
            .map(|capacity| capacity.to_string())
            .unwrap_or_default(),
        target: course.target.clone(),
    }
}

/// The prefecture whose association approves a course.
///
/// # Panics
/// Never for a course of this world.
pub fn prefecture(course: &Course) -> PrefectureCode {
    PrefectureCode::parse(&course.prefecture).expect("a prefecture of this world")
}

/// A row of attendees.
pub fn row(attendance: &Attendance) -> AttendeeRow {
    AttendeeRow {
        row_id: attendance.row.clone(),
        register_number: attendance.register_number.clone(),
        name: attendance.name.clone(),
        birth_date: attendance.birth.map(|birth| birth.to_string()),
        units: None,
    }
}

/// A document of an application.
#[derive(Clone, Debug, PartialEq)]
pub struct Document<'a> {
    /// Its id in the store.
    pub id: EvidenceId,
    /// What it shows.
    pub kind: EvidenceKind,
    /// What it is.
    pub evidence: &'a Evidence,
}

/// The documents of an application: handed-in units, practical part, licence, in this order.
pub fn documents(application: &Application) -> Vec<Document<'_>> {
    let handed_in = application.handed_in.iter().map(|item| {
        let kind = match item.kind {
            HandedInKind::OutsideCourse | HandedInKind::SocietyMeeting => {
                EvidenceKind::AttendanceCertificate
            }
            HandedInKind::Teaching | HandedInKind::Writing => EvidenceKind::Other,
        };
        (kind, &item.evidence)
    });
    let practical = match &application.practical {
        Practical::Recognized(items) => items
            .iter()
            .map(|item| (EvidenceKind::PracticalEvidence, &item.evidence))
            .collect(),
        Practical::Other {
            description,
            evidence,
            ..
        } => vec![
            (EvidenceKind::PracticalDescription, description),
            (EvidenceKind::PracticalEvidence, evidence),
        ],
    };
    let licence = application
        .licence
        .iter()
        .map(|licence| (EvidenceKind::Licence, licence));
    handed_in
        .chain(practical)
        .chain(licence)
        .enumerate()
        .map(|(place, (kind, evidence))| Document {
            id: ids::evidence(&application.key, place),
            kind,
            evidence,
        })
        .collect()
}

/// 修了申請, with the documents of [`documents`].
pub fn application(application: &Application) -> ApplicationForm {
    let mut documents = documents(application)
        .into_iter()
        .map(|document| document.id.to_string());
    let mut next = || documents.next().into_iter().collect::<Vec<String>>();
    let handed_in = application.handed_in.iter().map(|item| HandedInForm {
        kind: match item.kind {
            HandedInKind::OutsideCourse => "unregistered-course",
            HandedInKind::SocietyMeeting => "society-meeting",
            HandedInKind::Teaching => "teaching",
            HandedInKind::Writing => "writing",
        }
        .to_owned(),
        title: item.title.clone(),
        date: item.date.to_string(),
        units: Units::from_halves(item.half_units).to_string(),
        codes: item.codes.iter().map(u8::to_string).collect(),
        evidence: next(),
    });
    let handed_in = handed_in.collect();
    let practical = match &application.practical {
        Practical::Recognized(items) => PracticalForm {
            one: items
                .iter()
                .map(|item| PracticalItemForm {
                    item: item.item.clone(),
                    evidence: next(),
                })
                .collect(),
            two: None,
        },
        Practical::Other { simulation_lab, .. } => PracticalForm {
            one: Vec::new(),
            two: Some(PracticalTwoForm {
                kind: if *simulation_lab {
                    "simulation-lab"
                } else {
                    "other"
                }
                .to_owned(),
                description: next().concat(),
                evidence: next(),
            }),
        },
    };
    ApplicationForm {
        programme: Programme::FamilyPhysicianFunction.as_str().to_owned(),
        target: ids::association(&application.target).to_string(),
        handed_in,
        practical,
        identity_documents: next(),
        title: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::accounts::DEMO_ACCOUNTS;
    use super::super::world::{DemoWorld, RowStory};
    use super::super::{SEED, TODAY, world};
    use super::*;
    use domain::calendar::FiscalYear;
    use domain::person::{Agreement, NameIdentity, PostedName, agreement};
    use domain::rules::{ClassroomUnits, RuleBook, evaluate};
    use std::collections::{BTreeMap, HashMap};
    use std::sync::LazyLock;

    static WORLD: LazyLock<DemoWorld> = LazyLock::new(|| world(SEED));

    fn today() -> Date {
        day(TODAY)
    }

    #[test]
    fn the_site_would_register_every_doctor() {
        for doctor in &WORLD.doctors {
            let account = DEMO_ACCOUNTS
                .iter()
                .find(|account| account.login == doctor.login);
            let password = account.map_or("Sakura%2026x", |account| account.password);
            let checked = registration(doctor, password).check(today());
            let registered = checked.unwrap_or_else(|problems| panic!("{doctor:?}: {problems:?}"));
            assert_eq!(
                registered.profile.name.kanji.to_string(),
                doctor.kanji.full()
            );
            assert!(!registered.register_number_padded);
        }
    }

    #[test]
    fn the_site_would_take_every_login_and_password_of_the_demonstration() {
        for account in DEMO_ACCOUNTS {
            let login = domain::login::LoginId::parse(account.login);
            assert!(login.is_ok(), "{}", account.login);
            let password = domain::login::check_password(account.password, account.login);
            assert!(password.is_ok(), "{}: {password:?}", account.login);
        }
        for staff in &WORLD.staff {
            assert!(
                domain::login::LoginId::parse(&staff.login).is_ok(),
                "{}",
                staff.login
            );
        }
    }

    #[test]
    fn the_site_would_take_every_course_and_every_organiser() {
        for listed in &WORLD.courses {
            let form = course(listed);
            let checked = form.check(today());
            let description = checked.unwrap_or_else(|problems| panic!("{listed:?}: {problems:?}"));
            assert_eq!(form.warnings(), []);
            let [award] = &description.awards()[..] else {
                panic!("one award: {listed:?}")
            };
            assert_eq!(award.units, Units::from_halves(listed.half_units()));
            let codes: Vec<u8> = award.codes.iter().map(|code| code.number()).collect();
            assert_eq!(codes, listed.codes());
        }
        for body in &WORLD.organizers {
            let checked = organizer(body).check(&ids::external_body(&body.key));
            assert!(checked.is_ok(), "{body:?}: {checked:?}");
        }
    }

    #[test]
    fn every_association_keeps_its_tier_and_parent() {
        let all: HashMap<_, _> = WORLD
            .associations
            .iter()
            .map(association)
            .map(|a| (a.id.clone(), a))
            .collect();
        assert_eq!(all.len(), WORLD.associations.len());
        for association in all.values() {
            assert_eq!(association.kind.tier(), association.tier);
            let parent = association.parent.as_ref().map(|id| all[id].tier);
            assert!(
                parent.is_none_or(|tier| tier > association.tier),
                "{association:?}"
            );
            assert!(
                association
                    .parent
                    .as_ref()
                    .is_none_or(|id| association.id.is_within(id))
            );
        }
    }

    fn identities() -> HashMap<&'static str, NameIdentity> {
        let identity = |doctor: &'static Doctor| {
            let checked = registration(doctor, "Sakura%2026x").check(today());
            let profile = checked.expect("a valid form").profile;
            (doctor.register_number.as_str(), profile.identity())
        };
        WORLD.doctors.iter().map(identity).collect()
    }

    #[test]
    fn names_agree_and_differ_as_their_rows_are_meant_to() {
        let identities = identities();
        for attendance in &WORLD.attendances {
            let checked = row(attendance).check(&[], today());
            let checked = checked.unwrap_or_else(|problems| panic!("{attendance:?}: {problems:?}"));
            let Some(identity) = identities.get(attendance.register_number.as_str()) else {
                assert_eq!(attendance.story, RowStory::Waiting);
                continue;
            };
            let expected = match attendance.story {
                RowStory::Mismatch => Agreement::NameDiffers,
                _ => Agreement::Agrees,
            };
            assert_eq!(
                agreement(&checked.posted, identity),
                expected,
                "{attendance:?}"
            );
        }
    }

    #[test]
    fn the_waiting_credits_count_for_whoever_registers_with_the_printed_name() {
        use super::super::accounts::{WAITING_NAME, WAITING_NUMBER};
        let [(family, _), (given, _)] = WAITING_NAME;
        let named = format!("{family}　{given}");
        let mut rows = WORLD
            .attendances
            .iter()
            .filter(|row| row.register_number == WAITING_NUMBER);
        assert!(rows.all(|row| row.name == named));
        let posted = PostedName {
            text: named,
            birth_date: None,
        };
        let mut somebody = registration(&WORLD.doctors[0], "Sakura%2026x");
        somebody.profile.family = family.to_owned();
        somebody.profile.given = given.to_owned();
        let profile = somebody.check(today()).expect("a valid form").profile;
        assert_eq!(agreement(&posted, &profile.identity()), Agreement::Agrees);
    }

    /// Classroom units in the system on the day of the application, per fiscal year.
    fn classroom(application: &Application) -> Vec<ClassroomUnits> {
        let mut years: BTreeMap<FiscalYear, (Units, u32)> = BTreeMap::new();
        let counted = WORLD.attendances.iter().filter(|row| {
            row.register_number == application.register_number && row.story != RowStory::Mismatch
        });
        for row in counted {
            let listed = WORLD.courses.iter().find(|course| course.key == row.course);
            let listed = listed.expect("a course of this world");
            if listed
                .posted
                .is_some_and(|posted| posted < application.submitted)
            {
                let sums = years.entry(FiscalYear::of(day(listed.date))).or_default();
                sums.0 = sums
                    .0
                    .saturating_add(Units::from_halves(listed.half_units()));
                sums.1 += 1;
            }
        }
        let year = |(year, (units, entries))| ClassroomUnits {
            year,
            units,
            entries,
        };
        years.into_iter().map(year).collect()
    }

    #[test]
    fn the_rules_would_let_every_application_be_handed_in() {
        let book = RuleBook::embedded().expect("rules without fault");
        for listed in &WORLD.applications {
            let submitted = day(listed.submitted);
            let rules = book.in_force(Programme::FamilyPhysicianFunction, submitted);
            let rules = rules.expect("rules in force on the day");
            let checked = application(listed).check(rules, submitted);
            let content = checked.unwrap_or_else(|problems| panic!("{listed:?}: {problems:?}"));
            assert_eq!(content.evidence().count(), documents(listed).len());
            let member = listed.licence.is_none();
            let facts = content.facts(classroom(listed), member);
            let evaluation = evaluate(rules, &facts, submitted);
            assert!(evaluation.submittable, "{listed:?}: {evaluation:?}");
        }
    }
}
