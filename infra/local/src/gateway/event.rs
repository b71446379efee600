//! API Gateway's events, payload format 2.0: a request becomes an event, an answer becomes a response.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use anyhow::{Context, Result, bail};
use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, request::Parts};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use functions::pipeline::MAINTENANCE;
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::macros::format_description;

use crate::clients::ACCOUNT;
use crate::lambda::now_ms;

/// A request and what the gateway knows of it.
#[derive(Debug)]
pub struct Call<'a> {
    /// `POST /courses/{id}/credits`, without the stage.
    pub route_key: &'a str,
    /// The gateway's identifier of the request.
    pub request_id: &'a str,
    /// Who is at the other end.
    pub peer: SocketAddr,
    /// Path parameters, decoded.
    pub parameters: &'a [(String, String)],
    /// Method, URI and headers.
    pub parts: &'a Parts,
    /// The body.
    pub body: &'a Bytes,
    /// Whether the stage says that the system is closed.
    pub closed: bool,
}

/// The event of a request.
#[must_use]
pub fn request_event(call: &Call<'_>) -> Value {
    let Call { parts, .. } = call;
    let path = parts.uri.path();
    let query = parts.uri.query().unwrap_or_default();
    let text = header(&parts.headers, HOST.as_str()).unwrap_or_default();
    let mut event = json!({
        "version": "2.0",
        "routeKey": call.route_key,
        "rawPath": path,
        "rawQueryString": query,
        "headers": headers(&parts.headers),
        "requestContext": {
            "accountId": ACCOUNT,
            "apiId": "local",
            "domainName": text,
            "domainPrefix": "local",
            "http": {
                "method": parts.method.as_str(),
                "path": path,
                "protocol": "HTTP/1.1",
                "sourceIp": call.peer.ip().to_string(),
                "userAgent": header(&parts.headers, USER_AGENT.as_str()).unwrap_or_default(),
            },
            "requestId": call.request_id,
            "routeKey": call.route_key,
            "stage": "api",
            "time": common_log_time(),
            "timeEpoch": now_ms(),
        },
        "isBase64Encoded": false,
    });
    if call.closed {
        event["stageVariables"] = json!({ MAINTENANCE: "on" });
    }
    let cookies = cookies(&parts.headers);
    if !cookies.is_empty() {
        event["cookies"] = cookies.into();
    }
    if !query.is_empty() {
        event["queryStringParameters"] = query_parameters(query);
    }
    if !call.parameters.is_empty() {
        event["pathParameters"] = call
            .parameters
            .iter()
            .map(|(name, value)| (name.clone(), Value::from(value.as_str())))
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    if !call.body.is_empty() {
        let (body, encoded) = body(&parts.headers, call.body);
        event["body"] = body.into();
        event["isBase64Encoded"] = encoded.into();
    }
    event
}

/// Names in lower case; values of the same name joined by commas; cookies apart.
fn headers(headers: &HeaderMap) -> BTreeMap<String, String> {
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in headers.iter().filter(|(name, _)| *name != COOKIE) {
        let value = String::from_utf8_lossy(value.as_bytes());
        joined
            .entry(name.as_str().to_owned())
            .and_modify(|all| {
                all.push(',');
                all.push_str(&value);
            })
            .or_insert_with(|| value.into_owned());
    }
    joined
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

fn cookies(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .map(|cookie| cookie.trim().to_owned())
        .filter(|cookie| !cookie.is_empty())
        .collect()
}

fn query_parameters(query: &str) -> Value {
    let mut joined: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        joined
            .entry(name.into_owned())
            .and_modify(|all| {
                all.push(',');
                all.push_str(&value);
            })
            .or_insert_with(|| value.into_owned());
    }
    json!(joined)
}

/// API Gateway passes text as it is and everything else in base64.
fn body(headers: &HeaderMap, body: &Bytes) -> (String, bool) {
    let kind = header(headers, CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    let is_text = kind.starts_with("text/")
        || matches!(
            kind.as_str(),
            "application/json" | "application/javascript" | "application/xml"
        );
    match std::str::from_utf8(body) {
        Ok(text) if is_text => (text.to_owned(), false),
        _ => (STANDARD.encode(body), true),
    }
}

/// `21/Nov/2026:03:26:36 +0000`
fn common_log_time() -> String {
    OffsetDateTime::now_utc()
        .format(format_description!(
            "[day]/[month repr:short]/[year]:[hour]:[minute]:[second] +0000"
        ))
        .unwrap_or_default()
}

/// The response of a function's answer.
///
/// # Errors
/// When the answer is larger than `largest` bytes as JSON, or not of payload format 2.0.
pub fn response(answer: &Value, largest: usize) -> Result<Response> {
    let size = answer.to_string().len();
    if size > largest {
        bail!("{size} bytes are more than the {largest} a function may answer");
    }
    let status = answer
        .get("statusCode")
        .and_then(Value::as_u64)
        .and_then(|status| u16::try_from(status).ok())
        .and_then(|status| StatusCode::from_u16(status).ok())
        .context("statusCode is missing or no status")?;
    let mut response = Response::new(Body::from(response_body(answer)?));
    *response.status_mut() = status;
    let headers = answer.get("headers").and_then(Value::as_object);
    for (name, value) in headers.into_iter().flatten() {
        let value = value.as_str().context("a header is not text")?;
        response.headers_mut().insert(
            HeaderName::try_from(name.as_str())?,
            HeaderValue::from_str(value)?,
        );
    }
    let cookies = answer.get("cookies").and_then(Value::as_array);
    for cookie in cookies.into_iter().flatten() {
        let cookie = cookie.as_str().context("a cookie is not text")?;
        response
            .headers_mut()
            .append(SET_COOKIE, HeaderValue::from_str(cookie)?);
    }
    Ok(response)
}

fn response_body(answer: &Value) -> Result<Bytes> {
    let Some(body) = answer.get("body").and_then(Value::as_str) else {
        return Ok(Bytes::new());
    };
    if answer.get("isBase64Encoded").and_then(Value::as_bool) == Some(true) {
        return Ok(STANDARD
            .decode(body)
            .context("the body is not base64")?
            .into());
    }
    Ok(Bytes::copy_from_slice(body.as_bytes()))
}
