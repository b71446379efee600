//! 申請を取り下げる.

use adapters::{
    mail::ApplicationStep,
    store::{Key, items::doctor::ProfileRecord},
};
use api::{WithdrawApplication, applications::ApplicationView};
use domain::application::{Actor, ApplicationStatus};

use super::case::{Case, refused};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// Before the decision only; twice is once.
pub async fn handle(
    scope: Scope,
    call: Writing<WithdrawApplication>,
) -> Result<Reply<ApplicationView>, Failure> {
    let doctor = &call.caller;
    let profile = Key::profile(&doctor.partition);
    let (case, profile) = futures::try_join!(Case::read(&scope, &call.path.application), async {
        scope
            .store
            .read::<ProfileRecord>(&profile)
            .await
            .map_err(Failure::from)
    })?;
    if !case.belongs_to(&doctor.partition) {
        return Err(Failure::not_found());
    }
    if case.head.line.status == ApplicationStatus::Withdrawn {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    let profile = profile.ok_or(Failure::not_found())?;
    let actor = Actor::Doctor {
        register_number: doctor.number.clone(),
    };
    let application = case
        .application
        .clone()
        .withdraw(actor, scope.now)
        .map_err(|refusal| refused(&refusal))?;
    let case = case.after(application, &scope);
    let mut transaction = doctor.transaction();
    case.write(&mut transaction)?;
    let mail = outbox::about(&case.head.line, ApplicationStep::Withdrawn);
    transaction.insert(&outbox::letter(&scope, &profile.email, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(case.view(&scope)?)),
        Err(error) => {
            // Pressed twice at once: the other was faster.
            let stored = Case::read(&scope, &call.path.application).await?;
            if stored.head.line.status == ApplicationStatus::Withdrawn {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(error.into())
            }
        }
    }
}
