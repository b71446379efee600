//! Every alarm, from the endpoints, workers and queues that are declared.

use adapters::queues::QueueKind;
use adapters::store::keys::QUEUE_INDEX;
use api::{ENDPOINTS, Subject};
use functions::{
    metrics::{Metric, NAMESPACE},
    workers::{DECLARATIONS, DISPATCH_STREAM, START_NOTICES, Trigger, WorkerDeclaration},
};

use crate::{Alarm, Bad, Kind, Series, Silent, Statistic, Value};

const MINUTE: u32 = 60;
const HOUR: u32 = 60 * MINUTE;

/// Faults of one subject's functions.
#[must_use]
pub fn of_subject(subject: Subject) -> Alarm {
    let mut series = ours(Metric::Faults, Statistic::Sum);
    series
        .dimensions
        .push(("Subject", Value::Fixed(subject.folder())));
    Alarm {
        of: Some(subject.folder().to_owned()),
        // A single fault is in the log and asks nobody out of bed.
        ..alarm(Kind::Faults, series, 5 * MINUTE, 4.0)
    }
}

/// Every alarm, those of the subjects first.
#[must_use]
pub fn every_alarm() -> Vec<Alarm> {
    let mut subjects: Vec<Subject> = ENDPOINTS.iter().map(|endpoint| endpoint.subject).collect();
    subjects.sort();
    subjects.dedup();
    let mut alarms: Vec<Alarm> = subjects.into_iter().map(of_subject).collect();
    alarms.extend(of_the_api());
    alarms.extend(of_workers());
    alarms.extend(of_queues());
    alarms.extend(of_effects());
    alarms
}

fn alarm(kind: Kind, series: Series, period: u32, threshold: f64) -> Alarm {
    Alarm {
        kind,
        of: None,
        series,
        period,
        periods: 1,
        to_alarm: 1,
        bad: Bad::More,
        threshold,
        silent: Silent::Never,
    }
}

/// Without dimensions: of all functions of account and region.
fn of_all(metric: &'static str) -> Series {
    Series {
        namespace: "AWS/Lambda",
        metric,
        dimensions: Vec::new(),
        statistic: Statistic::Sum,
    }
}

/// What no function lives to say of itself.
#[must_use]
pub fn crashes() -> Alarm {
    alarm(Kind::Crashes, of_all("Errors"), 5 * MINUTE, 4.0)
}

fn of_the_api() -> Vec<Alarm> {
    let api = |metric, statistic| Series {
        namespace: "AWS/ApiGateway",
        metric,
        dimensions: vec![("ApiId", Value::Parameter("HttpApi"))],
        statistic,
    };
    let table = |metric| Series {
        namespace: "AWS/DynamoDB",
        metric,
        dimensions: vec![("TableName", Value::Parameter("Table"))],
        statistic: Statistic::Sum,
    };
    // AWS counts what the index refuses, a write of the table that fails for it included, at the index.
    let index = |metric| {
        let mut series = table(metric);
        series
            .dimensions
            .push(("GlobalSecondaryIndexName", Value::Fixed(QUEUE_INDEX)));
        series
    };
    let refused = |of: &str, series| Alarm {
        of: Some(of.to_owned()),
        periods: 3,
        to_alarm: 2,
        ..alarm(Kind::TableThrottles, series, 5 * MINUTE, 25.0)
    };
    vec![
        Alarm {
            periods: 3,
            to_alarm: 2,
            silent: Silent::InMaintenance,
            ..alarm(
                Kind::ApiErrors,
                api("5xx", Statistic::Sum),
                5 * MINUTE,
                20.0,
            )
        },
        Alarm {
            periods: 3,
            to_alarm: 3,
            ..alarm(
                Kind::ApiSlow,
                api("Latency", Statistic::P99),
                5 * MINUTE,
                3_000.0,
            )
        },
        crashes(),
        alarm(Kind::Throttles, of_all("Throttles"), 5 * MINUTE, 10.0),
        refused("reads", table("ReadThrottleEvents")),
        refused("writes", table("WriteThrottleEvents")),
        refused("index-reads", index("ReadThrottleEvents")),
        refused("index-writes", index("WriteThrottleEvents")),
        alarm(
            Kind::SignInsRefused,
            ours(Metric::RefusedSignIns, Statistic::Sum),
            5 * MINUTE,
            300.0,
        ),
    ]
}

/// As functions are named: `award_credits` is `<installation>-award-credits`.
fn function(name: &str) -> Value {
    Value::Named(name.replace('_', "-"))
}

fn of_function(metric: &'static str, worker: &WorkerDeclaration, statistic: Statistic) -> Series {
    Series {
        namespace: "AWS/Lambda",
        metric,
        dimensions: vec![("FunctionName", function(worker.name))],
        statistic,
    }
}

/// Failures of one worker.
#[must_use]
pub fn of_worker(worker: &WorkerDeclaration) -> Alarm {
    let errors = of_function("Errors", worker, Statistic::Sum);
    Alarm {
        of: Some(worker.name.to_owned()),
        // A schedule's call is tried three times by itself.
        ..alarm(Kind::WorkerFailing, errors, 15 * MINUTE, 2.0)
    }
}

