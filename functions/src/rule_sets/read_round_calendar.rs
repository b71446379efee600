//! 審査回の暦を見る, with its text and its days as a table (features.md #88).

use api::{ReadRoundCalendar, round_calendars::CalendarView};
use domain::rounds::RoundBook;

use super::calendar_case::{self as case, Calendars};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadRoundCalendar>,
) -> Result<Reply<CalendarView>, Failure> {
    let (id, today) = (&call.path.calendar, scope.today());
    let (_, found) = call.caller.with_range(&scope, &Calendars::range()).await?;
    let known = Calendars::from_items(&found)?;
    let book = &known.book;
    if let Some(record) = known.record(id) {
        return Ok(Reply::ok(case::view(record.clone(), book, today)?));
    }
    let calendar = book.every_calendar().find(|calendar| calendar.id == *id);
    let (text, calendar) = RoundBook::embedded_text(id)
        .zip(calendar)
        .ok_or(Failure::not_found())?;
    Ok(Reply::ok(CalendarView {
        line: case::line(calendar, case::standing(calendar, book, today)),
        text: text.to_owned(),
        rounds: case::rounds(calendar, today),
        drafted: None,
        adopted: None,
        version: 0,
    }))
}
