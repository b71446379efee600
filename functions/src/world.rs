//! What a process has: clients, names and keys, the clock and chance. Made once, at start.

use std::{sync::Arc, time::Duration};

use adapters::identity::{origin::OriginSecrets, seal::SealKeys};
use aws_credential_types::provider::SharedCredentialsProvider;
use domain::calendar::Moment;

use crate::rule_book::RuleShelf;

/// A source of random bytes.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The outside world of one process. Tests and the local binary make it from parts, a Lambda
/// from its environment.
pub struct World {
    /// Table client.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// Name of the table.
    pub table: Arc<str>,
    /// Documents client.
    pub s3: aws_sdk_s3::Client,
    /// Who signs uploads.
    pub credentials: SharedCredentialsProvider,
    /// Name of the bucket.
    pub bucket: String,
    /// Mail client.
    pub ses: aws_sdk_ses::Client,
    /// Sender of mails, `name <address>`.
    pub sender: String,
    /// Queue client.
    pub sqs: aws_sdk_sqs::Client,
    /// Address of a queue up to its name.
    pub queue_prefix: String,
    /// Seals of sign-ins and mails.
    pub seal_keys: SealKeys,
    /// What the CDN proves itself with. A process without is no endpoint: it admits nobody.
    pub origin_secrets: OriginSecrets,
    /// Address of the site, without a slash at the end: for links in mails and QR codes.
    pub site_url: String,
    /// The clock: time is a parameter.
    pub clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// Chance: fills the bytes.
    pub chance: Chance,
    /// The rules of programmes.
    pub rules: RuleShelf,
    /// How long a request may take before it is answered that it took too long.
    pub patience: Duration,
}

/// The gateway waits 30 s; ours comes first, with room for the answer.
pub const PATIENCE: Duration = Duration::from_secs(28);

/// A variable that a Lambda needs is missing or wrong.
#[derive(Debug, thiserror::Error)]
#[error("environment variable {0} is missing or malformed")]
pub struct BadEnvironment(&'static str);

impl World {
    /// From the environment of a Lambda.
    ///
    /// # Errors
    /// [`BadEnvironment`] naming the variable.
    pub async fn from_environment() -> Result<Self, BadEnvironment> {
        let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            table: variable("TABLE")?.into(),
            s3: aws_sdk_s3::Client::new(&config),
            credentials: config
                .credentials_provider()
                .ok_or(BadEnvironment("AWS_ACCESS_KEY_ID"))?,
            bucket: variable("DOCUMENTS_BUCKET")?,
            ses: aws_sdk_ses::Client::new(&config),
            sender: variable("MAIL_SENDER")?,
            sqs: aws_sdk_sqs::Client::new(&config),
            queue_prefix: variable("QUEUE_PREFIX")?,
            seal_keys: SealKeys::parse(&variable("SEAL_KEYS")?)
                .map_err(|_| BadEnvironment("SEAL_KEYS"))?,
            origin_secrets: match variable("ORIGIN_SECRETS") {
                Ok(text) => {
                    OriginSecrets::parse(&text).map_err(|_| BadEnvironment("ORIGIN_SECRETS"))?
                }
                Err(_) => OriginSecrets::default(),
            },
            site_url: variable("SITE_URL")?,
            clock: Arc::new(system_clock),
            chance: Arc::new(system_chance),
            rules: RuleShelf::default(),
            patience: PATIENCE,
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the environment is read"
)]
fn variable(name: &'static str) -> Result<String, BadEnvironment> {
    std::env::var(name).map_err(|_| BadEnvironment(name))
}

/// The machine's clock.
#[must_use]
#[expect(
    clippy::disallowed_methods,
    reason = "the one clock; everybody else gets its reading"
)]
pub fn system_clock() -> Moment {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The operating system's random bytes.
///
/// # Panics
/// When the operating system has none: nothing safe can be done then.
#[expect(
    clippy::disallowed_methods,
    reason = "the one source of chance; everybody else gets its bytes"
)]
#[expect(
    clippy::expect_used,
    reason = "without random bytes no secret may be made"
)]
pub fn system_chance(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}
