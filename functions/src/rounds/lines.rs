//! The lines of a round: a prefectural association sees its own, the national one all of them.

use adapters::store::{Found, QueueKey, items::application::ApplicationLine, table::QueuePlace};
use api::{
    problem::ProblemKind,
    rounds::{RoundLine, RoundPart},
};
use domain::{
    association::{AssociationId, Tier},
    contact::PrefectureCode,
    programme::Programme,
    rounds::RoundId,
};

use crate::{Failure, Scope, admission::Officer, titles::view};

/// Lines of one page.
const PAGE: i32 = 300;

/// A page of a round, and where the next begins.
///
/// # Errors
/// 403 for a district, and for another prefecture than the own; the table's.
pub async fn page(
    scope: &Scope,
    officer: &Officer,
    (programme, round, part): (Programme, &RoundId, RoundPart),
    prefecture: Option<PrefectureCode>,
    after: Option<&str>,
) -> Result<(Vec<ApplicationLine>, Option<String>), Failure> {
    let own = match officer.tier {
        Tier::National => prefecture,
        Tier::Prefectural => officer.association.prefecture(),
        Tier::District => return Err(Failure::new(ProblemKind::Forbidden)),
    };
    if prefecture.is_some() && prefecture != own {
        return Err(Failure::new(ProblemKind::Forbidden));
    }
    let national = AssociationId::national();
    let queue = match part {
        RoundPart::Agenda => QueueKey::round_of(&national, programme, round),
        RoundPart::Decided => QueueKey::decided_in(&national, programme, round),
    };
    let (from, to) = match own {
        Some(prefecture) => (format!("{prefecture}#"), format!("{prefecture}#~")),
        None => ("!".to_owned(), "~".to_owned()),
    };
    let after = after.and_then(QueuePlace::from_text);
    let (found, next) = scope
        .store
        .queue_between(&queue, (&from, &to), after.as_ref(), PAGE, false)
        .await?;
    let lines = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<ApplicationLine>, _>>()?;
    Ok((lines, next.map(|place| place.to_text())))
}

/// A line as people see it.
///
/// # Errors
/// An application for a title without one: our fault.
pub fn view(line: ApplicationLine) -> Result<RoundLine, Failure> {
    let title = line
        .title
        .as_ref()
        .ok_or_else(|| Failure::internal("a round with an application for no title"))?;
    let prefecture = title
        .prefecture
        .prefecture()
        .ok_or_else(|| Failure::internal("a title without a prefecture"))?;
    Ok(RoundLine {
        prefecture,
        kind: title.kind,
        clean: title.clean && line.confirmed,
        confirmed: line.confirmed,
        waiting_since: line.waiting_since.date_in_japan(),
        missed: title.missed.clone(),
        fee: title.fee.as_ref().map(view::fee),
        decided_on: title.decided_on,
        minutes: title.minutes.clone(),
        certificate: line.certificate.as_ref().map(ToString::to_string),
        id: line.id,
        name: line.name,
        register_number: line.register_number,
        member: line.member,
        units: line.units,
        submitted_on: line.submitted_on,
    })
}
