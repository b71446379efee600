//! 主催者アカウントの申請を断る, with the reason (features.md #123).
//!
//! Natural key: body and version. The applicant, who has no login, gets the reason by mail.

use adapters::{
    mail::{AccountMail, Mail},
    store::items::organizer::{OrganizerDecision, OrganizerRecord},
};
use api::{RefuseOrganizer, organizers::OrganizerView, problem::ProblemKind};
use domain::{application::check_reason, organizer::OrganizerId, rejection::FieldProblem};

use super::{body, review};
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// Decides and tells in one transaction.
pub async fn handle(
    scope: Scope,
    call: Writing<RefuseOrganizer>,
) -> Result<Reply<OrganizerView>, Failure> {
    let officer = &call.caller;
    let reason = check_reason(&call.body.reason)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("reason", rejection)]))?;
    let record = review::read(&scope, officer, &call.path.organizer).await?;
    match &record.decision {
        Some(decision) if decision.reason.as_deref() == Some(&reason) => {
            return Ok(Reply::ok(review::view(&record)));
        }
        Some(_) => return Err(Failure::new(ProblemKind::WrongState)),
        None if record.v != call.body.version => return Err(Failure::new(ProblemKind::Changed)),
        None => {}
    }
    let own = OrganizerId::from(officer.association.clone());
    let association = body::read_name(&scope, &own).await?;
    let refused = OrganizerRecord {
        decision: Some(OrganizerDecision {
            approved: false,
            reason: Some(reason.clone()),
            by: officer.login.clone(),
            at: scope.now,
        }),
        v: record.v + 1,
        ..record.clone()
    };
    let mut transaction = officer.transaction();
    transaction.replace(&refused, record.v)?;
    if let Some(email) = &refused.organizer.enquiries.email {
        let mail = Mail::Account(AccountMail::OrganizerRefused {
            body: refused.organizer.name.clone(),
            association,
            reason,
        });
        transaction.insert(&outbox::letter_in(&scope, refused.language, email, mail)?)?;
    }
    scope
        .store
        .commit(transaction)
        .await
        .map_err(Failure::of_commit)?;
    Ok(Reply::ok(review::view(&refused)))
}
