//! The gateway: what CloudFront and API Gateway are in AWS. One origin for site and API.
//!
//! `/api/*` goes to the handlers as an API Gateway v2 event ([`event`]); everything else is the
//! built site ([`site`]). Invariant (architecture.md, 8): the limits of API Gateway and Lambda hold
//! here too, with the same answers, so that nothing works here that fails there. A method that a
//! path doesn't have is not a route, `HEAD` included: the function of the route `$default` answers
//! it, or, without one, 404 with `{"message":"Not Found"}`, as API Gateway says.
//! [`Front`] adds what CloudFront adds: whoever sends it, it is overwritten.

pub mod event;
pub mod site;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use adapters::identity::origin::{SECRET_HEADER, VIEWER_HEADER};
use anyhow::{Result, bail};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, on};
use serde_json::json;

use crate::lambda::{Function, HTTP_LIMIT, InvokeError, invoke, request_id};
use crate::listen::Peer;
use site::Site;

/// "Payload size: 10 MB" (API Gateway, HTTP API).
const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// "Invocation payload: 6 MB each for request and response" (Lambda).
const LARGEST_EVENT: usize = 6 * 1024 * 1024;
/// "Total combined size of request line and header values: 10,240 bytes" (API Gateway).
const LARGEST_HEAD: usize = 10_240;

/// One route of the API.
#[derive(Clone)]
pub struct GatewayRoute {
    /// The method.
    pub method: Method,
    /// The path as API Gateway writes it: `/courses/{id}/credits`, without the prefix.
    pub path: String,
    /// The function behind it.
    pub function: Function,
    /// How long it may take: [`crate::lambda::HTTP_LIMIT`], but for tests.
    pub limit: Duration,
}

/// The prefix under which the site's origin serves the API: API Gateway's stage `api`.
pub const API_PREFIX: &str = "/api";

/// What CloudFront tells the functions about itself and its caller, and API Gateway about its
/// stage.
#[derive(Clone)]
pub struct Front {
    secret: HeaderValue,
    closed: bool,
}

impl Front {
    /// Proves itself by this secret.
    ///
    /// # Errors
    /// When it cannot stand in a header.
    pub fn new(secret: &str) -> Result<Self> {
        let mut value = HeaderValue::from_str(secret)?;
        value.set_sensitive(true);
        Ok(Self {
            secret: value,
            closed: false,
        })
    }

    /// The same, closed for maintenance.
    #[must_use]
    pub fn closed(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    fn add_to(&self, headers: &mut HeaderMap, peer: std::net::SocketAddr) {
        headers.insert(SECRET_HEADER, self.secret.clone());
        if let Ok(address) = HeaderValue::from_str(&peer.ip().to_string()) {
            headers.insert(VIEWER_HEADER, address);
        }
    }
}

/// The whole gateway: routes under [`API_PREFIX`], `rest` for what none of them takes, the site
/// elsewhere.
///
/// # Errors
/// When a method is not one of HTTP's usual ones, or a route is declared twice.
pub fn router(
    routes: Vec<GatewayRoute>,
    rest: Option<Function>,
    site: Option<Arc<Site>>,
    front: Front,
) -> Result<Router> {
    let mut paths: BTreeMap<String, (MethodRouter, Vec<Method>)> = BTreeMap::new();
    for route in routes {
        let path = format!("{API_PREFIX}{}", route.path);
        let filter = MethodFilter::try_from(route.method.clone())
            .map_err(|error| anyhow::anyhow!("{} {path}: {error}", route.method))?;
        let (methods, known) = paths.entry(path.clone()).or_default();
        if known.contains(&route.method) {
            bail!("the route {} {path} is declared twice", route.method);
        }
        known.push(route.method.clone());
        let target = Target {
            route_key: format!("{} {}", route.method, route.path),
            function: route.function,
            limit: route.limit,
            front: front.clone(),
        };
        *methods = std::mem::take(methods).merge(on(filter, call).with_state(target));
    }
    let rest = rest.map(|function| Target {
        route_key: "$default".to_owned(),
        function,
        limit: HTTP_LIMIT,
        front,
    });
    let unrouted = move |ConnectInfo(Peer(peer)): ConnectInfo<Peer>, request: Request| {
        let rest = rest.clone();
        async move {
            match rest {
                Some(rest) => serve(&rest, peer, &[], request).await,
                None => not_found().await,
            }
        }
    };
    let mut router = Router::new()
        .route(API_PREFIX, axum::routing::any(unrouted.clone()))
        .route(
            &format!("{API_PREFIX}/"),
            axum::routing::any(unrouted.clone()),
        )
        .route(
            &format!("{API_PREFIX}/{{*rest}}"),
            axum::routing::any(unrouted.clone()),
        );
    for (path, (mut methods, known)) in paths {
        // axum would answer HEAD by the route of GET.
        if !known.contains(&Method::HEAD) {
            methods = methods.on(MethodFilter::HEAD, unrouted.clone());
        }
        router = router.route(&axum_path(&path), methods.fallback(unrouted.clone()));
    }
    Ok(match site {
        Some(site) => router.fallback(move |request: Request| {
            let site = Arc::clone(&site);
            async move { site.answer(&request) }
        }),
        None => router.fallback(not_found),
    })
}

#[derive(Clone)]
struct Target {
    route_key: String,
    function: Function,
    limit: Duration,
    front: Front,
}

/// API Gateway's `{proxy+}` is axum's `{*proxy}`; the rest is the same.
fn axum_path(path: &str) -> String {
    path.split('/')
        .map(|segment| {
            match segment
                .strip_prefix('{')
                .and_then(|name| name.strip_suffix("+}"))
            {
                Some(name) => format!("{{*{name}}}"),
                None => segment.to_owned(),
            }
        })
        .collect::<Vec<_>>()
        .join("/")
}

async fn call(
    State(target): State<Target>,
    ConnectInfo(Peer(peer)): ConnectInfo<Peer>,
    parameters: RawPathParams,
    request: Request,
) -> Response {
    let parameters: Vec<(String, String)> = parameters
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    serve(&target, peer, &parameters, request).await
}

/// Has a function answer a request.
async fn serve(
    target: &Target,
    peer: std::net::SocketAddr,
    parameters: &[(String, String)],
    request: Request,
) -> Response {
    let id = request_id();
    let (mut parts, body) = request.into_parts();
    target.front.add_to(&mut parts.headers, peer);
    let mut response = match answer(target, peer, parameters, &parts, body, &id).await {
        Ok(response) => response,
        Err(status) => message(status),
    };
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert("apigw-requestid", id);
    }
    response
}

