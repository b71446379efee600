//! How the production SDK clients are pointed at the embedded servers.

use aws_credential_types::Credentials;
use aws_sdk_dynamodb::config::BehaviorVersion;
use aws_types::{SdkConfig, region::Region};

use crate::secrets::Secret;

/// The region every local request is signed for: the one MAMIS runs in (Tokyo).
pub const REGION: &str = "ap-northeast-1";
/// The account in local resource names.
pub const ACCOUNT: &str = "000000000000";
/// The public half of the local access key.
pub const ACCESS_KEY: &str = "AKIALOCALMAMIS000000";

/// The local access key; its secret half is made for each data folder.
#[must_use]
pub fn credentials(secret: &Secret) -> Credentials {
    Credentials::new(ACCESS_KEY, secret.to_hex(), None, None, "local stack")
}

/// A configuration for clients of the server at `endpoint` (such as `http://127.0.0.1:4000`).
/// Nothing is read from the environment, so a developer's real AWS profile is never used.
#[must_use]
pub fn config(endpoint: &str, credentials: &Credentials) -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static(REGION))
        .credentials_provider(
            aws_credential_types::provider::SharedCredentialsProvider::new(credentials.clone()),
        )
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(endpoint)
        .build()
}
