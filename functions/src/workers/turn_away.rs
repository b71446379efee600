//! What no route takes: a path that does not exist, or a method that a path does not have.
//!
//! The gateway would say the same to both, and no problem (RFC 9457): a program could not tell a
//! wrong method from a wrong path. Nothing is read for it, and the list of endpoints is public.

use std::{collections::BTreeMap, sync::Arc};

use api::{
    ENDPOINTS,
    problem::{Problem, ProblemKind},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Error;
use crate::{pipeline::language_of, world::World};

/// What of the gateway's event matters here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    raw_path: String,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    request_context: Context,
}

#[derive(Deserialize)]
struct Context {
    stage: String,
}

/// Answers an event of the gateway.
pub(super) async fn run(_: Arc<World>, event: Value) -> Result<Value, Error> {
    let event: Event = serde_json::from_value(event)?;
    let path = event.raw_path.as_str();
    let stage = format!("/{}", event.request_context.stage);
    let allowed = methods(path.strip_prefix(&stage).unwrap_or(path));
    let kind = if allowed.is_empty() {
        ProblemKind::NotFound
    } else {
        ProblemKind::MethodNotAllowed
    };
    let wanted = event.headers.get("accept-language");
    let language = language_of(wanted.map_or("", String::as_str));
    let mut headers = json!({
        "content-type": "application/problem+json; charset=utf-8",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
    });
    if !allowed.is_empty() {
        headers["allow"] = allowed.join(", ").into();
    }
    Ok(json!({
        "statusCode": kind.status(),
        "headers": headers,
        "body": serde_json::to_string(&Problem::new(kind, language))?,
        "isBase64Encoded": false,
    }))
}

/// Methods of a path; none where it does not exist.
fn methods(path: &str) -> Vec<&'static str> {
    let same = |declared: &str| {
        declared.split('/').count() == path.split('/').count()
            && declared
                .split('/')
                .zip(path.split('/'))
                .all(|(part, given)| part == given || (part.starts_with('{') && !given.is_empty()))
    };
    ENDPOINTS
        .iter()
        .filter(|endpoint| same(endpoint.path))
        .map(|endpoint| endpoint.method.as_str())
        .collect()
}
