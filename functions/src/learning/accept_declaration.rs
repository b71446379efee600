//! 生涯教育申告書を受理する (features.md #80): the decision and the credits from outside in one
//! transaction, so that they are awarded exactly once.

use adapters::{mail::DeclarationStep, store::items::credit::CreditRecord};
use api::{AcceptDeclaration, learning::DeclarationCase};
use domain::learning::{DeclarationEventKind, DeclarationStatus};

use super::case::{Case, doctor_of};
use crate::{Failure, Reply, Scope, my_page::ledger, pipeline::Writing, review::docket};

/// Accepts what the officer has seen; accepting twice accepts once.
pub async fn handle(
    scope: Scope,
    call: Writing<AcceptDeclaration>,
) -> Result<Reply<DeclarationCase>, Failure> {
    let officer = &call.caller;
    let case = Case::read(&scope, &call.path.declaration)
        .await?
        .within(officer)?;
    if case.head.line.status == DeclarationStatus::Accepted {
        return Ok(Reply::ok(case.view(&scope)?));
    }
    case.seen_as(call.body.version)?;
    let profile = doctor_of(&scope, &case).await?;
    let case = case.then(
        &scope,
        docket::actor(officer),
        DeclarationEventKind::Accepted,
    )?;
    let mut transaction = officer.transaction();
    let place = case.write(&mut transaction)?;
    transaction.insert(&case.letter(&scope, &profile, DeclarationStep::Accepted)?)?;
    let raw_since = ledger::raw_since(scope.today());
    let name = profile.profile.name.kanji.to_string();
    let association = &case.head.line.association_name;
    for entry in case.declaration.entries(&name, association, scope.now) {
        let late = entry.date < raw_since;
        transaction.insert(&CreditRecord::outside(entry, late))?;
    }
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(case.view(&scope)?)),
        Err(error) if error.refused_at(place) => {
            // The same decision sent at once: the other was faster, and it stands.
            let stored = Case::read(&scope, &call.path.declaration).await?;
            if stored.head.line.status == DeclarationStatus::Accepted {
                Ok(Reply::ok(stored.view(&scope)?))
            } else {
                Err(error.into())
            }
        }
        Err(error) => Err(Failure::of_commit(error)),
    }
}
