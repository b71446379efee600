//! Queues of side effects: one per kind, each with its own consumer and dead letters.

use api::Need;
use aws_sdk_sqs::{Client, error::DisplayErrorContext, types::SendMessageBatchRequestEntry};
use serde::{Deserialize, Serialize};

use crate::{
    aws::OnDemand,
    grants::{Grants, Undeclared},
};

/// Most messages of one call.
const MOST_MESSAGES: usize = 10;

/// What kind of effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QueueKind {
    /// メール: somebody waits for it.
    Mail,
    /// お知らせ: mails of which many go out at once, and for which nobody waits.
    Notice,
    /// 証書の作成.
    Certificate,
    /// 一括処理: the next slice of a job.
    Job,
    /// データの移行: the next slice of a job that walks the whole table, which no other may.
    Migration,
}

impl QueueKind {
    /// All kinds.
    pub const ALL: [QueueKind; 5] = [
        QueueKind::Mail,
        QueueKind::Notice,
        QueueKind::Certificate,
        QueueKind::Job,
        QueueKind::Migration,
    ];

    /// Name of the queue.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            QueueKind::Mail => "mail",
            QueueKind::Notice => "notice",
            QueueKind::Certificate => "certificate",
            QueueKind::Job => "job",
            QueueKind::Migration => "migration",
        }
    }
}

/// The queues, as one worker sees them.
#[derive(Debug, Clone)]
pub struct Queues {
    client: Option<OnDemand<Client>>,
    /// Everything of a queue's address before its name: `https://…/123456789012/mamis-`.
    prefix: String,
    grants: Grants,
}

/// Why a message was not taken.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// The declaration is too narrow.
    #[error(transparent)]
    Undeclared(#[from] Undeclared),
    /// What the SDK or the queue reports.
    #[error("the queue failed: {0}")]
    Failed(String),
}

impl Queues {
    /// The queues for one worker; without a client when it declares no need for one.
    #[must_use]
    pub fn new(client: Option<OnDemand<Client>>, prefix: String, grants: Grants) -> Self {
        Self {
            client,
            prefix,
            grants,
        }
    }

    /// Puts messages into one queue; all were taken, or it is an error and all may be sent again
    /// (consumers do everything once, however often it comes).
    ///
    /// # Errors
    /// The queue's.
    pub async fn send(&self, kind: QueueKind, bodies: &[String]) -> Result<(), QueueError> {
        self.grants.require(Need::Enqueue)?;
        let client = self.client.as_deref().ok_or(Undeclared(Need::Enqueue))?;
        for chunk in bodies.chunks(MOST_MESSAGES) {
            let entries = chunk
                .iter()
                .enumerate()
                .map(|(place, body)| {
                    SendMessageBatchRequestEntry::builder()
                        .id(place.to_string())
                        .message_body(body)
                        .build()
                        .map_err(|error| QueueError::Failed(error.to_string()))
                })
                .collect::<Result<Vec<_>, _>>()?;
            let answer = client
                .send_message_batch()
                .queue_url(format!("{}{}", self.prefix, kind.name()))
                .set_entries(Some(entries))
                .send()
                .await
                .map_err(|error| QueueError::Failed(DisplayErrorContext(error).to_string()))?;
            if let Some(failed) = answer.failed().first() {
                return Err(QueueError::Failed(format!(
                    "message refused: {}",
                    failed.code()
                )));
            }
        }
        Ok(())
    }
}
