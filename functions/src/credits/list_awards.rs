//! 付与した単位の一覧: each row's fate as it is now, audited (features.md #37–#40, #59).

use adapters::store::items::audit::AuditRecord;
use api::{
    ListAwards,
    credits::{AwardLine, AwardList},
};
use domain::access;

use super::{receipt, roster};
use crate::{Failure, Reply, Scope, courses::case::viewer, pipeline::Reading};

/// Course and sign-in together, a trip per hundred doctors, and the audit line.
pub async fn handle(scope: Scope, call: Reading<ListAwards>) -> Result<Reply<AwardList>, Failure> {
    let range = roster::range(&call.path.course);
    let (holder, found) = call.caller.with_range(&scope, &range).await?;
    let posted = roster::from_items(&found)?;
    if !access::sees_roster(&viewer(&holder), posted.course()) {
        return Err(Failure::not_found());
    }
    let rows = posted.roster.rows();
    let holders =
        roster::identities(&scope, rows.iter().map(|row| &row.row.register_number)).await?;
    scope
        .store
        .insert(&AuditRecord {
            subject: posted.course().id.to_string(),
            at: scope.now,
            id: hex::encode(scope.random::<8>()),
            who: holder.login.clone().unwrap_or_else(|| "api-key".to_owned()),
            association: holder.organizer.to_string(),
            endpoint: "list_awards".to_owned(),
            refused: None,
        })
        .await?;
    let rows = rows
        .iter()
        .map(|posted| AwardLine {
            row_id: posted.row.row_id.clone(),
            register_number: posted.row.register_number.clone(),
            name: posted.row.posted.text.clone(),
            fate: receipt::fate_now(&posted.row, posted.corrected, &holders),
            posted_at: posted.at,
        })
        .collect();
    Ok(Reply::ok(AwardList { rows }))
}
