//! The dated rules: those that come with the program, and those adopted since.
//!
//! A process reads the adopted ones when it first needs rules, and again after a quarter of an
//! hour. That is no trip of a request's own: it serves all of the process, and adopted rules begin
//! on a later day, so an older copy is not wrong. A function gets at them by its need `Rules`.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use adapters::{
    Grants,
    store::{
        Found, Range, Store,
        items::rule_set::{RoundCalendarRecord, RuleSetRecord, WrittenRules},
    },
};
use api::Need;
use domain::{
    calendar::Moment,
    rounds::{RoundBook, RoundCalendar},
    rules::{RuleBook, RuleFault, RuleVersion},
};

use crate::{Failure, World};

/// How long a copy serves, milliseconds.
const FRESH: i64 = 15 * 60 * 1000;

static BUILT_IN: LazyLock<Result<RuleBook, String>> =
    LazyLock::new(|| RuleBook::embedded().map_err(|faults| said(&faults)));

static BUILT_IN_ROUNDS: LazyLock<Result<RoundBook, String>> =
    LazyLock::new(|| RoundBook::embedded().map_err(|faults| said(&faults)));

/// Everything that decisions go by.
pub struct Rules {
    /// The rules of programmes.
    pub programmes: RuleBook,
    /// The rounds of the national committee.
    pub rounds: RoundBook,
}

/// The rules as this process read them last.
#[derive(Default)]
pub struct RuleShelf(RwLock<Option<(Moment, Arc<Rules>)>>);

impl RuleShelf {
    /// The book, read anew when the copy is too old.
    ///
    /// # Errors
    /// The table's; adopted rules that no longer fit those of the program.
    pub async fn book(&self, world: &World, now: Moment) -> Result<Arc<Rules>, Failure> {
        if let Some(book) = self.fresh(now) {
            return Ok(book);
        }
        let grants = Grants::of(&[Need::Read]);
        let store = Store::new(world.dynamodb.clone(), world.table.clone(), grants);
        let written = written(&store.query(&Range::rule_texts()).await?)?;
        let book = Arc::new(Rules {
            programmes: with_adopted(&written.rule_sets)?,
            rounds: with_adopted_rounds(&written.calendars)?,
        });
        let mut shelved = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *shelved = Some((now, Arc::clone(&book)));
        Ok(book)
    }

    fn fresh(&self, now: Moment) -> Option<Arc<Rules>> {
        let shelved = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (read_at, book) = shelved.as_ref()?;
        (now.millis() - read_at.millis() < FRESH).then(|| Arc::clone(book))
    }
}

/// What administrators wrote, from the items of [`Range::rule_texts`] or [`Range::rules`].
///
/// # Errors
/// Items of another shape.
pub fn written(found: &[Found]) -> Result<WrittenRules, Failure> {
    let mut written = WrittenRules::default();
    for item in found {
        match item.sk().split_once('#') {
            Some(("R", _)) => written.rule_sets.push(item.decode()?),
            Some(("S", _)) => written.calendars.push(item.decode()?),
            _ => written.adoptions = Some(item.decode()?),
        }
    }
    Ok(written)
}

/// The built-in rules with those of the records that were adopted.
///
/// # Errors
/// Adopted rules that no longer fit those of the program: somebody deployed a contradiction.
pub fn with_adopted(records: &[RuleSetRecord]) -> Result<RuleBook, Failure> {
    let built_in = BUILT_IN.as_ref().map_err(Failure::internal)?;
    let mut versions = built_in.versions().to_vec();
    for record in records.iter().filter(|record| record.adopted.is_some()) {
        versions.push(stored(record)?);
    }
    RuleBook::new(versions).map_err(|faults| Failure::internal(said(&faults)))
}

/// The built-in calendars of rounds with those of the records that were adopted.
///
/// # Errors
/// Adopted calendars that no longer fit those of the program.
pub fn with_adopted_rounds(records: &[RoundCalendarRecord]) -> Result<RoundBook, Failure> {
    let built_in = BUILT_IN_ROUNDS.as_ref().map_err(Failure::internal)?;
    let mut calendars: Vec<RoundCalendar> = built_in.every_calendar().cloned().collect();
    for record in records.iter().filter(|record| record.0.adopted.is_some()) {
        calendars.push(stored_calendar(record)?);
    }
    RoundBook::new(calendars).map_err(|faults| Failure::internal(said(&faults)))
}

/// A stored version.
///
/// # Errors
/// A text that cannot be read any more: our fault.
pub fn stored(record: &RuleSetRecord) -> Result<RuleVersion, Failure> {
    RuleVersion::from_toml(&record.id, &record.text)
        .map_err(|faults| Failure::internal(said(&faults)))
}

/// A stored calendar.
///
/// # Errors
/// A text that cannot be read any more: our fault.
pub fn stored_calendar(record: &RoundCalendarRecord) -> Result<RoundCalendar, Failure> {
    RoundCalendar::from_toml(&record.0.id, &record.0.text)
        .map_err(|faults| Failure::internal(said(&faults)))
}

fn said(faults: &[RuleFault]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
