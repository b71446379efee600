//! A Lambda function as the outside sees it: a JSON event goes in, a JSON value or an error comes out.
//!
//! HTTP handlers go through `lambda_http`'s own adapter, so events and answers take the same
//! (de)serialisation as in production. The adapter's types are hidden in its documentation, so the
//! version is pinned in the workspace.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures::future::BoxFuture;
use lambda_http::request::LambdaRequest;
use lambda_http::{Adapter, Error, IntoResponse, Request, Service};
use lambda_runtime::{Context, LambdaEvent};
use serde_json::Value;
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// A function that can be invoked any number of times, at the same time too.
pub type Function = Arc<dyn Fn(Value) -> BoxFuture<'static, Result<Value, Error>> + Send + Sync>;

/// Why an invocation gave no answer.
#[derive(Debug)]
pub enum InvokeError {
    /// The function answered with an error.
    Failed(String),
    /// The function panicked; in production its process would have ended.
    Crashed,
    /// The time was over. The function itself runs on, as it does on AWS.
    TimedOut,
    /// The account's concurrency was used up: the function was not even called.
    Throttled,
}

impl std::fmt::Display for InvokeError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failed(reason) => write!(formatter, "failed: {reason}"),
            Self::Crashed => formatter.write_str("panicked"),
            Self::TimedOut => formatter.write_str("took too long"),
            Self::Throttled => formatter.write_str("found no concurrency left"),
        }
    }
}

/// Invokes the function on a task of its own, so that neither a caller that hangs up nor a panic
/// reaches further than on AWS.
///
/// # Errors
/// When the function failed, panicked, or took longer than `limit`.
pub async fn invoke(
    function: &Function,
    event: Value,
    limit: Duration,
) -> Result<Value, InvokeError> {
    let function = Arc::clone(function);
    // Called inside the task, as a function may panic before it gives its future.
    let running = tokio::spawn(async move { function(event).await });
    match tokio::time::timeout(limit, running).await {
        Ok(Ok(Ok(answer))) => Ok(answer),
        Ok(Ok(Err(error))) if error.is::<Throttled>() => Err(InvokeError::Throttled),
        Ok(Ok(Err(error))) => Err(InvokeError::Failed(error.to_string())),
        Ok(Err(_)) => Err(InvokeError::Crashed),
        Err(_) => Err(InvokeError::TimedOut),
    }
}

/// "Concurrent executions: 1,000", of all functions of an account together, unless it asked for more.
pub const CONCURRENCY: usize = 1_000;

/// What the functions of one account share: so many run at once, and who comes beyond that is refused.
#[derive(Debug, Clone)]
pub struct Concurrency {
    free: Arc<Semaphore>,
    refused: Arc<AtomicU64>,
}

/// Answered instead of calling a function that finds no concurrency left.
#[derive(Debug, thiserror::Error)]
#[error("no concurrency is left")]
struct Throttled;

impl Concurrency {
    /// Of an account that runs so many at once.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(most)),
            refused: Arc::default(),
        }
    }

    /// The function as one of this account.
    #[must_use]
    pub fn shared_by(&self, function: Function) -> Function {
        let Self { free, refused } = self.clone();
        Arc::new(move |event| match Arc::clone(&free).try_acquire_owned() {
            Ok(place) => {
                let running = function(event);
                Box::pin(async move {
                    let answer = running.await;
                    drop(place);
                    answer
                })
            }
            Err(_) => {
                refused.fetch_add(1, Ordering::Relaxed);
                Box::pin(async { Err(Throttled.into()) })
            }
        })
    }

    /// How many calls were refused so far.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

/// A function made of an HTTP handler. `make` gives a fresh service for each invocation.
pub fn http_function<S, R>(
    name: &'static str,
    make: impl Fn() -> S + Send + Sync + 'static,
) -> Function
where
    S: Service<Request, Response = R, Error = Error> + Send + 'static,
    S::Future: Send + 'static,
    R: IntoResponse + Send + Sync + 'static,
{
    Arc::new(move |event| {
        let service = make();
        Box::pin(async move {
            let request: LambdaRequest = serde_json::from_value(event)?;
            let event = LambdaEvent::new(request, context(name));
            let answer = Adapter::from(service).oneshot(event).await?;
            Ok(serde_json::to_value(answer)?)
        })
    })
}

/// The longest a function behind the gateway may run.
pub const HTTP_LIMIT: Duration = Duration::from_secs(30);

fn context(name: &str) -> Context {
    let mut context = Context::default();
    context.request_id = request_id();
    context.invoked_function_arn = format!(
        "arn:aws:lambda:{}:{}:function:{name}",
        crate::clients::REGION,
        crate::clients::ACCOUNT
    );
    context.deadline = now_ms().unsigned_abs() + HTTP_LIMIT.as_secs() * 1000;
    context
}

/// An identifier in the form AWS gives its requests.
#[must_use]
pub fn request_id() -> String {
    let mut bytes = [0u8; 16];
    if getrandom::fill(&mut bytes).is_err() {
        // An identifier only joins lines in logs; without chance the time still tells them apart.
        bytes = i128::from(now_ms()).to_be_bytes();
    }
    let digits = hex::encode(bytes);
    format!(
        "{}-{}-{}-{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}

/// Milliseconds since 1970.
#[must_use]
pub fn now_ms() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| {
            i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
        })
}
