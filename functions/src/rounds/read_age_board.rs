//! 審査の経過 (features.md L18): how many applications wait at which stage and for how long.
//!
//! Counts without names, so nobody's data are shown and nothing is audited. Applications that were
//! sent back wait for their doctors and stand in no queue.

use std::collections::BTreeMap;

use adapters::store::{
    Found, QueueKey,
    items::application::{ApplicationLine, TitleLine},
    table::QueuePlace,
};
use api::{
    ReadAgeBoard,
    problem::ProblemKind,
    rounds::{AgeBoard, AgeRow},
};
use domain::{
    association::{AssociationId, Tier},
    calendar::Date,
    contact::PrefectureCode,
};
use futures::{StreamExt, TryStreamExt, stream};

use super::around;
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Queues read at once.
const AT_ONCE: usize = 16;
/// Lines of one trip.
const PAGE: i32 = 1000;

/// One trip for each queue: that of the own prefecture, or of all of them, and those of the rounds
/// that have begun.
pub async fn handle(scope: Scope, call: Reading<ReadAgeBoard>) -> Result<Reply<AgeBoard>, Failure> {
    let programme = call.path.programme;
    let officer = call.caller.alone(&scope).await?;
    let own = match officer.tier {
        Tier::National => None,
        Tier::Prefectural => officer.association.prefecture(),
        Tier::District => return Err(Failure::new(ProblemKind::Forbidden)),
    };
    let today = scope.today();
    let national = AssociationId::national();
    let prefectures: Vec<PrefectureCode> = match own {
        Some(own) => vec![own],
        None => PrefectureCode::all().collect(),
    };
    let at_prefectures = prefectures
        .into_iter()
        .map(AssociationId::prefectural)
        .map(|association| (QueueKey::queue_of(association, "application"), None));
    let before_committees = around::today(&scope, programme)?
        .into_iter()
        .filter(|round| round.apply_from <= today)
        .map(|round| (QueueKey::round_of(&national, programme, &round.id), own));
    let queues: Vec<_> = at_prefectures.chain(before_committees).collect();
    let found: Vec<Vec<ApplicationLine>> = stream::iter(queues)
        .map(|(queue, of)| lines(&scope, queue, of))
        .buffer_unordered(AT_ONCE)
        .try_collect()
        .await?;
    let mut rows = BTreeMap::new();
    for line in found.iter().flatten() {
        let title = line.title.as_ref().filter(|_| line.programme == programme);
        let place = title.and_then(|title| Some((title, title.prefecture.prefecture()?)));
        if let Some((title, prefecture)) = place {
            let row = rows
                .entry((title.stage.tier(), prefecture))
                .or_insert_with(|| empty(title.stage.tier(), prefecture, today));
            count(row, line, title, today);
        }
    }
    let mut rows: Vec<AgeRow> = rows.into_values().collect();
    rows.sort_by_key(|row| row.oldest);
    Ok(Reply::ok(AgeBoard { rows }))
}

/// Everything in a queue, or what came through one prefecture.
async fn lines(
    scope: &Scope,
    queue: String,
    of: Option<PrefectureCode>,
) -> Result<Vec<ApplicationLine>, Failure> {
    let (from, to) = of.map_or_else(
        || ("!".to_owned(), "~".to_owned()),
        |prefecture| (format!("{prefecture}#"), format!("{prefecture}#~")),
    );
    let mut lines = Vec::new();
    let mut after: Option<QueuePlace> = None;
    loop {
        let (found, next) = scope
            .store
            .queue_between(&queue, (&from, &to), after.as_ref(), PAGE, false)
            .await?;
        for item in &found {
            lines.push(Found::decode(item)?);
        }
        after = next;
        if after.is_none() {
            return Ok(lines);
        }
    }
}

const fn empty(stage: Tier, prefecture: PrefectureCode, today: Date) -> AgeRow {
    AgeRow {
        stage,
        prefecture,
        waiting: 0,
        clean: 0,
        days_0: 0,
        days_7: 0,
        days_14: 0,
        days_30: 0,
        oldest: today,
    }
}

fn count(row: &mut AgeRow, line: &ApplicationLine, title: &TitleLine, today: Date) {
    let since = line.waiting_since.date_in_japan();
    row.waiting += 1;
    row.clean += u32::from(title.clean && line.confirmed);
    row.oldest = row.oldest.min(since);
    let band = match since.days_until(today) {
        30.. => &mut row.days_30,
        14.. => &mut row.days_14,
        7.. => &mut row.days_7,
        _ => &mut row.days_0,
    };
    *band += 1;
}
