//! Steps with the paper of an application: nobody but the officers sees them, so no mail goes out.

use api::review::ApplicationCase;
use domain::{
    application::{Application, TransitionRefused},
    id::ApplicationId,
};

use super::docket;
use crate::{
    Failure, Reply, Scope, admission::Officer, applications::case::refused, titles::decision,
};

/// Takes a step on the version that the officer has seen, unless it is `taken` already.
///
/// # Errors
/// 404 for a case elsewhere, 409 for one that changed or does not stand there.
pub async fn take(
    scope: &Scope,
    officer: &Officer,
    (id, version): (&ApplicationId, u32),
    taken: impl Fn(&Application) -> bool,
    step: impl Fn(Application) -> Result<Application, TransitionRefused>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let (case, _, profile) = docket::read(scope, officer, id).await?;
    if taken(&case.application) {
        return Ok(Reply::ok(docket::view(scope, officer, &case, &profile)?));
    }
    case.seen_as(version)?;
    let waiting_since = case.head.line.waiting_since;
    let application = step(case.application.clone()).map_err(|refusal| refused(&refusal))?;
    let mut case = case.after(application, scope);
    // It waits where it waited before.
    case.head.line.waiting_since = waiting_since;
    // The officers see how it stands with what was found.
    case.head.evaluation = decision::standing(scope, &case).await?.evaluation;
    let mut transaction = officer.transaction();
    case.write(&mut transaction)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(docket::view(scope, officer, &case, &profile)?)),
        Err(error) => {
            // The same step sent at once: the other was faster.
            let (stored, _, profile) = docket::read(scope, officer, id).await?;
            if taken(&stored.application) {
                Ok(Reply::ok(docket::view(scope, officer, &stored, &profile)?))
            } else {
                Err(error.into())
            }
        }
    }
}
