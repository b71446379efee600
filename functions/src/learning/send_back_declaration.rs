//! 生涯教育申告書を差し戻す with the reason (features.md #80).

use adapters::mail::DeclarationStep;
use api::{SendBackDeclaration, learning::DeclarationCase};
use domain::{
    application::check_reason,
    learning::{DeclarationEventKind, DeclarationStatus},
    rejection::FieldProblem,
};

use super::case::{Case, doctor_of};
use crate::{Failure, Reply, Scope, pipeline::Writing, review::docket};

/// Sends back what the officer has seen; sent twice with the same reason, it is sent back once.
pub async fn handle(
    scope: Scope,
    call: Writing<SendBackDeclaration>,
) -> Result<Reply<DeclarationCase>, Failure> {
    let officer = &call.caller;
    let reason = check_reason(&call.body.reason)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("reason", rejection)]))?;
    let case = Case::read(&scope, &call.path.declaration)
        .await?
        .within(officer)?;
    let same = |case: &Case| {
        let line = &case.head.line;
        line.status == DeclarationStatus::SentBack && line.reason.as_ref() == Some(&reason)
    };
    if same(&case) {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    case.seen_as(call.body.version)?;
    let profile = doctor_of(&scope, &case).await?;
    let kind = DeclarationEventKind::SentBack {
        reason: reason.clone(),
    };
    let case = case.then(&scope, docket::actor(officer), kind)?;
    let mut transaction = officer.transaction();
    let place = case.write(&mut transaction)?;
    transaction.insert(&case.letter(&scope, &profile, DeclarationStep::SentBack)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(case.view(&scope)?)),
        Err(error) if error.refused_at(place) => {
            let stored = Case::read(&scope, &call.path.declaration).await?;
            if same(&stored) {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(error.into())
            }
        }
        Err(error) => Err(Failure::of_commit(error)),
    }
}
