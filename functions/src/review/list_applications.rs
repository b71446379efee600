//! 審査待ちの申請, oldest first (features.md #113).

use adapters::store::items::application::ApplicationLine;
use api::{
    ListApplications,
    review::{ApplicationQueue, QueueLine},
};

use super::{
    docket,
    waiting::{self, Waiting},
};
use crate::{Failure, Reply, Scope, pipeline::Reading, titles::view};

/// Lines of one page: a district's whole queue on most days.
const PAGE: i32 = 300;

/// Two trips, issued together, and the audit line of looking at the queue.
pub async fn handle(
    scope: Scope,
    call: Reading<ListApplications>,
) -> Result<Reply<ApplicationQueue>, Failure> {
    let page: Waiting<ApplicationLine> = waiting::page(
        &scope,
        call.caller,
        "application",
        call.query.after.as_deref(),
        PAGE,
    )
    .await?;
    docket::audit(&scope, &page.officer, page.queue, "list_applications").await?;
    Ok(Reply::ok(ApplicationQueue {
        applications: page
            .lines
            .into_iter()
            .map(|line| queue_line(&scope, line))
            .collect(),
        next: page.next,
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
