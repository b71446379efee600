//! The notices of each day (features.md #94): a job of that day, started by whichever run comes
//! first; the others find it there.

use std::sync::Arc;

use adapters::store::{StoreError, Transaction, items::job::JobWork};
use domain::language::Language;
use serde_json::{Value, json};

use super::{Error, START_NOTICES};
use crate::{jobs, scope::Scope, world::World};

/// Who starts it, in the job.
const BY: &str = "schedule";

/// Starts the job of today, once.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, START_NOTICES.needs, Language::Ja);
    let on = scope.today();
    let mut transaction = Transaction::new();
    let what = (jobs::notices::job_id(on), JobWork::Notices { on });
    jobs::start(&scope, &mut transaction, what, BY, None)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(json!({ "started": on })),
        Err(StoreError::Refused(_)) => Ok(json!({ "started": null })),
        Err(error) => Err(error.into()),
    }
}
