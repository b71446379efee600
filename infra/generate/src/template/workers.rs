//! The stack of what happens behind the requests: queues with their dead letters,
//! workers, and what calls them.

use ::alarms::{of_schedule, of_worker};
use adapters::queues::QueueKind;
use anyhow::Result;
use functions::jobs::SLICES_AT_ONCE;
use functions::pace::WORKERS_AT_ONCE;
use functions::workers::{DECLARATIONS, START_NOTICES, Trigger, WorkerDeclaration};

use super::{
    alarms, camel,
    policy::{Statement, queue},
    routes::UNROUTED,
    stack::{FOR_WORKERS, Function, Stack, called},
    subjects::{self, permission},
};

/// Time of one run that nobody waits for.
const TIMEOUT_SECONDS: u32 = 60;
/// AWS asks for six times the consumer's timeout, so that a batch is not handed out twice.
const VISIBILITY_SECONDS: u32 = 6 * TIMEOUT_SECONDS;
/// How often a message is tried before somebody must look at it.
const TRIES: u32 = 5;
/// Longest that SQS keeps a message: 14 days.
const KEPT_SECONDS: u32 = 14 * 24 * 60 * 60;
/// What a mapping is set to.
const WORKING: &str = "!If [Working, true, false]";
/// Where events of the stream go that could not be dispatched.
const STREAM_DEAD_LETTERS: &str = "stream";

/// The template.
pub(super) fn stack() -> Result<String> {
    let mut stack = Stack::new(
        "MAMIS: workers, queues and dead letters".to_owned(),
        &FOR_WORKERS,
    );
    dead_letters(&mut stack, STREAM_DEAD_LETTERS);
    for kind in QueueKind::ALL {
        dead_letters(&mut stack, kind.name());
        work_queue(&mut stack, kind.name());
    }
    for worker in DECLARATIONS {
        let failing = of_worker(worker);
        stack.function(&Function {
            name: worker.name,
            description: describe(worker),
            needs: worker.needs,
            many_rows: false,
            timeout: timeout(worker),
            further: calling(worker),
            alarm: alarms::id(&failing),
        });
        for alarm in [failing].into_iter().chain(of_schedule(worker)) {
            stack.resource(&alarms::id(&alarm), &alarms::resource(&alarm));
        }
        trigger(&mut stack, worker);
    }
    stack.finish()
}

fn describe(worker: &WorkerDeclaration) -> String {
    match worker.trigger {
        Trigger::Stream => "the table's stream".to_owned(),
        Trigger::Queue(kind) => format!("queue {}", kind.name()),
        Trigger::Schedule { every_minutes } => format!("every {every_minutes} minutes"),
        Trigger::Unrouted => "what no route takes".to_owned(),
    }
}

fn timeout(worker: &WorkerDeclaration) -> u32 {
    match worker.trigger {
        Trigger::Stream | Trigger::Queue(_) | Trigger::Schedule { .. } => TIMEOUT_SECONDS,
        Trigger::Unrouted => subjects::TIMEOUT_SECONDS,
    }
}

fn work_queue(stack: &mut Stack, name: &str) {
    let id = camel(name);
    stack.resource(
        &format!("{id}Queue"),
        &format!(
            "    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${{Installation}}-{name}'
      SqsManagedSseEnabled: true
      VisibilityTimeout: {VISIBILITY_SECONDS}
      MessageRetentionPeriod: {KEPT_SECONDS}
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt {id}DeadLetters.Arn
        maxReceiveCount: {TRIES}"
        ),
    );
}

fn dead_letters(stack: &mut Stack, name: &str) {
    let id = camel(name);
    stack.resource(
        &format!("{id}DeadLetters"),
        &format!(
            "    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub '${{Installation}}-{name}-dead-letters'
      SqsManagedSseEnabled: true
      MessageRetentionPeriod: {KEPT_SECONDS}"
        ),
    );
}

