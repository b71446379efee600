//! The gateway: API Gateway's events, answers and limits, and the site beside it.

use std::sync::Arc;
use std::time::Duration;

use axum::http::Method;
use lambda_http::{Body, Error, IntoResponse, Request, RequestExt, Response, service_fn};
use local::gateway::site::Site;
use local::gateway::{Front, GatewayRoute, router};
use local::lambda::http_function;
use local::listen::Door;
use local::tasks::Tasks;
use serde_json::{Value, json};

/// A handler that tells what it was given.
async fn echo(request: Request) -> Result<Response<Body>, Error> {
    let context = request.request_context();
    let lambda_http::request::RequestContext::ApiGatewayV2(context) = context else {
        return Err("not API Gateway's context".into());
    };
    let told = json!({
        "method": request.method().as_str(),
        "path": request.raw_http_path(),
        "id": request.path_parameters().first("id"),
        "q": request.query_string_parameters().all("q"),
        "cookie": request.headers().get("cookie").and_then(|value| value.to_str().ok()),
        "route": context.route_key,
        "ip": context.http.source_ip,
        "viewer": request.headers().get("x-viewer-address").and_then(|value| value.to_str().ok()),
        "secret": request.headers().get("x-origin-secret").and_then(|value| value.to_str().ok()),
        "body": String::from_utf8_lossy(request.body().as_ref()),
    });
    let mut response = told.into_response().await;
    response.headers_mut().append("set-cookie", "a=1".parse()?);
    response.headers_mut().append("set-cookie", "b=2".parse()?);
    Ok(response)
}

async fn large(_: Request) -> Result<Response<Body>, Error> {
    Ok(Response::new(Body::Text("x".repeat(7 * 1024 * 1024))))
}

async fn endless(_: Request) -> Result<Response<Body>, Error> {
    std::future::pending().await
}

async fn failing(_: Request) -> Result<Response<Body>, Error> {
    Err("a secret cause".into())
}

fn route(method: Method, path: &str, function: local::lambda::Function) -> GatewayRoute {
    GatewayRoute {
        method,
        path: path.into(),
        function,
        limit: Duration::from_secs(2),
    }
}

fn front() -> Front {
    Front::new("s").expect("a header")
}

async fn gateway(site: Option<Arc<Site>>) -> (String, Tasks) {
    let echo_function = || http_function("echo", || service_fn(echo));
    let routes = vec![
        route(Method::POST, "/courses/{id}/credits", echo_function()),
        route(Method::GET, "/courses/{id}/credits", echo_function()),
        route(
            Method::GET,
            "/large",
            http_function("large", || service_fn(large)),
        ),
        route(
            Method::GET,
            "/endless",
            http_function("endless", || service_fn(endless)),
        ),
        route(
            Method::GET,
            "/failing",
            http_function("failing", || service_fn(failing)),
        ),
    ];
    let mut tasks = Tasks::default();
    let door = Door::loopback(0, "--port").await.expect("a port");
    let origin = door.origin();
    let app = router(routes, None, site, front()).expect("routes");
    tasks.spawn(door.serve(app, tasks.stop_signal()));
    (origin, tasks)
}

#[tokio::test]
async fn a_handler_sees_what_api_gateway_would_show_it() {
    let (origin, tasks) = gateway(None).await;
    let answer = reqwest::Client::new()
        .post(format!(
            "{origin}/api/courses/%E7%A0%94%2F1/credits?q=a%20b&q=c"
        ))
        .header("content-type", "application/json")
        .header("cookie", "x=1; y=2")
        // Whatever a caller says of itself, the front says again.
        .header("x-viewer-address", "203.0.113.1")
        .header("x-origin-secret", "guessed")
        .body("{\"名\":1}")
        .send()
        .await
        .expect("answered");
    assert_eq!(answer.status(), 200);
    let cookies: Vec<_> = answer.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert!(answer.headers().contains_key("apigw-requestid"));
    let told: Value = answer.json().await.expect("JSON");
    assert_eq!(
        told,
        json!({
            "method": "POST",
            "path": "/api/courses/%E7%A0%94%2F1/credits",
            "id": "研/1",
            "q": ["a b", "c"],
            "cookie": "x=1; y=2",
            "route": "POST /courses/{id}/credits",
            "ip": "127.0.0.1",
            "viewer": "127.0.0.1",
            "secret": "s",
            "body": "{\"名\":1}",
        })
    );
    tasks.stop().await;
}

#[tokio::test]
async fn binary_bodies_arrive_byte_by_byte() {
    let (origin, tasks) = gateway(None).await;
    let told: Value = reqwest::Client::new()
        .post(format!("{origin}/api/courses/1/credits"))
        .header("content-type", "application/octet-stream")
        .body("bytes")
        .send()
        .await
        .expect("answered")
        .json()
        .await
        .expect("JSON");
    assert_eq!(told["body"], "bytes");
    tasks.stop().await;
}

