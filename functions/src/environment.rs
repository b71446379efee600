//! The [`World`] of a Lambda: made from its environment, with the clients it declares.

use std::{num::NonZeroU32, sync::Arc};

use adapters::{
    aws::{self, OnDemand},
    identity::{origin::OriginSecrets, seal::SealKeys},
};
use api::Need;
use aws_credential_types::{Credentials, provider::SharedCredentialsProvider};
use aws_types::{SdkConfig, region::Region};

use crate::{
    metrics::Metrics,
    pace::{MailPace, WORKERS_AT_ONCE},
    rule_book::RuleShelf,
    world::{PATIENCE, World, system_chance, system_clock},
};

/// A variable that a Lambda needs is missing or wrong.
#[derive(Debug, thiserror::Error)]
#[error("environment variable {0} is missing or malformed")]
pub struct BadEnvironment(&'static str);

/// How the clients are made that not every function has. Chosen while a main is compiled
/// ([`Clients::of`]): what no need asks for is not even linked.
#[derive(Clone, Copy)]
pub struct Clients {
    s3: Option<fn(&SdkConfig) -> aws_sdk_s3::Client>,
    ses: Option<fn(&SdkConfig) -> aws_sdk_ses::Client>,
    sqs: Option<fn(&SdkConfig) -> aws_sdk_sqs::Client>,
}

impl Clients {
    /// Those that these needs ask for.
    #[must_use]
    pub const fn of(needs: &[Need]) -> Self {
        let mut clients = Self {
            s3: None,
            ses: None,
            sqs: None,
        };
        let mut place = 0;
        while place < needs.len() {
            match needs[place] {
                Need::PutEvidence
                | Need::ReadEvidence
                | Need::ForgetEvidence
                | Need::PutCertificate
                | Need::ReadCertificate
                | Need::SealAudit => clients.s3 = Some(aws_sdk_s3::Client::new),
                Need::SendMail => clients.ses = Some(aws_sdk_ses::Client::new),
                Need::Enqueue => clients.sqs = Some(aws_sdk_sqs::Client::new),
                Need::Read
                | Need::Rules
                | Need::ReadIndex
                | Need::Scan
                | Need::Write
                | Need::Audit
                | Need::InsertRows
                | Need::Password
                | Need::Seal => {}
            }
            place += 1;
        }
        clients
    }
}

/// What the template calls an installation that was given no name.
const DEFAULT_INSTALLATION: &str = "mamis";

impl World {
    /// From the environment of a Lambda.
    ///
    /// # Errors
    /// [`BadEnvironment`] naming the variable.
    pub fn from_environment(clients: Clients) -> Result<Self, BadEnvironment> {
        let credentials = SharedCredentialsProvider::new(credentials()?);
        let config = configuration(credentials.clone())?;
        Ok(Self {
            dynamodb: aws_sdk_dynamodb::Client::new(&config),
            table: variable("TABLE")?.into(),
            s3: clients.s3.map(|make| OnDemand::new(make, &config)),
            credentials,
            bucket: variable("DOCUMENTS_BUCKET")?,
            // The workers' alone, as is the configuration of mails.
            heads_bucket: variable("HEADS_BUCKET").unwrap_or_default(),
            ses: clients.ses.map(|make| OnDemand::new(make, &config)),
            sender: variable("MAIL_SENDER")?,
            mail_configuration: variable("MAIL_CONFIGURATION").unwrap_or_default(),
            mail_pace: MailPace::new(
                mails_per_second(&variable("MAILS_PER_SECOND")?)?,
                WORKERS_AT_ONCE,
            ),
            sqs: clients.sqs.map(|make| OnDemand::new(make, &config)),
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
            metrics: Metrics::to_standard_output(
                variable("INSTALLATION")
                    .as_deref()
                    .unwrap_or(DEFAULT_INSTALLATION),
            ),
            clock: Arc::new(system_clock),
            chance: Arc::new(system_chance),
            rules: RuleShelf::default(),
            patience: PATIENCE,
        })
    }
}

/// Region, credentials and, for an emulator, the endpoint as the environment has them: a Lambda's, or
/// that of an administrator at a terminal.
///
/// # Errors
/// [`BadEnvironment`] naming the variable.
pub fn sdk_config() -> Result<SdkConfig, BadEnvironment> {
    configuration(SharedCredentialsProvider::new(credentials()?))
}

fn configuration(credentials: SharedCredentialsProvider) -> Result<SdkConfig, BadEnvironment> {
    let region = Region::new(variable("AWS_REGION")?);
    let endpoint = variable("AWS_ENDPOINT_URL").ok();
    Ok(aws::config(region, credentials, endpoint))
}

/// The credentials of the function's role: they outlive the process they are given to.
fn credentials() -> Result<Credentials, BadEnvironment> {
    Ok(Credentials::new(
        variable("AWS_ACCESS_KEY_ID")?,
        variable("AWS_SECRET_ACCESS_KEY")?,
        variable("AWS_SESSION_TOKEN").ok(),
        None,
        "environment",
    ))
}

fn mails_per_second(text: &str) -> Result<NonZeroU32, BadEnvironment> {
    text.parse().map_err(|_| BadEnvironment("MAILS_PER_SECOND"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place where the environment is read"
)]
fn variable(name: &'static str) -> Result<String, BadEnvironment> {
    std::env::var(name).map_err(|_| BadEnvironment(name))
}
