//! People: doctors and staff, put straight into the table and signed in.
//!
//! Registration and signing in have journeys of their own; the other ones begin behind them.

use std::ops::Deref;

use adapters::identity::secret::Secret;
use adapters::identity::sign_in::{Principal, issue};
use adapters::store::Key;
use adapters::store::items::account::AccountRecord;
use adapters::store::items::credit::{CreditPart, CreditRecord};
use adapters::store::items::doctor::{IdentityRecord, NamedMembership, ProfileRecord};
use adapters::store::items::organizer::{Office, OrganizerDecision, OrganizerRecord, StaffRecord};
use domain::association::{AssociationId, MemberType, Membership};
use domain::assurance::Assurance;
use domain::calendar::Date;
use domain::contact::EmailAddress;
use domain::credit::{CreditOrigin, RowId};
use domain::id::{CourseId, ExternalBodyId};
use domain::label;
use domain::language::Language;
use domain::organizer::OrganizerId;
use domain::person::PostedName;
use domain::programme::{Category, Programme};
use domain::register_number::MedicalRegisterNumber;
use domain::registration::{ContactForm, EducationForm, ProfileForm, SchoolForm};
use domain::units::Units;

use crate::client::Client;
use crate::registering;
use crate::world::{World, name_of};

/// A doctor to be: who it is, before the table knows.
#[derive(Debug, Clone)]
pub struct Doctor {
    number: MedicalRegisterNumber,
    profile: ProfileForm,
    associations: Vec<AssociationId>,
    assurance: Assurance,
}

/// Somebody signed in. Speaks like the [`Client`] it is.
#[derive(Debug, Clone)]
pub struct Person {
    client: Client,
    /// Where mails to this person go.
    pub email: String,
    /// ログインID.
    pub login: String,
    /// 医籍登録番号, of doctors.
    pub number: Option<MedicalRegisterNumber>,
    /// Own partition of the table.
    pub partition: String,
}

impl Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Doctor {
    /// 髙橋直子, 千代田区: a member of the three layers whose identity was confirmed.
    ///
    /// # Panics
    /// On a number that is none.
    #[must_use]
    pub fn member(number: &str) -> Self {
        Self {
            associations: ["13-001", "13", "national"].map(id).to_vec(),
            assurance: Assurance::Confirmed,
            ..Self::non_member(number)
        }
    }

    /// The same person as a non-member, merely registered.
    ///
    /// # Panics
    /// On a number that is none.
    #[must_use]
    pub fn non_member(number: &str) -> Self {
        Self {
            number: MedicalRegisterNumber::parse(number).expect("a register number"),
            profile: profile_form(),
            associations: Vec::new(),
            assurance: Assurance::Claimed,
        }
    }

    /// Under another name.
    #[must_use]
    pub fn named(mut self, family: &str, given: &str, family_kana: &str, given_kana: &str) -> Self {
        self.profile.family = family.to_owned();
        self.profile.given = given.to_owned();
        self.profile.family_kana = family_kana.to_owned();
        self.profile.given_kana = given_kana.to_owned();
        self
    }

    /// A member of these associations only.
    ///
    /// # Panics
    /// On an id that is none.
    #[must_use]
    pub fn of(mut self, associations: &[&str]) -> Self {
        self.associations = associations.iter().map(|text| id(text)).collect();
        self
    }

    /// Merely registered, not confirmed.
    #[must_use]
    pub fn claimed(mut self) -> Self {
        self.assurance = Assurance::Claimed;
        self
    }

    /// Puts the doctor into the world and signs in.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn enter(self, world: &World) -> Person {
        let login = format!("doctor{}", self.number);
        let email = email_of(&login);
        let profile = self.profile.check(world.today()).expect("a full profile");
        let partition = Key::doctor(&self.number);
        world
            .seed(&IdentityRecord {
                number: self.number.clone(),
                identity: profile.identity(),
                assurance: self.assurance,
                login: login.clone(),
                email: email.clone(),
                language: Language::Ja,
                held_since: Some(world.now()),
                told: false,
                asked: None,
                v: 1,
            })
            .await;
        world
            .seed(&ProfileRecord {
                partition: partition.clone(),
                number: self.number.clone(),
                register_date: date("1995-05-10"),
                login: login.clone(),
                email: email.clone(),
                language: Language::Ja,
                profile,
                assurance: self.assurance,
                memberships: self.associations.iter().map(membership).collect(),
                registered_at: world.now(),
                v: 1,
            })
            .await;
        let principal = Principal::Doctor {
            n: self.number.clone(),
            claim: None,
            login: login.clone(),
        };
        Person {
            client: world.signed_in(&principal).await,
            email: email.to_string(),
            login,
            number: Some(self.number),
            partition,
        }
    }
}

