//! The store's contract: what every server of the table must do, asserted on the embedded one and
//! on AWS's own DynamoDB Local. Behaviour, not units: those differ between emulators.

mod index;
mod ranges;
mod rows;
mod writes;

use std::panic::AssertUnwindSafe;

use adapters::store::{Key, QueueKey, Record, Store};
use domain::calendar::Moment;
use futures::FutureExt;
use futures::future::BoxFuture;
use journeys::stores::TableHouse;
use serde::{Deserialize, Serialize};

/// One sentence of the contract, on a new table.
struct Case {
    says: &'static str,
    holds: fn(Store) -> BoxFuture<'static, ()>,
}

/// `case!(name_of_an_async_fn)`: the name is the sentence.
macro_rules! cases {
    ($($name:ident),+ $(,)?) => {
        /// What this file says of every store.
        pub(super) const CASES: &[super::Case] = &[$(super::Case {
            says: stringify!($name),
            holds: |store| Box::pin($name(store)),
        }),+];
    };
}
use cases;

#[tokio::test]
async fn the_store_keeps_its_contract_on_the_embedded_table() {
    keeps_its_contract(&TableHouse::embedded().await.unwrap()).await;
}

#[tokio::test]
async fn the_store_keeps_its_contract_on_dynamodb_local() {
    if let Some(house) = TableHouse::dynamodb_local().await.unwrap() {
        keeps_its_contract(&house).await;
    }
}

/// All of it, however much of it fails.
async fn keeps_its_contract(house: &TableHouse) {
    declared_as_the_template_says(house).await;
    let cases = [writes::CASES, rows::CASES, ranges::CASES, index::CASES];
    let mut broken = Vec::new();
    for case in cases.into_iter().flatten() {
        let store = house.table(case.says).await.unwrap();
        let outcome = AssertUnwindSafe((case.holds)(store)).catch_unwind().await;
        if outcome.is_err() {
            broken.push(case.says);
        }
    }
    assert!(broken.is_empty(), "not kept: {broken:#?}");
}

async fn declared_as_the_template_says(house: &TableHouse) {
    let name = "declared";
    house.table(name).await.unwrap();
    let describe = house.client().describe_table().table_name(name).send();
    let table = describe.await.unwrap().table.unwrap();
    let stream = table.stream_specification.unwrap();
    assert_eq!(stream.stream_view_type.unwrap().as_str(), "NEW_IMAGE");
    assert_eq!(
        table.global_secondary_indexes.unwrap()[0].index_name(),
        Some(adapters::store::keys::QUEUE_INDEX)
    );
    let ttl = house.client().describe_time_to_live().table_name(name);
    let ttl = ttl.send().await.unwrap().time_to_live_description.unwrap();
    assert_eq!(
        ttl.attribute_name(),
        Some(adapters::store::schema::TTL_ATTRIBUTE)
    );
    assert_eq!(ttl.time_to_live_status().unwrap().as_str(), "ENABLED");
    // Made again, it is left as it is: every start of the local stack asks for it.
    house.table(name).await.unwrap();
}

/// A record of the contract: where it lies, where it waits, what it says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Line {
    place: (String, String),
    queue: Option<(String, String)>,
    ends: Option<i64>,
    v: u32,
    text: String,
}

impl Line {
    fn at(pk: &str, sk: &str) -> Self {
        Self {
            place: (pk.to_owned(), sk.to_owned()),
            queue: None,
            ends: None,
            v: 1,
            text: String::new(),
        }
    }

    fn saying(self, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { text, ..self }
    }

    fn waiting(self, queue: &str, since: &str) -> Self {
        let queue = Some((queue.to_owned(), since.to_owned()));
        Self { queue, ..self }
    }

    fn version(self, v: u32) -> Self {
        Self { v, ..self }
    }
}

impl Record for Line {
    fn key(&self) -> Key {
        Key::within(&self.place.0, &self.place.1)
    }

    fn queue(&self) -> Option<QueueKey> {
        let (qk, qs) = self.queue.clone()?;
        Some(QueueKey { qk, qs })
    }

    fn expires_at(&self) -> Option<Moment> {
        self.ends.map(Moment::from_millis)
    }
}

/// What stands at a place.
async fn stands(store: &Store, pk: &str, sk: &str) -> Option<Line> {
    store.read(&Key::within(pk, sk)).await.unwrap()
}
