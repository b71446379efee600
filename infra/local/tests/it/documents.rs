//! The documents' store: pre-signed forms and URLs, and the headers a browser is given.

use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use local::clients::{ACCESS_KEY, REGION};
use local::documents::DOCUMENTS_BUCKET;
use local::outside::Outside;
use serde_json::json;
use sha2::Sha256;
use std::time::Duration;
use time::OffsetDateTime;
use time::macros::format_description;

use crate::personas::{SITE, outside};

/// A pre-signed form as browsers post it, with bounds of size and type. Written out here from the
/// S3 documentation, so that it is independent of the code that makes them in production.
fn form(outside: &Outside, key: &str, smallest: u64, largest: u64) -> Vec<(&'static str, String)> {
    let now = OffsetDateTime::now_utc();
    let stamp = now
        .format(format_description!(
            "[year][month][day]T[hour][minute][second]Z"
        ))
        .expect("a time");
    let day = stamp[..8].to_owned();
    let until = (now + Duration::from_secs(300))
        .format(format_description!(
            "[year]-[month]-[day]T[hour]:[minute]:[second].000Z"
        ))
        .expect("a time");
    let credential = format!("{ACCESS_KEY}/{day}/{REGION}/s3/aws4_request");
    let policy = json!({
        "expiration": until,
        "conditions": [
            {"bucket": DOCUMENTS_BUCKET},
            {"key": key},
            {"content-type": "application/pdf"},
            ["content-length-range", smallest, largest],
            {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
            {"x-amz-credential": credential},
            {"x-amz-date": stamp},
        ]
    });
    let policy = STANDARD.encode(policy.to_string());
    let sign = |key: &[u8], text: &str| -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key");
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    };
    let secret = format!("AWS4{}", outside.credentials().secret_access_key());
    let signing = [day.as_str(), REGION, "s3", "aws4_request"]
        .iter()
        .fold(secret.into_bytes(), |key, part| sign(&key, part));
    vec![
        ("key", key.to_owned()),
        ("Content-Type", "application/pdf".to_owned()),
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256".to_owned()),
        ("X-Amz-Credential", credential),
        ("X-Amz-Date", stamp),
        ("X-Amz-Signature", hex::encode(sign(&signing, &policy))),
        ("Policy", policy),
    ]
}

async fn post(outside: &Outside, fields: Vec<(&'static str, String)>, file: Vec<u8>) -> u16 {
    let mut multipart = reqwest::multipart::Form::new();
    for (name, value) in fields {
        multipart = multipart.text(name, value);
    }
    multipart = multipart.part("file", reqwest::multipart::Part::bytes(file));
    reqwest::Client::new()
        .post(format!("{}/{DOCUMENTS_BUCKET}", outside.documents.origin()))
        .header("origin", SITE)
        .multipart(multipart)
        .send()
        .await
        .expect("answered")
        .status()
        .as_u16()
}

async fn is_there(outside: &Outside, key: &str) -> bool {
    outside
        .documents
        .client()
        .head_object()
        .bucket(DOCUMENTS_BUCKET)
        .key(key)
        .send()
        .await
        .is_ok()
}

#[tokio::test]
async fn a_signed_form_takes_files_within_its_bounds_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let taken = post(
        &outside,
        form(&outside, "evidence/a", 1, 100),
        vec![b'x'; 100],
    )
    .await;
    assert_eq!(taken, 204);
    assert!(is_there(&outside, "evidence/a").await);

    let too_large = post(
        &outside,
        form(&outside, "evidence/b", 1, 100),
        vec![b'x'; 101],
    )
    .await;
    assert_eq!(too_large, 400);
    let empty = post(&outside, form(&outside, "evidence/b", 1, 100), Vec::new()).await;
    assert_eq!(empty, 400);
    assert!(!is_there(&outside, "evidence/b").await);

    let mut other_type = form(&outside, "evidence/c", 1, 100);
    other_type[1].1 = "text/html".into();
    assert!((400..=403).contains(&post(&outside, other_type, b"<b>".to_vec()).await));
    let mut other_key = form(&outside, "evidence/c", 1, 100);
    other_key[0].1 = "evidence/d".into();
    assert!((400..=403).contains(&post(&outside, other_key, b"x".to_vec()).await));
    let mut forged = form(&outside, "evidence/c", 1, 100);
    forged[5].1 = "0".repeat(64);
    assert_eq!(post(&outside, forged, b"x".to_vec()).await, 403);
    for key in ["evidence/c", "evidence/d"] {
        assert!(!is_there(&outside, key).await, "{key}");
    }
    outside.stop().await;
}

#[tokio::test]
async fn only_the_sites_pages_may_talk_to_the_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let preflight = |origin: &'static str| {
        reqwest::Client::new()
            .request(reqwest::Method::OPTIONS, outside.documents.origin())
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .send()
    };
    let ours = preflight(SITE).await.expect("answered");
    assert_eq!(ours.headers()["access-control-allow-origin"], SITE);
    let theirs = preflight("https://evil.example").await.expect("answered");
    assert_ne!(
        theirs
            .headers()
            .get("access-control-allow-origin")
            .map(|value| value.as_bytes()),
        Some("https://evil.example".as_bytes())
    );
    outside.stop().await;
}

#[tokio::test]
async fn a_fetched_document_can_do_nothing_in_the_browser() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let client = outside.documents.client();
    for (key, kind) in [("a.html", "text/html"), ("b.pdf", "application/pdf")] {
        client
            .put_object()
            .bucket(DOCUMENTS_BUCKET)
            .key(key)
            .content_type(kind)
            .body(ByteStream::from_static(b"<script>1</script>"))
            .send()
            .await
            .expect("kept");
        let url = client
            .get_object()
            .bucket(DOCUMENTS_BUCKET)
            .key(key)
            .presigned(PresigningConfig::expires_in(Duration::from_secs(60)).expect("a time"))
            .await
            .expect("signed");
        let answer = reqwest::get(url.uri()).await.expect("answered");
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], kind);
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .expect("text");
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(
            policy.ends_with("; sandbox"),
            kind != "application/pdf",
            "{policy}"
        );
    }
    let unsigned = format!("{}/{DOCUMENTS_BUCKET}/a.html", outside.documents.origin());
    assert_eq!(
        reqwest::get(unsigned).await.expect("answered").status(),
        403
    );
    outside.stop().await;
}
