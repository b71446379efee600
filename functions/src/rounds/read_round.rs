//! 議案と承認済みの一覧 of a round (features.md #85, #86): agenda before the committee, minutes after.

use api::{ReadRound, rounds::RoundView};

use super::lines;
use crate::{Failure, Reply, Scope, jobs, pipeline::Reading, review::docket};

/// Two trips, and the audit line of looking at it.
pub async fn handle(scope: Scope, call: Reading<ReadRound>) -> Result<Reply<RoundView>, Failure> {
    let (programme, id) = (call.path.programme, call.path.round);
    let query = call.query;
    let officer = call.caller.alone(&scope).await?;
    let round = scope.round_book()?.round(programme, &id);
    let round = round.ok_or(Failure::not_found())?;
    let (which, after) = ((programme, &id, query.part), query.after.as_deref());
    let (found, next) = lines::page(&scope, &officer, which, query.prefecture, after).await?;
    let subject = jobs::bulk::decision_id(programme, &id);
    docket::audit(&scope, &officer, subject, "read_round").await?;
    Ok(Reply::ok(RoundView {
        round,
        lines: found
            .into_iter()
            .map(lines::view)
            .collect::<Result<_, _>>()?,
        next,
    }))
}
