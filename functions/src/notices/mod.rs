//! お知らせ (features.md #3): read by everybody on the sign-in page, written by administrators.

pub mod list_every_notice;
pub mod list_notices;
pub mod post_notice;
pub mod withdraw_notice;

use adapters::store::{Found, items::notice::NoticeRecord};
use api::notices::{NoticeBoard, PostedNotice};

use crate::{Failure, Scope};

/// The notices among items that were not taken down, by their end.
fn standing(found: &[Found]) -> Result<Vec<NoticeRecord>, Failure> {
    let records = found.iter().map(|item| Ok(item.decode::<NoticeRecord>()?));
    let records: Result<Vec<_>, Failure> = records.collect();
    let mut records = records?;
    records.retain(|record| record.withdrawn.is_none());
    Ok(records)
}

fn board(scope: &Scope, records: Vec<NoticeRecord>) -> NoticeBoard {
    let notices = records.into_iter().map(|record| PostedNotice {
        shown: record.is_shown(scope.now),
        id: record.id,
        notice: record.notice,
        by: record.posted.by,
        at: record.posted.at,
    });
    NoticeBoard {
        notices: notices.collect(),
    }
}