impl World {
    /// A clerk of an association, signed in.
    ///
    /// # Panics
    /// On an association that is none.
    pub async fn officer(&self, association: &str) -> Person {
        let association = id(association);
        let login = format!("clerk-{association}");
        let body = name_of(association.as_str()).to_owned();
        self.staff(OrganizerId::from(association).into(), login, body)
            .await
    }

    /// Another clerk of an association, signed in.
    ///
    /// # Panics
    /// On an association that is none.
    pub async fn officer_named(&self, association: &str, login: &str) -> Person {
        let association = id(association);
        let body = name_of(association.as_str()).to_owned();
        self.staff(
            OrganizerId::from(association).into(),
            login.to_owned(),
            body,
        )
        .await
    }

    /// A doctor whose sign-in ended, signed in again.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn again(&self, doctor: &Person) -> Person {
        let principal = Principal::Doctor {
            n: doctor.number.clone().expect("a doctor"),
            claim: None,
            login: doctor.login.clone(),
        };
        Person {
            client: self.signed_in(&principal).await,
            ..doctor.clone()
        }
    }

    /// A member of staff of an external body that 東京都医師会 let in, signed in.
    ///
    /// # Panics
    /// On an id that is none.
    pub async fn organizer(&self, body: &str, name: &str) -> Person {
        let organizer = OrganizerId::parse(body).expect("an organiser's id");
        let id = ExternalBodyId::parse(body).expect("an external body's id");
        self.seed(&OrganizerRecord {
            organizer: registering::body(name, "").check(&id).expect("a full form"),
            applied_at: self.now(),
            language: Language::Ja,
            decision: Some(OrganizerDecision {
                approved: true,
                reason: None,
                by: "clerk-13".to_owned(),
                at: self.now(),
            }),
            v: 2,
        })
        .await;
        let login = format!("staff-{body}");
        self.staff(organizer.into(), login, name.to_owned()).await
    }

    /// The same with a password to sign in with.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn officer_with_password(&self, association: &str, password: &str) -> Person {
        let officer = self.officer(association).await;
        self.give_password(&officer, password).await;
        officer
    }

    /// An administrator, signed in.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn administrator(&self) -> Person {
        let body = label::ADMINISTRATION.ja.to_owned();
        self.staff(Office::Administration, "administrator".to_owned(), body)
            .await
    }

    /// Gives somebody a password, so that they can sign in by the form.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn give_password(&self, person: &Person, password: &str) {
        let hash = adapters::identity::password::hash(password, random());
        let key = Key::profile(&person.partition);
        let account = if person.number.is_some() {
            let doctor: ProfileRecord = self.find(&key).await.expect("the doctor's record");
            let principal = Principal::Doctor {
                n: doctor.number,
                claim: None,
                login: doctor.login,
            };
            let name = doctor.profile.name.kanji.to_string();
            AccountRecord::new(&person.login, hash, principal, name, doctor.email)
        } else {
            let staff: StaffRecord = self.find(&key).await.expect("the clerk's record");
            let principal = staff.principal();
            let mut account =
                AccountRecord::new(&staff.login, hash, principal, staff.name, staff.email);
            account.body = Some(staff.body);
            account
        };
        self.seed(&account).await;
    }

    async fn staff(&self, office: Office, login: String, body: String) -> Person {
        let email = email_of(&login);
        let record = StaffRecord {
            login: login.clone(),
            name: "佐藤　花子".to_owned(),
            email: email.clone(),
            office,
            body,
            register_number: None,
            since: self.now(),
            v: 1,
        };
        self.seed(&record).await;
        if let Some(line) = record.line() {
            self.seed(&line).await;
        }
        Person {
            client: self.signed_in(&record.principal()).await,
            email: email.to_string(),
            partition: Key::staff(&login),
            login,
            number: None,
        }
    }

    /// A live sign-in, as signing in leaves it.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn signed_in(&self, principal: &Principal) -> Client {
        let made = issue(
            &self.process().seal_keys,
            principal,
            &Secret::new(random()),
            random(),
            Some(
                self.now()
                    .plus_hours(adapters::identity::sign_in::SIGN_IN_HOURS),
            ),
        );
        self.seed(&made.record).await;
        self.visitor().with_cookie(made.token)
    }

    /// Classroom units of continuing education for a doctor, as an organiser's award leaves them.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn award(&self, doctor: &Person, units: &str, on: Date) {
        self.award_as(doctor, units, on, "髙橋直子").await;
    }

    /// The same with another name posted.
    ///
    /// # Panics
    /// When the table refuses.
    pub async fn award_as(&self, doctor: &Person, units: &str, on: Date, posted: &str) {
        let number = doctor.number.clone().expect("a doctor");
        self.credit(number, units, on, posted).await;
    }

    /// Units for 髙橋直子 by number alone, registered or not.
    ///
    /// # Panics
    /// When the table refuses, or on a number that is none.
    pub async fn award_number(&self, number: &str, units: &str, on: Date) {
        let number = MedicalRegisterNumber::parse(number).expect("a register number");
        self.credit(number, units, on, "髙橋直子").await;
    }

    /// Units in a category of a programme that awards a title.
    ///
    /// # Panics
    /// When the table refuses, or on a category that is none.
    pub async fn earn(
        &self,
        doctor: &Person,
        (programme, category): (Programme, &str),
        units: &str,
        on: Date,
    ) {
        let part = CreditPart {
            programme,
            category: Category::parse(category).expect("a category"),
            units: Units::parse(units).expect("units"),
            codes: [].into(),
        };
        let number = doctor.number.clone().expect("a doctor");
        self.seed(&self.entry(number, part, on, "髙橋直子")).await;
    }

    async fn credit(&self, number: MedicalRegisterNumber, units: &str, on: Date, posted: &str) {
        let part = CreditPart {
            programme: Programme::ContinuingEducation,
            category: Category::parse("general").expect("a category"),
            units: Units::parse(units).expect("units"),
            codes: [domain::curriculum::CurriculumCode::parse("15").expect("a code")].into(),
        };
        self.seed(&self.entry(number, part, on, posted)).await;
    }

    fn entry(
        &self,
        number: MedicalRegisterNumber,
        part: CreditPart,
        on: Date,
        posted: &str,
    ) -> CreditRecord {
        CreditRecord {
            number,
            course: Some(CourseId::new(random())),
            origin: CreditOrigin::Course,
            row: RowId::parse("1").expect("a row id"),
            parts: vec![part],
            date: on,
            posted: PostedName {
                text: posted.to_owned(),
                birth_date: None,
            },
            organizer: OrganizerId::from(id("13")),
            organizer_name: name_of("13").to_owned(),
            title: "地域医療研修会".to_owned(),
            enquiries: None,
            posted_at: self.now(),
            reversal: false,
            late: false,
        }
    }
}

