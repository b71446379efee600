//! Sending by SES.

use api::Need;
use aws_sdk_ses::{
    Client,
    error::{DisplayErrorContext, ProvideErrorMetadata},
    types::{Body, Content, Destination, Message},
};
use domain::contact::EmailAddress;

use super::Rendered;
use crate::{
    aws::OnDemand,
    grants::{Grants, Undeclared},
};

/// The mail service, as one worker sees it.
#[derive(Debug, Clone)]
pub struct Mailer {
    client: Option<OnDemand<Client>>,
    sender: String,
    configuration: String,
    grants: Grants,
}

/// Why a mail did not go out.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The declaration is too narrow.
    #[error(transparent)]
    Undeclared(#[from] Undeclared),
    /// Beyond the rate or the daily quota of the account: later it may be taken.
    #[error("the mail service takes no more for now: {0}")]
    Busy(String),
    /// What SES reports.
    #[error("the mail service failed: {0}")]
    Failed(String),
}

impl MailError {
    fn failed(error: impl std::error::Error) -> Self {
        Self::Failed(DisplayErrorContext(error).to_string())
    }
}

impl Mailer {
    /// The mail service for one worker; without a client when it declares no need for one.
    /// `configuration` is the name of its configuration set.
    #[must_use]
    pub fn new(
        client: Option<OnDemand<Client>>,
        sender: String,
        configuration: String,
        grants: Grants,
    ) -> Self {
        Self {
            client,
            sender,
            configuration,
            grants,
        }
    }

    /// Sends one mail; answers go to `reply_to`, if that is not us.
    ///
    /// # Errors
    /// The service's; the caller tries again.
    pub async fn send(
        &self,
        to: &EmailAddress,
        reply_to: Option<&EmailAddress>,
        mail: &Rendered,
    ) -> Result<(), MailError> {
        self.grants.require(Need::SendMail)?;
        let client = self.client.as_deref().ok_or(Undeclared(Need::SendMail))?;
        let content = |text: &str| {
            Content::builder()
                .charset("UTF-8")
                .data(text)
                .build()
                .map_err(MailError::failed)
        };
        client
            .send_email()
            .source(&self.sender)
            // By name: an identity that SES knew before has none of ours, and so neither events nor TLS.
            .configuration_set_name(&self.configuration)
            .set_reply_to_addresses(reply_to.map(|address| vec![address.to_string()]))
            .destination(Destination::builder().to_addresses(to.to_string()).build())
            .message(
                Message::builder()
                    .subject(content(&mail.subject)?)
                    .body(Body::builder().text(content(&mail.body)?).build())
                    .build(),
            )
            .send()
            .await
            .map(drop)
            .map_err(|error| match error.code() {
                Some("Throttling" | "ThrottlingException") => {
                    MailError::Busy(error.message().unwrap_or_default().to_owned())
                }
                _ => MailError::failed(error),
            })
    }
}
