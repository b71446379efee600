//! 申請の内容を見る, audited (features.md #113).

use api::{ReadApplication, review::ApplicationCase};

use super::docket;
use crate::{Failure, Reply, Scope, applications::case::Case, pipeline::Reading};

/// Case and sign-in together, then the applicant, then the audit line.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadApplication>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let range = Case::range(&call.path.application);
    let (officer, found) = call.caller.with_range(&scope, &range).await?;
    let case = docket::within(&officer, Case::from_items(&found)?)?;
    let (_, profile) = docket::applicant(&scope, &case).await?;
    docket::audit(
        &scope,
        &officer,
        profile.number.to_string(),
        "read_application",
    )
    .await?;
    Ok(Reply::ok(docket::view(&scope, &officer, &case, &profile)?))
}
