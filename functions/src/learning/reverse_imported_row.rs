//! 取り込んだ過年度の単位を取り消す (features.md #73).

use adapters::store::items::learning::FeedChannel;
use api::{ReverseImportedRow, credits::ReceiptRow};

use super::posting::{of_national, reverse};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// One transaction; sent twice, it is done once.
pub async fn handle(
    scope: Scope,
    call: Writing<ReverseImportedRow>,
) -> Result<Reply<ReceiptRow>, Failure> {
    let organizer = call.caller.association.clone().into();
    of_national(&organizer)?;
    let (transaction, row) = (call.caller.transaction(), &call.body.row_id);
    reverse(&scope, transaction, &organizer, FeedChannel::Import, row)
        .await
        .map(Reply::ok)
}
