//! A small outside world per test, and workers that do what a test needs.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use local::data_folder::DataFolder;
use local::lambda::Function;
use local::outside::{Doors, Outside};
use serde_json::Value;

/// The origin the tests' "site" has.
pub const SITE: &str = "http://127.0.0.1:8080";

/// An outside world on `folder` with the queues named.
pub async fn outside(folder: &Path, queues: &[&str]) -> Outside {
    let data = DataFolder::take(folder, false).expect("the data folder");
    let doors = Doors::anywhere().await.expect("free ports");
    let queues: BTreeSet<String> = queues.iter().map(|name| (*name).to_owned()).collect();
    Outside::start(data, doors, SITE, queues)
        .await
        .expect("the outside world starts")
}

/// What a worker was given, in order.
pub type Seen = Arc<Mutex<Vec<Value>>>;

/// A worker that notes every event and answers as `answer` says.
pub fn worker(
    answer: impl Fn(&Value) -> Result<Value, String> + Send + Sync + 'static,
) -> (Function, Seen) {
    let seen = Seen::default();
    let notes = Arc::clone(&seen);
    let answer = Arc::new(answer);
    let function: Function = Arc::new(move |event| {
        let answer = answer(&event);
        notes.lock().expect("notes").push(event);
        Box::pin(async move { answer.map_err(Into::into) })
    });
    (function, seen)
}

/// Waits until `ready` gives something; panics after ten seconds.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, ready: impl Fn() -> F) -> T {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        if let Some(value) = ready().await {
            return value;
        }
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}
