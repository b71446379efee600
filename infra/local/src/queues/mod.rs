//! The queues: an SQS-compatible endpoint ([`endpoint`]), what it keeps ([`store`]), and the
//! event-source mapping that carries messages to the workers ([`mapping`]).
//!
//! Invariants, those of SQS and Lambda (architecture.md, 7): an acknowledged message is on disk; it
//! is delivered at least once; a failed one comes again after a pause that doubles; one that failed
//! too often goes to the dead letters, which the mailbox's status page shows.

pub mod endpoint;
pub mod mapping;
pub mod store;

use std::collections::BTreeSet;

use aws_credential_types::Credentials;

use crate::clients;
use crate::listen::Door;
use crate::tasks::Tasks;

pub use mapping::Mapping;
pub use store::{DeadLetter, QueueState, QueueStore};

/// The running queue endpoint.
#[derive(Debug, Clone)]
pub struct QueueServer {
    origin: String,
    store: QueueStore,
    client: aws_sdk_sqs::Client,
}

impl QueueServer {
    /// Serves the queues of these names through `door`; any other name does not exist, as on AWS.
    pub fn start(
        store: QueueStore,
        names: BTreeSet<String>,
        door: Door,
        credentials: &Credentials,
        tasks: &mut Tasks,
    ) -> Self {
        let origin = door.origin();
        let app = endpoint::router(store.clone(), names, origin.clone());
        tasks.spawn(door.serve(app, tasks.stop_signal()));
        let client = aws_sdk_sqs::Client::new(&clients::config(&origin, credentials));
        Self {
            origin,
            store,
            client,
        }
    }

    /// The URL under which messages are sent to the queue.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        endpoint::url(&self.origin, name)
    }

    /// The production client, pointed here.
    #[must_use]
    pub fn client(&self) -> aws_sdk_sqs::Client {
        self.client.clone()
    }

    /// What the queues hold.
    #[must_use]
    pub fn store(&self) -> &QueueStore {
        &self.store
    }
}
