//! Identifiers of the demonstration world: made from its keys, so that loading it twice is loading
//! it once.

use super::chance::Chance;
use super::world::OrganizerKey;
use domain::association::AssociationId;
use domain::contact::PrefectureCode;
use domain::id::{ApplicationId, CourseId, EvidenceId, ExternalBodyId};
use domain::organizer::OrganizerId;

/// Bytes that depend on the subject alone; nothing secret is made of them.
pub fn bytes<const N: usize>(subject: &str) -> [u8; N] {
    let mut chance = Chance::about(super::SEED, subject);
    std::array::from_fn(|_| u8::try_from(chance.below(256)).unwrap_or(0))
}

/// The association with this key: `00`, `13`, `13-05`.
///
/// # Panics
/// When the key is none of this world.
pub fn association(key: &str) -> AssociationId {
    let read = || {
        let (prefecture, number) = match key.split_once('-') {
            Some((prefecture, number)) => (prefecture, Some(number)),
            None => (key, None),
        };
        if prefecture == "00" {
            return Some(AssociationId::national());
        }
        let prefecture = PrefectureCode::parse(prefecture).ok()?;
        match number {
            None => Some(AssociationId::prefectural(prefecture)),
            Some(number) => AssociationId::district(prefecture, number.parse().ok()?),
        }
    };
    read().unwrap_or_else(|| panic!("no association has the key {key}"))
}

/// The external body with this key.
pub fn external_body(key: &str) -> ExternalBodyId {
    ExternalBodyId::new(bytes(&format!("external-body/{key}")))
}

/// The organiser.
pub fn organizer(key: &OrganizerKey) -> OrganizerId {
    match key {
        OrganizerKey::Association(key) => association(key).into(),
        OrganizerKey::ExternalBody(key) => external_body(key).into(),
    }
}

/// The course with this key.
pub fn course(key: &str) -> CourseId {
    CourseId::new(bytes(&format!("course/{key}")))
}

/// The application with this key.
pub fn application(key: &str) -> ApplicationId {
    ApplicationId::new(bytes(&format!("application/{key}")))
}

/// One document of an application, by its place in it.
pub fn evidence(application: &str, place: usize) -> EvidenceId {
    EvidenceId::new(bytes(&format!("evidence/{application}/{place}")))
}
