//! ログアウト: the sign-in is taken away, not only its cookie.

use api::{SignOut, identity::SignedOut};

use super::sign_in::cookie_cleared;
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Deletes the sign-in and clears the cookie.
pub async fn handle(scope: Scope, call: Writing<SignOut>) -> Result<Reply<SignedOut>, Failure> {
    scope.store.delete(call.caller.proof().key()).await?;
    Ok(Reply::ok(SignedOut {}).with_cookie(cookie_cleared()))
}
