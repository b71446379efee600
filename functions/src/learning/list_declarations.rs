//! 受理待ちの生涯教育申告書, oldest first (features.md #80).

use adapters::store::items::learning::DeclarationLine;
use api::{ListDeclarations, learning::DeclarationQueue};

use super::case::queue_line;
use crate::{
    Failure, Reply, Scope,
    pipeline::Reading,
    review::{
        docket,
        waiting::{self, Waiting},
    },
};

/// Lines of one page.
const PAGE: i32 = 300;

/// Two trips, issued together, and the audit line of looking at the queue.
pub async fn handle(
    scope: Scope,
    call: Reading<ListDeclarations>,
) -> Result<Reply<DeclarationQueue>, Failure> {
    let page: Waiting<DeclarationLine> = waiting::page(
        &scope,
        call.caller,
        "declaration",
        call.query.after.as_deref(),
        PAGE,
    )
    .await?;
    docket::audit(&scope, &page.officer, page.queue, "list_declarations").await?;
    Ok(Reply::ok(DeclarationQueue {
        declarations: page
            .lines
            .into_iter()
            .map(|line| queue_line(&scope, line))
            .collect(),
        next: page.next,
    }))
}
