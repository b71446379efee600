//! What one request has: its own view of the world, with a meter and the grants of its function.

use std::sync::Arc;

use adapters::{
    Grants,
    documents::Documents,
    identity::secret::Secret,
    store::{Cost, Store},
};
use domain::{calendar::Moment, language::Language};

use crate::world::World;

/// One request's (or one worker run's) view of the world.
#[derive(Clone)]
pub struct Scope {
    /// The process.
    pub world: Arc<World>,
    /// The table, metered and limited to what was declared.
    pub store: Store,
    /// The documents, limited to what was declared.
    pub documents: Documents,
    /// The moment of this request; one for all of it.
    pub now: Moment,
    /// Language of the answer.
    pub language: Language,
    /// Grants of this function.
    pub grants: Grants,
}

impl Scope {
    /// A scope for one request of a function with these needs.
    #[must_use]
    pub fn new(world: Arc<World>, needs: &'static [api::Need], language: Language) -> Self {
        let grants = Grants::of(needs);
        Self {
            store: Store::new(world.dynamodb.clone(), world.table.clone(), grants),
            documents: Documents::new(
                world.s3.clone(),
                world.credentials.clone(),
                world.bucket.clone(),
                grants,
            ),
            now: (world.clock)(),
            language,
            grants,
            world,
        }
    }

    /// Today, in Japan.
    #[must_use]
    pub fn today(&self) -> domain::calendar::Date {
        self.now.date_in_japan()
    }

    /// Fresh random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.world.chance)(&mut bytes);
        bytes
    }

    /// A fresh secret.
    #[must_use]
    pub fn secret(&self) -> Secret {
        Secret::new(self.random())
    }

    /// What the table has cost so far.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.store.meter().cost()
    }

    /// Either text, by the language asked for.
    #[must_use]
    pub fn say(&self, ja: &str, en: &str) -> String {
        match self.language {
            Language::Ja => ja.to_owned(),
            Language::En => en.to_owned(),
        }
    }
}
