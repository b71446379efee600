//! 審査回の一覧 (features.md #86, #88).

use api::{ListRounds, rounds::RoundList};
use domain::calendar::FiscalYear;

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// The rounds of last year, this one and the next.
pub async fn handle(scope: Scope, call: Reading<ListRounds>) -> Result<Reply<RoundList>, Failure> {
    let programme = call.query.programme;
    let _ = call.caller.alone(&scope).await?;
    let today = scope.today();
    let this = FiscalYear::of(today);
    let book = scope.round_book()?;
    let years = [this.previous(), this, this.next()];
    let rounds: Vec<_> = years
        .into_iter()
        .flat_map(|year| book.rounds(programme, year))
        .collect();
    let current = rounds.iter().find(|round| round.committee >= today);
    Ok(Reply::ok(RoundList {
        current: current.map(|round| round.id.clone()),
        rounds,
    }))
}
