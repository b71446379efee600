//! 生涯教育の年度別の状況 (features.md #73, #74, #76, L15).

use api::{ReadMyLearning, learning::LearningView};
use domain::{
    association::is_national_member, calendar::FiscalYear, learning::Deadline, programme::Programme,
};

use super::learner::{Learner, range, rules, state};
use crate::{
    Failure, Reply, Scope, certificates::list_my_certificates::summaries, pipeline::Reading,
};

/// Years shown: those of the 認定証 twice over.
const YEARS: usize = 6;

/// One trip: entries, profile, papers, sign-in and declarations lie in one range.
pub async fn handle(
    scope: Scope,
    call: Reading<ReadMyLearning>,
) -> Result<Reply<LearningView>, Failure> {
    let today = scope.today();
    let current = FiscalYear::of(today);
    let years: Vec<FiscalYear> = std::iter::successors(Some(current), |year| Some(year.previous()))
        .take(YEARS)
        .collect();
    let since = years.last().copied().unwrap_or(current);
    let range = range(&call.caller.principal()?.partition(), since);
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let learner = Learner::from_items(&scope, &found)?;
    let (version, learning) = rules(&scope)?;
    let over = current.previous();
    let deadline = Deadline::of(learning, over);
    let mut certificates = summaries(&found)?;
    certificates.retain(|paper| paper.programme == Programme::ContinuingEducation);
    Ok(Reply::ok(LearningView {
        current,
        years: years.into_iter().map(|year| learner.year(year)).collect(),
        running: learner.certificate(version, current)?.0,
        closed: learner.certificate(version, over)?.0,
        declaration: deadline.map(|deadline| state(deadline, learner.declaration(over), today)),
        next: Deadline::of(learning, current),
        certificates,
        national_member: is_national_member(&learner.profile.plain_memberships()),
    }))
}
