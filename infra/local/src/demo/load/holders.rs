//! Titles from before the system: some of the doctors hold one, and some holders have not registered
//! yet. By their last days there is something of everything: far away, near, in the pandemic
//! exemption, lapsed.

use std::collections::HashMap;

use adapters::store::items::qualification::{ApprovalRecord, PaperHolder, QualificationRecord};
use domain::association::AssociationId;
use domain::calendar::Date;
use domain::contact::{Address, PostalCode, PrefectureCode};
use domain::programme::Programme;
use domain::register_number::MedicalRegisterNumber;
use domain::rules::{ApprovalFact, GoalKind, ValidityPeriod};

use super::super::TODAY;
use super::super::accounts;
use super::super::forms;
use super::super::names::{FAMILIES, FEMALE};
use super::super::world::DemoWorld;
use super::{LoadError, doctors::Registered};

/// Last days of validity, in months from the day of the world; one holder after the other.
const MONTHS: [i32; 12] = [2, 4, 5, 8, 11, 14, 20, 27, 36, 48, -9, -60];
/// Holders who have not registered.
const WITHOUT_ACCOUNT: u32 = 24;
/// Their register numbers begin here: above every number given out.
const FIRST_NUMBER: u32 = 980_001;

/// Every title of the world, in the order of its doctors.
pub fn titles(
    world: &DemoWorld,
    registered: &HashMap<String, Registered>,
) -> Result<Vec<QualificationRecord>, LoadError> {
    let mut titles = Vec::new();
    for (place, doctor) in world.doctors.iter().enumerate() {
        // A title that ends would be the first thing to do, and this one applies for something else.
        if doctor.login == accounts::NEWCOMER {
            continue;
        }
        let programme = match place % 6 {
            1 | 4 => Programme::IndustrialPhysician,
            2 => Programme::SportsPhysician,
            _ => continue,
        };
        let Some(known) = registered.get(&doctor.register_number) else {
            continue;
        };
        let memberships = known.profile.plain_memberships();
        let own = memberships
            .iter()
            .find_map(|it| it.association.prefecture());
        let prefecture = own.unwrap_or(known.profile.profile.contact.home.prefecture);
        let paper = PaperHolder {
            name: doctor.kanji.full(),
            address: None,
        };
        let number = known.identity.number.clone();
        titles.push(title((number, programme), place, prefecture, paper));
    }
    for place in 0..WITHOUT_ACCOUNT {
        let number = MedicalRegisterNumber::parse(&(FIRST_NUMBER + place).to_string());
        let number = number.map_err(|rejection| impossible(&rejection))?;
        let place = usize::try_from(place).unwrap_or(0);
        let prefecture = [13, 14, 27, 1][place % 4];
        let prefecture = PrefectureCode::from_number(prefecture)
            .ok_or_else(|| LoadError::Impossible("no prefecture".to_owned()))?;
        let (family, given) = (FAMILIES[place * 3].0, FEMALE[place % FEMALE.len()].0);
        let paper = PaperHolder {
            name: format!("{family}　{given}"),
            address: Some(address(prefecture, place)?),
        };
        let of = (number, Programme::IndustrialPhysician);
        titles.push(title(of, place, prefecture, paper));
    }
    Ok(titles)
}

fn impossible(what: &impl std::fmt::Display) -> LoadError {
    LoadError::Impossible(what.to_string())
}

/// A street that does not exist.
fn address(prefecture: PrefectureCode, place: usize) -> Result<Address, LoadError> {
    let postal_code = PostalCode::parse("000-0000").map_err(|rejection| impossible(&rejection))?;
    Ok(Address {
        postal_code,
        prefecture,
        street: format!("見本市見本町{}-1", place + 1),
        building: None,
    })
}

fn title(
    (register_number, programme): (MedicalRegisterNumber, Programme),
    place: usize,
    prefecture: PrefectureCode,
    paper: PaperHolder,
) -> QualificationRecord {
    let month = forms::day(TODAY).add_months(MONTHS[place / 2 % MONTHS.len()]);
    let to: Date = month.year_month().last_day();
    let from = to.add_days(1).add_years(-5);
    let certificate = format!("{:07}", 4_000_000 + place * 37);
    QualificationRecord {
        register_number,
        programme,
        approvals: vec![ApprovalRecord {
            fact: ApprovalFact {
                kind: if place.is_multiple_of(3) {
                    GoalKind::New
                } else {
                    GoalKind::Renewal
                },
                decided_on: from.add_days(-31).min(forms::day(TODAY)),
                validity: ValidityPeriod { from, to },
            },
            certificate: Some(certificate),
            application: None,
            used: Vec::new(),
        }],
        grace: None,
        prefecture: AssociationId::prefectural(prefecture),
        on_paper: Some(paper),
        v: 1,
    }
}
