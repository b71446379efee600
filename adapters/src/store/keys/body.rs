//! Keys of accounts, and of associations and external bodies with their staff and API keys.

use domain::{association::AssociationId, organizer::OrganizerId};

use super::Key;

impl Key {
    /// Partition of a member of staff.
    #[must_use]
    pub fn staff(login: &str) -> String {
        format!("STAFF#{}", login.to_lowercase())
    }

    /// Partition of an association or external body as organiser.
    #[must_use]
    pub fn organizer(id: &OrganizerId) -> String {
        format!("ORGANIZER#{id}")
    }

    /// Account by login ID or e-mail address, case folded.
    #[must_use]
    pub fn account(login: &str) -> Self {
        Self::new(format!("ACCOUNT#{}", login.to_lowercase()), "A")
    }

    /// A pending registration or invitation, by the hash of its secret.
    #[must_use]
    pub fn pending(secret_hash: &str) -> Self {
        Self::new(format!("PENDING#{secret_hash}"), "A")
    }

    /// A counter against floods, by a hash of what is counted and when.
    #[must_use]
    pub fn flood(hash: &str) -> Self {
        Self::new(format!("FLOOD#{hash}"), "A")
    }

    /// An association: its id tells its prefecture.
    #[must_use]
    pub fn association(id: &AssociationId) -> Self {
        Self::new(
            id.prefecture().map_or_else(
                || "ASSOCIATION#00".to_owned(),
                |prefecture| format!("ASSOCIATION#{prefecture}"),
            ),
            format!("A#{id}"),
        )
    }

    /// Head of an organiser.
    #[must_use]
    pub fn organizer_head(id: &OrganizerId) -> Self {
        Self::new(Self::organizer(id), "H")
    }

    /// A member of staff, in the body's partition.
    #[must_use]
    pub fn organizer_staff(id: &OrganizerId, login: &str) -> Self {
        Self::new(Self::organizer(id), format!("T#{}", login.to_lowercase()))
    }

    /// An API key's line, in the body's partition.
    #[must_use]
    pub fn api_key(id: &OrganizerId, key: &str) -> Self {
        Self::new(Self::organizer(id), format!("K#{key}"))
    }
}
