//! 進達: a stage has found an application in order, and passes it on (features.md #85–#87).

use adapters::{
    mail::{Mail, TitleStep},
    store::{
        Transaction,
        items::{application::TitleLine, doctor::ProfileRecord},
    },
};
use api::{ForwardApplication, review::ApplicationCase};
use domain::{
    application::{Actor, ApplicationStatus},
    association::Tier,
    rounds::Round,
};

use super::docket;
use crate::{
    Failure, Reply, Scope,
    applications::case::{Case, refused},
    outbox,
    pipeline::Writing,
    titles::{decision, path},
};

/// Passes on what the officer has seen; passing on twice passes on once.
pub async fn handle(
    scope: Scope,
    call: Writing<ForwardApplication>,
) -> Result<Reply<ApplicationCase>, Failure> {
    let officer = &call.caller;
    let id = &call.path.application;
    let (case, mut identity, mut profile) = docket::read(&scope, officer, id).await?;
    let passed_on = |case: &Case| {
        case.head.line.status == ApplicationStatus::Pending
            && case.application.has_left(&officer.association)
    };
    if passed_on(&case) {
        return Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?));
    }
    case.seen_as(call.body.version)?;
    let mut transaction = officer.transaction();
    let compared = call.body.identity_confirmed;
    docket::confirm_identity(&mut transaction, &mut identity, &mut profile, compared)?;
    let actor = docket::actor(officer);
    let case = forward(&scope, &mut transaction, actor, case, &profile).await?;
    match scope.store.commit(transaction).await {
        Ok(()) => Ok(Reply::ok(docket::view(&scope, officer, &case, &profile)?)),
        Err(error) => {
            // The same decision sent at once: the other was faster, and it stands.
            let (stored, _, profile) = docket::read(&scope, officer, id).await?;
            if passed_on(&stored) {
                Ok(Reply::ok(docket::view(&scope, officer, &stored, &profile)?))
            } else {
                Err(error.into())
            }
        }
    }
}

/// Event, queue place and mail.
///
/// # Errors
/// 422 for what is not met or not checked; 409 when it does not stand there.
pub async fn forward(
    scope: &Scope,
    transaction: &mut Transaction,
    actor: Actor,
    case: Case,
    profile: &ProfileRecord,
) -> Result<Case, Failure> {
    let Some(title) = case.head.line.title.clone() else {
        return Err(Failure::new(api::problem::ProblemKind::WrongState));
    };
    let standing = decision::standing(scope, &case).await?;
    let (round, missed) = round_of(scope, &case, &title)?;
    let application = case
        .application
        .clone()
        .forward(round.id.clone(), actor, scope.now)
        .map_err(|refusal| refused(&refusal))?;
    standing.require_approvable()?;
    let mut case = case.after(application, scope);
    let stage = case.application.stage().clone();
    let title = TitleLine {
        forwarded: stage.tier() == Tier::National,
        stage,
        round: round.id,
        committee: round.committee,
        missed,
        clean: standing.clean,
        ..title
    };
    case.head.evaluation = standing.evaluation;
    case.head.line.confirmed = true;
    let mail = decision::mail(&case.head.line, &title, TitleStep::Forwarded);
    case.head.line.title = Some(title);
    case.write(transaction)?;
    transaction.insert(&outbox::to_doctor(scope, profile, Mail::Title(mail))?)?;
    Ok(case)
}

/// The round foreseen for it, as long as its committee has not met; else the next, and the one that
/// it missed.
fn round_of(
    scope: &Scope,
    case: &Case,
    title: &TitleLine,
) -> Result<(Round, Option<domain::rounds::RoundId>), Failure> {
    let (today, programme) = (scope.today(), case.head.line.programme);
    let foreseen = scope.round_book()?.round(programme, &title.round);
    if let Some(round) = foreseen.filter(|round| round.committee >= today) {
        return Ok((round, None));
    }
    let prefecture = title
        .prefecture
        .prefecture()
        .ok_or_else(|| Failure::internal("a prefectural association without a prefecture"))?;
    let next = path::placement(scope, programme, prefecture, today)?;
    Ok((next.round, Some(title.round.clone())))
}
