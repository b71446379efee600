//! 外部団体が主催者アカウントを申請する (features.md #123).
//!
//! Exactly once by Idempotency-Key: the body's id follows from it. The invitation will go to the
//! e-mail address for enquiries, so here one is needed.

use adapters::{
    mail::{AccountMail, Mail},
    store::{Key, Transaction, items::organizer::OrganizerRecord},
};
use api::{ApplyAsOrganizer, organizers::OrganizerApplied, problem::ProblemKind};
use domain::{
    association::AssociationId,
    id::ExternalBodyId,
    organizer::{Organizer, OrganizerId},
    rejection::{Code, FieldProblem},
};

use super::body;
use crate::{Failure, Reply, Scope, outbox, pipeline::Writing};

/// Puts the application into the prefecture's queue.
pub async fn handle(
    scope: Scope,
    call: Writing<ApplyAsOrganizer>,
) -> Result<Reply<OrganizerApplied>, Failure> {
    let id = ExternalBodyId::new(scope.derived("external-body", &[call.idempotency_key()?]));
    let organizer = call.body.check(&id)?;
    let email = organizer.enquiries.email.clone().ok_or_else(|| {
        Failure::invalid(vec![FieldProblem::new("enquiries.email", Code::Required)])
    })?;
    let reviewer = OrganizerId::from(AssociationId::prefectural(organizer.prefecture));
    let reviewed_by = body::read_name(&scope, &reviewer).await?;
    let record = OrganizerRecord {
        organizer,
        applied_at: scope.now,
        language: scope.language,
        decision: None,
        v: 1,
    };
    let mail = Mail::Account(AccountMail::OrganizerApplied {
        body: record.organizer.name.clone(),
        association: reviewed_by.clone(),
    });
    let mut transaction = Transaction::new();
    transaction.insert(&record)?;
    transaction.insert(&outbox::letter(&scope, &email, mail)?)?;
    match scope.store.commit(transaction).await {
        Ok(()) => {}
        Err(error) if error.refused_at(0) => same(&scope, &record.organizer).await?,
        Err(error) => return Err(error.into()),
    }
    Ok(Reply::accepted(OrganizerApplied { reviewed_by }))
}

/// The key was used: for the same application, or for another one.
async fn same(scope: &Scope, organizer: &Organizer) -> Result<(), Failure> {
    let stored: Option<OrganizerRecord> = scope
        .store
        .read(&Key::organizer_head(&organizer.id))
        .await?;
    if stored.is_some_and(|stored| stored.organizer == *organizer) {
        Ok(())
    } else {
        Err(Failure::new(ProblemKind::KeyReused))
    }
}
