//! 審査回の暦の下書きを書く (features.md #88). Only what could be adopted today is kept.

use adapters::store::items::rule_set::{Deed, RoundCalendarRecord, RuleSetRecord};
use api::{DraftRoundCalendar, round_calendars::CalendarView};

use super::{
    calendar_case::{self as case, Calendars},
    case::refused,
    draft_rule_set::{adopted_already, check_length},
};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads what there is, checks the text beside it, writes. Sent twice, it is written once.
pub async fn handle(
    scope: Scope,
    call: Writing<DraftRoundCalendar>,
) -> Result<Reply<CalendarView>, Failure> {
    let text = &call.body.text;
    check_length(text)?;
    let draft = case::parse(text)?;
    let id = draft.id.clone();
    let known = Calendars::from_items(&scope.store.query(&Calendars::range()).await?)?;
    let (book, today) = (&known.book, scope.today());
    let earlier = known.record(&id);
    if let Some(stored) = earlier {
        if stored.0.text == *text {
            return Ok(Reply::created(case::view(stored.clone(), book, today)?));
        }
        if stored.0.adopted.is_some() {
            return Err(adopted_already());
        }
    }
    book.with(draft, today).map_err(|faults| refused(&faults))?;
    let record = RoundCalendarRecord(RuleSetRecord {
        id,
        text: text.clone(),
        drafted: Deed {
            by: call.caller.login.clone(),
            at: scope.now,
        },
        adopted: None,
        v: earlier.map_or(1, |stored| stored.0.v + 1),
    });
    let mut transaction = call.caller.transaction();
    match earlier {
        Some(stored) => transaction.replace(&record, stored.0.v)?,
        None => transaction.insert(&record)?,
    };
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::created(case::view(record, book, today)?))
}
