//! What happens behind the requests: one worker per trigger.
//!
//! The table's stream calls `dispatch_stream`, which puts messages into a queue per kind; each
//! queue has its consumer. Everything arrives at least once, so every worker does everything
//! once however often it is told. A schedule sweeps what was never delivered. What no route takes is
//! turned away by one too, since it is no endpoint.

mod advance_job;
mod dispatch_stream;
mod finish_awards;
mod forget_documents;
mod migrate_data;
mod seal_audit;
mod send_mail;
mod send_notices;
mod start_notices;
mod sweep_jobs;
mod sweep_outbox;
pub mod tallies;
mod turn_away;

use std::sync::Arc;

use adapters::{queues::QueueKind, store::items::job::JobRecord};
use api::Need;
use domain::{certificate::CertificateNumber, id::ApplicationId};
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::world::World;

/// A fault of a worker; the batch, or the item, comes again.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// What calls a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// The table's stream, in order within a partition.
    Stream,
    /// A queue of side effects.
    Queue(QueueKind),
    /// A schedule.
    Schedule {
        /// How often, minutes.
        every_minutes: u32,
    },
    /// A request that no route takes.
    Unrouted,
}

/// A worker, as the generator reads it.
#[derive(Debug, Clone, Copy)]
pub struct WorkerDeclaration {
    /// Lambda and file.
    pub name: &'static str,
    /// What calls it.
    pub trigger: Trigger,
    /// What it may touch.
    pub needs: &'static [Need],
}

/// A worker with its code: takes the Lambda event, answers its result (partial-batch failures).
pub struct Worker {
    /// What it is.
    pub declaration: WorkerDeclaration,
    /// Runs it on one event.
    pub run: fn(Arc<World>, Value) -> BoxFuture<'static, Result<Value, Error>>,
}

/// A message of the certificate queue.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CertificateMessage {
    /// The approved application.
    Application {
        /// Which.
        application: ApplicationId,
    },
    /// A paper of learning.
    Paper {
        /// Its number.
        paper: CertificateNumber,
    },
}

/// A message of the queues of jobs and of migrations: work on this job where it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct JobMessage {
    /// Which.
    pub job: String,
    /// Where it stood: a message about an earlier slice is void.
    pub v: u32,
}

impl JobMessage {
    /// What calls for the next slice of a job, and the queue for it.
    fn next(job: JobRecord) -> (QueueKind, Value) {
        let queue = job.queue_kind();
        let message = Self {
            job: job.id,
            v: job.v,
        };
        (queue, json!(message))
    }
}

/// Of the stream.
pub const DISPATCH_STREAM: WorkerDeclaration = WorkerDeclaration {
    name: "dispatch_stream",
    trigger: Trigger::Stream,
    needs: &[Need::Read, Need::Write, Need::Enqueue, Need::Seal],
};

/// Of the mail queue.
pub const SEND_MAIL: WorkerDeclaration = WorkerDeclaration {
    name: "send_mail",
    trigger: Trigger::Queue(QueueKind::Mail),
    needs: &[Need::Read, Need::Write, Need::SendMail, Need::Seal],
};

/// Of the queue of notices: the same code, at a pace of its own.
pub const SEND_NOTICES: WorkerDeclaration = WorkerDeclaration {
    name: "send_notices",
    trigger: Trigger::Queue(QueueKind::Notice),
    needs: SEND_MAIL.needs,
};

/// Finds effects that the stream never delivered.
pub const SWEEP_OUTBOX: WorkerDeclaration = WorkerDeclaration {
    name: "sweep_outbox",
    trigger: Trigger::Schedule { every_minutes: 15 },
    needs: &[Need::ReadIndex, Need::Enqueue],
};

/// Finishes postings of credits that were interrupted.
pub const FINISH_AWARDS: WorkerDeclaration = WorkerDeclaration {
    name: "finish_awards",
    trigger: Trigger::Schedule { every_minutes: 5 },
    needs: &[Need::Read, Need::ReadIndex, Need::Write, Need::InsertRows],
};

