//! One slice of a job for each message.
//!
//! Whatever dies and whatever comes twice: a message about a slice that was written is void, the
//! progress that was written has called for the next one through the stream, and a job that stands
//! still all the same is found by the sweep.

use std::sync::Arc;

use api::Need;
use aws_lambda_events::event::sqs::SqsEvent;
use domain::language::Language;
use serde_json::Value;

use super::{ADVANCE_JOB, Error, JobMessage, partial_failures};
use crate::{Failure, jobs, scope::Scope, world::World};

/// Does a slice for each message of the batch.
pub(super) async fn run(world: Arc<World>, event: Value) -> Result<Value, Error> {
    advance_batch(world, event, ADVANCE_JOB.needs).await
}

/// The same for a function with these needs; each failed message comes again for itself.
pub(super) async fn advance_batch(
    world: Arc<World>,
    event: Value,
    needs: &'static [Need],
) -> Result<Value, Error> {
    let event: SqsEvent = serde_json::from_value(event)?;
    let scope = Scope::new(world, needs, Language::Ja);
    let scope = scope.with_rules().await.map_err(told)?;
    let mut failed = Vec::new();
    for message in event.records {
        let body = message.body.as_deref().unwrap_or_default();
        if let Err(error) = advance(&scope, body).await {
            tracing::error!(cause = %error, "a slice of a job was not done");
            failed.push(message.message_id.unwrap_or_default());
        }
    }
    Ok(partial_failures(&failed))
}

async fn advance(scope: &Scope, body: &str) -> Result<(), Error> {
    let message: JobMessage = serde_json::from_str(body)?;
    jobs::advance(scope, &message.job, message.v)
        .await
        .map_err(told)
}

fn told(failure: Failure) -> Error {
    failure.cause().unwrap_or("refused").to_owned().into()
}
