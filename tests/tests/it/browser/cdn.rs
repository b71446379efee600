//! The CDN's own functions, run by the browser as CloudFront runs them: what it asks the origins for.

use std::path::Path;

use adapters::identity::origin::VIEWER_HEADER;
use anyhow::{Context, Result};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use journeys::browser::Browser;
use local::gateway::site::Site;
use serde_json::{Value, json};
use tempfile::TempDir;

/// CloudFront takes no larger function, bytes.
const MOST_CODE: usize = 10 * 1024;

/// A site of a few files; each says its own name.
fn files() -> Result<TempDir> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("assets"))?;
    for name in [
        "index.html",
        "shell.html",
        "verify.html",
        "icon.svg",
        "assets/app-1f2e.js",
    ] {
        std::fs::write(folder.path().join(name), name)?;
    }
    Ok(folder)
}

/// The code of a function in `infra/site.yaml`.
fn code(resource: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../infra/site.yaml");
    let template = std::fs::read_to_string(path)?;
    let (_, below) = template
        .split_once(&format!("\n  {resource}:\n"))
        .context("no such resource")?;
    let (_, below) = below
        .split_once("FunctionCode: |\n")
        .context("no function")?;
    let lines = below
        .lines()
        .take_while(|line| line.starts_with("        "));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// What CloudFront hands to a function before it looks into its cache.
fn event(uri: &str) -> Value {
    json!({
        "version": "1.0",
        "context": { "eventType": "viewer-request" },
        "viewer": { "ip": "198.51.100.7" },
        "request": {
            "method": "GET",
            "uri": uri,
            "querystring": { "q": { "value": "1" } },
            "headers": { VIEWER_HEADER: { "value": "203.0.113.9" }, "accept": { "value": "*/*" } },
            "cookies": {},
        },
    })
}

/// The requests that a function makes of events.
async fn run(browser: &Browser, resource: &str, events: &[Value]) -> Result<Vec<Value>> {
    let code = code(resource)?;
    assert!(code.len() < MOST_CODE, "{} bytes", code.len());
    let script = format!(
        "'use strict';\n{code}\nreturn {}.map(handler);",
        json!(events)
    );
    let answer = browser.script(&script).await?;
    Ok(answer.as_array().context("requests")?.clone())
}

/// The body of an answer, or none where there is nothing.
async fn shown(site: &Site, uri: &str) -> Result<Option<String>> {
    let request = Request::builder().uri(uri).body(Body::empty())?;
    let answer = site.answer(&request);
    if answer.status() == 404 {
        return Ok(None);
    }
    let body = to_bytes(answer.into_body(), MOST_CODE).await?;
    Ok(Some(String::from_utf8(body.to_vec())?))
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_leads_to_the_same_file_at_the_cdn_as_on_one_machine() -> Result<()> {
    let folder = files()?;
    let site = Site::read(folder.path(), "https://documents.example", true)?;
    let addresses = [
        ("/", Some("index.html")),
        ("/index", Some("index.html")),
        ("/index.html", Some("index.html")),
        ("/verify", Some("verify.html")),
        ("/verify/", Some("verify.html")),
        ("/verify/more", Some("shell.html")),
        ("/review/applications/01J", Some("shell.html")),
        ("/sign-in//", Some("shell.html")),
        ("/%E7%A0%94%E4%BF%AE", Some("shell.html")),
        ("/shell", Some("shell.html")),
        ("/icon.svg", Some("icon.svg")),
        ("/assets/app-1f2e.js", Some("assets/app-1f2e.js")),
        // What is gone is gone: an old page must not take the shell for its script.
        ("/assets/app-0000.js", None),
        ("/assets/app", None),
        ("/assets/", None),
        ("/nothing.png", None),
    ];
    let browser = Browser::open("about:blank", "cdn-addresses").await?;
    let events = addresses.map(|(uri, _)| event(uri));
    let requests = run(&browser, "Addresses", &events).await?;
    browser.close().await?;
    for (((uri, expected), event), mut request) in addresses.iter().zip(&events).zip(requests) {
        assert_eq!(shown(&site, uri).await?.as_deref(), *expected, "{uri}");
        // The bucket knows files by their whole names, and nothing else.
        let key = request["uri"].as_str().context("an address")?;
        let stored = std::fs::read_to_string(folder.path().join(key.trim_start_matches('/')));
        assert_eq!(stored.ok().as_deref(), *expected, "{uri} became {key}");
        request["uri"] = json!(uri);
        assert_eq!(request, event["request"], "nothing else changes");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cdn_says_who_calls_whatever_the_caller_says() -> Result<()> {
    let event = event("/api/me");
    let browser = Browser::open("about:blank", "cdn-viewer").await?;
    let requests = run(&browser, "Viewer", std::slice::from_ref(&event)).await?;
    browser.close().await?;
    let mut expected = event["request"].clone();
    expected["headers"][VIEWER_HEADER]["value"] = event["viewer"]["ip"].clone();
    assert_eq!(requests, [expected]);
    Ok(())
}
