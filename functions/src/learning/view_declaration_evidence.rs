//! 申告の書類を見る, audited (features.md #80).

use api::{ViewDeclarationEvidence, applications::DocumentAddress};

use super::case::Case;
use crate::{
    Failure, Reply, Scope, applications::view_my_evidence::address, pipeline::Reading,
    review::docket,
};

/// Only documents that the declaration itself names.
pub async fn handle(
    scope: Scope,
    call: Reading<ViewDeclarationEvidence>,
) -> Result<Reply<DocumentAddress>, Failure> {
    let range = Case::range(&call.path.declaration);
    let (officer, found) = call.caller.with_range(&scope, &range).await?;
    let case = Case::from_items(&found)?.within(&officer)?;
    let mut documents = case.head.evidence.iter();
    let record = documents
        .find(|record| record.id == call.path.evidence)
        .ok_or(Failure::not_found())?;
    let subject = case.head.line.register_number.to_string();
    docket::audit(&scope, &officer, subject, "view_declaration_evidence").await?;
    address(&scope, record).await.map(Reply::ok)
}
