//! The prefecture's look at external bodies that want an account.

use adapters::store::{Key, items::organizer::OrganizerRecord};
use api::organizers::{OrganizerStatus, OrganizerView};
use domain::organizer::OrganizerId;

use crate::{Failure, Scope, admission::Officer};

/// Reads an external body that this officer's association decides on.
///
/// # Errors
/// 404 for one elsewhere.
pub async fn read(
    scope: &Scope,
    officer: &Officer,
    id: &OrganizerId,
) -> Result<OrganizerRecord, Failure> {
    scope
        .store
        .read::<OrganizerRecord>(&Key::organizer_head(id))
        .await?
        .filter(|record| record.reviewer() == officer.association)
        .ok_or(Failure::not_found())
}

/// As the officer sees it.
#[must_use]
pub fn view(record: &OrganizerRecord) -> OrganizerView {
    let organizer = &record.organizer;
    OrganizerView {
        id: organizer.id.clone(),
        name: organizer.name.clone(),
        prefecture: organizer.prefecture,
        enquiries: organizer.enquiries.clone(),
        status: match &record.decision {
            None => OrganizerStatus::Pending,
            Some(decision) if decision.approved => OrganizerStatus::Approved,
            Some(_) => OrganizerStatus::Refused,
        },
        applied_at: record.applied_at,
        version: record.v,
    }
}
