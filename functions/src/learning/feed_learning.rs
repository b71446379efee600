//! e-ラーニング・日医雑誌問題解答の単位を受け取る (features.md #75): by the national association, whose
//! site earns them, and by that site's program with an API key for the feed.
//!
//! Row ids are the natural key: a row sent again changes nothing.

use adapters::store::items::learning::FeedChannel;
use api::{FeedLearning, credits::Receipt};
use domain::association::is_national_member;

use super::{
    learner::rules,
    posting::{Posting, Sent, check_size, of_national},
};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Checks, decides, writes, answers row by row.
pub async fn handle(scope: Scope, call: Writing<FeedLearning>) -> Result<Reply<Receipt>, Failure> {
    let caller = &call.caller;
    of_national(&caller.organizer)?;
    check_size(call.body.rows.len())?;
    let today = scope.today();
    let (_, learning) = rules(&scope)?;
    let sent = call.body.rows.iter().map(|row| Sent {
        row_id: row.row_id.clone(),
        register_number: row.register_number.clone(),
        checked: row.check(today),
    });
    let posting = Posting {
        organizer: caller.organizer.clone(),
        channel: FeedChannel::Feed,
        rows: sent.collect(),
        transaction: &|| caller.transaction(),
    };
    let receipt = posting.post(&scope, |row, profile| {
        let member =
            profile.is_some_and(|profile| is_national_member(&profile.plain_memberships()));
        learning.open_to(row.origin, member)
    });
    Ok(Reply::ok(receipt.await?))
}
