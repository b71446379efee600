//! An empty system's first breath: the register of associations, and the first invitations.
//!
//! Nobody can sign in to an empty table, so somebody who may write to it, on one machine
//! `cargo start --no-demo`, in production the administrator with `examples/bootstrap.rs`, makes
//! the first links. One invites an officer of the national association, who invites the
//! prefectures, which invite their districts and approve external bodies. The other invites an
//! administrator; further ones are made the same way, by whoever may write to the table.
//!
//! Doing it again writes no association anew (names changed since stay) and makes a new link.

use adapters::store::{
    Key, Transaction,
    items::{association::AssociationRecord, organizer::Office},
};
use domain::{
    association::{Association, AssociationId, AssociationKind},
    contact::{EmailAddress, PrefectureCode},
    label,
    organizer::OrganizerId,
    reference::PREFECTURES,
};

use crate::{Failure, Scope, organizers::invitation};

/// What a function needs that calls this.
pub const NEEDS: &[api::Need] = &[api::Need::Read, api::Need::Write, api::Need::Seal];

/// Most steps of one transaction.
const MOST_STEPS: usize = 100;

/// Writes the register (national, 47 prefectures, and `districts`), and invites the national
/// officer at `email`. The link, to be opened once within seven days, is a secret: print it to
/// whoever started this, and nowhere else. It goes out by mail as well.
///
/// # Errors
/// The table's.
pub async fn begin(
    scope: &Scope,
    email: &EmailAddress,
    districts: Vec<Association>,
) -> Result<String, Failure> {
    register(scope, [standing(), districts].concat()).await?;
    let national = OrganizerId::from(AssociationId::national());
    let name = crate::organizers::body::read_name(scope, &national).await?;
    invite(scope, national.into(), &name, email).await
}

/// Invites an administrator at `email`; the link is as secret as that of [`begin`].
///
/// # Errors
/// The table's.
pub async fn invite_administrator(scope: &Scope, email: &EmailAddress) -> Result<String, Failure> {
    let name = label::ADMINISTRATION.text(scope.language);
    invite(scope, Office::Administration, name, email).await
}

async fn invite(
    scope: &Scope,
    office: Office,
    name: &str,
    email: &EmailAddress,
) -> Result<String, Failure> {
    let secret = scope.secret();
    let mut transaction = Transaction::new();
    let to = (email, scope.language);
    invitation::write(scope, &mut transaction, &secret, office, name, to)?;
    scope.store.commit(transaction).await?;
    Ok(format!(
        "{}/invitation#{}",
        scope.world.site_url,
        secret.reveal()
    ))
}

/// The national association and those of the 47 prefectures, which have had their names for long.
#[must_use]
pub fn standing() -> Vec<Association> {
    let national = Association {
        id: AssociationId::national(),
        name: "日本医師会".to_owned(),
        tier: AssociationId::national().tier(),
        kind: AssociationKind::National,
        parent: None,
        prefecture: None,
    };
    let prefectural = PREFECTURES.entries.iter().filter_map(|entry| {
        let prefecture = PrefectureCode::parse(&entry.code).ok()?;
        let id = AssociationId::prefectural(prefecture);
        Some(Association {
            tier: id.tier(),
            id,
            name: format!("{}医師会", entry.name),
            kind: AssociationKind::Prefectural,
            parent: Some(AssociationId::national()),
            prefecture: Some(prefecture),
        })
    });
    std::iter::once(national).chain(prefectural).collect()
}

/// Writes those associations that are not there yet.
async fn register(scope: &Scope, associations: Vec<Association>) -> Result<(), Failure> {
    for some in associations.chunks(MOST_STEPS) {
        let keys: Vec<Key> = some
            .iter()
            .map(|association| Key::association(&association.id))
            .collect();
        let known = scope.store.get_many(&keys).await?;
        let mut transaction = Transaction::new();
        for (association, key) in some.iter().zip(&keys) {
            if known.iter().all(|item| item.key() != *key) {
                transaction.insert(&AssociationRecord {
                    association: association.clone(),
                })?;
            }
        }
        if transaction.place() > 0 {
            scope.store.commit(transaction).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standing_register_has_one_national_and_47_prefectural_associations() {
        let all = standing();
        assert_eq!(all.len(), 48);
        assert_eq!(all[0].name, "日本医師会");
        assert!(
            all.iter()
                .any(|one| one.name == "東京都医師会" && one.id.to_string() == "13")
        );
        assert!(
            all.iter()
                .any(|one| one.name == "北海道医師会" && one.id.to_string() == "01")
        );
    }
}
