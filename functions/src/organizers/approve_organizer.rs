//! 主催者アカウントを承認し、招待を送る (features.md #123).
//!
//! Natural key: the body. Approving twice sends one invitation.

use adapters::{
    identity::secret::Secret,
    store::items::organizer::{OrganizerDecision, OrganizerRecord},
};
use api::{ApproveOrganizer, organizers::OrganizerView, problem::ProblemKind};

use super::{invitation, review};
use crate::{Failure, Reply, Scope, pipeline::Writing};

/// Decides and invites in one transaction.
pub async fn handle(
    scope: Scope,
    call: Writing<ApproveOrganizer>,
) -> Result<Reply<OrganizerView>, Failure> {
    let officer = &call.caller;
    let record = review::read(&scope, officer, &call.path.organizer).await?;
    match &record.decision {
        Some(decision) if decision.approved => return Ok(Reply::ok(review::view(&record))),
        Some(_) => return Err(Failure::new(ProblemKind::WrongState)),
        None => {}
    }
    let approved = OrganizerRecord {
        decision: Some(OrganizerDecision {
            approved: true,
            reason: None,
            by: officer.login.clone(),
            at: scope.now,
        }),
        v: record.v + 1,
        ..record.clone()
    };
    let organizer = &approved.organizer;
    let email =
        organizer.enquiries.email.as_ref().ok_or_else(|| {
            Failure::internal("an external body applied without an e-mail address")
        })?;
    let secret = Secret::new(scope.derived("first-invitation", &[organizer.id.as_str()]));
    let mut transaction = officer.transaction();
    transaction.replace(&approved, record.v)?;
    invitation::write(
        &scope,
        &mut transaction,
        &secret,
        organizer.id.clone().into(),
        &organizer.name,
        (email, approved.language),
    )?;
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(review::view(&approved)))
}
