//! What runs on one machine and what is deployed say the same.

use std::{fs, path::Path};

use adapters::{
    identity::origin::{SECRET_HEADER, VIEWER_HEADER},
    queues::QueueKind,
    store::{keys::QUEUE_INDEX, schema::TTL_ATTRIBUTE},
};
use axum::{body::Body, extract::Request};
use local::gateway::{API_PREFIX, site::Site};

fn infra(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../infra")
        .join(file);
    fs::read_to_string(path).unwrap()
}

#[test]
fn the_template_declares_the_table_that_the_stores_of_one_machine_create() {
    let template = infra("template.yaml");
    for declared in [
        format!("IndexName: {QUEUE_INDEX}"),
        format!("AttributeName: {TTL_ATTRIBUTE}, Enabled: true"),
        "StreamViewType: NEW_IMAGE".to_owned(),
        "{ AttributeName: pk, KeyType: HASH }".to_owned(),
        "{ AttributeName: sk, KeyType: RANGE }".to_owned(),
        "{ AttributeName: qk, KeyType: HASH }".to_owned(),
        "{ AttributeName: qs, KeyType: RANGE }".to_owned(),
    ] {
        assert!(
            template.contains(&declared),
            "infra/template.yaml lacks: {declared}"
        );
    }
}

#[test]
fn the_cdn_proves_itself_and_names_its_caller_by_the_headers_that_are_asked_for() {
    let site = infra("site.yaml");
    let secret = format!("HeaderName: {SECRET_HEADER}\n");
    let viewer = format!("request.headers['{VIEWER_HEADER}'] = {{ value: event.viewer.ip }};");
    for part in [secret, viewer] {
        assert!(site.contains(&part), "infra/site.yaml lacks: {part}");
    }
}

#[test]
fn the_stage_of_the_gateway_is_the_prefix_of_the_api() {
    let stage = API_PREFIX.trim_start_matches('/');
    assert!(infra("template.yaml").contains(&format!("StageName: {stage}\n")));
    assert!(infra("site.yaml").contains(&format!("PathPattern: {API_PREFIX}/*\n")));
}

#[test]
fn every_kind_of_queue_is_declared_under_the_name_that_messages_are_sent_to() {
    let workers = infra("stacks/workers.yaml");
    for kind in QueueKind::ALL {
        let name = format!("QueueName: !Sub '${{Installation}}-{}'\n", kind.name());
        assert!(workers.contains(&name), "{name}");
    }
}

/// Addresses of calendars are secrets: no log may say which path was asked for (features.md L7).
#[test]
fn the_access_log_names_the_route_and_never_the_path() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let template = std::fs::read_to_string(root.join("infra/template.yaml")).unwrap();
    let formats: Vec<&str> = template
        .lines()
        .filter(|line| line.trim_start().starts_with("Format:"))
        .collect();
    assert_eq!(formats.len(), 1, "{formats:?}");
    assert!(formats[0].contains("$context.routeKey"));
    for telling in [
        "$context.path",
        "$context.requestOverride",
        "$context.identity",
    ] {
        assert!(!formats[0].contains(telling), "{telling}");
    }
    let site = std::fs::read_to_string(root.join("infra/site.yaml")).unwrap();
    assert!(
        !site.contains("Logging:"),
        "the CDN keeps no log of addresses"
    );
}

/// Headers of the CDN are written in CloudFormation's words, and those of one machine in Rust.
#[test]
fn the_cdn_sends_the_same_headers_as_the_gateway_of_one_machine() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shell.html"), "").unwrap();
    let site = Site::read(folder.path(), "${DocumentsOrigin}", true).unwrap();
    let request = Request::builder().uri("/").body(Body::empty()).unwrap();
    let answer = site.answer(&request);
    let declared = infra("site.yaml");
    let mut compared = 0;
    for (name, value) in answer.headers() {
        let value = value.to_str().unwrap();
        let words = match name.as_str() {
            "content-security-policy" => format!("ContentSecurityPolicy: !Sub \"{value}\""),
            "x-content-type-options" => "ContentTypeOptions: { Override: true }".to_owned(),
            "x-frame-options" => {
                format!("FrameOptions: {{ FrameOption: {value}, Override: true }}")
            }
            "referrer-policy" => {
                format!("ReferrerPolicy: {{ ReferrerPolicy: {value}, Override: true }}")
            }
            "strict-transport-security" => {
                let seconds = value.strip_prefix("max-age=").unwrap();
                format!("{{ AccessControlMaxAgeSec: {seconds}, Override: true }}")
            }
            "permissions-policy" => format!("Header: {name}, Value: '{value}', Override: true"),
            "cross-origin-opener-policy" => {
                format!("Header: {name}, Value: {value}, Override: true")
            }
            // Of the file, as the bucket has it.
            "content-type" | "etag" | "vary" | "cache-control" => continue,
            other => panic!("{other} is not known to be the CDN's"),
        };
        assert!(declared.contains(&words), "infra/site.yaml lacks: {words}");
        compared += 1;
    }
    assert_eq!(compared, 7);
}
