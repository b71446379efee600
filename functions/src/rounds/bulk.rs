//! Starting a job over many applications, and looking at it.

use adapters::store::{
    Key, StoreError,
    items::job::{JobRecord, JobWork},
};
use api::{problem::ProblemKind, rounds::BulkView};

use crate::{Failure, Scope, admission::Officer, jobs};

/// Starts the job, unless it is under way: pressed twice, it is done once.
///
/// # Errors
/// 409 when another one of the same kind is under way; the table's.
pub async fn start(
    scope: &Scope,
    officer: &Officer,
    (id, work): (String, JobWork),
) -> Result<BulkView, Failure> {
    let key = Key::job(&id);
    let earlier = scope.store.read::<JobRecord>(&key).await?;
    if let Some(running) = earlier.as_ref().filter(|job| job.is_running()) {
        if running.work == work {
            return jobs::bulk::view(scope, Some(running)).await;
        }
        return Err(Failure::new(ProblemKind::WrongState).saying(
            "処理中です。終わってからもう一度お試しください。",
            "It is under way. Please try again when it is done.",
        ));
    }
    let what = (id, work.clone());
    let mut transaction = officer.transaction();
    let job = jobs::start(scope, &mut transaction, what, officer, earlier.as_ref())?;
    match scope.store.commit(transaction).await {
        Ok(()) => jobs::bulk::view(scope, Some(&job)).await,
        // Pressed twice at once: the other has started it.
        Err(error @ StoreError::Refused(_)) if !error.refused_at(0) => {
            let started = scope.store.read::<JobRecord>(&key).await?;
            let started = started.filter(|job| job.work == work);
            jobs::bulk::view(scope, started.as_ref()).await
        }
        Err(error) => Err(Failure::of_commit(error)),
    }
}

/// How far it is.
///
/// # Errors
/// The table's.
pub async fn look(scope: &Scope, id: &str) -> Result<BulkView, Failure> {
    let job = scope.store.read::<JobRecord>(&Key::job(id)).await?;
    jobs::bulk::view(scope, job.as_ref()).await
}
