//! What no route takes: a wrong method is told from a wrong path, as a problem (RFC 9457).

use std::collections::BTreeSet;

use api::ENDPOINTS;
use api::problem::{Problem, ProblemKind};
use journeys::World;
use reqwest::Method;

/// `/courses/{course}` → `/courses/x`.
fn sample(path: &str) -> String {
    let parts = path
        .split('/')
        .map(|part| if part.starts_with('{') { "x" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// Whether a route with this path takes the sample of another.
fn takes(path: &str, sample: &str) -> bool {
    let (path, sample): (Vec<_>, Vec<_>) = (path.split('/').collect(), sample.split('/').collect());
    path.len() == sample.len()
        && path
            .iter()
            .zip(&sample)
            .all(|(part, given)| part.starts_with('{') || part == given)
}

/// Methods of a path.
fn declared(sample: &str) -> BTreeSet<&'static str> {
    let all = ENDPOINTS
        .iter()
        .filter(|endpoint| takes(endpoint.path, sample));
    all.map(|endpoint| endpoint.method.as_str()).collect()
}

async fn ask(world: &World, method: &str, path: &str) -> reqwest::Response {
    let url = format!("{}/api{path}", world.stack().origin());
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = reqwest::Client::new().request(method, url);
    let request = request.header("accept-language", "en");
    request.send().await.unwrap()
}

async fn problem(answer: reqwest::Response) -> Problem {
    assert_eq!(
        answer.headers()["content-type"],
        "application/problem+json; charset=utf-8"
    );
    answer.json().await.unwrap()
}

#[tokio::test]
async fn every_path_names_its_methods_to_whoever_uses_another() {
    let world = World::start().await;
    let paths: BTreeSet<String> = ENDPOINTS
        .iter()
        .map(|endpoint| sample(endpoint.path))
        .collect();
    for path in paths {
        let declared = declared(&path);
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            if declared.contains(method) {
                continue;
            }
            let answer = ask(&world, method, &path).await;
            assert_eq!(answer.status(), 405, "{method} {path}");
            let allow = answer.headers()["allow"].to_str().unwrap().to_owned();
            let allowed: BTreeSet<&str> = allow.split(", ").collect();
            assert_eq!(allowed, declared, "{method} {path}");
            if method != "HEAD" {
                let problem = problem(answer).await;
                assert_eq!(problem.code, ProblemKind::MethodNotAllowed);
                assert_eq!(problem.title, "This method is not allowed here.");
            }
        }
    }
}

#[tokio::test]
async fn a_path_that_does_not_exist_is_not_found_whatever_the_method() {
    let world = World::start().await;
    for path in ["", "/", "/nothing", "/courses/x/nothing"] {
        for method in ["GET", "PUT"] {
            let answer = ask(&world, method, path).await;
            assert_eq!(answer.status(), 404, "{method} {path}");
            assert!(!answer.headers().contains_key("allow"), "{method} {path}");
            assert_eq!(problem(answer).await.code, ProblemKind::NotFound);
        }
    }
}
