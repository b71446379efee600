//! What functions and workers of a world show: faults, failures, refused sign-ins.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use adapters::identity::origin::SECRET_HEADER;
use alarms::{Alarm, Measured};
use functions::World as Process;
use journeys::{Doctor, World};
use lambda_http::http::HeaderMap;
use lambda_http::{Body, Request, RequestExt};
use local::lambda::{HTTP_LIMIT, InvokeError, invoke};
use serde_json::json;

use super::{INSTALLATION, Provoked, workers, written};

/// Before a table that does not exist.
fn broken(world: &World) -> Arc<Process> {
    Arc::new(Process {
        table: "nowhere".into(),
        ..world.process()
    })
}

pub(super) async fn broken_functions(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    // All at one moment, however slow this machine is: the next period begins at any time.
    let now = world.now();
    let process = Arc::new(Process {
        table: "nowhere".into(),
        clock: Arc::new(move || now),
        ..world.process()
    });
    for alarm in alarms {
        let subject = alarm.of.as_deref().unwrap();
        let mut faults = 0;
        let routes = functions::ROUTES.iter();
        for route in routes.filter(|route| route.declaration.subject.folder() == subject) {
            let cookie = someone(&world, route.declaration).await;
            for _ in 0..5 {
                let request = asking(&process, cookie.as_deref())
                    .with_path_parameters(some_path(route.declaration.path))
                    .with_query_string_parameters(needed_query(route.declaration.name));
                let answer = (route.call)(Arc::clone(&process), request).await;
                faults += u32::from(answer.status().as_u16() == 500);
            }
        }
        assert!(faults >= 5, "{subject} had {faults} faults");
    }
    Provoked {
        now: now.millis(),
        ..written(&world)
    }
}

/// Something for each `{name}` of a path.
fn some_path(path: &str) -> HashMap<String, Vec<String>> {
    let names = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let some = |name: &str| match name {
        "programme" => journeys::titles::INDUSTRIAL.to_string(),
        _ => "some".to_owned(),
    };
    names
        .map(|name| (name.to_owned(), vec![some(name)]))
        .collect()
}

/// What an endpoint does not go without.
fn needed_query(endpoint: &str) -> HashMap<String, Vec<String>> {
    let prefecture = ("prefecture".to_owned(), vec!["13".to_owned()]);
    (endpoint == "list_associations")
        .then_some(prefecture)
        .into_iter()
        .collect()
}

/// A request of somebody who may send it, as far as a sign-in goes.
pub(super) fn asking(process: &Process, cookie: Option<&str>) -> Request {
    let mut request = Request::new(Body::Text("{}".to_owned()));
    let mut headers = HeaderMap::new();
    let secret = process.origin_secrets.first().unwrap();
    headers.insert(SECRET_HEADER, secret.parse().unwrap());
    headers.insert("content-type", "application/json".parse().unwrap());
    if let Some(cookie) = cookie {
        headers.insert("cookie", cookie.parse().unwrap());
    }
    *request.headers_mut() = headers;
    request
}

async fn someone(world: &World, endpoint: &'static api::Declaration) -> Option<String> {
    use api::access::Access;
    let person = match endpoint.access {
        Access::Anyone => return None,
        Access::Doctor | Access::SignedIn => Doctor::member("123456").enter(world).await,
        Access::Officer | Access::CourseHolder | Access::LearningFeed | Access::Staff => {
            world.officer("13").await
        }
        Access::Administrator => world.administrator().await,
    };
    let cookie = adapters::identity::sign_in::COOKIE;
    Some(format!("{cookie}={}", person.cookie().unwrap()))
}

pub(super) async fn failing_workers(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let process = broken(&world);
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let name = alarm.of.as_deref().unwrap();
        let worker = workers()
            .find(|worker| worker.declaration.name == name)
            .unwrap();
        let of = Arc::clone(&process);
        let function: local::lambda::Function =
            Arc::new(move |event| (worker.run)(Arc::clone(&of), event));
        for _ in 0..3 {
            // What no version of ours has sent; who looks at no event misses the table.
            let answer = invoke(&function, json!({ "Records": 1 }), HTTP_LIMIT).await;
            assert!(matches!(answer, Err(InvokeError::Failed(_))), "{name}");
            measured.add(&alarm.series, now, 1.0);
        }
    }
    Provoked { measured, now }
}

pub(super) async fn tried_passwords(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    // From the beginning of a period on, so that it is not over before the last of them.
    let period = 5 * 60 * 1000;
    let left = period - world.now().millis().rem_euclid(period);
    world.pass(Duration::from_millis(left.unsigned_abs()));
    for _ in 0..301 {
        let answer = world.try_password("nobody1234", "Wrong%2026").await;
        assert!(matches!(answer.status, 401 | 429), "{}", answer.status);
    }
    written(&world)
}
