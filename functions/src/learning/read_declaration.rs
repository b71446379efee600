//! 生涯教育申告書を見る, audited (features.md #80).

use api::{ReadDeclaration, learning::DeclarationCase};

use super::case::Case;
use crate::{Failure, Reply, Scope, pipeline::Reading, review::docket};

/// Two trips, issued together, and the audit line.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadDeclaration>,
) -> Result<Reply<DeclarationCase>, Failure> {
    let range = Case::range(&call.path.declaration);
    let (officer, found) = call.caller.with_range(&scope, &range).await?;
    let case = Case::from_items(&found)?.within(&officer)?;
    let subject = case.head.line.register_number.to_string();
    docket::audit(&scope, &officer, subject, "read_declaration").await?;
    Ok(Reply::ok(case.view(&scope)?))
}
