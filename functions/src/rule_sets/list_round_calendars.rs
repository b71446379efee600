//! 審査回の暦の一覧: those that come with the program, those adopted, and drafts (features.md #88).

use api::{
    ListRoundCalendars,
    round_calendars::{CalendarLine, CalendarList},
    rule_sets::Standing,
};

use super::calendar_case::{self as case, Calendars};
use crate::{Failure, Reply, Scope, pipeline::Reading, rule_book};

/// Two trips, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListRoundCalendars>,
) -> Result<Reply<CalendarList>, Failure> {
    let (_, found) = call.caller.with_range(&scope, &Calendars::range()).await?;
    Ok(Reply::ok(list(&scope, &Calendars::from_items(&found)?)?))
}

/// By first year.
///
/// # Errors
/// A stored text that cannot be read: our fault.
pub(super) fn list(scope: &Scope, known: &Calendars) -> Result<CalendarList, Failure> {
    let book = &known.book;
    let mut calendars: Vec<CalendarLine> = book
        .every_calendar()
        .map(|calendar| case::line(calendar, case::standing(calendar, book, scope.today())))
        .collect();
    for draft in known.records.iter().filter(|it| it.0.adopted.is_none()) {
        let calendar = rule_book::stored_calendar(draft)?;
        calendars.push(case::line(&calendar, Standing::Draft));
    }
    calendars.sort_by(|a, b| (a.from_year, &a.id).cmp(&(b.from_year, &b.id)));
    Ok(CalendarList { calendars })
}
