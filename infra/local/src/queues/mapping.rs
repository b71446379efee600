//! The event-source mapping: takes messages of one queue in batches, invokes the worker with them,
//! and acts on what it reports.
//!
//! As on AWS with `ReportBatchItemFailures`: no report means all are done; named messages come
//! again; a report that names a message it was not given, an error, a panic or a timeout means all
//! come again. A message handed out [`Mapping::most_receives`] times goes to the dead letters.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Result;
use serde_json::{Value, json};

use super::endpoint::digest;
use super::store::{QueueStore, Received};
use crate::clients::{ACCOUNT, REGION};
use crate::lambda::{Function, invoke, now_ms};
use crate::tasks::CancellationToken;

/// How one queue is carried to its worker.
#[derive(Clone)]
pub struct Mapping {
    /// The queue's name.
    pub queue: String,
    /// The worker.
    pub worker: Function,
    /// Messages an invocation gets at most.
    pub batch_size: usize,
    /// Invocations at the same time.
    pub concurrency: usize,
    /// How long an invocation may take.
    pub time_limit: Duration,
    /// The pause before the second try; it doubles with each further one.
    pub first_pause: Duration,
    /// How often a message is tried.
    pub most_receives: u32,
}

impl Mapping {
    /// The usual: ten at a time, two invocations, 30 s, five tries over some fifteen seconds.
    #[must_use]
    pub fn new(queue: impl Into<String>, worker: Function) -> Self {
        Self {
            queue: queue.into(),
            worker,
            batch_size: 10,
            concurrency: 2,
            time_limit: Duration::from_secs(30),
            first_pause: Duration::from_secs(1),
            most_receives: 5,
        }
    }

    fn pause_ms(&self, receives: u32) -> i64 {
        let doubled = self.first_pause.as_millis() << receives.saturating_sub(1).min(16);
        i64::try_from(doubled).unwrap_or(i64::MAX)
    }

    /// As AWS advises: six times the function's time. A killed process frees its own at start.
    fn hide_ms(&self) -> i64 {
        i64::try_from(self.time_limit.as_millis() * 6).unwrap_or(i64::MAX)
    }
}

/// How long to wait when the journal itself fails.
const JOURNAL_PAUSE: Duration = Duration::from_secs(1);

/// Plays the mapping until `stop` fires.
pub async fn play(store: QueueStore, mapping: Mapping, stop: CancellationToken) {
    let pollers =
        (0..mapping.concurrency.max(1)).map(|_| poll(store.clone(), mapping.clone(), stop.clone()));
    futures::future::join_all(pollers).await;
}

async fn poll(store: QueueStore, mapping: Mapping, stop: CancellationToken) {
    let bell = store.bell();
    while !stop.is_cancelled() {
        // Listening begins before looking, so that nothing sent in between is overlooked.
        let rung = bell.notified();
        tokio::pin!(rung);
        rung.as_mut().enable();
        let pause = match carry(&store, &mapping).await {
            Ok(Some(due_in)) => due_in,
            Ok(None) => Duration::from_secs(3600),
            Err(error) => {
                tracing::error!(%error, queue = mapping.queue, "the queue can't be read");
                JOURNAL_PAUSE
            }
        };
        tokio::select! {
            () = rung => {}
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}

/// Carries one batch. Returns how long until there is more; `None` when the queue is empty.
async fn carry(store: &QueueStore, mapping: &Mapping) -> Result<Option<Duration>> {
    let batch = store
        .receive(&mapping.queue, mapping.batch_size, mapping.hide_ms())
        .await?;
    if batch.is_empty() {
        let due = store.next_due(&mapping.queue).await?;
        return Ok(due.map(|due| {
            Duration::from_millis(u64::try_from(due - now_ms()).unwrap_or(0))
                + Duration::from_millis(1)
        }));
    }
    let answer = invoke(
        &mapping.worker,
        event(&mapping.queue, &batch),
        mapping.time_limit,
    )
    .await;
    let outcome = match answer {
        Ok(answer) => outcome(&answer, &batch),
        Err(error) => Err(error.to_string()),
    };
    for message in &batch {
        let failure = match &outcome {
            Ok(failed) if !failed.contains(&message.id) => None,
            Ok(_) => Some("the worker reported it as failed"),
            Err(reason) => Some(reason.as_str()),
        };
        settle(store, mapping, message, failure).await?;
    }
    Ok(Some(Duration::ZERO))
}

async fn settle(
    store: &QueueStore,
    mapping: &Mapping,
    message: &Received,
    failure: Option<&str>,
) -> Result<()> {
    let Some(reason) = failure else {
        return store.delete(&message.id).await;
    };
    let queue = &mapping.queue;
    if message.receives >= mapping.most_receives {
        tracing::error!(
            queue,
            id = message.id,
            reason,
            "given up: see the dead letters"
        );
        return store.give_up(&message.id, reason).await;
    }
    tracing::warn!(
        queue,
        id = message.id,
        receives = message.receives,
        reason,
        "comes again"
    );
    store
        .give_back(&message.id, mapping.pause_ms(message.receives))
        .await
}

/// The identifiers of the messages that failed, or why all did.
fn outcome(answer: &Value, batch: &[Received]) -> Result<BTreeSet<String>, String> {
    let failures = match answer.get("batchItemFailures") {
        None | Some(Value::Null) => return Ok(BTreeSet::new()),
        Some(Value::Array(failures)) => failures,
        Some(_) => return Err("the worker's report is not a list".into()),
    };
    failures
        .iter()
        .map(|failure| {
            failure
                .get("itemIdentifier")
                .and_then(Value::as_str)
                .filter(|id| batch.iter().any(|message| message.id == *id))
                .map(str::to_owned)
                .ok_or_else(|| format!("the worker's report names an unknown message: {failure}"))
        })
        .collect()
}

/// The event as Lambda gives it.
fn event(queue: &str, batch: &[Received]) -> Value {
    let records: Vec<Value> = batch
        .iter()
        .map(|message| {
            json!({
                "messageId": message.id,
                "receiptHandle": format!("{}-{}", message.id, message.receives),
                "body": message.body,
                "attributes": {
                    "ApproximateReceiveCount": message.receives.to_string(),
                    "SentTimestamp": message.sent_ms.to_string(),
                    "SenderId": ACCOUNT,
                    "ApproximateFirstReceiveTimestamp": message.sent_ms.to_string(),
                },
                "messageAttributes": event_attributes(&message.attributes),
                "md5OfBody": digest(&message.body),
                "eventSource": "aws:sqs",
                "eventSourceARN": format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{queue}"),
                "awsRegion": REGION,
            })
        })
        .collect();
    json!({"Records": records})
}

/// The protocol writes `StringValue`, the event `stringValue`.
fn event_attributes(sent: &Value) -> Value {
    let attributes = sent.as_object().into_iter().flatten().map(|(name, value)| {
        let fields = value.as_object().into_iter().flatten().map(|(key, field)| {
            let mut key = key.clone();
            if let Some(first) = key.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            (key, field.clone())
        });
        (name.clone(), Value::Object(fields.collect()))
    });
    Value::Object(attributes.collect())
}
