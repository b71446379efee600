//! 保持者を医籍登録番号で探す (features.md #132): the number stands in the body, not in the address.

use adapters::store::{Key, items::qualification::QualificationRecord};
use api::{FindHolder, holders::HolderList};
use domain::{programme::Programme, register_number::MedicalRegisterNumber, rejection::Problems};

use super::{jurisdiction, known::Known};
use crate::{Failure, Reply, Scope, pipeline::Writing, review::docket, titles::path};

/// Three trips; whom somebody looked for is audited, found or not.
pub async fn handle(scope: Scope, call: Writing<FindHolder>) -> Result<Reply<HolderList>, Failure> {
    let mut problems = Problems::new();
    let programme = problems.take("programme", Programme::parse(&call.body.programme));
    let number = MedicalRegisterNumber::parse(&call.body.register_number);
    let number = problems.take("register_number", number);
    let (programme, number) = problems.finish(programme.zip(number))?;
    let version = path::version(&scope, programme, scope.today())?;
    docket::audit(&scope, &call.caller, number.to_string(), "find_holder").await?;
    let key = Key::qualification(&number, programme);
    let title = scope.store.read::<QualificationRecord>(&key).await?;
    let holders = match jurisdiction::within(&call.caller, title) {
        Ok(title) => vec![Known::read(&scope, title).await?.line(&scope, version)?],
        Err(_) => Vec::new(),
    };
    Ok(Reply::ok(HolderList {
        holders,
        next: None,
    }))
}
