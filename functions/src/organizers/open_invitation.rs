//! 招待のリンクを開く.

use adapters::store::items::{organizer::Office, pending::Matter};
use api::{OpenInvitation, organizers::InvitationOpened};

use super::body;
use crate::{Failure, Reply, Scope, identity::links, pipeline::Writing};

/// One read.
pub async fn handle(
    scope: Scope,
    call: Writing<OpenInvitation>,
) -> Result<Reply<InvitationOpened>, Failure> {
    let pending = links::open(&scope, &call.body.secret).await?;
    let Matter::Invitation { o, n } = pending.matter else {
        return Err(links::expired());
    };
    Ok(Reply::ok(InvitationOpened {
        body: match o {
            Office::Organizer(organizer) => body::view(&organizer, n),
            Office::Administration => body::administration(scope.language),
        },
        email: pending.email.to_string(),
        expires_at: pending.expires_at,
    }))
}
