//! Each finished day of the audit trail is sealed: its head goes to the bucket where nobody replaces
//! or takes away anything.
//!
//! - Idempotent: a day makes one head, and one that is there is not written again.
//! - Resumable: days are sealed in their order, each for itself, from the newest head on; so days that
//!   were missed are caught up with, and a run that dies loses the day it was at.
//! - The first day that is sealed is the one before the first run.
//! - What is found of the newest sealed day is compared with its head again in every run: a line that
//!   was altered, taken away or written late is noticed within the hour. So is one older day, another in
//!   each hour: all of a year in a fortnight. `cargo check-audit` compares all of them at once.

use std::sync::Arc;

use adapters::audit::{Heads, Sealed, head_of};
use domain::{
    calendar::{Date, Moment},
    language::Language,
};
use serde_json::{Value, json};

use super::{Error, SEAL_AUDIT};
use crate::{metrics::Metric, scope::Scope, world::World};

/// How long after its end a day is sealed, hours: a request that began in its last second is over
/// long before, and the index has its line.
const PATIENCE_HOURS: i64 = 1;
/// Days of one run. One of 20,000 lines takes some seconds; the next run goes on.
const MOST_DAYS: usize = 10;

/// Seals what is due.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, SEAL_AUDIT.needs, Language::Ja);
    let bucket = scope.world.heads_bucket.clone();
    let heads = Heads::new(scope.world.s3.clone(), bucket, scope.grants);
    let newest = heads.newest(scope.today()).await?;
    let due = scope.now.plus_hours(-PATIENCE_HOURS).date_in_japan();
    let due = due.add_days(-1);
    let mut last = newest.clone();
    let mut sealed = 0;
    let sealing = async {
        while sealed < MOST_DAYS
            && let Some(day) = following(last.as_ref(), due)
        {
            last = Some(seal(&scope, &heads, day, last.clone()).await?);
            sealed += 1;
        }
        Ok::<(), Error>(())
    };
    let result = sealing.await;
    let lag = lag(scope.now, following(last.as_ref(), due));
    let metrics = &scope.world.metrics;
    metrics.put(scope.now, Metric::SealingLag, lag);
    result?;
    if let Some(newest) = newest {
        let day = newest.head.day;
        let altered = is_altered(&scope, newest).await?;
        metrics.put(scope.now, Metric::AlteredDays, u64::from(altered));
        if let Some(older) = heads
            .first()
            .await?
            .and_then(|first| turn(scope.now, first, day))
        {
            let altered = is_altered(&scope, heads.of(older).await?).await?;
            metrics.put(scope.now, Metric::AlteredDays, u64::from(altered));
        }
    }
    Ok(json!({ "sealed": sealed }))
}

/// Which of the days before the newest is looked at in this hour: one after the other, and again from
/// the first.
fn turn(now: Moment, first: Date, newest: Date) -> Option<Date> {
    let older = i64::from(first.days_until(newest));
    let hour = now.millis() / (60 * 60 * 1000);
    let place = hour.checked_rem(older).filter(|place| *place >= 0)?;
    Some(first.add_days(i32::try_from(place).ok()?))
}

/// The day to be sealed next, if it is due.
fn following(last: Option<&Sealed>, due: Date) -> Option<Date> {
    let day = last.map_or(due, |sealed| sealed.head.day.add_days(1));
    (day <= due).then_some(day)
}

async fn seal(
    scope: &Scope,
    heads: &Heads,
    day: Date,
    previous: Option<Sealed>,
) -> Result<Sealed, Error> {
    let head = head_of(&scope.store, day, previous.map(|sealed| sealed.hash)).await?;
    heads.seal(&head).await?;
    // Another run may have been faster: the next day follows what is stored.
    Ok(heads.of(day).await?)
}

/// Seconds since the end of a day that is due and not sealed.
fn lag(now: Moment, unsealed: Option<Date>) -> u64 {
    let ended = unsealed.map_or(now, |day| day.add_days(1).begins());
    u64::try_from((now.millis() - ended.millis()) / 1000).unwrap_or_default()
}

async fn is_altered(scope: &Scope, sealed: Sealed) -> Result<bool, Error> {
    let day = sealed.head.day;
    let now = head_of(&scope.store, day, sealed.head.previous.clone()).await?;
    let altered = now != sealed.head;
    if altered {
        let (then, now) = (sealed.head.entries, now.entries);
        tracing::error!(%day, then, now, "a sealed day of the audit trail was altered");
    }
    Ok(altered)
}
