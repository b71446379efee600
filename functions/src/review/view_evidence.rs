//! 申請の書類を見る, audited (features.md #113).

use api::{ViewEvidence, applications::DocumentAddress};

use super::docket;
use crate::{
    Failure, Reply, Scope,
    applications::{case::Case, view_my_evidence::address},
    pipeline::Reading,
};

/// Only documents that the case itself names.
pub async fn handle(
    scope: Scope,
    call: Reading<ViewEvidence>,
) -> Result<Reply<DocumentAddress>, Failure> {
    let range = Case::range(&call.path.application);
    let (officer, found) = call.caller.with_range(&scope, &range).await?;
    let case = docket::within(&officer, Case::from_items(&found)?)?;
    let record = case
        .head
        .evidence
        .iter()
        .find(|record| record.id == call.path.evidence)
        .ok_or(Failure::not_found())?;
    let subject = case.head.line.register_number.to_string();
    docket::audit(&scope, &officer, subject, "view_evidence").await?;
    address(&scope, record).await.map(Reply::ok)
}