#[tokio::test]
async fn the_limits_of_api_gateway_and_lambda_hold_here_too() {
    let (origin, tasks) = gateway(None).await;
    let client = reqwest::Client::new();
    let post = |size: usize, kind: &'static str| {
        client
            .post(format!("{origin}/api/courses/1/credits"))
            .header("content-type", kind)
            .body("x".repeat(size))
            .send()
    };
    let mega = 1024 * 1024;
    assert_eq!(
        post(5 * mega, "text/plain")
            .await
            .expect("answered")
            .status(),
        200
    );
    // Base64 makes 5 MB an event of more than 6 MB.
    assert_eq!(
        post(5 * mega, "image/png")
            .await
            .expect("answered")
            .status(),
        413
    );
    let too_large = post(10 * mega + 1, "text/plain").await.expect("answered");
    assert_eq!(too_large.status(), 413);
    let said: Value = too_large.json().await.expect("JSON");
    assert_eq!(said, json!({"message": "Request Entity Too Large"}));

    let head = client
        .get(format!("{origin}/api/courses/1/credits"))
        .header("x-large", "x".repeat(10_240))
        .send()
        .await
        .expect("answered");
    assert_eq!(head.status(), 431);
    let large = reqwest::get(format!("{origin}/api/large"))
        .await
        .expect("answered");
    assert_eq!(large.status(), 500);
    let endless = reqwest::get(format!("{origin}/api/endless"))
        .await
        .expect("answered");
    assert_eq!(endless.status(), 503);
    let said: Value = endless.json().await.expect("JSON");
    assert_eq!(said, json!({"message": "Service Unavailable"}));
    tasks.stop().await;
}

#[tokio::test]
async fn unknown_paths_and_methods_are_not_found_and_causes_stay_inside() {
    let (origin, tasks) = gateway(None).await;
    let client = reqwest::Client::new();
    let url = format!("{origin}/api/courses/1/credits");
    for (method, url) in [
        (reqwest::Method::DELETE, url.clone()),
        (reqwest::Method::HEAD, url.clone()),
        (reqwest::Method::GET, format!("{origin}/api/nothing")),
        (reqwest::Method::GET, format!("{origin}/api")),
    ] {
        let answer = client
            .request(method.clone(), &url)
            .send()
            .await
            .expect("answered");
        assert_eq!(answer.status(), 404, "{method} {url}");
        if method != reqwest::Method::HEAD {
            let said: Value = answer.json().await.expect("JSON");
            assert_eq!(said, json!({"message": "Not Found"}), "{method} {url}");
        }
    }
    let failed = reqwest::get(format!("{origin}/api/failing"))
        .await
        .expect("answered");
    assert_eq!(failed.status(), 500);
    assert_eq!(
        failed.text().await.expect("text"),
        "{\"message\":\"Internal Server Error\"}"
    );
    tasks.stop().await;
}

#[tokio::test]
async fn the_site_is_served_with_its_policy_and_falls_back_to_the_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("written");
    };
    write("index.html", "start");
    write("shell.html", "shell");
    write("sign-in.html", "sign in");
    write("assets/a-1.js", "plain");
    write("assets/a-1.js.br", "compressed");
    let documents = "http://127.0.0.1:8081";
    let site = Site::read(folder.path(), documents, false).expect("read");
    let (origin, tasks) = gateway(Some(Arc::new(site))).await;
    let text = |path: &'static str| {
        let url = format!("{origin}{path}");
        async move {
            let answer = reqwest::get(url).await.expect("answered");
            (answer.status().as_u16(), answer.text().await.expect("text"))
        }
    };
    assert_eq!(text("/").await, (200, "start".into()));
    assert_eq!(text("/sign-in").await, (200, "sign in".into()));
    assert_eq!(text("/applications/12").await, (200, "shell".into()));
    assert_eq!(text("/missing.js").await.0, 404);
    assert_eq!(text("/assets/old").await.0, 404);
    assert_eq!(text("/../shell.html.br").await.0, 404);

    let client = reqwest::Client::new();
    let script = client
        .get(format!("{origin}/assets/a-1.js"))
        .header("accept-encoding", "gzip, br")
        .send()
        .await
        .expect("answered");
    assert_eq!(script.headers()["content-encoding"], "br");
    assert_eq!(
        script.headers()["cache-control"],
        "public, max-age=31536000, immutable"
    );
    let policy = script.headers()["content-security-policy"]
        .to_str()
        .expect("text");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(
        policy.contains(&format!("connect-src 'self' {documents};")),
        "{policy}"
    );
    let tag = script.headers()["etag"].clone();
    assert_eq!(script.text().await.expect("text"), "compressed");
    let again = client
        .get(format!("{origin}/assets/a-1.js"))
        .header("if-none-match", tag)
        .send()
        .await
        .expect("answered");
    assert_eq!(again.status(), 304);
    tasks.stop().await;
}

#[tokio::test]
async fn a_stop_lets_the_request_under_way_finish() {
    async fn slow(_: Request) -> Result<Response<Body>, Error> {
        tokio::time::sleep(Duration::from_millis(300)).await;
        Ok(Response::new(Body::Text("done".into())))
    }
    let mut tasks = Tasks::default();
    let door = Door::loopback(0, "--port").await.expect("a port");
    let url = format!("{}/api/slow", door.origin());
    let routes = vec![route(
        Method::GET,
        "/slow",
        http_function("slow", || service_fn(slow)),
    )];
    let app = router(routes, None, None, front()).expect("routes");
    tasks.spawn(door.serve(app, tasks.stop_signal()));
    let under_way = tokio::spawn(reqwest::get(url.clone()));
    tokio::time::sleep(Duration::from_millis(100)).await;
    tasks.stop().await;
    let answer = under_way.await.expect("ran").expect("answered");
    assert_eq!(answer.text().await.expect("text"), "done");
    assert!(
        reqwest::get(url).await.is_err(),
        "nobody answers after the stop"
    );
}
