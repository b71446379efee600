//! Three hundred doctors: four personas, then a mixture of ages, places, names and memberships.

use super::accounts;
use super::chance::Chance;
use super::names::{FAMILIES, FEMALE, MALE, VARIANT_FAMILIES};
use super::world::{
    Address, Association, AssociationKind, Doctor, FormerFamilyName, GraduateSchool, MemberType,
    Membership, Name, Sex, Town, YearMonth,
};
use super::{TODAY, date};
use std::collections::HashSet;
use time::{Date, Duration};

/// How many doctors are registered in the world.
pub const DOCTORS: usize = 300;

/// The district of the demonstration's district officer: 文京区医師会.
pub const HOME_DISTRICT: &str = "13-05";

/// Numbers given out in reality stay below; so nobody real is meant.
const FIRST_REGISTER_NUMBER: u32 = 900_000;

/// The doctors; the four personas first, in the order of [`accounts::DEMO_ACCOUNTS`].
pub fn doctors(seed: u64, associations: &[Association]) -> Vec<Doctor> {
    let mut chance = Chance::about(seed, "doctors");
    let mut doctors: Vec<Doctor> = Vec::with_capacity(DOCTORS);
    let mut taken: HashSet<(String, String)> = HashSet::new();
    while doctors.len() < DOCTORS {
        let person = persona(doctors.len()).unwrap_or_else(|| stranger(&mut chance));
        // Two doctors of one name and birthday would be a story of its own.
        if taken.insert((person.kanji.full(), person.birth.to_string())) {
            doctors.push(doctor(&mut chance, person, associations));
        }
    }
    give_numbers(&mut chance, &mut doctors);
    doctors
}

/// What tells one person from another.
struct Person {
    kanji: Name,
    kana: Name,
    former: Option<FormerFamilyName>,
    sex: Sex,
    birth: Date,
    place: Place,
    login: Option<&'static str>,
}

