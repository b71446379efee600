//! The mailbox: it takes the mails MAMIS sends and shows them, instead of delivering them.
//!
//! It speaks the protocol of the classic SES API ([`ses`]), so the production client sends to it;
//! keeps each mail durably before it acknowledges it ([`store`]); and shows them in a page, beside
//! the state of the queues ([`page`]). `GET /mails?to=…` gives the same as JSON, for tests.
//!
//! Mails carry secrets of sign-up links, so the mailbox is on loopback always, with or without TLS.

pub mod fate;
pub mod page;
pub mod ses;
pub mod store;

use anyhow::Result;
use aws_credential_types::Credentials;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::clients;
use crate::journal::Journal;
use crate::listen::Door;
use crate::queues::QueueStore;
use crate::tasks::Tasks;

pub use fate::Fate;
pub use store::{Mail, MailStore};

/// SES takes messages of up to 10 MB; base64 in a form makes them at most half as large again.
const LARGEST_CALL: usize = 16 * 1024 * 1024;

/// The running mailbox.
#[derive(Debug, Clone)]
pub struct Mailbox {
    origin: String,
    mails: MailStore,
    client: aws_sdk_ses::Client,
}

impl Mailbox {
    /// Serves the mailbox through `door`. `queues` is what its status page shows.
    ///
    /// # Errors
    /// When the journal can't be written.
    pub fn start(
        journal: &Journal,
        queues: QueueStore,
        door: Door,
        credentials: &Credentials,
        tasks: &mut Tasks,
    ) -> Result<Self> {
        let mails = MailStore::open(journal.clone())?;
        let origin = door.origin();
        let app = Router::new()
            .route("/", get(page::list).post(ses::call))
            .route("/mails", get(page::mails_json))
            .route("/mails/{id}", get(page::show))
            .route("/status", get(page::status))
            .route("/status.json", get(page::status_json))
            .route("/dead-letters/{id}/retry", post(page::retry))
            .route("/mailbox.css", get(page::style))
            .layer(DefaultBodyLimit::max(LARGEST_CALL))
            .with_state(page::Shown {
                mails: mails.clone(),
                queues,
                origin: origin.clone(),
            });
        tasks.spawn(door.serve(app, tasks.stop_signal()));
        let client = aws_sdk_ses::Client::new(&clients::config(&origin, credentials));
        Ok(Self {
            origin,
            mails,
            client,
        })
    }

    /// Where the page is, and the endpoint of the SES protocol.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The production client, pointed here.
    #[must_use]
    pub fn client(&self) -> aws_sdk_ses::Client {
        self.client.clone()
    }

    /// What was sent.
    #[must_use]
    pub fn mails(&self) -> &MailStore {
        &self.mails
    }
}
