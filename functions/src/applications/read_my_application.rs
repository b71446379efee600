//! 申請の内容と審査状況.

use api::{ReadMyApplication, applications::ApplicationView};

use super::case::Case;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together; another doctor's application is not there.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadMyApplication>,
) -> Result<Reply<ApplicationView>, Failure> {
    let range = Case::range(&call.path.application);
    let (doctor, found) = call.caller.with_range(&scope, &range).await?;
    let case = Case::from_items(&found)?
        .filter(|case| case.belongs_to(&doctor.partition))
        .ok_or(Failure::not_found())?;
    Ok(Reply::ok(case.view(&scope)?))
}
