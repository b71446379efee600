//! 申告内容の確認: declared units and certificates compared with the originals, by somebody who did
//! not receive them (features.md #68–#71, L14).

use api::{CheckDeclared, review::ApplicationCase};
use domain::application::DeclaredCheck;

use super::{docket, paper_step};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Keeps what was found, line by line; found again the same, it is kept once.
pub async fn handle(
    scope: Scope,
    call: Writing<CheckDeclared>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let found = DeclaredCheck {
        declared: call.body.declared.clone(),
        certificates: call.body.certificates.clone(),
    };
    let actor = docket::actor(&call.caller);
    paper_step::take(
        &scope,
        &call.caller,
        (&call.path.application, call.body.version),
        |application| {
            let checked = application.paper().checked.as_ref();
            checked.is_some_and(|(_, before)| *before == found)
        },
        |application| application.check_declared(found.clone(), actor.clone(), scope.now),
    )
    .await
}
