//! The dated rules: those that come with the program, and those adopted since.
//!
//! A process reads the adopted ones when it first needs rules, and again after a quarter of an
//! hour. That is no trip of a request's own: it serves all of the process, and adopted rules begin
//! on a later day, so an older copy is not wrong. A function gets at them by its need `Rules`.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use adapters::{
    Grants,
    store::{Found, Range, Store, items::rule_set::RuleSetRecord},
};
use api::Need;
use domain::{
    calendar::Moment,
    rounds::RoundBook,
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
        let found = store.query(&Range::rule_sets()).await?;
        let records = found
            .iter()
            .map(Found::decode)
            .collect::<Result<Vec<RuleSetRecord>, _>>()?;
        let book = Arc::new(Rules {
            programmes: with_adopted(&records)?,
            rounds: BUILT_IN_ROUNDS.as_ref().map_err(Failure::internal)?.clone(),
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

/// A stored version.
///
/// # Errors
/// A text that cannot be read any more: our fault.
pub fn stored(record: &RuleSetRecord) -> Result<RuleVersion, Failure> {
    RuleVersion::from_toml(&record.id, &record.text)
        .map_err(|faults| Failure::internal(said(&faults)))
}

fn said(faults: &[RuleFault]) -> String {
    let texts: Vec<String> = faults.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
