//! The clockwork: invokes workers at fixed intervals, as EventBridge rules do.
//!
//! The outbox sweep lives on it: streams keep 24 hours, so what was never delivered is looked for.

use std::time::Duration;

use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::clients::{ACCOUNT, REGION};
use crate::lambda::{Function, InvokeError, invoke, request_id};
use crate::tasks::CancellationToken;

/// How long a scheduled worker may run: Lambda's own limit.
const TIME_LIMIT: Duration = Duration::from_secs(15 * 60);

/// A worker and its interval.
#[derive(Clone)]
pub struct Rule {
    /// The rule's name, as in the deployed stack.
    pub name: String,
    /// The interval.
    pub every: Duration,
    /// The worker.
    pub worker: Function,
}

impl Rule {
    /// Invokes the worker now.
    ///
    /// # Errors
    /// Those of the worker.
    pub async fn run(&self) -> Result<Value, InvokeError> {
        invoke(&self.worker, self.event(), TIME_LIMIT).await
    }

    fn event(&self) -> Value {
        let now = OffsetDateTime::now_utc()
            .replace_nanosecond(0)
            .ok()
            .and_then(|now| now.format(&Rfc3339).ok());
        json!({
            "version": "0",
            "id": request_id(),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": now,
            "region": REGION,
            "resources": [format!("arn:aws:events:{REGION}:{ACCOUNT}:rule/{}", self.name)],
            "detail": {},
        })
    }
}

/// Plays the rule until `stop` fires: a first time soon after the start, then at each interval. A
/// failure is logged; the next interval comes all the same.
pub async fn play(rule: Rule, stop: CancellationToken) {
    let mut pause = rule.every.min(Duration::from_secs(1));
    while stop
        .run_until_cancelled(tokio::time::sleep(pause))
        .await
        .is_some()
    {
        if let Err(error) = rule.run().await {
            tracing::error!(rule = rule.name, %error, "a scheduled worker failed");
        }
        pause = rule.every;
    }
}
