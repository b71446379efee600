//! What AWS refuses: calls of functions beyond the account's concurrency, calls of the table beyond
//! what it gives.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use adapters::identity::sign_in::COOKIE;
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

/// What gives nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exhausted {
    /// The table, and so every call of it.
    Table,
    /// Its index alone: queries of it, and writes of items that lie in it.
    Index,
}

/// A table server that refuses as DynamoDB does for want of throughput.
#[derive(Default)]
struct Refusing {
    reads: AtomicU32,
    writes: AtomicU32,
}

impl Refusing {
    /// Before a real one, which gets what is not refused.
    async fn start(exhausted: Exhausted, behind: &str) -> (String, Arc<Self>) {
        const REFUSAL: &str = r#"{"__type":"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException","message":"slow down"}"#;
        let counts = Arc::new(Self::default());
        let counting = Arc::clone(&counts);
        let (client, behind) = (reqwest::Client::new(), behind.to_owned());
        let answer = move |headers: HeaderMap, body: String| async move {
            let target = headers.get("x-amz-target").unwrap().to_str().unwrap();
            let reads = ["GetItem", "BatchGetItem", "Query"]
                .iter()
                .any(|read| target.ends_with(&format!(".{read}")));
            let (count, sign_of_index) = match reads {
                true => (&counting.reads, "\"IndexName\""),
                false => (&counting.writes, "\"qk\""),
            };
            if exhausted == Exhausted::Table || body.contains(sign_of_index) {
                count.fetch_add(1, Ordering::Relaxed);
                return (StatusCode::BAD_REQUEST, REFUSAL.to_owned());
            }
            let passed = client.post(behind).headers(headers).body(body);
            let passed = passed.send().await.unwrap();
            (passed.status(), passed.text().await.unwrap())
        };
        (serve(axum::Router::new().fallback(answer)).await, counts)
    }
}

/// Where this service can be reached until the test ends.
pub(super) async fn serve(service: axum::Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service).await });
    endpoint
}

/// How many read, and how many write, at one moment: more than an alarm bears, though none tries again.
const CALLERS: u32 = 40;

/// Readers and writers before a table that gives nothing, and as many before one whose index
/// gives nothing: they are told to come again, and each call that was refused, the further tries of its
/// client included, is a throttle of the table, or of the index.
pub(super) async fn refusing_table(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let (table, index) = futures::join!(
        throttles(&world, Exhausted::Table),
        throttles(&world, Exhausted::Index)
    );
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let count = match alarm.of.as_deref().unwrap() {
            "reads" => &table.reads,
            "writes" => &table.writes,
            "index-reads" => &index.reads,
            "index-writes" => &index.writes,
            other => panic!("{other}"),
        };
        for at in in_every_period(alarm, now) {
            measured.add(&alarm.series, at, count.load(Ordering::Relaxed).into());
        }
    }
    Provoked { measured, now }
}

async fn throttles(world: &World, exhausted: Exhausted) -> Arc<Refusing> {
    let outside = &world.stack().outside;
    let (endpoint, refusing) = Refusing::start(exhausted, outside.table.endpoint()).await;
    let config = local::clients::config(&endpoint, outside.credentials());
    let process = Arc::new(Process {
        dynamodb: aws_sdk_dynamodb::Client::new(&config),
        ..world.process()
    });
    let officer = world.officer("13").await;
    let cookie = format!("{COOKIE}={}", officer.cookie().unwrap());
    let reading =
        (0..CALLERS).map(|_| refused(&process, "list_course_reviews", Some(&cookie), None));
    let writing = (0..CALLERS).map(|number| {
        // The same address twice would be a flood of mails.
        let email = format!("doctor{number}@{exhausted:?}.example.jp");
        let start = RegistrationStart {
            email_again: email.clone(),
            email,
            consented: true,
            terms_version: TERMS_VERSION.to_owned(),
            privacy_version: PRIVACY_VERSION.to_owned(),
        };
        refused(&process, "start_registration", None, Some(start))
    });
    futures::join!(join_all(reading), join_all(writing));
    refusing
}

/// One request, answered with when to come again.
async fn refused(
    process: &Arc<Process>,
    endpoint: &str,
    cookie: Option<&str>,
    body: Option<RegistrationStart>,
) {
    let route = functions::ROUTES
        .iter()
        .find(|route| route.declaration.name == endpoint)
        .unwrap();
    let mut request: Request = asking(process, cookie);
    if let Some(body) = body {
        *request.body_mut() = Body::Text(serde_json::to_string(&body).unwrap());
    }
    let answer = (route.call)(Arc::clone(process), request).await;
    assert_eq!(answer.status().as_u16(), 503, "{endpoint}");
    assert!(answer.headers().contains_key("retry-after"), "{endpoint}");
}
