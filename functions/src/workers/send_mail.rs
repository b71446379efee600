//! Sends what the outbox holds, then deletes it: deleted means sent.
//!
//! A message may be delivered twice, even at once. So a worker claims the mail before it sends, by
//! a condition that one of them meets, and the other leaves it alone. A worker that dies:
//! - between claim and sending: the claim is void after [`CLAIM_SECONDS`], and the mail goes out
//!   with the next delivery, by the queue or by the sweep;
//! - between sending and deleting: the mail goes out once more. The mail service has no key that
//!   would tell, and a mail twice is better than none.
//!
//! Mails of one queue go out at a pace ([`crate::pace`]). When the mail service has had enough all
//! the same (its daily quota is used up), that is no failure of the mail: it stays in the outbox, its
//! message is done, and the sweep brings it again every quarter of an hour until it goes out.

use std::sync::Arc;

use adapters::{
    mail::{MailError, Mailer, OutboxRecord},
    queues::QueueKind,
    store::{Key, StoreError},
};
use aws_lambda_events::event::sqs::SqsEvent;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::language::Language;
use serde::Deserialize;
use serde_json::Value;

use super::{Error, SEND_MAIL, partial_failures};
use crate::{metrics::Metric, scope::Scope, world::World};

/// How long a claim holds: the time that Lambda gives a worker, and as much again.
pub const CLAIM_SECONDS: i64 = 2 * 60;

#[derive(Deserialize)]
struct Message {
    outbox: String,
}

/// Sends one batch of what somebody waits for.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    send_batch(world, event, QueueKind::Mail).await
}

/// Sends one batch; each failed message comes again for itself.
pub(super) async fn send_batch(
    world: Arc<World>,
    event: Value,
    queue: QueueKind,
) -> Result<Value, Error> {
    let event: SqsEvent = serde_json::from_value(event)?;
    let scope = Scope::new(world, SEND_MAIL.needs, Language::Ja);
    let mut failed = Vec::new();
    for message in event.records {
        let body = message.body.as_deref().unwrap_or_default();
        if let Err(error) = send(&scope, body, queue).await {
            tracing::error!(cause = %error, "a mail was not sent");
            scope.world.metrics.put(scope.now, Metric::MailFailures, 1);
            failed.push(message.message_id.unwrap_or_default());
        }
    }
    Ok(partial_failures(&failed))
}

async fn send(scope: &Scope, body: &str, queue: QueueKind) -> Result<(), Error> {
    let message: Message = serde_json::from_str(body)?;
    let key = Key::outbox(&message.outbox);
    let Some(record) = claim(scope, &key).await? else {
        return Ok(());
    };
    scope.world.mail_pace.turn(queue).await;
    match deliver(scope, &record).await {
        Ok(()) => Ok(scope.store.delete(&key).await?),
        Err(error) => {
            release(scope, &key).await;
            match error.downcast_ref::<MailError>() {
                Some(MailError::Busy(cause)) => {
                    tracing::warn!(cause, "the mail service takes no more for now");
                    Ok(())
                }
                _ => Err(error),
            }
        }
    }
}

/// The mail, for this worker alone; nothing when it was sent before, or another one is at it.
async fn claim(scope: &Scope, key: &Key) -> Result<Option<OutboxRecord>, Error> {
    let now = scope.now.millis();
    let millis = |value: i64| AttributeValue::N(value.to_string());
    let claimed = scope.store.update::<OutboxRecord>(
        key,
        "SET c = :now",
        Some("attribute_exists(pk) AND (attribute_not_exists(c) OR c < :void)"),
        vec![
            (":now", millis(now)),
            (":void", millis(now - CLAIM_SECONDS * 1000)),
        ],
    );
    match claimed.await {
        Ok(record) => Ok(Some(record)),
        Err(StoreError::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn deliver(scope: &Scope, record: &OutboxRecord) -> Result<(), Error> {
    let letter = record
        .open(&scope.world.seal_keys)
        .ok_or("the outbox was sealed with a lost key")?;
    let mailer = Mailer::new(
        scope.world.ses.clone(),
        scope.world.sender.clone(),
        scope.world.mail_configuration.clone(),
        scope.grants,
    );
    let rendered = letter.mail.render(letter.language, &scope.world.site_url)?;
    let reply_to = letter.mail.reply_to();
    Ok(mailer.send(&letter.to, reply_to, &rendered).await?)
}

/// Gives a mail back that could not be sent, so that the next delivery need not wait.
async fn release(scope: &Scope, key: &Key) {
    let released = scope.store.update::<OutboxRecord>(
        key,
        "REMOVE c",
        Some("attribute_exists(pk)"),
        Vec::new(),
    );
    if let Err(error) = released.await {
        tracing::warn!(cause = %error, "a claim on a mail stays until it is void");
    }
}
