//! The front: what did not come through the site's CDN is refused, whoever sends it.
//! That the front itself cannot be told who calls, the gateway's own tests show.

use adapters::identity::{origin::SECRET_HEADER, sign_in::COOKIE};
use api::problem::{Problem, ProblemKind};
use journeys::{Doctor, World};
use lambda_http::http::{HeaderMap, HeaderValue};
use lambda_http::{Body, Request};

/// Calls a function as whoever knows the address of the bare API would.
async fn call_bare(
    world: &World,
    name: &str,
    headers: HeaderMap,
) -> (u16, Option<Problem>, HeaderMap) {
    let route = functions::ROUTES
        .iter()
        .find(|route| route.declaration.name == name)
        .expect("an endpoint");
    let mut request = Request::new(Body::Text("no JSON".to_owned()));
    *request.headers_mut() = headers;
    let answer = (route.call)(world.stack().world(), request).await;
    let Body::Text(body) = answer.body() else {
        panic!("{name} answered no text");
    };
    let problem = serde_json::from_str(body).ok();
    (answer.status().as_u16(), problem, answer.headers().clone())
}

#[tokio::test]
async fn the_bare_api_refuses_every_endpoint_unread_whoever_is_signed_in() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let cookie = format!("{COOKIE}={}", doctor.cookie().expect("signed in"));
    let cookie: HeaderValue = cookie.parse().expect("a header");
    for route in functions::ROUTES {
        for secret in [None, Some("0".repeat(64))] {
            let mut headers = HeaderMap::new();
            headers.insert("cookie", cookie.clone());
            if let Some(secret) = &secret {
                headers.insert(SECRET_HEADER, secret.parse().expect("a header"));
            }
            let name = route.declaration.name;
            let (status, problem, answered) = call_bare(&world, name, headers).await;
            let code = problem.map(|problem| problem.code);
            assert_eq!(
                (status, code),
                (403, Some(ProblemKind::NotThroughSite)),
                "{name} with {secret:?}"
            );
            let cost = answered["server-timing"].to_str().expect("text");
            assert!(cost.contains("trips;desc=\"0\""), "{name}: {cost}");
        }
    }
    let mut headers = HeaderMap::new();
    headers.insert("cookie", cookie);
    let process = world.stack().world();
    let secret = process.origin_secrets.first().expect("a secret");
    headers.insert(SECRET_HEADER, secret.parse().expect("a header"));
    let (status, ..) = call_bare(&world, "read_my_page", headers).await;
    assert_eq!(status, 200, "through the site it is answered");
}
