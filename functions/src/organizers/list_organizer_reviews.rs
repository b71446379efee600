//! 主催者アカウントの申請一覧 (features.md #123), oldest first.

use adapters::store::items::organizer::OrganizerRecord;
use api::{ListOrganizerReviews, organizers::OrganizerQueue};

use super::review;
use crate::{
    Failure, Reply, Scope,
    pipeline::Reading,
    review::waiting::{self, Waiting},
};

/// Shown at once; the oldest come first, and the rest when those are decided.
const MOST: i32 = 100;

/// Queue and sign-in, issued together.
pub async fn handle(
    scope: Scope,
    call: Reading<ListOrganizerReviews>,
) -> Result<Reply<OrganizerQueue>, Failure> {
    let page: Waiting<OrganizerRecord> =
        waiting::page(&scope, call.caller, "organizer", None, MOST).await?;
    Ok(Reply::ok(OrganizerQueue {
        organizers: page.lines.iter().map(review::view).collect(),
    }))
}
