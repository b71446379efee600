//! 自分の書類を見る: a short-lived address.

use adapters::{
    documents::Shelf,
    store::{Found, Key, items::doctor::EvidenceRecord},
};
use api::{ViewMyEvidence, applications::DocumentAddress};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip; only documents that were checked can be looked at.
pub async fn handle(
    scope: Scope,
    call: Reading<ViewMyEvidence>,
) -> Result<Reply<DocumentAddress>, Failure> {
    let key = Key::evidence(&call.caller.principal()?.partition(), &call.path.evidence);
    let (_, found) = call
        .caller
        .with_items(&scope, std::slice::from_ref(&key))
        .await?;
    let record: EvidenceRecord = found
        .iter()
        .find(|item| item.key() == key)
        .map(Found::decode)
        .transpose()?
        .ok_or(Failure::not_found())?;
    address(&scope, &record).await.map(Reply::ok)
}

/// Signs the address of a checked document.
///
/// # Errors
/// 404 for a document that was not checked.
pub async fn address(scope: &Scope, record: &EvidenceRecord) -> Result<DocumentAddress, Failure> {
    let shown = record.media_type.filter(|_| !record.forgotten);
    let media_type = shown.ok_or(Failure::not_found())?;
    let url = scope
        .documents
        .sign_look(Shelf::Evidence, &record.object, media_type.as_str())
        .await?;
    Ok(DocumentAddress {
        url,
        media_type,
        file_name: record.file_name.clone(),
    })
}
