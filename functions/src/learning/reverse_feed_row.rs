//! 受け取った単位を取り消す (features.md #75).

use adapters::store::items::learning::FeedChannel;
use api::{ReverseFeedRow, credits::ReceiptRow};

use super::posting::{of_national, reverse};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// One transaction; sent twice, it is done once.
pub async fn handle(
    scope: Scope,
    call: Writing<ReverseFeedRow>,
) -> Result<Reply<ReceiptRow>, Failure> {
    let caller = &call.caller;
    of_national(&caller.organizer)?;
    let (transaction, row) = (caller.transaction(), &call.body.row_id);
    reverse(
        &scope,
        transaction,
        &caller.organizer,
        FeedChannel::Feed,
        row,
    )
    .await
    .map(Reply::ok)
}
