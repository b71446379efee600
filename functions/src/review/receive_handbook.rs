//! 産業医学研修手帳の原本が届いた (features.md #69).

use api::{ReceiveHandbook, review::ApplicationCase};

use super::{docket, paper_step};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Ticks the arrival of what the officer has seen; twice is once.
pub async fn handle(
    scope: Scope,
    call: Writing<ReceiveHandbook>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let actor = docket::actor(&call.caller);
    paper_step::take(
        &scope,
        &call.caller,
        (&call.path.application, call.body.version),
        |application| application.paper().received_by.is_some(),
        |application| application.receive_handbook(actor.clone(), scope.now),
    )
    .await
}
