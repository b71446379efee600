//! 審査待ちの申請, oldest first (features.md #113).

use adapters::{
    identity::sign_in::Principal,
    store::{Found, QueueKey, items::application::ApplicationLine, table::QueuePlace},
};
use api::{
    ListApplications,
    problem::ProblemKind,
    review::{ApplicationQueue, QueueLine},
};

use super::docket;
use crate::{Failure, Reply, Scope, pipeline::Reading, titles::view};

/// Lines of one page: a district's whole queue on most days.
const PAGE: i32 = 300;

/// Two trips, issued together, and the audit line of looking at the queue.
pub async fn handle(
    scope: Scope,
    call: Reading<ListApplications>,
) -> Result<Reply<ApplicationQueue>, Failure> {
    let Principal::Officer { a: association, .. } = call.caller.principal()? else {
        return Err(Failure::new(ProblemKind::Forbidden));
    };
    let queue = QueueKey::queue_of(association, "application");
    let after = call.query.after.as_deref().and_then(QueuePlace::from_text);
    let (officer, found, next) = call
        .caller
        .with_queue(&scope, &queue, after.as_ref(), PAGE, false)
        .await?;
    let lines = found
        .iter()
        .map(Found::decode)
        .collect::<Result<Vec<ApplicationLine>, _>>()?;
    docket::audit(&scope, &officer, queue, "list_applications").await?;
    Ok(Reply::ok(ApplicationQueue {
        applications: lines
            .into_iter()
            .map(|line| queue_line(&scope, line))
            .collect(),
        next: next.map(|place| place.to_text()),
    }))
}

fn queue_line(scope: &Scope, line: ApplicationLine) -> QueueLine {
    let since = line.waiting_since.date_in_japan();
    QueueLine {
        days: u32::try_from(since.days_until(scope.today())).unwrap_or(0),
        waiting_since: since,
        id: line.id,
        programme: line.programme,
        name: line.name,
        register_number: line.register_number,
        member: line.member,
        confirmed: line.confirmed,
        resubmitted: line.resubmitted,
        units: line.units,
        title: line.title.as_ref().map(view::summary),
    }
}