/// A date of a test.
///
/// # Panics
/// On one that is none.
#[must_use]
pub fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

/// Everything that a registration asks of the person.
#[must_use]
pub fn profile_form() -> ProfileForm {
    let text = str::to_owned;
    ProfileForm {
        family_kana: text("タカハシ"),
        given_kana: text("ナオコ"),
        family: text("髙橋"),
        given: text("直子"),
        birth_date: text("1968-04-02"),
        sex: text("female"),
        main_specialty: text("01"),
        education: EducationForm {
            school: SchoolForm {
                code: String::new(),
                name: text("千代田医科大学"),
            },
            faculty: text("医学部"),
            graduation_month: text("1995-03"),
            ..EducationForm::default()
        },
        contact: ContactForm {
            postal_code: text("101-0021"),
            prefecture: text("13"),
            street: text("千代田区外神田1-2-3"),
            mobile: text("090-0000-0001"),
            ..ContactForm::default()
        },
        ..ProfileForm::default()
    }
}

fn id(text: &str) -> AssociationId {
    AssociationId::parse(text).expect("an association's id")
}

fn email_of(login: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{login}@example.jp")).expect("an address")
}

fn membership(association: &AssociationId) -> NamedMembership {
    NamedMembership {
        membership: Membership {
            association: association.clone(),
            since: date("2000-04-01"),
            member_type: MemberType::A1,
        },
        name: name_of(association.as_str()).to_owned(),
    }
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("random bytes");
    bytes
}
