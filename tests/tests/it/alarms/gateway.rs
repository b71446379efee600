//! What clients of a gateway see: errors, crashes, slow answers.

use std::time::Duration;

use alarms::{Alarm, Measured};
use journeys::Client;
use lambda_http::http::Method;
use lambda_http::{Body, Error, Request, Response, service_fn};
use local::gateway::{Front, GatewayRoute, router};
use local::lambda::{HTTP_LIMIT, http_function};
use local::listen::Door;
use local::tasks::Tasks;

use super::{INSTALLATION, Provoked, in_every_period};

async fn answers(_: Request) -> Result<Response<Body>, Error> {
    Ok(Response::new(Body::Text("{}".to_owned())))
}

async fn fails(_: Request) -> Result<Response<Body>, Error> {
    Err("broken".into())
}

async fn dawdles(_: Request) -> Result<Response<Body>, Error> {
    tokio::time::sleep(Duration::from_millis(3_100)).await;
    answers(Request::default()).await
}

/// A gateway before three functions, one of each sort.
async fn gateway() -> (String, Tasks) {
    let route = |path: &str, function| GatewayRoute {
        method: Method::GET,
        path: path.to_owned(),
        function,
        limit: HTTP_LIMIT,
    };
    let routes = vec![
        route("/answers", http_function("answers", || service_fn(answers))),
        route("/fails", http_function("fails", || service_fn(fails))),
        route("/dawdles", http_function("dawdles", || service_fn(dawdles))),
    ];
    let mut tasks = Tasks::default();
    let door = Door::loopback(0, "--port").await.unwrap();
    let origin = door.origin();
    let app = router(routes, None, None, Front::new("s").unwrap()).unwrap();
    tasks.spawn(door.serve(app, tasks.stop_signal()));
    (origin, tasks)
}

pub(super) async fn failing_answers(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for number in 0..50 {
        let path = if number % 2 == 0 {
            "/fails"
        } else {
            "/answers"
        };
        let status = visitor.get(path).await.status;
        for at in in_every_period(&alarms[0], now) {
            let failed = f64::from(u8::from(status >= 500));
            measured.add(&alarms[0].series, at, failed);
        }
    }
    tasks.stop().await;
    Provoked { measured, now }
}

pub(super) async fn crashing_functions(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for _ in 0..5 {
        let answer = visitor.get("/fails").await;
        let crashed = answer.status == 500 && !answer.headers.contains_key("server-timing");
        measured.add(&alarms[0].series, now, f64::from(u8::from(crashed)));
    }
    tasks.stop().await;
    Provoked { measured, now }
}

pub(super) async fn slow_answers(alarms: &[Alarm]) -> Provoked {
    let (origin, tasks) = gateway().await;
    let visitor = Client::new(&origin);
    let now = functions::world::system_clock().millis();
    let mut measured = Measured::new(INSTALLATION);
    for number in 0..50 {
        let path = if number == 25 { "/dawdles" } else { "/answers" };
        let begun = std::time::Instant::now();
        visitor.get(path).await.expect(200);
        let millis = begun.elapsed().as_secs_f64() * 1000.0;
        for at in in_every_period(&alarms[0], now) {
            measured.add(&alarms[0].series, at, millis);
        }
    }
    tasks.stop().await;
    Provoked { measured, now }
}
