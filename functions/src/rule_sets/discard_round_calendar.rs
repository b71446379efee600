//! 審査回の暦の下書きを捨てる (features.md #88). Discarding twice does it once.

use adapters::store::Key;
use api::{DiscardRoundCalendar, round_calendars::CalendarList};

use super::{calendar_case::Calendars, draft_rule_set::adopted_already, list_round_calendars};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Two trips.
pub async fn handle(
    scope: Scope,
    call: Writing<DiscardRoundCalendar>,
) -> Result<Reply<CalendarList>, Failure> {
    let id = &call.path.calendar;
    let mut known = Calendars::from_items(&scope.store.query(&Calendars::range()).await?)?;
    let Some(draft) = known.record(id) else {
        return Ok(Reply::ok(list_round_calendars::list(&scope, &known)?));
    };
    if draft.0.adopted.is_some() {
        return Err(adopted_already());
    }
    let mut transaction = call.caller.transaction();
    transaction.remove(&Key::round_calendar(id), draft.0.v);
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    known.records.retain(|record| record.0.id != *id);
    Ok(Reply::ok(list_round_calendars::list(&scope, &known)?))
}