async fn answer(
    target: &Target,
    peer: std::net::SocketAddr,
    parameters: &[(String, String)],
    parts: &axum::http::request::Parts,
    body: Body,
    id: &str,
) -> Result<Response, StatusCode> {
    if head_size(parts) > LARGEST_HEAD {
        return Err(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    let body = read_body(parts, body).await?;
    let event = event::request_event(&event::Call {
        route_key: &target.route_key,
        request_id: id,
        peer,
        parameters,
        parts,
        body: &body,
        closed: target.front.closed,
    });
    if event.to_string().len() > LARGEST_EVENT {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let answer = invoke(&target.function, event, target.limit)
        .await
        .map_err(|error| {
            tracing::error!(route = target.route_key, %error, "no answer");
            match error {
                InvokeError::TimedOut | InvokeError::Throttled => StatusCode::SERVICE_UNAVAILABLE,
                InvokeError::Failed(_) | InvokeError::Crashed => StatusCode::INTERNAL_SERVER_ERROR,
            }
        })?;
    event::response(&answer, LARGEST_EVENT).map_err(|error| {
        tracing::error!(route = target.route_key, %error, "the function's answer is not usable");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

/// A body that stops coming holds its connection no longer than API Gateway would.
const BODY_LIMIT: Duration = Duration::from_secs(30);

async fn read_body(
    parts: &axum::http::request::Parts,
    body: Body,
) -> Result<axum::body::Bytes, StatusCode> {
    let announced = parts
        .headers
        .get(axum::http::header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST_BODY) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let reading = axum::body::to_bytes(body, LARGEST_BODY);
    match tokio::time::timeout(BODY_LIMIT, reading).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(error)) if is_over_limit(&error) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

fn is_over_limit(error: &axum::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        if error.is::<http_body_util::LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn head_size(parts: &axum::http::request::Parts) -> usize {
    let line = parts.method.as_str().len() + parts.uri.to_string().len();
    let headers: usize = parts
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    line + headers
}

async fn not_found() -> Response {
    message(StatusCode::NOT_FOUND)
}

/// The answers API Gateway gives itself, in its own words.
fn message(status: StatusCode) -> Response {
    let text = match status {
        StatusCode::NOT_FOUND => "Not Found",
        StatusCode::PAYLOAD_TOO_LARGE => "Request Entity Too Large",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "Request Header Fields Too Large",
        StatusCode::SERVICE_UNAVAILABLE => "Service Unavailable",
        StatusCode::BAD_REQUEST => "Bad Request",
        StatusCode::REQUEST_TIMEOUT => "Request Timeout",
        _ => "Internal Server Error",
    };
    (status, axum::Json(json!({"message": text}))).into_response()
}

#[cfg(test)]
mod tests {
    use super::axum_path;

    #[test]
    fn api_gateways_paths_are_axums_paths() {
        assert_eq!(
            axum_path("/api/courses/{id}/credits"),
            "/api/courses/{id}/credits"
        );
        assert_eq!(axum_path("/api/files/{key+}"), "/api/files/{*key}");
    }
}
