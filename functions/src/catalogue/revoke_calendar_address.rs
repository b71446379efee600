//! 自分の暦のアドレスを失効させる (features.md L7). Revoking twice does it once.

use adapters::store::{Key, items::calendar::CalendarAddressRecord};
use api::{RevokeCalendarAddress, calendars::CalendarState};

use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Two trips.
pub async fn handle(
    scope: Scope,
    call: Writing<RevokeCalendarAddress>,
) -> Result<Reply<CalendarState>, Failure> {
    let key = Key::calendar_address(&call.caller.partition);
    let before: Option<CalendarAddressRecord> = scope.store.read(&key).await?;
    if let Some(before) = before {
        let mut transaction = call.caller.transaction();
        transaction.remove(&key, before.v);
        transaction.delete(&Key::calendar(&before.secret_hash));
        scope
            .store
            .commit(transaction)
            .await
            .map_err(Failure::of_commit)?;
    }
    Ok(Reply::ok(CalendarState { since: None }))
}
