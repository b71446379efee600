//! 猶予 for illness or a stay abroad: set or withdrawn by an officer, with what was seen.

use adapters::store::{
    Key,
    items::{holder::GraceRecord, qualification::QualificationRecord},
};
use api::{DecideGrace, holders::HolderView, problem::ProblemKind};
use domain::{
    contact::free_text,
    rejection::{Code, Problems, Rejection},
};

use super::{jurisdiction, opaque, read_holder};
use crate::{Failure, Reply, Scope, pipeline::Writing, titles::path};

/// Characters of the note.
const NOTE_MAX: usize = 500;

/// The title and the event in one transaction; what holds already is not written again.
pub async fn handle(
    scope: Scope,
    call: Writing<DecideGrace>,
) -> Result<Reply<HolderView>, Failure> {
    let (programme, number) = opaque::open(&scope, &call.path.holder)?;
    let version = path::version(&scope, programme, scope.today())?;
    let key = Key::qualification(&number, programme);
    let title = scope.store.read::<QualificationRecord>(&key).await?;
    let title = jurisdiction::within(&call.caller, title)?;
    call.caller.other_than(&number)?;
    let known = version
        .qualification()
        .and_then(|rules| rules.grace.as_ref())
        .ok_or(Failure::new(ProblemKind::WrongState).saying(
            "この制度には猶予の定めがありません。",
            "The rules of this programme know no grace.",
        ))?;
    let mut problems = Problems::new();
    let reason = match call.body.reason.trim() {
        "" => Some(None),
        id if known.reasons.iter().any(|reason| reason.id == id) => Some(Some(id.to_owned())),
        _ => problems.take("reason", Err(Rejection::from(Code::UnknownChoice))),
    };
    let note = problems.take("note", free_text(&call.body.note, NOTE_MAX));
    let (reason, note) = problems.finish(reason.zip(note))?;
    if title.grace == reason {
        return Ok(Reply::ok(read_holder::view(&scope, title).await?));
    }
    if title.v != call.body.version {
        return Err(Failure::new(ProblemKind::Changed));
    }
    let changed = QualificationRecord {
        grace: reason.clone(),
        v: title.v + 1,
        ..title.clone()
    };
    let mut transaction = call.caller.transaction();
    transaction.replace(&changed, title.v)?;
    transaction.insert(&GraceRecord {
        register_number: number,
        programme,
        reason,
        note,
        by: call.caller.login.clone(),
        association: call.caller.association.to_string(),
        at: scope.now,
    })?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(read_holder::view(&scope, changed).await?))
}
