//! The SQS protocol (AWS JSON 1.0), as far as MAMIS sends: `GetQueueUrl`, `SendMessage`,
//! `SendMessageBatch`. Anything else is refused by name. Limits are those of SQS.

use std::collections::{BTreeSet, HashSet};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use md5::{Digest, Md5};
use serde::Deserialize;
use serde_json::{Value, json};

use super::store::{NewMessage, QueueStore};
use crate::clients::ACCOUNT;
use crate::lambda::request_id;

/// "The maximum message size is 1,048,576 bytes", for a batch in all too.
const LARGEST_MESSAGE: usize = 1024 * 1024;
/// "Up to ten messages" a batch.
const LARGEST_BATCH: usize = 10;
/// "Valid values: 0 to 900" seconds of delay.
const LONGEST_DELAY: i64 = 900;

#[derive(Clone)]
struct Endpoint {
    store: QueueStore,
    names: BTreeSet<String>,
    origin: String,
}

/// The endpoint's routes.
pub fn router(store: QueueStore, names: BTreeSet<String>, origin: String) -> Router {
    Router::new()
        .route("/", post(call))
        // Room for the largest batch with every character escaped.
        .layer(DefaultBodyLimit::max(8 * LARGEST_MESSAGE))
        .with_state(Endpoint {
            store,
            names,
            origin,
        })
}

/// The URL of a queue.
#[must_use]
pub fn url(origin: &str, name: &str) -> String {
    format!("{origin}/{ACCOUNT}/{name}")
}

/// A refusal: status, error type with its older code, message.
struct Refusal {
    status: StatusCode,
    kind: &'static str,
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(kind: &'static str, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            kind,
            code,
            message: message.into(),
        }
    }

    fn unknown_queue() -> Self {
        Self::new(
            "com.amazonaws.sqs#QueueDoesNotExist",
            "AWS.SimpleQueueService.NonExistentQueue",
            "The specified queue does not exist.",
        )
    }

    fn invalid(message: impl Into<String>) -> Self {
        Self::new(
            "com.amazonaws.sqs#InvalidParameterValue",
            "InvalidParameterValue",
            message,
        )
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (
            self.status,
            [
                ("content-type", "application/x-amz-json-1.0".to_owned()),
                ("x-amzn-requestid", request_id()),
                ("x-amzn-query-error", format!("{};Sender", self.code)),
            ],
            json!({"__type": self.kind, "message": self.message}).to_string(),
        )
            .into_response()
    }
}

