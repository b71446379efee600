//! The association or external body that somebody works for.

use adapters::store::{
    Found, Key,
    items::{association::AssociationRecord, organizer::OrganizerRecord},
};
use api::identity::StaffBody;
use domain::{label, language::Language, organizer::OrganizerId};

use crate::{Failure, Scope};

/// Where the head of a body lies: an association's is in the register, an external body's is its
/// own.
#[must_use]
pub fn key_of(organizer: &OrganizerId) -> Key {
    organizer.association().map_or_else(
        || Key::organizer_head(organizer),
        |id| Key::association(&id),
    )
}

/// The name of a body, from its head.
///
/// # Errors
/// [`adapters::store::StoreError::Shape`].
pub fn name_of(organizer: &OrganizerId, head: &Found) -> Result<String, Failure> {
    Ok(if organizer.is_external() {
        head.decode::<OrganizerRecord>()?.organizer.name
    } else {
        head.decode::<AssociationRecord>()?.association.name
    })
}

/// Reads the name of a body: one trip.
///
/// # Errors
/// 404 when it is not registered.
pub async fn read_name(scope: &Scope, organizer: &OrganizerId) -> Result<String, Failure> {
    let head = scope.store.get(&key_of(organizer)).await?;
    name_of(organizer, &head.ok_or(Failure::not_found())?)
}

/// What administrators work for.
#[must_use]
pub fn administration(language: Language) -> StaffBody {
    StaffBody {
        name: label::ADMINISTRATION.text(language).to_owned(),
        association: None,
        tier: None,
    }
}

/// As shown to its staff.
#[must_use]
pub fn view(organizer: &OrganizerId, name: String) -> StaffBody {
    let association = organizer.association();
    StaffBody {
        name,
        tier: association.as_ref().map(|id| id.tier()),
        association,
    }
}
