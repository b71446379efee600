//! 審査回の暦を決める (features.md #88): from then on the text is not changed.

use adapters::store::items::rule_set::{Deed, RoundCalendarRecord, RuleSetRecord};
use api::{AdoptRoundCalendar, problem::ProblemKind, round_calendars::CalendarView};

use super::{
    adopt_rule_set::count_adoption,
    calendar_case::{self as case, Calendars},
    case::refused,
};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Reads everything that was adopted, checks the draft beside it, and marks it, unless another
/// was adopted in between.
pub async fn handle(
    scope: Scope,
    call: Writing<AdoptRoundCalendar>,
) -> Result<Reply<CalendarView>, Failure> {
    let known = Calendars::from_items(&scope.store.query(&Calendars::range()).await?)?;
    let (book, today) = (&known.book, scope.today());
    let record = known
        .record(&call.path.calendar)
        .ok_or(Failure::not_found())?;
    let RoundCalendarRecord(draft) = record;
    if draft.adopted.is_some() {
        return Ok(Reply::ok(case::view(record.clone(), book, today)?));
    }
    if draft.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let book = book
        .with(case::parse(&draft.text)?, today)
        .map_err(|faults| refused(&faults))?;
    let adopted = RoundCalendarRecord(RuleSetRecord {
        adopted: Some(Deed {
            by: call.caller.login.clone(),
            at: scope.now,
        }),
        v: draft.v + 1,
        ..draft.clone()
    });
    let mut transaction = call.caller.transaction();
    transaction.replace(&adopted, draft.v)?;
    count_adoption(known.adoptions.as_ref(), &mut transaction)?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(case::view(adopted, &book, today)?))
}
