//! 制度の規則の施行を決める (features.md L9): from then on the text is not changed.

use adapters::store::{
    Transaction,
    items::rule_set::{Deed, RuleSetRecord, RuleShelfRecord},
};
use api::{AdoptRuleSet, problem::ProblemKind, rule_sets::RuleSetView};

use super::case::{self, Shelf};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads everything that was adopted, checks the draft beside it, and marks it, unless another
/// was adopted in between.
pub async fn handle(
    scope: Scope,
    call: Writing<AdoptRuleSet>,
) -> Result<Reply<RuleSetView>, Failure> {
    let shelf = Shelf::from_items(&scope.store.query(&Shelf::range()).await?)?;
    let book = &shelf.book;
    let draft = shelf
        .record(&call.path.rule_set)
        .ok_or(Failure::not_found())?;
    if draft.adopted.is_some() {
        return Ok(Reply::ok(case::view(draft.clone(), book, scope.today())?));
    }
    if draft.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let version = case::parse(&draft.text)?;
    let book = book
        .with(version, scope.today())
        .map_err(|faults| case::refused(&faults))?;
    let adopted = RuleSetRecord {
        adopted: Some(Deed {
            by: call.caller.login.clone(),
            at: scope.now,
        }),
        v: draft.v + 1,
        ..draft.clone()
    };
    let mut transaction = call.caller.transaction();
    transaction.replace(&adopted, draft.v)?;
    count_adoption(shelf.adoptions.as_ref(), &mut transaction)?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(case::view(adopted, &book, scope.today())?))
}

/// Counts one adoption more, of rules or of rounds: two at once cannot both have looked at the same
/// book.
///
/// # Errors
/// Serialisation.
pub(super) fn count_adoption(
    so_far: Option<&RuleShelfRecord>,
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    match so_far {
        Some(RuleShelfRecord { v }) => transaction.replace(&RuleShelfRecord { v: v + 1 }, *v)?,
        None => transaction.insert(&RuleShelfRecord { v: 1 })?,
    };
    Ok(())
}
