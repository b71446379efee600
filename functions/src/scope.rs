//! What one request has: its own view of the world, with a meter and the grants of its function.

use std::sync::Arc;

use adapters::{
    Grants, Undeclared,
    documents::Documents,
    identity::secret::Secret,
    store::{Cost, Store},
};
use api::Need;
use domain::{calendar::Moment, language::Language, rounds::RoundBook, rules::RuleBook};

use crate::{Failure, rule_book::Rules, world::World};

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
    /// The rules of programmes, where the function declares that it needs them.
    rules: Option<Arc<Rules>>,
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
            rules: None,
            world,
        }
    }

    /// Takes the rules along, for a function that needs them.
    ///
    /// # Errors
    /// The table's, when the process has to read them anew.
    pub async fn with_rules(mut self) -> Result<Self, Failure> {
        if self.grants.require(Need::Rules).is_ok() {
            self.rules = Some(self.world.rules.book(&self.world, self.now).await?);
        }
        Ok(self)
    }

    /// The rules of programmes.
    ///
    /// # Errors
    /// A declaration without the need `Rules`: our fault.
    pub fn rule_book(&self) -> Result<&RuleBook, Failure> {
        Ok(&self.rules()?.programmes)
    }

    /// The rounds of the national committee.
    ///
    /// # Errors
    /// A declaration without the need `Rules`: our fault.
    pub fn round_book(&self) -> Result<&RoundBook, Failure> {
        Ok(&self.rules()?.rounds)
    }

    fn rules(&self) -> Result<&Rules, Failure> {
        self.rules
            .as_deref()
            .ok_or_else(|| Failure::internal(Undeclared(Need::Rules)))
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

    /// Bytes that follow from `parts`, for ids that must be the same when something is done
    /// twice; nobody else can derive them.
    #[must_use]
    pub fn derived<const N: usize>(&self, purpose: &str, parts: &[&str]) -> [u8; N] {
        const { assert!(N <= 32, "one derivation gives 32 bytes") };
        let bytes = self
            .world
            .seal_keys
            .derive(purpose, parts.join("\u{0}").as_bytes());
        std::array::from_fn(|place| bytes[place])
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
