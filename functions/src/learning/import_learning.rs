//! 過年度の単位を取り込む: by officers of the national association (features.md #73, S1).
//!
//! Row ids are the natural key: a row sent again changes nothing. Units wait for doctors who have
//! no account yet, as all credits do.

use adapters::store::items::learning::FeedChannel;
use api::{ImportLearning, credits::Receipt};

use super::posting::{Posting, Sent, check_size, of_national};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Checks, decides, writes, answers row by row.
pub async fn handle(
    scope: Scope,
    call: Writing<ImportLearning>,
) -> Result<Reply<Receipt>, Failure> {
    let officer = &call.caller;
    let organizer = officer.association.clone().into();
    of_national(&organizer)?;
    check_size(call.body.rows.len())?;
    let today = scope.today();
    let sent = call.body.rows.iter().map(|row| Sent {
        row_id: row.row_id.clone(),
        register_number: row.register_number.clone(),
        checked: row.check(today),
    });
    let posting = Posting {
        organizer,
        channel: FeedChannel::Import,
        rows: sent.collect(),
        transaction: &|| officer.transaction(),
    };
    Ok(Reply::ok(posting.post(&scope, |_, _| true).await?))
}
