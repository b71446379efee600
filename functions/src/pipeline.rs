//! Authenticate → admit → parse → handle → render, the same for every endpoint.
//!
//! Before all that: what did not come through the site's CDN is refused unread.
//! The body is looked at only after admission: a stranger's bytes reach no parser of ours. Every
//! answer carries what it cost in `Server-Timing`; every request leaves one log line without
//! personal data. A request that takes too long is told so while somebody still listens.

use std::{collections::HashMap, sync::Arc, time::Instant};

use adapters::identity::{
    origin::VIEWER_HEADER,
    sign_in::{COOKIE, Presented, Principal, present},
};
use api::{Declaration, Endpoint, problem::ProblemKind};
use domain::language::Language;
use futures::future::BoxFuture;
use http::{HeaderMap, HeaderValue, Response, header};
use lambda_http::{Body, Request, RequestExt, request::RequestContext};
use serde::de::DeserializeOwned;

use crate::{
    admission::{Admit, Awaiting, role_of},
    failure::Failure,
    metrics::Metric,
    refusals,
    reply::Reply,
    scope::Scope,
    world::World,
};

/// An endpoint with its handler, ready to be called.
pub struct Route {
    /// What it is.
    pub declaration: &'static Declaration,
    /// The whole pipeline around its handler; never fails, but answers with a problem.
    pub call: fn(Arc<World>, Request) -> BoxFuture<'static, Response<Body>>,
}

/// A reading request: role admitted by the seal, sign-in to be proved together with the data.
pub struct Reading<E: Endpoint>
where
    E::Access: Admit,
{
    /// Who calls; see [`Awaiting`].
    pub caller: Awaiting<E::Access>,
    /// Path parameters.
    pub path: E::Path,
    /// Query parameters.
    pub query: E::Query,
}

/// A writing request: sign-in proved before anything was parsed.
pub struct Writing<E: Endpoint>
where
    E::Access: Admit,
{
    /// Who calls.
    pub caller: <E::Access as Admit>::Caller,
    /// Path parameters.
    pub path: E::Path,
    /// Body.
    pub body: E::Request,
    /// Network address of whoever sent it: to count by, never to be kept or logged as it is.
    pub client: Option<String>,
    key: Option<String>,
}

impl<E: Endpoint> Writing<E>
where
    E::Access: Admit,
{
    /// The Idempotency-Key: 8–200 visible ASCII characters.
    ///
    /// # Errors
    /// 400 when it is missing or malformed.
    pub fn idempotency_key(&self) -> Result<&str, Failure> {
        self.key
            .as_deref()
            .filter(|key| {
                (8..=200).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
            })
            .ok_or(Failure::new(ProblemKind::KeyRequired))
    }
}

/// Starts measuring how long an answer takes.
#[expect(
    clippy::disallowed_methods,
    reason = "no decision depends on it: it goes to the log and to Server-Timing"
)]
fn stopwatch() -> Instant {
    Instant::now()
}

/// Answers a reading request.
pub async fn read<E, H, F>(world: Arc<World>, request: Request, handler: H) -> Response<Body>
where
    E: Endpoint,
    E::Access: Admit,
    H: FnOnce(Scope, Reading<E>) -> F + Send,
    F: Future<Output = Result<Reply<E::Response>, Failure>> + Send,
{
    let started = stopwatch();
    let id = request_id(&request);
    let scope = scope_of::<E>(world, request.headers());
    let result = in_time(&scope, async {
        through_site(&scope, request.headers())?;
        opened::<E>(&request)?;
        let presented = admit::<E>(&scope, request.headers())?;
        let who = presented.as_ref().map(|who| who.principal().clone());
        let call = Reading {
            caller: Awaiting::new(presented),
            path: path_of::<E>(&request)?,
            query: query_of::<E>(&request)?,
        };
        let result = handler(scope.clone().with_rules().await?, call).await;
        refusals::write_down::<E, _>(&scope, who.as_ref(), &request, &result).await;
        result
    })
    .await;
    finish::<E>(&scope, id.as_deref(), result, started)
}

/// Answers a writing request.
pub async fn write<E, H, F>(world: Arc<World>, request: Request, handler: H) -> Response<Body>
where
    E: Endpoint,
    E::Access: Admit,
    H: FnOnce(Scope, Writing<E>) -> F + Send,
    F: Future<Output = Result<Reply<E::Response>, Failure>> + Send,
{
    let started = stopwatch();
    let id = request_id(&request);
    let scope = scope_of::<E>(world, request.headers());
    let result = in_time(&scope, async {
        through_site(&scope, request.headers())?;
        opened::<E>(&request)?;
        same_site(request.headers())?;
        let (caller, who) = authenticate::<E>(&scope, request.headers()).await?;
        let call = Writing {
            caller,
            path: path_of::<E>(&request)?,
            body: body_of::<E>(&request)?,
            client: text_header(request.headers(), VIEWER_HEADER),
            key: text_header(request.headers(), "idempotency-key"),
        };
        let result = handler(scope.clone().with_rules().await?, call).await;
        refusals::write_down::<E, _>(&scope, who.as_ref(), &request, &result).await;
        result
    })
    .await;
    finish::<E>(&scope, id.as_deref(), result, started)
}

