//! Sends what the outbox holds, then deletes it: deleted means sent.

use std::sync::Arc;

use adapters::{
    mail::{Mailer, OutboxRecord},
    store::Key,
};
use aws_lambda_events::event::sqs::SqsEvent;
use domain::language::Language;
use serde::Deserialize;
use serde_json::Value;

use super::{Error, SEND_MAIL, partial_failures};
use crate::{scope::Scope, world::World};

#[derive(Deserialize)]
struct Message {
    outbox: String,
}

/// Sends one batch; each failed message comes again for itself.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    let event: SqsEvent = serde_json::from_value(event)?;
    let scope = Scope::new(world, SEND_MAIL.needs, Language::Ja);
    let mut failed = Vec::new();
    for message in event.records {
        if let Err(error) = send(&scope, message.body.as_deref().unwrap_or_default()).await {
            tracing::error!(cause = %error, "a mail was not sent");
            failed.push(message.message_id.unwrap_or_default());
        }
    }
    Ok(partial_failures(&failed))
}

async fn send(scope: &Scope, body: &str) -> Result<(), Error> {
    let message: Message = serde_json::from_str(body)?;
    let key = Key::outbox(&message.outbox);
    let Some(record) = scope.store.read::<OutboxRecord>(&key).await? else {
        // Sent before, and told twice.
        return Ok(());
    };
    let letter = record
        .open(&scope.world.seal_keys)
        .ok_or("the outbox was sealed with a lost key")?;
    let mailer = Mailer::new(
        scope.world.ses.clone(),
        scope.world.sender.clone(),
        scope.grants,
    );
    let rendered = letter.mail.render(letter.language, &scope.world.site_url)?;
    mailer.send(&letter.to, &rendered).await?;
    scope.store.delete(&key).await?;
    Ok(())
}