enum Place {
    /// Member of this association.
    Member(&'static str, MemberType),
    /// Lives in the area of this association, belongs to none.
    NonMember(&'static str),
    /// Wherever chance puts them.
    Anywhere,
}

fn name(family: &str, given: &str) -> Name {
    Name {
        family: family.to_owned(),
        given: given.to_owned(),
    }
}

fn persona(index: usize) -> Option<Person> {
    let persona = match index {
        0 => Person {
            kanji: name("髙橋", "美咲"),
            kana: name("タカハシ", "ミサキ"),
            former: Some(FormerFamilyName {
                kanji: "𠮷田".to_owned(),
                kana: "ヨシダ".to_owned(),
                use_on_mail: false,
            }),
            sex: Sex::Female,
            birth: date(1978, 6, 14),
            place: Place::Member(HOME_DISTRICT, MemberType::A1),
            login: Some(accounts::VETERAN),
        },
        1 => Person {
            kanji: name("辻\u{E0100}本", "健太"),
            kana: name("ツジモト", "ケンタ"),
            former: None,
            sex: Sex::Male,
            birth: date(1991, 11, 2),
            place: Place::Member(HOME_DISTRICT, MemberType::A2B),
            login: Some(accounts::NEWCOMER),
        },
        2 => Person {
            kanji: name("齋藤", "茂"),
            kana: name("サイトウ", "シゲル"),
            former: None,
            sex: Sex::Male,
            birth: date(1951, 2, 3),
            place: Place::Member("26-02", MemberType::A1),
            login: Some(accounts::SENIOR),
        },
        3 => Person {
            kanji: name("黒田", "彩"),
            kana: name("クロダ", "アヤ"),
            former: None,
            sex: Sex::Female,
            birth: date(1986, 8, 30),
            place: Place::NonMember("27-01"),
            login: Some(accounts::NON_MEMBER),
        },
        _ => return None,
    };
    Some(persona)
}

fn stranger(chance: &mut Chance) -> Person {
    let sex = if chance.percent(26) {
        Sex::Female
    } else {
        Sex::Male
    };
    let family = family_name(chance, 20);
    let given = *chance.pick(if sex == Sex::Female { FEMALE } else { MALE });
    let renamed = chance.percent(if sex == Sex::Female { 25 } else { 2 });
    let former = renamed.then(|| {
        let (kanji, kana) = family_name(chance, 25);
        FormerFamilyName {
            kanji: kanji.to_owned(),
            kana: kana.to_owned(),
            use_on_mail: chance.percent(40),
        }
    });
    // Most are between 35 and 70; the youngest have just finished their first training.
    let oldest = if chance.percent(15) { 1944 } else { 1957 };
    let latest = if chance.percent(25) { 1999 } else { 1991 };
    let birth = date(
        i32::try_from(chance.between(oldest, latest)).unwrap_or(1970),
        1,
        1,
    ) + Duration::days(chance.between(0, 364));
    Person {
        kanji: name(family.0, given.0),
        kana: name(family.1, given.1),
        former: former.filter(|former| former.kanji != family.0),
        sex,
        birth,
        place: Place::Anywhere,
        login: None,
    }
}

/// A family name, in so many of a hundred cases with variant kanji.
fn family_name(chance: &mut Chance, variants: usize) -> (&'static str, &'static str) {
    let from = if chance.percent(variants) {
        VARIANT_FAMILIES
    } else {
        FAMILIES
    };
    *chance.pick(from)
}

fn doctor(chance: &mut Chance, person: Person, associations: &[Association]) -> Doctor {
    let graduated = graduation(chance, person.birth);
    let register_date = date(graduated.year, 4, 20) + Duration::days(chance.between(0, 30));
    let (area, membership) = belonging(chance, &person, register_date, associations);
    let (specialty, further_specialties, societies) = practice(chance);
    let university = format!("U{:03}", chance.between(1, 82));
    Doctor {
        // Set by `give_numbers`, in the order of the register.
        register_number: String::new(),
        register_date,
        home: address(chance, &area.prefecture, &area.towns),
        mobile: phone(chance),
        telephone: chance.percent(55).then(|| phone(chance)),
        email: String::new(),
        specialty,
        further_specialties,
        graduate_school: graduate_school(chance, &university, graduated),
        university,
        graduated,
        societies,
        membership,
        login: person.login.map(str::to_owned).unwrap_or_default(),
        kanji: person.kanji,
        kana: person.kana,
        former: person.former,
        birth: person.birth,
        sex: person.sex,
    }
}

/// Born between April 1977 and March 1978 means school until March 1996 and six years of medicine.
fn graduation(chance: &mut Chance, birth: Date) -> YearMonth {
    let school_year = if u8::from(birth.month()) < 4 {
        birth.year() - 1
    } else {
        birth.year()
    };
    let delay = if chance.percent(55) {
        0
    } else {
        chance.between(1, 4)
    };
    let year = school_year + 25 + i32::try_from(delay).unwrap_or(0);
    YearMonth {
        year: year.min(TODAY.year()),
        month: 3,
    }
}

fn belonging<'a>(
    chance: &mut Chance,
    person: &Person,
    registered: Date,
    associations: &'a [Association],
) -> (&'a Association, Option<Membership>) {
    let find = |key: &str| {
        associations
            .iter()
            .find(|a| a.key == key)
            .expect("personas live in listed areas")
    };
    let (area, kind) = match person.place {
        Place::Member(key, kind) => (find(key), Some(kind)),
        Place::NonMember(key) => (find(key), None),
        Place::Anywhere => {
            let area = area(chance, associations);
            // 非会員, about 15 of a hundred.
            let member = !chance.percent(15);
            (area, member.then(|| member_type(chance, person.birth)))
        }
    };
    let membership = kind.map(|kind| {
        let days = (TODAY - registered).whole_days();
        Membership {
            district: area.key.clone(),
            local_only: person.login.is_none() && chance.percent(5),
            kind,
            number: String::new(),
            since: registered + Duration::days(chance.between(0, days * 2 / 3)),
        }
    });
    (area, membership)
}

fn area<'a>(chance: &mut Chance, associations: &'a [Association]) -> &'a Association {
    // Many in the home district, so that its officer has work to show.
    let wanted = match chance.below(100) {
        0..12 => HOME_DISTRICT,
        12..24 => "13-",
        _ => "",
    };
    let areas: Vec<&Association> = associations
        .iter()
        .filter(|a| matches!(a.kind, AssociationKind::Area | AssociationKind::University))
        .filter(|a| a.key.starts_with(wanted))
        .collect();
    areas[chance.below(areas.len())]
}

fn member_type(chance: &mut Chance, birth: Date) -> MemberType {
    let age = TODAY.year() - birth.year();
    match chance.below(100) {
        _ if age < 32 => *chance.pick(&[MemberType::A2C, MemberType::C, MemberType::B]),
        0..55 if age >= 45 => MemberType::A1,
        0..70 => MemberType::A2B,
        _ => MemberType::B,
    }
}

