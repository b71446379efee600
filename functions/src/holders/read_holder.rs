//! 保持者 (features.md #72, #132): everything that the associations know of a title.

use adapters::store::{
    Found, Key, Range,
    items::{
        holder::{GraceRecord, NoticeRecord, NoticeWay},
        qualification::QualificationRecord,
    },
};
use api::{
    ReadHolder,
    holders::{GraceChoice, GraceEvent, HolderView, NoticeView},
};

use super::{jurisdiction, known::Known, opaque};
use crate::{Failure, Reply, Scope, pipeline::Reading, review::docket, titles::path};

/// Four trips; the look is audited before the answer leaves.
pub async fn handle(scope: Scope, call: Reading<ReadHolder>) -> Result<Reply<HolderView>, Failure> {
    let Ok((programme, number)) = opaque::open(&scope, &call.path.holder) else {
        // Whose sign-in is over learns that first.
        let _ = call.caller.alone(&scope).await?;
        return Err(Failure::not_found());
    };
    let key = Key::qualification(&number, programme);
    let keys = std::slice::from_ref(&key);
    let (officer, found) = call.caller.with_items(&scope, keys).await?;
    let title = found.iter().find(|item| item.key() == key);
    let title: Option<QualificationRecord> = title.map(Found::decode).transpose()?;
    let title = jurisdiction::within(&officer, title)?;
    docket::audit(&scope, &officer, number.to_string(), "read_holder").await?;
    Ok(Reply::ok(view(&scope, title).await?))
}

/// A title with all that happened around it.
///
/// # Errors
/// The table's.
pub async fn view(scope: &Scope, title: QualificationRecord) -> Result<HolderView, Failure> {
    let programme = title.programme;
    let version = path::version(scope, programme, scope.today())?;
    let rules = version.qualification().ok_or(Failure::not_found())?;
    let pk = Key::doctor(&title.register_number);
    let (notices, graces) = (
        Range::prefix(&pk, &format!("F#{programme}#")),
        Range::prefix(&pk, &format!("G#{programme}#")),
    );
    let (known, notices, graces) = futures::try_join!(
        Known::read(scope, title),
        async { Ok(scope.store.query(&notices).await?) },
        async { Ok(scope.store.query(&graces).await?) },
    )?;
    let mut notices = notices
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<NoticeRecord>, _>>()?;
    notices.sort_by_key(|notice| std::cmp::Reverse(notice.at));
    let graces = graces
        .iter()
        .rev()
        .map(Found::decode)
        .collect::<Result<Vec<GraceRecord>, _>>()?;
    let reasons = rules.grace.iter().flat_map(|grace| &grace.reasons);
    Ok(HolderView {
        line: known.line(scope, version)?,
        programme,
        label: rules.label.clone(),
        account: known.file.is_some(),
        approvals: known.approvals(),
        requirements: known.requirements(version, scope.today()),
        grace: known.title.grace.clone(),
        grace_reasons: reasons
            .map(|reason| GraceChoice {
                id: reason.id.clone(),
                label: reason.label.clone(),
            })
            .collect(),
        grace_events: graces.into_iter().map(event).collect(),
        notices: notices.into_iter().map(sent).collect(),
        version: known.title.v,
    })
}

fn event(record: GraceRecord) -> GraceEvent {
    GraceEvent {
        reason: record.reason,
        note: record.note,
        by: record.by,
        at: record.at,
    }
}

fn sent(record: NoticeRecord) -> NoticeView {
    NoticeView {
        last: record.last,
        distance: record.distance,
        mail: record.way == NoticeWay::Mail,
        at: record.at,
    }
}
