//! What waits at the officer's own association, oldest first.

use adapters::{
    identity::sign_in::Principal,
    store::{Found, QueueKey, Record, table::QueuePlace},
};
use api::problem::ProblemKind;

use crate::{
    Failure, Scope,
    admission::{Admit, Awaiting, Officer},
};

/// One page of a queue.
pub struct Waiting<L> {
    /// Who looks.
    pub officer: Officer,
    /// The queue, for the audit line.
    pub queue: String,
    /// Its lines.
    pub lines: Vec<L>,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A page of the queue `kind` of the officer's association, after the place `after`: two trips,
/// issued together.
///
/// # Errors
/// 401 and 403; the table's.
pub async fn page<L: Record, A: Admit<Caller = Officer>>(
    scope: &Scope,
    caller: Awaiting<A>,
    kind: &str,
    after: Option<&str>,
    most: i32,
) -> Result<Waiting<L>, Failure> {
    let Principal::Officer { a: association, .. } = caller.principal()? else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    let queue = QueueKey::queue_of(association, kind);
    let after = after.and_then(QueuePlace::from_text);
    let (officer, found, next) = caller
        .with_queue(scope, &queue, after.as_ref(), most, false)
        .await?;
    Ok(Waiting {
        officer,
        queue,
        lines: found.iter().map(Found::decode).collect::<Result<_, _>>()?,
        next: next.map(|place| place.to_text()),
    })
}
