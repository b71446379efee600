//! From the table's stream to the queues of side effects.
//!
//! Which item causes which effect is decided in one place, [`effects`].

use std::sync::Arc;

use adapters::{
    queues::{QueueKind, Queues},
    store::{Found, items::application::ApplicationEventRecord},
};
use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use domain::{application::ApplicationEventKind, language::Language};
use serde_json::{Value, json};

use super::{CertificateMessage, DISPATCH_STREAM, Error, partial_failures};
use crate::{scope::Scope, world::World};

/// What an item of the table causes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    /// A message for a queue.
    Message(QueueKind, Value),
}

/// Dispatches one batch; after the first failure in a batch the rest comes again, in order.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    let event: Event = serde_json::from_value(event)?;
    let scope = Scope::new(world, DISPATCH_STREAM.needs, Language::Ja);
    for record in event.records {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        if let Err(error) = dispatch(&scope, record).await {
            tracing::error!(cause = %error, "an event was not dispatched");
            return Ok(partial_failures(&[sequence]));
        }
    }
    Ok(partial_failures(&[]))
}

async fn dispatch(scope: &Scope, record: EventRecord) -> Result<(), Error> {
    if record.event_name == "REMOVE" {
        return Ok(());
    }
    let image: std::collections::HashMap<_, _> = serde_dynamo::aws_sdk_dynamodb_1::to_item(
        serde_dynamo::from_item::<_, serde_json::Value>(record.change.new_image)?,
    )?;
    let queues = Queues::new(
        scope.world.sqs.clone(),
        scope.world.queue_prefix.clone(),
        scope.grants,
    );
    for effect in effects(&Found::from_attributes(image)) {
        match effect {
            Effect::Message(kind, body) => queues.send(kind, &[body.to_string()]).await?,
        }
    }
    Ok(())
}

/// Which effects an inserted or changed item has.
fn effects(item: &Found) -> Vec<Effect> {
    match item.pk().split_once('#') {
        Some(("OUTBOX", id)) => vec![Effect::Message(QueueKind::Mail, json!({ "outbox": id }))],
        Some(("APPLICATION", _)) if item.sk().starts_with("V#") => certificate_of(item),
        _ => Vec::new(),
    }
}

/// An approval has its certificate made.
fn certificate_of(item: &Found) -> Vec<Effect> {
    let Ok(record) = item.decode::<ApplicationEventRecord>() else {
        tracing::error!(pk = item.pk(), "an event of an application cannot be read");
        return Vec::new();
    };
    let message = CertificateMessage {
        application: record.application,
    };
    match record.event.kind {
        ApplicationEventKind::Approved => {
            vec![Effect::Message(QueueKind::Certificate, json!(message))]
        }
        _ => Vec::new(),
    }
}
