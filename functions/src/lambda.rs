//! The whole of a Lambda main.

use std::sync::Arc;

use lambda_http::{Request, service_fn};

use crate::{pipeline::Route, world::World};

/// Serves one endpoint on the Lambda runtime until the process is stopped.
///
/// # Errors
/// A bad environment, or the runtime's.
pub async fn serve(name: &str) -> Result<(), Error> {
    start_logging();
    let world = Arc::new(World::from_environment().await?);
    let route: &'static Route = crate::ROUTES
        .iter()
        .find(|route| route.declaration.name == name)
        .ok_or_else(|| format!("no endpoint {name}"))?;
    lambda_http::run(service_fn(move |request: Request| {
        let call = (route.call)(world.clone(), request);
        async move { Ok::<_, Error>(call.await) }
    }))
    .await
}

/// Serves one worker of this crate on the Lambda runtime until the process is stopped.
///
/// # Errors
/// An unknown name, a bad environment, or the runtime's.
pub async fn work_as(name: &str) -> Result<(), Error> {
    let worker = crate::workers::WORKERS
        .iter()
        .find(|worker| worker.declaration.name == name)
        .ok_or_else(|| format!("no worker {name}"))?;
    work(worker).await
}

/// Serves one worker on the Lambda runtime until the process is stopped.
///
/// # Errors
/// A bad environment, or the runtime's.
pub async fn work(worker: &'static crate::workers::Worker) -> Result<(), Error> {
    start_logging();
    let world = Arc::new(World::from_environment().await?);
    lambda_runtime::run(lambda_runtime::service_fn(
        move |event: lambda_runtime::LambdaEvent<serde_json::Value>| {
            (worker.run)(world.clone(), event.payload)
        },
    ))
    .await
}

/// One JSON line per event, for CloudWatch.
fn start_logging() {
    tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::INFO)
        .with_current_span(false)
        .init();
}

/// `functions::lambda!(sign_in);` is a Lambda main.
#[macro_export]
macro_rules! lambda {
    ($name:ident) => {
        fn main() -> Result<(), $crate::lambda::Error> {
            $crate::lambda::block_on($crate::lambda::serve(stringify!($name)))
        }
    };
}

/// `functions::worker!(send_mail);` is a Lambda main of a worker.
#[macro_export]
macro_rules! worker {
    ($name:ident) => {
        fn main() -> Result<(), $crate::lambda::Error> {
            $crate::lambda::block_on($crate::lambda::work_as(stringify!($name)))
        }
    };
}

pub use lambda_http::Error;

/// Runs a Lambda main to its end.
///
/// # Errors
/// What the main returns.
///
/// # Panics
/// When no runtime can be started: the process is of no use then.
#[expect(
    clippy::expect_used,
    reason = "a process without a runtime is of no use"
)]
pub fn block_on(main: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime starts")
        .block_on(main)
}
