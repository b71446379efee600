//! From the table's stream to the queues of side effects.
//!
//! Which item causes which effect is decided in one place, [`effects`].

use std::{collections::BTreeMap, sync::Arc};

use adapters::{
    mail::OutboxRecord,
    queues::{QueueKind, Queues},
    store::{
        Found,
        items::{application::ApplicationEventRecord, job::JobRecord},
    },
};
use aws_lambda_events::event::dynamodb::{Event, EventRecord};
use domain::{
    application::ApplicationEventKind, language::Language, register_number::MedicalRegisterNumber,
};
use futures::{StreamExt, stream};
use serde_json::{Value, json};

use super::{CertificateMessage, DISPATCH_STREAM, Error, JobMessage, partial_failures, tallies};
use crate::{scope::Scope, world::World};

/// What an item of the table causes.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Effect {
    /// A message for a queue.
    Message(QueueKind, Value),
    /// The tallies of a doctor have to be folded again.
    Fold(MedicalRegisterNumber),
    /// Likewise, and the doctor, new here, is told what was waiting.
    Welcome(MedicalRegisterNumber),
}

/// Doctors folded at once.
const FOLDS_AT_ONCE: usize = 8;

/// What is to be done for a doctor, and the first event of the batch that asks for it.
struct Fold {
    number: MedicalRegisterNumber,
    welcome: bool,
    sequence: String,
    place: usize,
}

/// Dispatches one batch; after the first failure in a batch the rest comes again, in order.
///
/// A doctor is folded once for all events of a batch, and doctors side by side: 500 awards are 500
/// doctors.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    let event: Event = serde_json::from_value(event)?;
    let scope = Scope::new(world, DISPATCH_STREAM.needs, Language::Ja);
    let mut folds: BTreeMap<MedicalRegisterNumber, Fold> = BTreeMap::new();
    let mut failed: Option<(usize, String)> = None;
    for (place, record) in event.records.into_iter().enumerate() {
        let sequence = record.change.sequence_number.clone().unwrap_or_default();
        match dispatch(&scope, record).await {
            Ok(Some((number, welcome))) => {
                let fold = folds.entry(number.clone()).or_insert(Fold {
                    number,
                    welcome: false,
                    sequence,
                    place,
                });
                fold.welcome |= welcome;
            }
            Ok(None) => {}
            Err(error) => {
                tracing::error!(cause = %error, "an event was not dispatched");
                failed = Some((place, sequence));
                break;
            }
        }
    }
    let unfolded = stream::iter(folds.into_values())
        .map(|fold| {
            let scope = &scope;
            async move {
                let result = tallies::fold_again(scope, &fold.number, fold.welcome).await;
                result.err().map(|error| {
                    tracing::error!(cause = %error, "a doctor's tallies were not folded");
                    (fold.place, fold.sequence)
                })
            }
        })
        .buffer_unordered(FOLDS_AT_ONCE)
        .filter_map(|failed| async move { failed })
        .collect::<Vec<_>>()
        .await;
    let first = failed.into_iter().chain(unfolded).min();
    let failed: Vec<String> = first.map(|(_, sequence)| sequence).into_iter().collect();
    Ok(partial_failures(&failed))
}

/// Sends the messages of an event, and answers whose tallies it touches.
async fn dispatch(
    scope: &Scope,
    record: EventRecord,
) -> Result<Option<(MedicalRegisterNumber, bool)>, Error> {
    if record.event_name == "REMOVE" {
        return Ok(None);
    }
    let inserted = record.event_name == "INSERT";
    let image: std::collections::HashMap<_, _> = serde_dynamo::aws_sdk_dynamodb_1::to_item(
        serde_dynamo::from_item::<_, serde_json::Value>(record.change.new_image)?,
    )?;
    let queues = Queues::new(
        scope.world.sqs.clone(),
        scope.world.queue_prefix.clone(),
        scope.grants,
    );
    let mut touched = None;
    for effect in effects(&Found::from_attributes(image), inserted) {
        match effect {
            Effect::Message(kind, body) => queues.send(kind, &[body.to_string()]).await?,
            Effect::Fold(number) => touched = Some((number, false)),
            Effect::Welcome(number) => touched = Some((number, true)),
        }
    }
    Ok(touched)
}

/// Which effects an inserted or changed item has.
fn effects(item: &Found, inserted: bool) -> Vec<Effect> {
    match item.pk().split_once('#') {
        // Being claimed changes it; only being written is news.
        Some(("OUTBOX", id)) if inserted => {
            let kind = item.decode::<OutboxRecord>().map_or(
                // What cannot be read is the consumer's to complain about.
                QueueKind::Mail,
                |record| record.queue_kind(),
            );
            vec![Effect::Message(kind, json!({ "outbox": id }))]
        }
        Some(("APPLICATION", _)) if item.sk().starts_with("V#") => certificate_of(item),
        Some(("PAPER", paper)) if inserted => {
            vec![Effect::Message(
                QueueKind::Certificate,
                json!({ "paper": paper }),
            )]
        }
        Some(("JOB", _)) if item.sk() == "H" => next_slice(item),
        Some(("DOCTOR", number)) => MedicalRegisterNumber::parse(number)
            .map(|number| fold_of(item.sk(), number, inserted))
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// An entry changes its doctor's tallies; so does the name by which the doctor is known.
fn fold_of(sk: &str, number: MedicalRegisterNumber, inserted: bool) -> Vec<Effect> {
    match sk.split_once('#') {
        Some(("L" | "N", _)) => vec![Effect::Fold(number)],
        None if sk == "I" && inserted => vec![Effect::Welcome(number)],
        None if sk == "I" => vec![Effect::Fold(number)],
        _ => Vec::new(),
    }
}

/// The progress of a job is the event that calls for its next slice: so nothing is lost between
/// the two, whenever a worker dies.
fn next_slice(item: &Found) -> Vec<Effect> {
    match item.decode::<JobRecord>() {
        Ok(job) if job.is_running() => {
            let (queue, message) = JobMessage::next(job);
            vec![Effect::Message(queue, message)]
        }
        Ok(_) => Vec::new(),
        Err(error) => {
            tracing::error!(pk = item.pk(), cause = %error, "a job cannot be read");
            Vec::new()
        }
    }
}

/// An approval has its certificate made.
fn certificate_of(item: &Found) -> Vec<Effect> {
    let Ok(record) = item.decode::<ApplicationEventRecord>() else {
        tracing::error!(pk = item.pk(), "an event of an application cannot be read");
        return Vec::new();
    };
    let message = CertificateMessage::Application {
        application: record.application,
    };
    match record.event.kind {
        ApplicationEventKind::Approved { .. } => {
            vec![Effect::Message(QueueKind::Certificate, json!(message))]
        }
        _ => Vec::new(),
    }
}