/// What the gateway calls this request, in its access log and to the caller.
fn request_id(request: &Request) -> Option<String> {
    match request.request_context_ref()? {
        RequestContext::ApiGatewayV2(context) => context.request_id.clone(),
        _ => None,
    }
}

/// The answer of a request, or that it took too long: said by us, in words, before the gateway
/// hangs up without any. Whatever was begun is safe to send again.
async fn in_time<T>(
    scope: &Scope,
    answer: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::time::timeout(scope.world.patience, answer)
        .await
        .unwrap_or_else(|_| Err(Failure::new(ProblemKind::Busy).after(5)))
}

fn scope_of<E: Endpoint>(world: Arc<World>, headers: &HeaderMap) -> Scope {
    let wanted = text_header(headers, "accept-language").unwrap_or_default();
    Scope::new(world, E::DECLARATION.needs, language_of(&wanted))
}

/// The language that `Accept-Language` wants first.
pub(crate) fn language_of(wanted: &str) -> Language {
    if wanted.trim_start().starts_with("en") {
        Language::En
    } else {
        Language::Ja
    }
}

fn text_header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Nobody walks around the CDN: what it adds is asked for before anything else is looked at.
fn through_site(scope: &Scope, headers: &HeaderMap) -> Result<(), Failure> {
    if scope.world.origin_secrets.admit(headers) {
        Ok(())
    } else {
        Err(Failure::new(ProblemKind::NotThroughSite))
    }
}

/// Variable of the gateway's stage: `on` closes the system.
pub const MAINTENANCE: &str = "maintenance";

/// How long a closed system asks to be left alone, seconds.
const CLOSED_FOR_NOW: u32 = 10 * 60;

/// While the system is closed for maintenance, only what says so is answered. The stage says it,
/// so that no function is deployed for it.
fn opened<E: Endpoint>(request: &Request) -> Result<(), Failure> {
    let stage = request.stage_variables_ref();
    let closed = stage.and_then(|stage| stage.first(MAINTENANCE)) == Some("on");
    if closed && !E::DECLARATION.open_in_maintenance() {
        Err(Failure::new(ProblemKind::Maintenance).after(CLOSED_FOR_NOW))
    } else {
        Ok(())
    }
}

/// A browser says where a request comes from; a form on another site is refused.
fn same_site(headers: &HeaderMap) -> Result<(), Failure> {
    match text_header(headers, "sec-fetch-site").as_deref() {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) => Err(Failure::new(ProblemKind::CrossSite)),
    }
}

/// The token: of the cookie, or of `Authorization: Bearer` for programs.
fn token(headers: &HeaderMap) -> Option<String> {
    if let Some(bearer) = text_header(headers, header::AUTHORIZATION.as_str()) {
        return bearer
            .strip_prefix("Bearer ")
            .map(|token| token.trim().to_owned());
    }
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, value)| value.to_owned())
}

/// Opens the seal and refuses roles without the right; no trip.
fn admit<E: Endpoint>(scope: &Scope, headers: &HeaderMap) -> Result<Option<Presented>, Failure> {
    let access = E::DECLARATION.access;
    if access.admits(None) {
        return Ok(None);
    }
    let presented = token(headers)
        .and_then(|token| present(&scope.world.seal_keys, &token))
        .ok_or(Failure::new(ProblemKind::SignInRequired))?;
    if access.admits(Some(role_of(presented.principal()))) {
        Ok(Some(presented))
    } else {
        Err(Failure::new(ProblemKind::Forbidden))
    }
}

/// Admits by role, then proves the sign-in: one trip, none for endpoints that anyone may call.
async fn authenticate<E>(
    scope: &Scope,
    headers: &HeaderMap,
) -> Result<(<E::Access as Admit>::Caller, Option<Principal>), Failure>
where
    E: Endpoint,
    E::Access: Admit,
{
    match admit::<E>(scope, headers)? {
        Some(presented) => {
            let who = presented.principal().clone();
            let caller = Awaiting::<E::Access>::new(Some(presented));
            Ok((caller.alone(scope).await?, Some(who)))
        }
        None => E::Access::nobody()
            .map(|nobody| (nobody, None))
            .ok_or(Failure::new(ProblemKind::SignInRequired)),
    }
}

fn path_of<E: Endpoint>(request: &Request) -> Result<E::Path, Failure> {
    let parameters = request.path_parameters();
    let pairs: Vec<(&str, &str)> = parameters.iter().collect();
    decode_pairs(&pairs).map_err(|_| Failure::not_found())
}

fn query_of<E: Endpoint>(request: &Request) -> Result<E::Query, Failure> {
    let parameters = request.query_string_parameters();
    let pairs: Vec<(&str, &str)> = parameters.iter().collect();
    decode_pairs(&pairs).map_err(|error| malformed(&error))
}

