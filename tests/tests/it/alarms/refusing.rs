//! What AWS refuses: calls of functions beyond the account's concurrency, calls of the table beyond
//! what it gives.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use alarms::{Alarm, Measured};
use api::identity::RegistrationStart;
use axum::http::{HeaderMap, StatusCode};
use domain::registration::{PRIVACY_VERSION, TERMS_VERSION};
use functions::World as Process;
use futures::future::join_all;
use journeys::World;
use lambda_http::{Body, Request};

use super::{INSTALLATION, Provoked, faults::asking, in_every_period};

/// Forty sign-ins at one moment in an account that runs two functions at once.
pub(super) async fn want_of_concurrency(alarms: &[Alarm]) -> Provoked {
    let world = World::start_narrow(2).await;
    let tries = (0..40).map(|_| world.try_password("nobody1234", "Wrong%2026"));
    let answers = join_all(tries).await;
    let refused = answers.iter().filter(|answer| answer.status == 503);
    let refused = u64::try_from(refused.count()).unwrap();
    // Workers share the account, and may have been refused too.
    let throttles = world.stack().throttles();
    assert!(
        refused > 0 && refused <= throttles,
        "{refused} of {throttles}"
    );
    assert!(answers.iter().any(|answer| answer.status == 401));
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for _ in 0..throttles {
        measured.add(&alarms[0].series, now, 1.0);
    }
    Provoked { measured, now }
}

/// A table server that refuses everything, as DynamoDB does for want of throughput.
#[derive(Default)]
struct Refusing {
    reads: AtomicU32,
    writes: AtomicU32,
}

impl Refusing {
    async fn start() -> (String, Arc<Self>) {
        const REFUSAL: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}"#;
        let counts = Arc::new(Self::default());
        let counting = Arc::clone(&counts);
        let refuse = move |headers: HeaderMap| async move {
            let target = headers.get("x-amz-target").unwrap().to_str().unwrap();
            let reads = ["GetItem", "BatchGetItem", "Query"];
            let one = match reads
                .iter()
                .any(|read| target.ends_with(&format!(".{read}")))
            {
                true => &counting.reads,
                false => &counting.writes,
            };
            one.fetch_add(1, Ordering::Relaxed);
            (StatusCode::BAD_REQUEST, REFUSAL)
        };
        (serve(axum::Router::new().fallback(refuse)).await, counts)
    }
}

/// Where this service can be reached until the test ends.
pub(super) async fn serve(service: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service).await });
    endpoint
}

/// Twenty readers and twenty writers before a table that refuses: they are told to come again, and each
/// call of the table, the further tries of its client included, is a throttle.
pub(super) async fn refusing_table(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let (endpoint, refusing) = Refusing::start().await;
    let config = local::clients::config(&endpoint, world.stack().outside.credentials());
    let process = Arc::new(Process {
        dynamodb: aws_sdk_dynamodb::Client::new(&config),
        ..world.process()
    });
    let reading = (0..20).map(|_| refused(&process, "list_notices", None));
    let writing = (0..20).map(|number| {
        let email = format!("doctor{number}@example.jp");
        let start = RegistrationStart {
            email_again: email.clone(),
            email,
            consented: true,
            terms_version: TERMS_VERSION.to_owned(),
            privacy_version: PRIVACY_VERSION.to_owned(),
        };
        refused(&process, "start_registration", Some(start))
    });
    futures::join!(join_all(reading), join_all(writing));
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let of = alarm.of.as_deref().unwrap();
        let count = match of {
            "reads" | "index-reads" => &refusing.reads,
            _ => &refusing.writes,
        };
        for at in in_every_period(alarm, now) {
            measured.add(&alarm.series, at, count.load(Ordering::Relaxed).into());
        }
    }
    Provoked { measured, now }
}

/// One request, answered with when to come again.
async fn refused(process: &Arc<Process>, endpoint: &str, body: Option<RegistrationStart>) {
    let route = functions::ROUTES
        .iter()
        .find(|route| route.declaration.name == endpoint)
        .unwrap();
    let mut request: Request = asking(process, None);
    if let Some(body) = body {
        *request.body_mut() = Body::Text(serde_json::to_string(&body).unwrap());
    }
    let answer = (route.call)(Arc::clone(process), request).await;
    assert_eq!(answer.status().as_u16(), 503, "{endpoint}");
    assert!(answer.headers().contains_key("retry-after"), "{endpoint}");
}