/// What a worker may do to be called.
fn calling(worker: &WorkerDeclaration) -> Vec<Statement> {
    match worker.trigger {
        Trigger::Stream => vec![
            Statement {
                actions: &[
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                ],
                resources: vec!["!Ref TableStream".to_owned()],
                condition: None,
            },
            Statement {
                // AWS offers no resource for it.
                actions: &["dynamodb:ListStreams"],
                resources: vec!["'*'".to_owned()],
                condition: None,
            },
            Statement {
                actions: &["sqs:SendMessage"],
                resources: vec![queue(&format!("{STREAM_DEAD_LETTERS}-dead-letters"))],
                condition: None,
            },
        ],
        Trigger::Queue(kind) => vec![Statement {
            actions: &[
                "sqs:ReceiveMessage",
                "sqs:DeleteMessage",
                "sqs:GetQueueAttributes",
            ],
            resources: vec![queue(kind.name())],
            condition: None,
        }],
        Trigger::Schedule { .. } | Trigger::Unrouted => Vec::new(),
    }
}

fn trigger(stack: &mut Stack, worker: &WorkerDeclaration) {
    let name = camel(worker.name);
    match worker.trigger {
        Trigger::Stream => stack.resource(
            &format!("{name}Mapping"),
            &format!(
                "    Type: AWS::Lambda::EventSourceMapping
    Properties:
      Enabled: {WORKING}
      FunctionName: {called}
      EventSourceArn: !Ref TableStream
      StartingPosition: TRIM_HORIZON
      BatchSize: 100
      BisectBatchOnFunctionError: true
      MaximumRetryAttempts: 10
      FunctionResponseTypes: [ReportBatchItemFailures]
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt {dead}DeadLetters.Arn",
                called = called(&name),
                dead = camel(STREAM_DEAD_LETTERS),
            ),
        ),
        Trigger::Queue(kind) => stack.resource(
            &format!("{name}Mapping"),
            &format!(
                "    Type: AWS::Lambda::EventSourceMapping
    Properties:
      Enabled: {WORKING}
      FunctionName: {called}
      EventSourceArn: !GetAtt {queue}Queue.Arn
      BatchSize: 10
      FunctionResponseTypes: [ReportBatchItemFailures]{pace}",
                called = called(&name),
                queue = camel(kind.name()),
                pace = pace(kind),
            ),
        ),
        Trigger::Schedule { every_minutes } => {
            schedule(stack, &name, every_minutes, state(worker));
        }
        Trigger::Unrouted => permission(stack, &name, UNROUTED),
    }
}

/// The rate of mails is kept by each process for itself, so their number is fixed; slices of jobs
/// write to one key of the index.
fn pace(kind: QueueKind) -> String {
    let most = match kind {
        QueueKind::Mail | QueueKind::Notice => WORKERS_AT_ONCE,
        QueueKind::Job => SLICES_AT_ONCE,
        // One slice of a migration calls for the next, so there is never more than one.
        QueueKind::Certificate | QueueKind::Migration => return String::new(),
    };
    format!("\n      ScalingConfig: {{ MaximumConcurrency: {most} }}")
}

/// What a schedule is set to.
fn state(worker: &WorkerDeclaration) -> &'static str {
    if worker.name == START_NOTICES.name {
        "!If [Working, !Ref NoticesState, DISABLED]"
    } else {
        "!If [Working, ENABLED, DISABLED]"
    }
}

fn schedule(stack: &mut Stack, name: &str, every_minutes: u32, state: &str) {
    let unit = if every_minutes == 1 {
        "minute"
    } else {
        "minutes"
    };
    stack.resource(
        &format!("{name}Schedule"),
        &format!(
            "    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate({every_minutes} {unit})
      State: {state}
      Targets:
        - Id: worker
          Arn: {called}",
            called = called(name),
        ),
    );
    stack.resource(
        &format!("{name}Permission"),
        &format!(
            "    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: {called}
      Principal: events.amazonaws.com
      SourceArn: !GetAtt {name}Schedule.Arn",
            called = called(name),
        ),
    );
}