async fn call(
    State(endpoint): State<Endpoint>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    // A page elsewhere can't send this content type here without a pre-flight, which is not answered.
    let json_call = headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/x-amz-json-1.0");
    let target = headers
        .get("x-amz-target")
        .and_then(|target| target.to_str().ok())
        .and_then(|target| target.strip_prefix("AmazonSQS."))
        .filter(|_| json_call)
        .unwrap_or_default();
    let answer = match target {
        "GetQueueUrl" => endpoint.queue_url(&read::<QueueName>(&body)?)?,
        "SendMessage" => endpoint.send(read(&body)?).await?,
        "SendMessageBatch" => endpoint.send_batch(read(&body)?).await?,
        other => {
            return Err(Refusal::new(
                "com.amazon.coral.service#UnknownOperationException",
                "InvalidAction",
                format!("The local queues don't know the action '{other}'."),
            ));
        }
    };
    Ok((
        [
            ("content-type", "application/x-amz-json-1.0".to_owned()),
            ("x-amzn-requestid", request_id()),
        ],
        answer.to_string(),
    )
        .into_response())
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct QueueName {
    queue_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendMessage {
    queue_url: String,
    #[serde(flatten)]
    content: Content,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Content {
    message_body: String,
    #[serde(default)]
    delay_seconds: i64,
    #[serde(default)]
    message_attributes: serde_json::Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendMessageBatch {
    queue_url: String,
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Entry {
    id: String,
    #[serde(flatten)]
    content: Content,
}

impl Endpoint {
    fn queue_url(&self, asked: &QueueName) -> Result<Value, Refusal> {
        if !self.names.contains(&asked.queue_name) {
            return Err(Refusal::unknown_queue());
        }
        Ok(json!({"QueueUrl": url(&self.origin, &asked.queue_name)}))
    }

    async fn send(&self, call: SendMessage) -> Result<Value, Refusal> {
        let queue = self.queue_of(&call.queue_url)?;
        let digest = digest(&call.content.message_body);
        let ids = self.keep(vec![call.content.message(queue)?]).await?;
        Ok(json!({"MessageId": ids.first(), "MD5OfMessageBody": digest}))
    }

    async fn send_batch(&self, call: SendMessageBatch) -> Result<Value, Refusal> {
        let queue = self.queue_of(&call.queue_url)?;
        check_batch(&call.entries)?;
        let names: Vec<(String, String)> = call
            .entries
            .iter()
            .map(|entry| (entry.id.clone(), digest(&entry.content.message_body)))
            .collect();
        let messages = call
            .entries
            .into_iter()
            .map(|entry| entry.content.message(queue))
            .collect::<Result<Vec<_>, _>>()?;
        let ids = self.keep(messages).await?;
        let successful: Vec<Value> = names
            .iter()
            .zip(&ids)
            .map(|((id, digest), message)| {
                json!({"Id": id, "MessageId": message, "MD5OfMessageBody": digest})
            })
            .collect();
        Ok(json!({"Successful": successful, "Failed": []}))
    }

    async fn keep(&self, messages: Vec<NewMessage>) -> Result<Vec<String>, Refusal> {
        self.store.send(messages).await.map_err(|error| {
            tracing::error!(%error, "messages could not be kept");
            Refusal {
                status: StatusCode::INTERNAL_SERVER_ERROR,
                kind: "com.amazonaws.sqs#InternalFailure",
                code: "InternalFailure",
                message: "The local queue could not keep the message.".into(),
            }
        })
    }

    fn queue_of<'a>(&self, url: &'a str) -> Result<&'a str, Refusal> {
        let name = url.rsplit('/').next().unwrap_or_default();
        if self.names.contains(name) {
            Ok(name)
        } else {
            Err(Refusal::unknown_queue())
        }
    }
}

impl Content {
    fn message(self, queue: &str) -> Result<NewMessage, Refusal> {
        if self.message_body.is_empty() {
            return Err(Refusal::new(
                "com.amazon.coral.service#MissingParameter",
                "MissingParameter",
                "The request must contain the parameter MessageBody.",
            ));
        }
        if self.message_body.len() > LARGEST_MESSAGE {
            return Err(Refusal::invalid(format!(
                "One or more parameters are invalid. Reason: Message must be shorter than {LARGEST_MESSAGE} bytes."
            )));
        }
        if !(0..=LONGEST_DELAY).contains(&self.delay_seconds) {
            return Err(Refusal::invalid(format!(
                "Value {} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= {LONGEST_DELAY}.",
                self.delay_seconds
            )));
        }
        Ok(NewMessage {
            queue: queue.to_owned(),
            body: self.message_body,
            attributes: Value::Object(self.message_attributes),
            delay_ms: self.delay_seconds * 1000,
        })
    }
}

fn check_batch(entries: &[Entry]) -> Result<(), Refusal> {
    if entries.is_empty() {
        return Err(Refusal::new(
            "com.amazonaws.sqs#EmptyBatchRequest",
            "AWS.SimpleQueueService.EmptyBatchRequest",
            "There should be at least one SendMessageBatchRequestEntry in the request.",
        ));
    }
    if entries.len() > LARGEST_BATCH {
        return Err(Refusal::new(
            "com.amazonaws.sqs#TooManyEntriesInBatchRequest",
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            format!(
                "Maximum number of entries per request are {LARGEST_BATCH}. You have sent {}.",
                entries.len()
            ),
        ));
    }
    let mut seen = HashSet::new();
    if let Some(twice) = entries.iter().find(|entry| !seen.insert(&entry.id)) {
        return Err(Refusal::new(
            "com.amazonaws.sqs#BatchEntryIdsNotDistinct",
            "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
            format!("Id {} repeated.", twice.id),
        ));
    }
    let size: usize = entries
        .iter()
        .map(|entry| entry.content.message_body.len())
        .sum();
    if size > LARGEST_MESSAGE {
        return Err(Refusal::new(
            "com.amazonaws.sqs#BatchRequestTooLong",
            "AWS.SimpleQueueService.BatchRequestTooLong",
            format!(
                "Batch requests cannot be longer than {LARGEST_MESSAGE} bytes. You have sent {size} bytes."
            ),
        ));
    }
    Ok(())
}

fn read<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    serde_json::from_slice(body).map_err(|error| {
        Refusal::new(
            "com.amazon.coral.service#SerializationException",
            "MalformedInput",
            error.to_string(),
        )
    })
}

/// The digest the protocol answers with.
#[must_use]
pub fn digest(body: &str) -> String {
    hex::encode(Md5::digest(body.as_bytes()))
}
