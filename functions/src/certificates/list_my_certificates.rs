//! 認定証・修了証の一覧 (features.md #116).

use adapters::store::{Found, Range, items::certificate::CertificateSummaryRecord};
use api::{
    ListMyCertificates,
    certificates::{CertificateList, CertificateSummary},
};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip: the lines and the sign-in lie in one range.
pub async fn handle(
    scope: Scope,
    call: Reading<ListMyCertificates>,
) -> Result<Reply<CertificateList>, Failure> {
    let range = Range::between(&call.caller.principal()?.partition(), "R#", "S~");
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    Ok(Reply::ok(CertificateList {
        certificates: summaries(&found)?,
    }))
}

/// The certificates among a doctor's items, newest first.
///
/// # Errors
/// Items of another shape.
pub fn summaries(found: &[Found]) -> Result<Vec<CertificateSummary>, Failure> {
    let mut records = found
        .iter()
        .filter(|item| item.sk().starts_with("R#"))
        .map(Found::decode)
        .collect::<Result<Vec<CertificateSummaryRecord>, _>>()?;
    records.sort_by(|a, b| (b.issued_on, &b.number).cmp(&(a.issued_on, &a.number)));
    Ok(records.into_iter().map(summary).collect())
}

/// One of them.
#[must_use]
pub fn summary(record: CertificateSummaryRecord) -> CertificateSummary {
    CertificateSummary {
        number: record.number,
        kind: record.kind,
        programme: record.programme,
        issued_on: record.issued_on,
        valid_until: record.valid_until,
        ready: record.object.is_some(),
        status: record.status,
    }
}
