//! お知らせの一覧, for administrators: what is shown, and what will be (features.md #3).

use adapters::store::Range;
use api::{ListEveryNotice, notices::NoticeBoard};

use super::{board, standing};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListEveryNotice>,
) -> Result<Reply<NoticeBoard>, Failure> {
    let range = Range::notices(scope.now);
    let (_, found) = call.caller.with_range(&scope, &range).await?;
    Ok(Reply::ok(board(&scope, standing(&found)?)))
}
