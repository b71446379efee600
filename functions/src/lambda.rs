//! The whole of a Lambda main.
//!
//! A main names its own route, or worker, and nothing else refers to others: so a Lambda links one
//! handler, and of the clients those that it declares ([`Clients`]).

use std::{future::ready, pin::Pin, sync::Arc};

use lambda_http::{Body, IntoResponse, Request, Response, service_fn};

use crate::{environment::Clients, pipeline::Route, workers::Worker, world::World};

/// Serves one endpoint on the Lambda runtime until the process is stopped.
///
/// # Errors
/// A bad environment, or the runtime's.
pub async fn serve(route: &'static Route, clients: Clients) -> Result<(), Error> {
    start_logging();
    let world = Arc::new(World::from_environment(clients)?);
    lambda_http::run(service_fn(move |request: Request| {
        answer(route, world.clone(), request)
    }))
    .await
}

/// What a Lambda does with a request, and the local gateway too.
///
/// # Errors
/// None: what fails is answered with a problem.
pub async fn answer(
    route: &'static Route,
    world: Arc<World>,
    request: Request,
) -> Result<Answer, Error> {
    Ok(Answer((route.call)(world, request).await))
}

/// An answer as the pipeline made it, text in UTF-8. Given plainly, it would be decoded once more by what
/// its media type says, and each function would link the tables of every encoding there is.
#[derive(Debug)]
pub struct Answer(Response<Body>);

impl IntoResponse for Answer {
    fn into_response(self) -> Pin<Box<dyn Future<Output = Response<Body>> + Send>> {
        Box::pin(ready(self.0))
    }
}

/// Serves one worker on the Lambda runtime until the process is stopped.
///
/// # Errors
/// A bad environment, or the runtime's.
pub async fn work(worker: &'static Worker, clients: Clients) -> Result<(), Error> {
    start_logging();
    let world = Arc::new(World::from_environment(clients)?);
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
            const ROUTE: &$crate::Route = &$crate::routes::$name();
            const CLIENTS: $crate::environment::Clients =
                $crate::environment::Clients::of(ROUTE.declaration.needs);
            $crate::lambda::block_on($crate::lambda::serve(ROUTE, CLIENTS))
        }
    };
}

/// `functions::worker!(functions::workers::send_mail());` is a Lambda main of a worker.
#[macro_export]
macro_rules! worker {
    ($worker:expr) => {
        fn main() -> Result<(), $crate::lambda::Error> {
            const WORKER: &$crate::workers::Worker = &$worker;
            const CLIENTS: $crate::environment::Clients =
                $crate::environment::Clients::of(WORKER.declaration.needs);
            $crate::lambda::block_on($crate::lambda::work(WORKER, CLIENTS))
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
