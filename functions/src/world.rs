//! What a process has: clients, names and keys, the clock and chance. Made once, at start.

use std::{sync::Arc, time::Duration};

use adapters::{
    aws::OnDemand,
    identity::{origin::OriginSecrets, seal::SealKeys},
};
use aws_credential_types::provider::SharedCredentialsProvider;
use domain::calendar::Moment;

use crate::{metrics::Metrics, pace::MailPace, rule_book::RuleShelf};

/// A source of random bytes.
pub type Chance = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The outside world of one process. Tests and the local binary make it from parts, a Lambda
/// from its environment.
pub struct World {
    /// Table client.
    pub dynamodb: aws_sdk_dynamodb::Client,
    /// Name of the table.
    pub table: Arc<str>,
    /// Documents client; a Lambda has it when it declares a need for documents.
    pub s3: Option<OnDemand<aws_sdk_s3::Client>>,
    /// Who signs uploads.
    pub credentials: SharedCredentialsProvider,
    /// Name of the bucket.
    pub bucket: String,
    /// Name of the bucket of the audit trail's heads.
    pub heads_bucket: String,
    /// Mail client, in the same way.
    pub ses: Option<OnDemand<aws_sdk_ses::Client>>,
    /// Sender of mails, `name <address>`.
    pub sender: String,
    /// Name of the mail service's configuration set.
    pub mail_configuration: String,
    /// How fast mails go out.
    pub mail_pace: MailPace,
    /// Queue client, in the same way.
    pub sqs: Option<OnDemand<aws_sdk_sqs::Client>>,
    /// Address of a queue up to its name.
    pub queue_prefix: String,
    /// Seals of sign-ins and mails.
    pub seal_keys: SealKeys,
    /// What the CDN proves itself with. A process without is no endpoint: it admits nobody.
    pub origin_secrets: OriginSecrets,
    /// Address of the site, without a slash at the end: for links in mails and QR codes.
    pub site_url: String,
    /// Where what is measured goes.
    pub metrics: Metrics,
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

impl World {
    /// Another process of the same installation: the same outside world, nothing read yet.
    #[must_use]
    pub fn another(&self) -> Self {
        Self {
            dynamodb: self.dynamodb.clone(),
            table: Arc::clone(&self.table),
            s3: self.s3.clone(),
            credentials: self.credentials.clone(),
            bucket: self.bucket.clone(),
            heads_bucket: self.heads_bucket.clone(),
            ses: self.ses.clone(),
            sender: self.sender.clone(),
            mail_configuration: self.mail_configuration.clone(),
            mail_pace: self.mail_pace.clone(),
            sqs: self.sqs.clone(),
            queue_prefix: self.queue_prefix.clone(),
            seal_keys: self.seal_keys.clone(),
            origin_secrets: self.origin_secrets.clone(),
            site_url: self.site_url.clone(),
            metrics: self.metrics.clone(),
            clock: Arc::clone(&self.clock),
            chance: Arc::clone(&self.chance),
            rules: RuleShelf::default(),
            patience: self.patience,
        }
    }
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
