//! 本人確認のために送られた書類を見る, audited (domain.md, identity assurance).

use adapters::store::Key;
use api::{ViewIdentityDocument, applications::DocumentAddress};

use super::claim;
use crate::{Failure, Reply, Scope, applications::view_my_evidence::address, pipeline::Reading};

/// Only what either side of this claim sent, and only while the claim waits: a later claimant's in the
/// first trip, that of whoever holds the number in the second.
pub async fn handle(
    scope: Scope,
    call: Reading<ViewIdentityDocument>,
) -> Result<Reply<DocumentAddress>, Failure> {
    let (path, own) = (&call.path, Key::claim(&call.path.claim));
    let keys = [Key::claim_head(&path.claim), Key::identity_documents(&own)];
    let (officer, mut found) = call.caller.with_items(&scope, &keys).await?;
    let record = claim::within(&officer, &found, &path.claim)?;
    if record.settlement.is_some() {
        return Err(Failure::not_found());
    }
    let holder = Key::doctor(&record.number);
    let theirs = Key::identity_documents(&holder);
    found.extend(scope.store.get(&theirs).await?);
    let mut documents = claim::documents_in(&found, &own)?;
    documents.extend(claim::documents_in(&found, &holder)?);
    let document = documents
        .iter()
        .find(|document| document.id == path.evidence)
        .ok_or(Failure::not_found())?;
    scope
        .store
        .insert(&claim::audit_line(
            &scope,
            &officer,
            &record,
            "view_identity_document",
        ))
        .await?;
    address(&scope, document).await.map(Reply::ok)
}
