//! 自分の暦のアドレスがあるか (features.md L7).

use adapters::store::{Found, Key, items::calendar::CalendarAddressRecord};
use api::{ReadCalendarAddress, calendars::CalendarState};

use crate::{Failure, Reply, Scope, pipeline::Reading};

/// One trip.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadCalendarAddress>,
) -> Result<Reply<CalendarState>, Failure> {
    let key = Key::calendar_address(&call.caller.principal()?.partition());
    let (_, found) = call
        .caller
        .with_items(&scope, std::slice::from_ref(&key))
        .await?;
    let item = found.iter().find(|item| item.key() == key);
    let record: Option<CalendarAddressRecord> = item.map(Found::decode).transpose()?;
    Ok(Reply::ok(CalendarState {
        since: record.map(|record| record.since),
    }))
}
