//! 主催者アカウントの申請一覧 (features.md #123), oldest first.

use adapters::identity::sign_in::Principal;
use adapters::store::{QueueKey, items::organizer::OrganizerRecord};
use api::{ListOrganizerReviews, organizers::OrganizerQueue, problem::ProblemKind};

use super::review;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Shown at once; the oldest come first, and the rest when those are decided.
const MOST: i32 = 100;

/// Queue and sign-in, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListOrganizerReviews>,
) -> Result<Reply<OrganizerQueue>, Failure> {
    let Principal::Officer { a, .. } = call.caller.principal()? else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    let queue = QueueKey::queue_of(a, "organizer");
    let (_, found, _) = call
        .caller
        .with_queue(&scope, &queue, None, MOST, false)
        .await?;
    let organizers = found
        .iter()
        .map(|item| Ok(review::view(&item.decode::<OrganizerRecord>()?)))
        .collect::<Result<_, Failure>>()?;
    Ok(Reply::ok(OrganizerQueue { organizers }))
}
