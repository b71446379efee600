//! 一括承認 (features.md #86, L18): starts the job that approves what is rule-clean in a round.

use adapters::store::items::job::JobWork;
use api::{DecideRound, problem::ProblemKind, rounds::BulkView};
use domain::{
    association::Tier,
    rejection::{Code, FieldProblem},
};

use super::bulk;
use crate::{Failure, Reply, Scope, jobs, pipeline::Writing, review::docket, titles::decision};

/// For the national association. The day is that of the committee, and not one to come.
pub async fn handle(scope: Scope, call: Writing<DecideRound>) -> Result<Reply<BulkView>, Failure> {
    let officer = &call.caller;
    if officer.tier != Tier::National {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    let (programme, round) = (call.path.programme, &call.path.round);
    let known = scope.round_book()?.round(programme, round);
    let known = known.ok_or(Failure::not_found())?;
    let decided_on = call.body.decided_on.unwrap_or(known.committee);
    let wrong = |code: Code| Failure::invalid(vec![FieldProblem::new("decided_on", code)]);
    if decided_on > scope.today() {
        return Err(wrong(Code::InFuture));
    }
    let minutes = decision::minutes(&call.body.minutes)?;
    let id = jobs::bulk::decision_id(programme, round);
    docket::audit(&scope, officer, id.clone(), "decide_round").await?;
    let work = JobWork::Decision {
        programme,
        round: round.clone(),
        decided_on,
        minutes,
    };
    let view = bulk::start(&scope, officer, (id, work)).await?;
    Ok(Reply::ok(view))
}
