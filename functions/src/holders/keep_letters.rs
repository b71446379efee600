//! 手紙を印刷済みにする (features.md #94): each notice goes out once, by post too.

use adapters::store::{
    Key, StoreError,
    items::{
        holder::{NoticeRecord, NoticeWay},
        qualification::QualificationRecord,
    },
};
use api::{KeepLetters, holders::LettersKept};
use domain::rejection::{Code, FieldProblem, Rejection};

use super::{jurisdiction, letters, opaque};
use crate::{Failure, Reply, Scope, pipeline::Writing, titles::path};

/// Letters of one call.
const MOST: usize = 200;

/// Two trips for each letter. Pressed twice, each is written down once.
pub async fn handle(
    scope: Scope,
    call: Writing<KeepLetters>,
) -> Result<Reply<LettersKept>, Failure> {
    if call.body.holders.len() > MOST {
        let rejection = Rejection::new(Code::TooMany).with("max", MOST);
        return Err(Failure::invalid(vec![FieldProblem::new(
            "holders", rejection,
        )]));
    }
    let mut printed = 0;
    for holder in &call.body.holders {
        let (programme, number) = opaque::open(&scope, holder)?;
        let key = Key::qualification(&number, programme);
        let title = scope.store.read::<QualificationRecord>(&key).await?;
        let title = jurisdiction::within(&call.caller, title)?;
        let version = path::version(&scope, programme, scope.today())?;
        let Some((last, distance)) = letters::due(&scope, version, &title)? else {
            continue;
        };
        let record = NoticeRecord {
            register_number: number,
            programme,
            last,
            distance: distance.id(),
            way: NoticeWay::Post,
            at: scope.now,
            by: Some(call.caller.login.clone()),
        };
        match scope.store.insert(&record).await {
            Ok(()) => printed += 1,
            Err(StoreError::Refused(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Reply::ok(LettersKept { printed }))
}
