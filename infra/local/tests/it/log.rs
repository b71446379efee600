//! What the log says of a request, as CloudWatch gets it.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use functions::World;
use lambda_http::{Request, service_fn};
use local::gateway::{Front, GatewayRoute, router};
use local::lambda::{HTTP_LIMIT, http_function};
use local::listen::Door;
use local::stack::{Stack, StackOptions};
use local::tasks::Tasks;
use serde_json::Value;
use tempfile::NamedTempFile;

/// The access log has the gateway's name of a request, and so has what the caller is given; both lead to
/// the lines of the function.
#[tokio::test(flavor = "multi_thread")]
async fn the_lines_of_a_request_bear_the_name_that_the_gateway_gave_it() {
    let log = NamedTempFile::new().expect("a file");
    // For the whole process: a subscriber of one thread only is forgotten where another came first.
    tracing_subscriber::fmt()
        .json()
        .with_writer(Arc::new(log.reopen().expect("the file")))
        .init();
    let folder = tempfile::tempdir().expect("a folder");
    let stack = Stack::start(StackOptions::for_test(folder.path()))
        .await
        .expect("started");
    let broken = Arc::new(World {
        table: "nowhere".into(),
        ..stack.world().another()
    });
    let mut routes = functions::ROUTES.iter();
    let notices = routes
        .find(|route| route.declaration.name == "list_notices")
        .expect("a route");
    let function = http_function("list_notices", move || {
        let broken = Arc::clone(&broken);
        service_fn(move |request: Request| {
            functions::lambda::answer(notices, Arc::clone(&broken), request)
        })
    });
    let route = GatewayRoute {
        method: lambda_http::http::Method::GET,
        path: notices.declaration.path.to_owned(),
        function,
        limit: HTTP_LIMIT,
    };
    let world = stack.world();
    let secret = world.origin_secrets.first().expect("a secret");
    let front = Front::new(secret).expect("a header");
    let app = router(vec![route], None, None, front).expect("a gateway");
    let mut tasks = Tasks::default();
    let door = Door::loopback(0, "--port").await.expect("a port");
    let address = format!("{}/api{}", door.origin(), notices.declaration.path);
    tasks.spawn(door.serve(app, tasks.stop_signal()));
    let answer = reqwest::get(address).await.expect("answered");
    assert_eq!(answer.status(), 500);
    let id = answer.headers()["apigw-requestid"].to_str().expect("text");
    for line in ["failed", "answered"] {
        let named = lines(log.path()).into_iter().any(|said| {
            let said = &said["fields"];
            said["message"] == line && said["endpoint"] == "list_notices" && said["request"] == id
        });
        assert!(named, "{line} of {id}");
    }
    tasks.stop().await;
    stack.stop().await;
}

fn lines(log: &Path) -> Vec<Value> {
    fs::read_to_string(log)
        .expect("a log")
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}
