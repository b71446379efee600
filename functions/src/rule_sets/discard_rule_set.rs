//! 制度の規則の下書きを捨てる (features.md L9). Discarding twice does it once.

use adapters::store::Key;
use api::{DiscardRuleSet, rule_sets::RuleSetList};

use super::{case::Shelf, draft_rule_set::adopted_already, list_rule_sets};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Two trips.
pub async fn handle(
    scope: Scope,
    call: Writing<DiscardRuleSet>,
) -> Result<Reply<RuleSetList>, Failure> {
    let id = &call.path.rule_set;
    let mut shelf = Shelf::from_items(&scope.store.query(&Shelf::range()).await?)?;
    let Some(draft) = shelf.record(id) else {
        return Ok(Reply::ok(list_rule_sets::list(&scope, &shelf)?));
    };
    if draft.adopted.is_some() {
        return Err(adopted_already());
    }
    let mut transaction = call.caller.transaction();
    transaction.remove(&Key::rule_set(id), draft.v);
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    shelf.records.retain(|record| record.id != *id);
    Ok(Reply::ok(list_rule_sets::list(&scope, &shelf)?))
}
