//! Refusals of staff in the audit trail: who tried to reach what belongs to another association.
//!
//! - Written where a handler has refused somebody whose sign-in it had proved. A role without the
//!   right is refused by the seal of its token before anything is touched, which proves no live
//!   sign-in: that leaves a log line only, so that no ended token can fill the trail.
//! - The line names login, association, endpoint and the id that was asked for; nothing of the
//!   person behind that id. The log names endpoint and status only.
//! - The answer does not wait for a second try: a refusal shows nothing, so it stands without its
//!   line too, and the fault is in the log.

use adapters::{identity::sign_in::Principal, store::items::audit::AuditRecord};
use api::{Endpoint, problem::ProblemKind};
use lambda_http::{Request, RequestExt};

use crate::{Failure, Scope};

/// Characters of an id that are kept; ours are shorter.
const SUBJECT_MAX: usize = 64;

/// Writes a refusal down, if it is one of those that are kept.
pub(crate) async fn write_down<E: Endpoint, T>(
    scope: &Scope,
    who: Option<&Principal>,
    request: &Request,
    result: &Result<T, Failure>,
) {
    let (Some(who), Err(failure), true) = (who, result, E::DECLARATION.audits_refusals()) else {
        return;
    };
    if !matches!(
        failure.kind(),
        ProblemKind::Forbidden | ProblemKind::NotFound
    ) {
        return;
    }
    let (login, association) = staff(who);
    let line = AuditRecord {
        subject: subject::<E>(request).unwrap_or_else(|| association.clone()),
        at: scope.now,
        id: hex::encode(scope.random::<8>()),
        who: login,
        association,
        endpoint: E::DECLARATION.name.to_owned(),
        refused: Some(failure.kind().status()),
    };
    if let Err(error) = scope.store.write_down(&line).await {
        tracing::error!(endpoint = E::DECLARATION.name, cause = %error, "a refusal is not in the audit trail");
    }
}

/// Login and body; programs have no login.
fn staff(who: &Principal) -> (String, String) {
    match who {
        Principal::Doctor { login, .. } | Principal::Administrator { login, .. } => {
            (login.clone(), String::new())
        }
        Principal::Officer { a, login, .. } => (login.clone(), a.to_string()),
        Principal::Organizer { o, login } => (login.clone(), o.to_string()),
        Principal::ApiKey { o, .. } => ("api-key".to_owned(), o.to_string()),
    }
}

/// The first id in the path: what was asked for.
fn subject<E: Endpoint>(request: &Request) -> Option<String> {
    let (_, rest) = E::DECLARATION.path.split_once('{')?;
    let (name, _) = rest.split_once('}')?;
    let parameters = request.path_parameters();
    let value = parameters.first(name)?;
    Some(value.chars().take(SUBJECT_MAX).collect())
}
