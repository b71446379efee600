//! How functions reach AWS: one TLS stack, and the root certificates that AWS's services have.
//!
//! The operating system's own list has some 140 roots, all of which would be read at the first
//! call, and none of which but Amazon's ever signs for a service that we call
//! (<https://www.amazontrust.com/repository/>).

use std::{
    fmt,
    ops::Deref,
    sync::{Arc, LazyLock},
};

use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_dynamodb::config::BehaviorVersion;
use aws_smithy_http_client::{
    Builder,
    tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode},
};
use aws_types::{SdkConfig, region::Region};

/// Amazon Root CA 1 to 4, and the Starfield root that signs for older places of theirs; they
/// expire from the end of 2037 on.
const AMAZON_ROOTS: &str = include_str!("aws/amazon_roots.pem");

/// A client that is made when a request first needs it: a start that made those of bucket and mail service
/// took 3.0 million instructions, and takes 1.9 without (`cargo cold-start`). Clones share it.
pub struct OnDemand<C>(Arc<Made<C>>);

type Made<C> = LazyLock<C, Box<dyn FnOnce() -> C + Send>>;

impl<C: 'static> OnDemand<C> {
    /// One that is made so.
    #[must_use]
    pub fn new(make: fn(&SdkConfig) -> C, config: &SdkConfig) -> Self {
        let config = config.clone();
        Self(Arc::new(LazyLock::new(Box::new(move || make(&config)))))
    }
}

impl<C: Send + 'static> From<C> for OnDemand<C> {
    /// One that is there already.
    fn from(client: C) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(move || client))))
    }
}

impl<C> Clone for OnDemand<C> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<C> Deref for OnDemand<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.0
    }
}

impl<C> fmt::Debug for OnDemand<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OnDemand")
    }
}

/// The configuration of all clients. An `endpoint` replaces AWS's own: an emulator's.
///
/// # Panics
/// Never: the only error a TLS context has is one that ours cannot have.
#[must_use]
#[expect(
    clippy::expect_used,
    reason = "building a context of constants has no way to fail"
)]
pub fn config(
    region: Region,
    credentials: SharedCredentialsProvider,
    endpoint: Option<String>,
) -> SdkConfig {
    let tls = TlsContext::builder()
        .with_trust_store(TrustStore::empty().with_pem_certificate(AMAZON_ROOTS))
        .build()
        .expect("a context of constants");
    let client = Builder::new()
        .tls_provider(Provider::Rustls(CryptoMode::Ring))
        .tls_context(tls)
        .build_https();
    let mut config = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(region)
        .credentials_provider(credentials)
        .http_client(client);
    config.set_endpoint_url(endpoint);
    config.build()
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use sha2::{Digest, Sha256};

    use super::*;

    /// As published by Amazon Trust Services.
    const FINGERPRINTS: [&str; 5] = [
        "8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e",
        "1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4",
        "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4",
        "e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092",
        "568d6905a2c88708a4b3025190edcfedb1974a606a13c6e5290fcb2ae63edab5",
    ];

    #[test]
    fn the_bundled_roots_are_those_that_amazon_publishes() {
        let found: Vec<String> = AMAZON_ROOTS
            .split("-----BEGIN CERTIFICATE-----")
            .skip(1)
            .map(|rest| {
                let body = rest.split("-----END").next().unwrap_or_default();
                let der = STANDARD.decode(body.replace('\n', "")).expect("base64");
                hex::encode(Sha256::digest(der))
            })
            .collect();
        assert_eq!(found, FINGERPRINTS);
    }

    /// The roots are read at the first call only: a bad one would be found there, in production.
    #[tokio::test]
    async fn a_client_takes_the_roots_and_refuses_everybody_else() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let credentials =
            aws_credential_types::Credentials::new("key", "secret", None, None, "test");
        let config = config(
            Region::from_static("ap-northeast-1"),
            SharedCredentialsProvider::new(credentials),
            Some(format!("https://{address}")),
        );
        let client = aws_sdk_dynamodb::Client::new(&config);
        let hello = tokio::spawn(async move {
            use tokio::io::AsyncReadExt as _;
            let (mut wire, _) = listener.accept().await.expect("a caller");
            let mut first = [0; 3];
            wire.read_exact(&mut first).await.expect("a greeting");
            first
        });
        let refused = client.list_tables().send().await;
        assert!(refused.is_err(), "nobody answered");
        // A TLS handshake record, so the roots were read and the context stands.
        assert_eq!(hello.await.expect("heard")[0], 22);
    }
}
