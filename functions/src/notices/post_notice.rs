//! お知らせを出す (features.md #3). Sent twice, it stands once.

use adapters::store::{
    Key, Range,
    items::{notice::NoticeRecord, rule_set::Deed},
};
use api::{PostNotice, notices::NoticeBoard, problem::ProblemKind};

use super::{board, standing};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Its id follows from the Idempotency-Key: what was written under it is looked at first.
pub async fn handle(
    scope: Scope,
    call: Writing<PostNotice>,
) -> Result<Reply<NoticeBoard>, Failure> {
    let notice = call.body.check(scope.now)?;
    let login = &call.caller.login;
    let suffix: [u8; 8] = scope.derived("notice", &[login, call.idempotency_key()?]);
    let record = NoticeRecord {
        id: NoticeRecord::id(notice.until, &hex::encode(suffix)),
        notice,
        posted: Deed {
            by: login.clone(),
            at: scope.now,
        },
        withdrawn: None,
        v: 1,
    };
    let (key, range) = (Key::posted_notice(&record.id), Range::notices(scope.now));
    let (before, others) = futures::try_join!(
        scope.store.read::<NoticeRecord>(&key),
        scope.store.query(&range)
    )?;
    let mut records = standing(&others)?;
    match before {
        Some(before) if before.notice == record.notice => {}
        Some(_) => return Err(Failure::new(ProblemKind::KeyReused)),
        None => {
            let mut transaction = call.caller.transaction();
            transaction.insert(&record)?;
            scope
                .store
                .commit(transaction)
                .await
                .map_err(Failure::of_commit)?;
            let place = records.partition_point(|other| other.id < record.id);
            records.insert(place, record);
        }
    }
    Ok(Reply::created(board(&scope, records)))
}
