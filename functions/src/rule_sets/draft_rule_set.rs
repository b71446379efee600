//! 制度の規則の下書きを書く (features.md L9). Only what could be adopted today is kept.

use adapters::store::items::rule_set::{Deed, RuleSetRecord};
use api::{DraftRuleSet, problem::ProblemKind, rule_sets::RuleSetView};
use domain::rejection::{Code, FieldProblem, Rejection};

use super::case::{self, Shelf};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Characters of a text; an item of the table holds 400 KB.
const TEXT_MAX: usize = 100_000;

/// Reads what there is, checks the text beside it, writes. Sent twice, it is written
/// once.
pub async fn handle(
    scope: Scope,
    call: Writing<DraftRuleSet>,
) -> Result<Reply<RuleSetView>, Failure> {
    let text = &call.body.text;
    check_length(text)?;
    let draft = case::parse(text)?;
    let id = draft.id().to_owned();
    let shelf = Shelf::from_items(&scope.store.query(&Shelf::range()).await?)?;
    let (book, today) = (&shelf.book, scope.today());
    let earlier = shelf.record(&id);
    if let Some(stored) = earlier {
        if stored.text == *text {
            return Ok(Reply::created(case::view(stored.clone(), book, today)?));
        }
        if stored.adopted.is_some() {
            return Err(adopted_already());
        }
    }
    book.with(draft, today)
        .map_err(|faults| case::refused(&faults))?;
    let record = RuleSetRecord {
        id,
        text: text.clone(),
        drafted: Deed {
            by: call.caller.login.clone(),
            at: scope.now,
        },
        adopted: None,
        v: earlier.map_or(1, |stored| stored.v + 1),
    };
    let mut transaction = call.caller.transaction();
    match earlier {
        Some(stored) => transaction.replace(&record, stored.v)?,
        None => transaction.insert(&record)?,
    };
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::created(case::view(record, book, today)?))
}

/// Refuses a text that no item holds.
///
/// # Errors
/// 422.
pub(super) fn check_length(text: &str) -> Result<(), Failure> {
    if text.chars().count() <= TEXT_MAX {
        return Ok(());
    }
    let rejection = Rejection::new(Code::TooLong).with("max", TEXT_MAX);
    Err(Failure::invalid(vec![FieldProblem::new("text", rejection)]))
}

/// An adopted rule set is never edited; a new version says what changes.
pub fn adopted_already() -> Failure {
    Failure::new(ProblemKind::WrongState).saying(
        "施行が決まった規則は変更できません。新しい版を作ってください。",
        "Adopted rules are not changed. Write a new version.",
    )
}
