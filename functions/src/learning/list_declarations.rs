//! 受理待ちの生涯教育申告書, oldest first (features.md #80).

use adapters::{
    identity::sign_in::Principal,
    store::{Found, QueueKey, items::learning::DeclarationLine, table::QueuePlace},
};
use api::{ListDeclarations, learning::DeclarationQueue, problem::ProblemKind};

use super::case::queue_line;
use crate::{Failure, Reply, Scope, pipeline::Reading, review::docket};

/// Lines of one page.
const PAGE: i32 = 300;

/// Two trips, issued together, and the audit line of looking at the queue.
pub async fn handle(
    scope: Scope,
    call: Reading<ListDeclarations>,
) -> Result<Reply<DeclarationQueue>, Failure> {
    let Principal::Officer { a: association, .. } = call.caller.principal()? else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    let queue = QueueKey::queue_of(association, "declaration");
    let after = call.query.after.as_deref().and_then(QueuePlace::from_text);
    let (officer, found, next) = call
        .caller
        .with_queue(&scope, &queue, after.as_ref(), PAGE, false)
        .await?;
    let lines = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<DeclarationLine>, _>>()?;
    docket::audit(&scope, &officer, queue, "list_declarations").await?;
    Ok(Reply::ok(DeclarationQueue {
        declarations: lines
            .into_iter()
            .map(|line| queue_line(&scope, line))
            .collect(),
        next: next.map(|place| place.to_text()),
    }))
}