/// That a schedule calls its worker, if one does: a rule that is disabled or gone makes no error anywhere.
/// How the worker fares is another's to watch ([`of_worker`]).
#[must_use]
pub fn of_schedule(worker: &WorkerDeclaration) -> Option<Alarm> {
    let Trigger::Schedule { every_minutes } = worker.trigger else {
        return None;
    };
    let calls = of_function("Invocations", worker, Statistic::Sum);
    // Two calls fall into a period, so one that comes late leaves none without.
    let period = (2 * every_minutes * MINUTE).max(30 * MINUTE);
    Some(Alarm {
        of: Some(worker.name.to_owned()),
        bad: Bad::Fewer,
        silent: match worker.name == START_NOTICES.name {
            true => Silent::WithoutNotices,
            false => Silent::Never,
        },
        ..alarm(Kind::ScheduleSilent, calls, period, 1.0)
    })
}

fn of_workers() -> Vec<Alarm> {
    let mut alarms: Vec<Alarm> = DECLARATIONS.iter().map(of_worker).collect();
    alarms.extend(DECLARATIONS.iter().filter_map(of_schedule));
    let age = of_function("IteratorAge", &DISPATCH_STREAM, Statistic::Maximum);
    alarms.push(Alarm {
        periods: 2,
        to_alarm: 2,
        // Milliseconds; what was queued ten minutes late is still before the sweep.
        ..alarm(Kind::StreamBehind, age, 5 * MINUTE, 5.0 * 60.0 * 1000.0)
    });
    alarms
}

/// Where events of the table go that could not be dispatched.
const STREAM: &str = "stream";

/// How long the oldest message may wait, seconds. 50,000 notices take three hours at ten a second; at one a
/// second, as in an account that asked for no more, they take a day, and somebody should ask.
const fn most_age(kind: QueueKind) -> f64 {
    match kind {
        QueueKind::Notice => 12.0 * 60.0 * 60.0,
        QueueKind::Mail | QueueKind::Certificate | QueueKind::Job | QueueKind::Migration => {
            15.0 * 60.0
        }
    }
}

fn of_queues() -> Vec<Alarm> {
    let queue = |metric, name: String| Series {
        namespace: "AWS/SQS",
        metric,
        dimensions: vec![("QueueName", Value::Named(name))],
        statistic: Statistic::Maximum,
    };
    let mut alarms = Vec::new();
    for name in std::iter::once(STREAM).chain(QueueKind::ALL.map(QueueKind::name)) {
        let series = queue(
            "ApproximateNumberOfMessagesVisible",
            format!("{name}-dead-letters"),
        );
        alarms.push(Alarm {
            of: Some(name.to_owned()),
            ..alarm(Kind::DeadLetters, series, 5 * MINUTE, 0.0)
        });
    }
    for kind in QueueKind::ALL {
        let series = queue("ApproximateAgeOfOldestMessage", kind.name().to_owned());
        alarms.push(Alarm {
            of: Some(kind.name().to_owned()),
            ..alarm(Kind::QueueAge, series, 5 * MINUTE, most_age(kind))
        });
    }
    alarms
}

fn of_effects() -> Vec<Alarm> {
    let mail = |metric| Series {
        namespace: "AWS/SES",
        metric,
        dimensions: Vec::new(),
        statistic: Statistic::Average,
    };
    vec![
        // The sweep comes every quarter of an hour: it has tried at least once in vain.
        alarm(
            Kind::DeliveryLag,
            ours(Metric::DeliveryLag, Statistic::Maximum),
            30 * MINUTE,
            30.0 * 60.0,
        ),
        // 50,000 take three hours at ten a second, and a daily quota is there again after a day.
        Alarm {
            of: Some(QueueKind::Notice.name().to_owned()),
            ..alarm(
                Kind::DeliveryLag,
                ours(Metric::NoticeLag, Statistic::Maximum),
                30 * MINUTE,
                24.0 * 60.0 * 60.0,
            )
        },
        Alarm {
            periods: 4,
            to_alarm: 3,
            ..alarm(
                Kind::JobsStanding,
                ours(Metric::StandingJobs, Statistic::Maximum),
                5 * MINUTE,
                0.0,
            )
        },
        // The worker comes every hour, so twice in a period: it has tried at least five times in vain.
        alarm(
            Kind::SealingBehind,
            ours(Metric::SealingLag, Statistic::Maximum),
            2 * HOUR,
            6.0 * 60.0 * 60.0,
        ),
        alarm(
            Kind::AuditAltered,
            ours(Metric::AlteredDays, Statistic::Maximum),
            HOUR,
            0.0,
        ),
        alarm(
            Kind::MailFailing,
            ours(Metric::MailFailures, Statistic::Sum),
            15 * MINUTE,
            9.0,
        ),
        // The mail service looks closer at 5 % and 0.1 %.
        alarm(Kind::MailBounces, mail("Reputation.BounceRate"), HOUR, 0.04),
        alarm(
            Kind::MailComplaints,
            mail("Reputation.ComplaintRate"),
            HOUR,
            0.000_8,
        ),
        alarm(
            Kind::CertificatesFailing,
            ours(Metric::CertificateFailures, Statistic::Sum),
            15 * MINUTE,
            2.0,
        ),
    ]
}

fn ours(metric: Metric, statistic: Statistic) -> Series {
    Series {
        namespace: NAMESPACE,
        metric: metric.name(),
        dimensions: vec![("Installation", Value::Installation)],
        statistic,
    }
}
