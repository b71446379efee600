//! 制度の規則の一覧: those that come with the program, those adopted, and drafts (features.md L9).

use api::{
    ListRuleSets,
    rule_sets::{RuleSetLine, RuleSetList, Standing},
};

use super::case::{self, Shelf};
use crate::{Failure, Reply, Scope, pipeline::Reading, rule_book};

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListRuleSets>,
) -> Result<Reply<RuleSetList>, Failure> {
    let (_, found) = call.caller.with_range(&scope, &Shelf::range()).await?;
    Ok(Reply::ok(list(&scope, &Shelf::from_items(&found)?)?))
}

/// By programme and first day.
///
/// # Errors
/// A stored text that cannot be read: our fault.
pub fn list(scope: &Scope, shelf: &Shelf) -> Result<RuleSetList, Failure> {
    let book = &shelf.book;
    let mut rule_sets: Vec<RuleSetLine> = book
        .versions()
        .iter()
        .map(|version| {
            let set = version.set();
            case::line(set, case::standing(set, book, scope.today()))
        })
        .collect();
    let drafts = shelf.records.iter().filter(|it| it.adopted.is_none());
    for draft in drafts {
        let version = rule_book::stored(draft)?;
        rule_sets.push(case::line(version.set(), Standing::Draft));
    }
    rule_sets.sort_by(|a, b| {
        (a.programme, a.valid_from, &a.id).cmp(&(b.programme, b.valid_from, &b.id))
    });
    Ok(RuleSetList { rule_sets })
}