fn decode_pairs<T: DeserializeOwned>(pairs: &[(&str, &str)]) -> Result<T, String> {
    let encoded = serde_urlencoded::to_string(pairs).map_err(|error| error.to_string())?;
    serde_urlencoded::from_str(&encoded).map_err(|error| error.to_string())
}

fn body_of<E: Endpoint>(request: &Request) -> Result<E::Request, Failure> {
    let bytes: &[u8] = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    if bytes.len() > E::DECLARATION.most_body_bytes() {
        return Err(Failure::new(ProblemKind::TooLarge));
    }
    if bytes.is_empty() {
        return serde_json::from_str("{}").map_err(|error| malformed(&error.to_string()));
    }
    let json = text_header(request.headers(), header::CONTENT_TYPE.as_str()).is_some_and(|kind| {
        kind.split(';')
            .next()
            .is_some_and(|kind| kind.trim() == "application/json")
    });
    if !json {
        return Err(Failure::new(ProblemKind::UnsupportedMediaType));
    }
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let body = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| malformed(&format!("{}: {}", error.path(), error.inner())))?;
    reader
        .end()
        .map_err(|error| malformed(&error.to_string()))?;
    Ok(body)
}

fn malformed(what: &str) -> Failure {
    let ja = match what.split('`').nth(1) {
        Some(name) if what.contains("unknown field") => {
            format!("「{name}」という項目はありません。")
        }
        Some(name) if what.contains("missing field") => format!("「{name}」がありません。"),
        _ => format!("読み取れない箇所: {what}"),
    };
    Failure::new(ProblemKind::Malformed).saying(ja, what)
}

fn finish<E: Endpoint>(
    scope: &Scope,
    request: Option<&str>,
    result: Result<Reply<E::Response>, Failure>,
    started: Instant,
) -> Response<Body> {
    let cost = scope.cost();
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    let mut response = match result {
        Ok(reply) => render(reply),
        Err(failure) => {
            measure::<E>(scope, &failure);
            if let Some(cause) = failure.cause() {
                tracing::error!(endpoint = E::DECLARATION.name, request, cause, "failed");
            }
            refuse(&failure, scope.language)
        }
    };
    tracing::info!(
        endpoint = E::DECLARATION.name,
        request,
        status = response.status().as_u16(),
        trips = cost.trips,
        reads = f64::from(cost.half_reads) / 2.0,
        writes = cost.writes,
        milliseconds,
        "answered"
    );
    let mut timing = format!("total;dur={milliseconds:.1}, trips;desc=\"{}\"", cost.trips);
    if !E::DECLARATION.hides_units() {
        timing.push_str(&format!(
            ", reads;desc=\"{}\", writes;desc=\"{}\"",
            f64::from(cost.half_reads) / 2.0,
            cost.writes
        ));
    }
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&timing) {
        headers.insert("server-timing", value);
    }
    // What a handler did not open for everybody is for nobody to keep.
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// What somebody should be woken for: our faults, and tried passwords.
fn measure<E: Endpoint>(scope: &Scope, failure: &Failure) {
    let metrics = &scope.world.metrics;
    match failure.kind() {
        ProblemKind::WrongCredentials | ProblemKind::TooManyAttempts => {
            metrics.put(scope.now, Metric::RefusedSignIns, 1);
        }
        // Nobody's fault.
        ProblemKind::Maintenance => {}
        kind if kind.status() >= 500 => {
            metrics.count_at(scope.now, Metric::Faults, &E::DECLARATION);
        }
        _ => {}
    }
}

fn render<T: serde::Serialize>(reply: Reply<T>) -> Response<Body> {
    let (kind, body) = match reply.calendar {
        Some(text) => ("text/calendar; charset=utf-8", text),
        None => (
            "application/json; charset=utf-8",
            serde_json::to_string(&reply.body).unwrap_or_default(),
        ),
    };
    let mut extra = HashMap::new();
    extra.insert(header::CONTENT_TYPE, Some(kind.to_owned()));
    extra.insert(
        header::CACHE_CONTROL,
        reply
            .kept_for
            .map(|seconds| format!("public, max-age={seconds}")),
    );
    extra.insert(
        header::VARY,
        reply.kept_for.map(|_| "accept-language".to_owned()),
    );
    extra.insert(header::SET_COOKIE, reply.cookie);
    extra.insert(header::LOCATION, reply.location);
    build(reply.status, extra, body)
}

fn refuse(failure: &Failure, language: Language) -> Response<Body> {
    let problem = failure.problem(language);
    let mut extra = HashMap::new();
    extra.insert(
        header::CONTENT_TYPE,
        Some("application/problem+json; charset=utf-8".to_owned()),
    );
    extra.insert(
        header::RETRY_AFTER,
        problem.retry_after.map(|seconds| seconds.to_string()),
    );
    build(
        problem.status,
        extra,
        serde_json::to_string(&problem).unwrap_or_default(),
    )
}

fn build(
    status: u16,
    extra: HashMap<header::HeaderName, Option<String>>,
    body: String,
) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() =
        http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in extra {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}