/// Specialty, further ones, and the societies that go with the first.
fn practice(chance: &mut Chance) -> (String, Vec<String>, Vec<String>) {
    const USUAL: &[(&str, &[&str], &str)] = &[
        ("01", &["03", "04", "02", "07"], "S017"),
        ("01", &["13", "34", "10"], "S109"),
        ("03", &["01"], "S022"),
        ("04", &["01"], "S021"),
        ("07", &["01", "05"], "S051"),
        ("13", &["10"], "S018"),
        ("14", &["15"], "S023"),
        ("16", &["21", "23"], "S024"),
        ("24", &["34"], "S047"),
        ("25", &["34", "11"], "S025"),
        ("28", &[], "S027"),
        ("29", &["10"], "S028"),
        ("31", &[], "S026"),
        ("09", &["10"], "S029"),
        ("22", &[], "S030"),
        ("36", &[], "S045"),
        ("35", &[], "S032"),
        ("39", &["16"], "S074"),
    ];
    let (main, others, society) = if chance.percent(40) {
        &USUAL[0]
    } else {
        chance.pick(USUAL)
    };
    let mut societies = vec![(*society).to_owned()];
    for further in ["S017", "S109", "S054", "S112"] {
        if further != *society && chance.percent(25) {
            societies.push(further.to_owned());
        }
    }
    let further = others
        .iter()
        .filter(|_| chance.percent(35))
        .map(|code| (*code).to_owned())
        .collect();
    ((*main).to_owned(), further, societies)
}

fn graduate_school(
    chance: &mut Chance,
    university: &str,
    graduated: YearMonth,
) -> Option<GraduateSchool> {
    let completed = YearMonth {
        year: graduated.year + 6,
        month: 3,
    };
    (completed.year <= TODAY.year() && chance.percent(30)).then(|| GraduateSchool {
        university: university.to_owned(),
        department: (*chance.pick(&["医学系研究科", "医学研究科内科系専攻", "大学院医学研究科"]))
            .to_owned(),
        completed,
        degree: chance.percent(85).then_some(completed),
    })
}

fn address(chance: &mut Chance, prefecture: &str, towns: &[Town]) -> Address {
    let town = chance.pick(towns);
    let [block, number, house] = [
        chance.between(1, 5),
        chance.between(1, 30),
        chance.between(1, 20),
    ];
    let building = chance.percent(35).then(|| {
        let building = chance.pick(&["メゾン", "コーポ", "グランドハイツ", "レジデンス"]);
        let tree = chance.pick(&["さくら", "けやき", "もみじ", "あおば", "わかば"]);
        format!(
            "{building}{tree} {}0{}号室",
            chance.between(1, 12),
            chance.between(1, 8)
        )
    });
    Address {
        postal_code: format!("{}-{}", &town.postal_code[..3], &town.postal_code[3..]),
        prefecture: prefecture.to_owned(),
        street: format!("{}{block}-{number}-{house}", town.name),
        building,
    }
}

/// A number of an area that does not exist: `000-….`.
pub fn phone(chance: &mut Chance) -> String {
    format!(
        "000-{:04}-{:04}",
        chance.below(10_000),
        chance.below(10_000)
    )
}

/// Register and member numbers, and what is made from them.
///
/// Numbers rise with the day of registration, as they do in reality, with gaps wide enough that no
/// slip of the last digit meets another doctor by accident.
fn give_numbers(chance: &mut Chance, doctors: &mut [Doctor]) {
    let mut order: Vec<usize> = (0..doctors.len()).collect();
    order.sort_by_key(|index| (doctors[*index].register_date, *index));
    for (place, index) in (0_u32..).zip(order) {
        let gap = u32::try_from(chance.between(20, 290)).unwrap_or(20);
        let number = FIRST_REGISTER_NUMBER + place * 310 + gap;
        let doctor = &mut doctors[index];
        doctor.register_number = number.to_string();
        doctor.email = format!("dr{number}@example.jp");
        if doctor.login.is_empty() {
            doctor.login = format!("dr{number}");
        }
        if let Some(membership) = &mut doctor.membership {
            membership.number = format!("9{:09}", u64::from(number) * 1_009 % 1_000_000_000);
        }
    }
}
