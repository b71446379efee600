//! Beyond loopback the stack speaks TLS only.
//!
//! Certificate and key in `tls/` are for this test alone: self-signed, for `localhost`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use local::listen::TlsFiles;
use local::stack::{Stack, StackOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto::ring};

fn files() -> TlsFiles {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/tls"));
    TlsFiles {
        certificate: folder.join("certificate.pem"),
        key: folder.join("key.pem"),
    }
}

fn everywhere(data: &std::path::Path, tls: Option<TlsFiles>) -> StackOptions {
    StackOptions {
        bind: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        host: Some("localhost".into()),
        tls,
        ..StackOptions::for_test(data)
    }
}

/// A client that trusts the test's certificate and nothing else.
fn connector() -> TlsConnector {
    let certificate = CertificateDer::from_pem_file(files().certificate).expect("a certificate");
    let mut roots = RootCertStore::empty();
    roots.add(certificate).expect("a root");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

const REQUEST: &[u8] =
    b"GET /api/associations?prefecture=13 HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

#[tokio::test]
async fn beyond_loopback_it_serves_by_tls_and_never_in_the_clear() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = everywhere(&folder.path().join("data"), Some(files()));
    let stack = Stack::start(options).await.expect("started");
    let origin = stack.origin().to_owned();
    assert!(origin.starts_with("https://localhost:"), "{origin}");
    let port: u16 = origin
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .parse()
        .expect("a port");

    let plain = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("connected");
    let name = ServerName::try_from("localhost").expect("a name");
    let mut wire = connector().connect(name, plain).await.expect("TLS");
    wire.write_all(REQUEST).await.expect("sent");
    let mut answer = Vec::new();
    wire.read_to_end(&mut answer).await.expect("answered");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.contains("\"associations\""), "{answer}");

    let mut clear = TcpStream::connect(("127.0.0.1", port))
        .await
        .expect("connected");
    clear.write_all(REQUEST).await.expect("sent");
    let mut answer = Vec::new();
    let reading = clear.read_to_end(&mut answer);
    let _ = tokio::time::timeout(Duration::from_secs(5), reading)
        .await
        .expect("hung up");
    assert!(
        !answer.starts_with(b"HTTP/"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    stack.stop().await;
}

#[tokio::test]
async fn without_a_certificate_it_does_not_start_beyond_loopback() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let Err(refused) = Stack::start(everywhere(&data, None)).await else {
        panic!("it serves other machines in the clear");
    };
    assert!(refused.to_string().contains("--tls-cert"), "{refused}");
    assert!(!data.exists(), "nothing half-made is left behind");
}
