//! 下書きを試す (features.md L9): starts the job that applies a draft to everybody.

use adapters::store::{
    Key, StoreError,
    items::job::{JobRecord, JobWork},
};
use api::{StartReplay, problem::ProblemKind, rule_sets::ReplayView};

use super::case::{self, Shelf};
use crate::{Failure, Reply, Scope, jobs, pipeline::Writing};

/// Two trips, then the start. Pressed twice, it is tried once.
pub async fn handle(
    scope: Scope,
    call: Writing<StartReplay>,
) -> Result<Reply<ReplayView>, Failure> {
    let id = &call.path.rule_set;
    let key = Key::job(&jobs::replay::job_id(id));
    let range = Shelf::range();
    let (shelf, earlier) = futures::try_join!(
        scope.store.query(&range),
        scope.store.read::<JobRecord>(&key)
    )?;
    let shelf = Shelf::from_items(&shelf)?;
    let draft = shelf.record(id).ok_or(Failure::not_found())?;
    if draft.adopted.is_some() {
        return Err(super::draft_rule_set::adopted_already());
    }
    if draft.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let version = case::parse(&draft.text)?;
    if version.goals().is_empty() {
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "この制度の規則には新規・更新などの要件がないため、試せません。",
            "These rules have no goals that holders or applicants could be tried by.",
        ));
    }
    let work = JobWork::Replay {
        rule_set: id.clone(),
        draft: draft.v,
        programme: version.set().programme,
    };
    if let Some(running) = earlier
        .as_ref()
        .filter(|job| job.is_running() && job.work == work)
    {
        return Ok(Reply::ok(jobs::replay::view(&scope, running).await?));
    }
    let mut transaction = call.caller.transaction();
    let what = (jobs::replay::job_id(id), work.clone());
    let job = jobs::start(
        &scope,
        &mut transaction,
        what,
        call.caller.login.as_str(),
        earlier.as_ref(),
    )?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(jobs::replay::view(&scope, &job).await?)),
        // Pressed twice at once: the other has started it.
        Err(error @ StoreError::Refused(_)) if !error.refused_at(0) => {
            let started = scope.store.read::<JobRecord>(&key).await?;
            let started = started.filter(|job| job.work == work);
            let started = started.ok_or(Failure::new(ProblemKind::Changed))?;
            Ok(Reply::ok(jobs::replay::view(&scope, &started).await?))
        }
        Err(error) => Err(Failure::of_commit(error)),
    }
}
