//! 担当者を招待する (features.md #32, #123): for the own body, or, as an officer, for an
//! association directly below.
//!
//! Exactly once by Idempotency-Key: the link's secret follows from it.

use adapters::identity::secret::Secret;
use api::{InviteStaff, organizers::Invited, problem::ProblemKind};
use domain::{
    association::{AssociationId, Tier},
    contact::EmailAddress,
    language::Language,
    organizer::OrganizerId,
    rejection::FieldProblem,
};

use super::{body, invitation};
use crate::{
    Failure, Reply, Scope, admission::Staff, identity::links::INVITATION_HOURS, pipeline::Writing,
};

/// Finds the body, writes link and letter.
pub async fn handle(scope: Scope, call: Writing<InviteStaff>) -> Result<Reply<Invited>, Failure> {
    let staff = &call.caller;
    let key = call.idempotency_key()?;
    let email = EmailAddress::parse(&call.body.email)
        .map_err(|rejection| Failure::invalid(vec![FieldProblem::new("email", rejection)]))?;
    let organizer = invited_for(staff, call.body.association.as_ref())?;
    let name = body::read_name(&scope, &organizer).await?;
    let parts = [&staff.login, key, organizer.as_str(), &email.folded()];
    let secret = Secret::new(scope.derived("invitation", &parts));
    let mut transaction = staff.transaction();
    let place = invitation::write(
        &scope,
        &mut transaction,
        &secret,
        organizer.into(),
        &name,
        // Nobody knows in which language a colleague reads.
        (&email, Language::Ja),
    )?;
    match scope.store.commit(transaction).await {
        Err(error) if !error.refused_at(place) => Err(Failure::of_commit(error)),
        _ => Ok(Reply::accepted(Invited {
            valid_hours: INVITATION_HOURS,
        })),
    }
}

/// The body that this member of staff may invite for.
fn invited_for(staff: &Staff, wanted: Option<&AssociationId>) -> Result<OrganizerId, Failure> {
    let Some(wanted) = wanted else {
        return Ok(staff.organizer.clone());
    };
    let (own, tier) = staff
        .association
        .as_ref()
        .ok_or(Failure::new(ProblemKind::Forbidden))?;
    let directly_below = match tier {
        Tier::National => wanted.tier() == Tier::Prefectural,
        Tier::Prefectural => wanted.tier() == Tier::District && wanted.is_within(own),
        Tier::District => false,
    };
    if wanted == own || directly_below {
        Ok(OrganizerId::from(wanted.clone()))
    } else {
        Err(Failure::not_found())
    }
}
