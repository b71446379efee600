//! 制度の規則を見る, with its text (features.md L9).

use api::{ReadRuleSet, rule_sets::RuleSetView};
use domain::rules::RuleBook;

use super::case::{self, Shelf};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadRuleSet>,
) -> Result<Reply<RuleSetView>, Failure> {
    let id = &call.path.rule_set;
    let (_, found) = call.caller.with_range(&scope, &Shelf::range()).await?;
    let shelf = Shelf::from_items(&found)?;
    let book = &shelf.book;
    if let Some(record) = shelf.record(id) {
        return Ok(Reply::ok(case::view(record.clone(), book, scope.today())?));
    }
    let (text, set) = RuleBook::embedded_text(id)
        .zip(book.by_id(id))
        .ok_or(Failure::not_found())?;
    Ok(Reply::ok(RuleSetView {
        line: case::line(set, case::standing(set, book, scope.today())),
        text: text.to_owned(),
        drafted: None,
        adopted: None,
        version: 0,
    }))
}
