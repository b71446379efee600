//! お知らせを取り下げる (features.md #3). Who did it is kept with it; doing it twice does it once.

use adapters::store::{
    Range,
    items::{notice::NoticeRecord, rule_set::Deed},
};
use api::{WithdrawNotice, notices::NoticeBoard};

use super::{board, standing};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Two trips.
pub async fn handle(
    scope: Scope,
    call: Writing<WithdrawNotice>,
) -> Result<Reply<NoticeBoard>, Failure> {
    let found = scope.store.query(&Range::notices(scope.now)).await?;
    let mut records = standing(&found)?;
    let wanted = &call.path.notice;
    if let Some(place) = records.iter().position(|record| record.id == *wanted) {
        let record = records.remove(place);
        let before = record.v;
        let mut transaction = call.caller.transaction();
        transaction.replace(
            &NoticeRecord {
                withdrawn: Some(Deed {
                    by: call.caller.login.clone(),
                    at: scope.now,
                }),
                v: before + 1,
                ..record
            },
            before,
        )?;
        scope
            .store
            .commit(transaction)
            .await
            .map_err(Failure::of_commit)?;
    }
    Ok(Reply::ok(board(&scope, records)))
}
