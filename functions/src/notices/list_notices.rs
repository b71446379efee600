//! いま表示するお知らせ (features.md #3): one trip, and browsers keep the answer for a minute.

use adapters::store::Range;
use api::{
    ListNotices,
    notices::{NoticeList, NoticeView},
};
use domain::{language::Language, notice::Notice};

use super::standing;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// How long browsers keep the answer, seconds.
const KEPT_FOR: u32 = 60;

/// Everything that is not over is read; what begins later is left out.
pub async fn handle(scope: Scope, _: Reading<ListNotices>) -> Result<Reply<NoticeList>, Failure> {
    let found = scope.store.query(&Range::notices(scope.now)).await?;
    let mut records = standing(&found)?;
    records.retain(|record| record.is_shown(scope.now));
    records.sort_by_key(|record| !record.notice.outage);
    let notices = records
        .iter()
        .map(|record| view(&record.notice, scope.language));
    let list = NoticeList {
        notices: notices.collect(),
    };
    Ok(Reply::ok(list).kept_for(KEPT_FOR))
}

fn view(notice: &Notice, language: Language) -> NoticeView {
    NoticeView {
        title: notice.title(language).to_owned(),
        text: notice.text(language).to_owned(),
        closed: notice.outage.then(|| {
            let (from, until) = (notice.from.shown_in_japan(), notice.until.shown_in_japan());
            // An outage of some hours is of one day, which is said once.
            let day = format!("{} ", notice.from.date_in_japan());
            let until = until.strip_prefix(&day).unwrap_or(&until);
            let period = language.period(&from, &until);
            match language {
                Language::Ja => format!("停止する時間：{period}"),
                Language::En => format!("Closed: {period} (Japan time)"),
            }
        }),
    }
}
