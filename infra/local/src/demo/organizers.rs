//! External bodies that hold courses, and the staff who sign in for them and for associations.

use super::accounts::DEMO_ACCOUNTS;
use super::chance::Chance;
use super::date;
use super::doctors::{HOME_DISTRICT, phone};
use super::names::{FAMILIES, FEMALE, MALE};
use super::world::{Association, AssociationKind, ExternalBody, Name, Office, Staff};

/// Invented names, the prefecture of each, and what it plans.
const BODIES: &[(&str, &str, &str)] = &[
    (
        "城東地域医療連携研究会",
        "13",
        "病診連携の症例検討会を年6回開催します。",
    ),
    (
        "むさしの在宅ケアネットワーク",
        "13",
        "在宅医療に携わる医師の研修会を開催します。",
    ),
    (
        "北の大地プライマリケア研究会",
        "01",
        "へき地医療の講演会を開催します。",
    ),
    (
        "みちのく循環器懇話会",
        "04",
        "循環器領域の講演会を年4回開催します。",
    ),
    (
        "湘南糖尿病フォーラム",
        "14",
        "糖尿病診療の研修会を開催します。",
    ),
    ("尾張小児救急勉強会", "23", "小児救急の勉強会を開催します。"),
    (
        "加茂川認知症ケア研究会",
        "26",
        "認知症の人を地域で支えるための研修会を開催します。",
    ),
    (
        "なにわ感染対策協議会",
        "27",
        "診療所の感染対策の講習会を開催します。",
    ),
    (
        "瀬戸内リハビリテーション集談会",
        "34",
        "生活期リハビリテーションの症例検討会を開催します。",
    ),
    (
        "筑紫救急医療研究会",
        "40",
        "救急初期診療の講習会を開催します。",
    ),
    (
        "多摩総合診療カンファレンス",
        "13",
        "総合診療の症例検討会を毎月開催する予定です。",
    ),
    (
        "琉球アレルギー懇話会",
        "47",
        "アレルギー疾患の講演会を開催する予定です。",
    ),
];

/// How many of them still wait for their approval.
const WAITING: usize = 2;

/// Twelve bodies; the last two still wait for their prefecture.
pub fn external_bodies(seed: u64) -> Vec<ExternalBody> {
    let mut chance = Chance::about(seed, "organizers");
    (1..)
        .zip(BODIES)
        .map(|(number, (name, prefecture, purpose))| ExternalBody {
            key: format!("x{number:02}"),
            name: (*name).to_owned(),
            prefecture: (*prefecture).to_owned(),
            contact: person(&mut chance),
            telephone: phone(&mut chance),
            email: format!("dantai{number:02}@example.jp"),
            purpose: (*purpose).to_owned(),
            approved: (number <= BODIES.len() - WAITING).then(|| date(2021, 3, 1)),
        })
        .collect()
}

/// A person of everyday name.
pub fn person(chance: &mut Chance) -> Name {
    let given = if chance.percent(45) {
        chance.pick(FEMALE)
    } else {
        chance.pick(MALE)
    };
    Name {
        family: chance.pick(FAMILIES).0.to_owned(),
        given: given.0.to_owned(),
    }
}

/// The personas' logins first, then one clerk for each prefecture, some districts and each body.
pub fn staff(seed: u64, associations: &[Association], bodies: &[ExternalBody]) -> Vec<Staff> {
    let mut chance = Chance::about(seed, "staff");
    let personas = [
        Office::ExternalBody("x01".to_owned()),
        Office::Association(HOME_DISTRICT.to_owned()),
        Office::Association("13".to_owned()),
        Office::Association("00".to_owned()),
        Office::Administration,
    ];
    let doctors = DEMO_ACCOUNTS.len() - personas.len();
    let mut logins: Vec<(String, Office)> = DEMO_ACCOUNTS[doctors..]
        .iter()
        .zip(personas)
        .map(|(account, office)| (account.login.to_owned(), office))
        .collect();
    for (place, association) in associations.iter().enumerate() {
        let has_clerk = association.kind == AssociationKind::Prefectural || place % 6 == 0;
        if has_clerk {
            let digits = association.key.replace('-', "");
            logins.push((
                format!("jimu{digits:0>5}"),
                Office::Association(association.key.clone()),
            ));
        }
    }
    for body in bodies.iter().filter(|body| body.approved.is_some()) {
        logins.push((
            format!("dantai{}", body.key),
            Office::ExternalBody(body.key.clone()),
        ));
    }
    logins
        .into_iter()
        .map(|(login, office)| Staff {
            name: person(&mut chance),
            email: format!("{login}@example.jp"),
            login,
            office,
        })
        .collect()
}