/// Of the job queue: one slice of a job for each message.
pub const ADVANCE_JOB: WorkerDeclaration = WorkerDeclaration {
    name: "advance_job",
    trigger: Trigger::Queue(QueueKind::Job),
    needs: &[
        Need::Read,
        Need::ReadIndex,
        Need::Rules,
        Need::Write,
        Need::Seal,
    ],
};

/// Of the queue of migrations: the same code, and the only function that may walk the whole table.
pub const MIGRATE_DATA: WorkerDeclaration = WorkerDeclaration {
    name: "migrate_data",
    trigger: Trigger::Queue(QueueKind::Migration),
    needs: &[Need::Read, Need::Scan, Need::Write],
};

/// Starts the notices of each day.
pub const START_NOTICES: WorkerDeclaration = WorkerDeclaration {
    name: "start_notices",
    trigger: Trigger::Schedule { every_minutes: 60 },
    needs: &[Need::Write],
};

/// Finds jobs that stand still.
pub const SWEEP_JOBS: WorkerDeclaration = WorkerDeclaration {
    name: "sweep_jobs",
    trigger: Trigger::Schedule { every_minutes: 5 },
    needs: &[Need::ReadIndex, Need::Enqueue],
};

/// Seals each finished day of the audit trail.
pub const SEAL_AUDIT: WorkerDeclaration = WorkerDeclaration {
    name: "seal_audit",
    trigger: Trigger::Schedule { every_minutes: 60 },
    needs: &[Need::ReadIndex, Need::SealAudit],
};

/// Takes documents away that nothing used.
pub const FORGET_DOCUMENTS: WorkerDeclaration = WorkerDeclaration {
    name: "forget_documents",
    trigger: Trigger::Schedule { every_minutes: 60 },
    needs: &[Need::ReadIndex, Need::Write, Need::ForgetEvidence],
};

/// Of the certificate queue; its code is in a crate of its own, because it renders PDFs.
pub const ISSUE_CERTIFICATE: WorkerDeclaration = WorkerDeclaration {
    name: "issue_certificate",
    trigger: Trigger::Queue(QueueKind::Certificate),
    needs: &[Need::Read, Need::Write, Need::PutCertificate, Need::Seal],
};

/// Says to a request that no route takes what is wrong with it.
pub const TURN_AWAY: WorkerDeclaration = WorkerDeclaration {
    name: "turn_away",
    trigger: Trigger::Unrouted,
    needs: &[],
};

/// Every worker, those in other crates included.
pub const DECLARATIONS: &[WorkerDeclaration] = &[
    DISPATCH_STREAM,
    SEND_MAIL,
    SEND_NOTICES,
    SWEEP_OUTBOX,
    FINISH_AWARDS,
    ADVANCE_JOB,
    MIGRATE_DATA,
    START_NOTICES,
    SWEEP_JOBS,
    TURN_AWAY,
    SEAL_AUDIT,
    FORGET_DOCUMENTS,
    ISSUE_CERTIFICATE,
];

macro_rules! workers {
    ($($name:ident $declaration:ident;)*) => {
        $(
            #[doc = concat!("The worker `", stringify!($name), "`, by itself: a Lambda links its own and no other.")]
            #[must_use]
            pub const fn $name() -> Worker {
                Worker {
                    declaration: $declaration,
                    run: |world, event| Box::pin($name::run(world, event)),
                }
            }
        )*

        /// The workers of this crate.
        pub const WORKERS: &[Worker] = &[$($name()),*];
    };
}

workers! {
    dispatch_stream DISPATCH_STREAM;
    send_mail SEND_MAIL;
    send_notices SEND_NOTICES;
    sweep_outbox SWEEP_OUTBOX;
    finish_awards FINISH_AWARDS;
    advance_job ADVANCE_JOB;
    migrate_data MIGRATE_DATA;
    start_notices START_NOTICES;
    sweep_jobs SWEEP_JOBS;
    turn_away TURN_AWAY;
    seal_audit SEAL_AUDIT;
    forget_documents FORGET_DOCUMENTS;
}

/// The answer that names the items of a batch to be brought again.
#[must_use]
pub fn partial_failures(failed: &[String]) -> Value {
    let items: Vec<Value> = failed
        .iter()
        .map(|id| json!({ "itemIdentifier": id }))
        .collect();
    json!({ "batchItemFailures": items })
}
