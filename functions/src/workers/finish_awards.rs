//! Postings of credits that were interrupted between the course's roster and the doctors' entries
//! are finished, even when nobody posts for the course again.
//!
//! What was acknowledged is on the roster; an entry that is missing here is a credit that its doctor
//! does not see. Entries are inserted under natural keys, so finishing what is still under way, or
//! finishing twice, changes nothing.

use std::{collections::BTreeSet, sync::Arc};

use adapters::store::{items::course::OpenAwardRecord, keys::AWARD_QUEUE};
use domain::{id::CourseId, language::Language};
use serde_json::{Value, json};

use super::{Error, FINISH_AWARDS};
use crate::{credits::roster, scope::Scope, world::World};

/// Younger calls may still be under way, minutes: a request has 30 seconds.
const PATIENCE_MINUTES: i64 = 2;
/// Calls of one page.
const PAGE: i32 = 100;

/// Finishes every old call; a course that cannot be finished holds up no other.
pub(super) async fn run(world: Arc<World>, _: Value) -> Result<Value, Error> {
    let scope = Scope::new(world, FINISH_AWARDS.needs, Language::Ja);
    let courses = interrupted(&scope).await?;
    let mut failed = 0;
    for course in &courses {
        if let Err(failure) = finish(&scope, course).await {
            failed += 1;
            let cause = failure.cause().unwrap_or("refused").to_owned();
            tracing::error!(%course, cause, "a posting was not finished");
        }
    }
    if failed > 0 {
        return Err(format!("{failed} of {} courses were not finished", courses.len()).into());
    }
    Ok(json!({ "finished": courses.len() }))
}

async fn finish(scope: &Scope, course: &CourseId) -> Result<(), crate::Failure> {
    let posted = roster::read(scope, course).await?;
    posted.finish_earlier(scope).await
}

/// Courses with a call that has been under way for longer than a request can be.
async fn interrupted(scope: &Scope) -> Result<BTreeSet<CourseId>, Error> {
    let before = scope.now.millis() - PATIENCE_MINUTES * 60 * 1000;
    let mut courses = BTreeSet::new();
    let mut after = None;
    loop {
        let (found, next) = scope
            .store
            .queue(AWARD_QUEUE, after.as_ref(), PAGE, false)
            .await?;
        for item in &found {
            let open: OpenAwardRecord = item.decode()?;
            // Oldest first.
            if open.since.millis() >= before {
                return Ok(courses);
            }
            courses.insert(open.course);
        }
        let Some(next) = next else {
            return Ok(courses);
        };
        after = Some(next);
    }
}
