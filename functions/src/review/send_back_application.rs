//! 差戻し with the reason (features.md #113).

use adapters::mail::ApplicationStep;
use api::{SendBackApplication, review::ApplicationCase};
use domain::{
    application::{ApplicationStatus, check_reason},
    rejection::FieldProblem,
};

use super::docket;
use crate::{Failure, Reply, Scope, applications::case::refused, outbox, pipeline::Writing};

/// Sends back what the officer has seen; sent twice with the same reason, it is sent back once.
pub async fn handle(
    scope: Scope,
    call: Writing<SendBackApplication>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let officer = &call.caller;
    let reason = check_reason(&call.body.reason)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("reason", rejection)]))?;
    let (case, _, profile) = docket::read(&scope, officer, &call.path.application).await?;
    let line = &case.head.line;
    if line.status == ApplicationStatus::SentBack && line.reason.as_ref() == Some(&reason) {
        return Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?));
    }
    case.seen_as(call.body.version)?;
    let application = case
        .application
        .clone()
        .send_back(reason, docket::actor(officer), scope.now)
        .map_err(|refusal| refused(&refusal))?;
    let case = case.after(application, &scope);
    let mut transaction = officer.transaction();
    case.write(&mut transaction)?;
    let mail = outbox::about(&case.head.line, ApplicationStep::SentBack);
    transaction.insert(&outbox::to_doctor(&scope, &profile, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?)),
        Err(error) => {
            // The same decision sent at once: the other was faster, and it stands.
            let (stored, _, profile) =
                docket::read(&scope, officer, &call.path.application).await?;
            let same = stored.head.line.status == ApplicationStatus::SentBack
                && stored.head.line.reason == case.head.line.reason;
            if same {
                Ok(Reply::ok(docket::view(&scope, officer, &stored, &profile)?))
            } else {
                Err(error.into())
            }
        }
    }
}
