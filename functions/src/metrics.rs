//! The metrics of our own: log lines in CloudWatch's embedded metric format.
//!
//! Requests, their time, crashes and throttles AWS counts by itself, function by function. Here is
//! only what it cannot see. A metric costs money for each hour in which it has a value, so faults
//! and refusals are written when there are some, never as zeros; the gauges are one value a run.
//! What each says is in `docs/operations/vocabulary.md`; the alarms on them are in `infra/alarms`.
//! No line names a person.

use std::sync::Arc;

use api::Declaration;
use domain::calendar::Moment;
use serde_json::{Value, json};

/// Under which CloudWatch keeps them.
pub const NAMESPACE: &str = "MAMIS";

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Metric {
    /// Answers that are our fault (5xx), by subject and by endpoint.
    Faults,
    /// Sign-ins refused: a wrong password, or a login that waits.
    RefusedSignIns,
    /// Seconds that the oldest undelivered mail waits for which somebody waits; of every sweep.
    DeliveryLag,
    /// Seconds that the oldest unsent notice waits; of every sweep.
    NoticeLag,
    /// Long tasks that stand still; of every sweep.
    StandingJobs,
    /// Seconds since the end of the oldest finished day of the audit trail that is not sealed; of every
    /// run.
    SealingLag,
    /// Whether a sealed day of the audit trail differs from its head (1) or not: the newest and an older
    /// one, another in each hour; of every run.
    AlteredDays,
    /// Mails that the mail service did not take; each is tried again.
    MailFailures,
    /// Certificates that were not printed; each is tried again.
    CertificateFailures,
}

impl Metric {
    /// All of them.
    pub const ALL: [Metric; 9] = [
        Metric::Faults,
        Metric::RefusedSignIns,
        Metric::DeliveryLag,
        Metric::NoticeLag,
        Metric::StandingJobs,
        Metric::SealingLag,
        Metric::AlteredDays,
        Metric::MailFailures,
        Metric::CertificateFailures,
    ];

    /// Name in CloudWatch.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Metric::Faults => "Faults",
            Metric::RefusedSignIns => "RefusedSignIns",
            Metric::DeliveryLag => "DeliveryLag",
            Metric::NoticeLag => "NoticeLag",
            Metric::StandingJobs => "StandingJobs",
            Metric::SealingLag => "SealingLag",
            Metric::AlteredDays => "AlteredDays",
            Metric::MailFailures => "MailFailures",
            Metric::CertificateFailures => "CertificateFailures",
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Metric::DeliveryLag | Metric::NoticeLag | Metric::SealingLag => "Seconds",
            _ => "Count",
        }
    }
}

/// Where the lines go.
#[derive(Clone)]
pub struct Metrics {
    installation: Arc<str>,
    sink: Arc<dyn Fn(&str) + Send + Sync>,
}

impl Metrics {
    /// Of this installation, to `sink`.
    pub fn new(installation: &str, sink: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self {
            installation: installation.into(),
            sink: Arc::new(sink),
        }
    }

    /// To standard output, where CloudWatch reads them.
    #[must_use]
    pub fn to_standard_output(installation: &str) -> Self {
        use std::io::Write as _;
        Self::new(installation, |line| {
            // One write, so that no other line stands in the middle. A closed output has no reader.
            let _ = std::io::stdout().write_all(format!("{line}\n").as_bytes());
        })
    }

    /// A value of the whole installation.
    pub fn put(&self, at: Moment, metric: Metric, value: u64) {
        self.write(at, metric, value, json!([["Installation"]]), &[]);
    }

    /// One more at an endpoint: counted for its subject and for itself.
    pub fn count_at(&self, at: Moment, metric: Metric, endpoint: &Declaration) {
        let names = [
            ("Subject", endpoint.subject.folder()),
            ("Endpoint", endpoint.name),
        ];
        let dimensions = json!([["Installation", "Subject"], ["Installation", "Endpoint"]]);
        self.write(at, metric, 1, dimensions, &names);
    }

    fn write(
        &self,
        at: Moment,
        metric: Metric,
        value: u64,
        dimensions: Value,
        names: &[(&str, &str)],
    ) {
        let mut line = json!({
            "_aws": {
                "Timestamp": at.millis(),
                "CloudWatchMetrics": [{
                    "Namespace": NAMESPACE,
                    "Dimensions": dimensions,
                    "Metrics": [{ "Name": metric.name(), "Unit": metric.unit() }],
                }],
            },
            "Installation": self.installation.as_ref(),
        });
        line[metric.name()] = value.into();
        for (name, text) in names {
            line[*name] = (*text).into();
        }
        (self.sink)(&line.to_string());
    }
}
