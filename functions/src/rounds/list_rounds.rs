//! 審査回の一覧 (features.md #86, #88).

use api::{
    ListRounds,
    rounds::{ListedRound, RoundList},
};

use super::around;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// The rounds around today, with the own cut-offs.
pub async fn handle(scope: Scope, call: Reading<ListRounds>) -> Result<Reply<RoundList>, Failure> {
    let programme = call.query.programme;
    let officer = call.caller.alone(&scope).await?;
    let today = scope.today();
    let book = scope.round_book()?;
    let own = officer.association.prefecture();
    let rounds: Vec<ListedRound> = around::today(&scope, programme)?
        .into_iter()
        .map(|round| ListedRound {
            cut_off: own.map_or(round.apply_to, |own| book.cut_off(&round, programme, own)),
            round,
        })
        .collect();
    let next = |listed: &&ListedRound| listed.round.committee >= today;
    Ok(Reply::ok(RoundList {
        current: rounds.iter().find(next).map(|next| next.round.id.clone()),
        rounds,
    }))
}
