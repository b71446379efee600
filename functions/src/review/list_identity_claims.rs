//! 本人確認が要る登録 (identity assurance, domain.md), oldest first, audited.

use adapters::store::{
    Key,
    items::{association::AssociationRecord, claim::ClaimRecord},
};
use api::{
    ListIdentityClaims,
    applications::TargetAssociation,
    review::{ClaimantView, IdentityClaim, IdentityClaimQueue},
};

use super::{
    claim,
    waiting::{self, Waiting},
};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Shown at once: with the sides of each, what they sent, and the association, one BatchGet.
const MOST: i32 = 24;

/// Queue and sign-in together, then the sides of each claim, then the audit lines.
pub async fn handle(
    scope: Scope,
    call: Reading<ListIdentityClaims>,
) -> Result<Reply<IdentityClaimQueue>, Failure> {
    let page: Waiting<ClaimRecord> =
        waiting::page(&scope, call.caller, "claim", None, MOST).await?;
    let Waiting {
        officer,
        lines: waiting,
        ..
    } = page;
    if waiting.is_empty() {
        return Ok(Reply::ok(IdentityClaimQueue { claims: Vec::new() }));
    }
    let own = Key::association(&officer.association);
    let mut keys = vec![own.clone()];
    for record in &waiting {
        for side in [&record.partition(), &Key::doctor(&record.number)] {
            let own = [Key::profile(side), Key::identity_documents(side)];
            if !keys.contains(&own[0]) {
                keys.extend(own);
            }
        }
    }
    let found = scope.store.get_many(&keys).await?;
    let AssociationRecord { association } = found
        .iter()
        .find(|item| item.key() == own)
        .ok_or_else(|| Failure::internal("an officer of an association without a record"))?
        .decode()?;
    let mut audit = officer.transaction();
    let mut claims = Vec::with_capacity(waiting.len());
    for record in waiting {
        let side = |partition: &str| -> Result<Option<ClaimantView>, Failure> {
            let documents = claim::documents_in(&found, partition)?;
            let profile = claim::profile_in(&found, partition)?;
            Ok(profile.map(|profile| claim::view(&profile, &documents)))
        };
        let Some(claimant) = side(&record.partition())? else {
            continue;
        };
        let holder = match record.own {
            true => None,
            false => side(&Key::doctor(&record.number))?,
        };
        audit.insert(&claim::audit_line(
            &scope,
            &officer,
            &record,
            "list_identity_claims",
        ))?;
        claims.push(IdentityClaim {
            claimant,
            holder,
            association: TargetAssociation {
                id: association.id.clone(),
                name: association.name.clone(),
                tier: association.tier,
            },
            since: record.since,
            register_number: record.number,
            id: record.id,
        });
    }
    scope
        .store
        .commit(audit)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(IdentityClaimQueue { claims }))
}
