//! The alarms, as data: the templates, the dashboards and the tests that trip them are made of
//! this list.
//!
//! Invariants: an alarm wakes somebody, so each kind has a page that says what to do
//! (`docs/operations/alarms/<kind>.md`), and a story that provokes the fault and sees the alarm go
//! off. What is only interesting stands on a dashboard instead.

mod budget;
mod evaluation;
mod list;

pub use budget::{BUDGET, Notification, Spending, told};
pub use evaluation::{Measured, State};
pub use list::{crashes, every_alarm, of_schedule, of_subject, of_worker};

/// Why somebody is woken. One page of `docs/operations/alarms` for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Functions of a subject answer "our fault", or that they are busy.
    Faults,
    /// Functions crash, or are stopped for taking too long.
    Crashes,
    /// The API answers 5xx, whoever is at fault: crashes, timeouts and throttles too.
    ApiErrors,
    /// Answers take long.
    ApiSlow,
    /// Functions are refused for want of concurrency.
    Throttles,
    /// The table refuses for want of throughput.
    TableThrottles,
    /// A worker fails as a whole.
    WorkerFailing,
    /// Nobody calls a worker that runs by the clock.
    ScheduleSilent,
    /// The table's stream is not kept up with.
    StreamBehind,
    /// Messages of a queue wait too long.
    QueueAge,
    /// Something was tried too often, and was given up.
    DeadLetters,
    /// Effects wait in the outbox beyond what the sweep may take.
    DeliveryLag,
    /// A long task stands still although it is called again.
    JobsStanding,
    /// Finished days of the audit trail are not sealed.
    SealingBehind,
    /// A sealed day of the audit trail says something else than it did.
    AuditAltered,
    /// Mails are not taken by the mail service.
    MailFailing,
    /// Too many mails come back.
    MailBounces,
    /// Too many receivers call our mails unwanted.
    MailComplaints,
    /// Certificates cannot be printed.
    CertificatesFailing,
    /// Somebody tries passwords.
    SignInsRefused,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 20] = [
        Kind::Faults,
        Kind::Crashes,
        Kind::ApiErrors,
        Kind::ApiSlow,
        Kind::Throttles,
        Kind::TableThrottles,
        Kind::WorkerFailing,
        Kind::ScheduleSilent,
        Kind::StreamBehind,
        Kind::QueueAge,
        Kind::DeadLetters,
        Kind::DeliveryLag,
        Kind::JobsStanding,
        Kind::SealingBehind,
        Kind::AuditAltered,
        Kind::MailFailing,
        Kind::MailBounces,
        Kind::MailComplaints,
        Kind::CertificatesFailing,
        Kind::SignInsRefused,
    ];

    /// Name of its page, and beginning of its alarms' names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Faults => "faults",
            Kind::Crashes => "crashes",
            Kind::ApiErrors => "api-errors",
            Kind::ApiSlow => "api-slow",
            Kind::Throttles => "throttles",
            Kind::TableThrottles => "table-throttles",
            Kind::WorkerFailing => "worker-failing",
            Kind::ScheduleSilent => "schedule-silent",
            Kind::StreamBehind => "stream-behind",
            Kind::QueueAge => "queue-age",
            Kind::DeadLetters => "dead-letters",
            Kind::DeliveryLag => "delivery-lag",
            Kind::JobsStanding => "jobs-standing",
            Kind::SealingBehind => "sealing-behind",
            Kind::AuditAltered => "audit-altered",
            Kind::MailFailing => "mail-failing",
            Kind::MailBounces => "mail-bounces",
            Kind::MailComplaints => "mail-complaints",
            Kind::CertificatesFailing => "certificates-failing",
            Kind::SignInsRefused => "sign-ins-refused",
        }
    }

    /// One line for whoever is woken.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        match self {
            Kind::Faults => "functions answer with faults of ours",
            Kind::Crashes => "functions crash or take too long",
            Kind::ApiErrors => "the API answers with errors of ours",
            Kind::ApiSlow => "one answer in a hundred takes longer than three seconds",
            Kind::Throttles => "functions are refused for want of concurrency",
            Kind::TableThrottles => "the table refuses reads or writes",
            Kind::WorkerFailing => "a worker fails again and again",
            Kind::ScheduleSilent => "nobody calls a worker that runs by the clock",
            Kind::StreamBehind => "events of the table are dispatched late",
            Kind::QueueAge => "messages wait too long",
            Kind::DeadLetters => "something could not be delivered",
            Kind::DeliveryLag => "mails wait although they were queued again",
            Kind::JobsStanding => "a long task stands still",
            Kind::SealingBehind => "days of the audit trail are not sealed",
            Kind::AuditAltered => "a sealed day of the audit trail was altered",
            Kind::MailFailing => "the mail service takes no mails",
            Kind::MailBounces => "too many mails come back",
            Kind::MailComplaints => "too many mails are called unwanted",
            Kind::CertificatesFailing => "certificates cannot be printed",
            Kind::SignInsRefused => "somebody tries many passwords",
        }
    }

    /// Page of the runbook, from the root of the repository.
    #[must_use]
    pub fn page(self) -> String {
        format!("docs/operations/alarms/{}.md", self.name())
    }
}

/// Value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The installation's name.
    Installation,
    /// A name that begins with the installation's: `<installation>-send-mail`.
    Named(String),
    /// The same in every installation.
    Fixed(&'static str),
    /// What the template calls by this name, such as `HttpApi`.
    Parameter(&'static str),
}

/// How the values of one period become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistic {
    /// Their sum.
    Sum,
    /// Their mean.
    Average,
    /// The largest.
    Maximum,
    /// What 99 of 100 do not exceed.
    P99,
}

impl Statistic {
    /// As CloudWatch names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Statistic::Sum => "Sum",
            Statistic::Average => "Average",
            Statistic::Maximum => "Maximum",
            Statistic::P99 => "p99",
        }
    }
}

/// A metric of ours or of AWS, with its statistic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// `AWS/SQS`, or ours.
    pub namespace: &'static str,
    /// Name of the metric.
    pub metric: &'static str,
    /// What it is of.
    pub dimensions: Vec<(&'static str, Value)>,
    /// Of each period.
    pub statistic: Statistic,
}

/// Which values of a period are bad ones. A period without a value had nothing to count, so it counts as
/// none: counts are written only when there is something, and who is not called says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    /// More than the threshold.
    More,
    /// Fewer than the threshold.
    Fewer,
}

impl Bad {
    /// Whether a period with this value, or with none, is a bad one.
    #[must_use]
    pub fn is(self, value: Option<f64>, threshold: f64) -> bool {
        match (self, value) {
            (Bad::More, None) => false,
            (Bad::More, Some(value)) => value > threshold,
            (Bad::Fewer, None) => true,
            (Bad::Fewer, Some(value)) => value < threshold,
        }
    }
}

/// When an alarm wakes nobody, because what it sees is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silent {
    /// It always wakes somebody.
    Never,
    /// While the maintenance mode makes errors of its own.
    InMaintenance,
    /// While no notices are sent, and so nobody starts them.
    WithoutNotices,
}

/// An alarm. It goes off when `to_alarm` of the last `periods` periods were bad.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// Why somebody is woken.
    pub kind: Kind,
    /// Which of its kind: a subject, a queue, a worker; or there is one only.
    pub of: Option<String>,
    /// What is compared. One series, without metric math, which emulators of AWS do not know.
    pub series: Series,
    /// Seconds of a period.
    pub period: u32,
    /// Periods looked at.
    pub periods: u32,
    /// How many of them must be bad.
    pub to_alarm: u32,
    /// What is bad about a value.
    pub bad: Bad,
    /// Than what.
    pub threshold: f64,
    /// When it wakes nobody.
    pub silent: Silent,
}

impl Alarm {
    /// Its name behind the installation's: `dead-letters-mail`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.of {
            Some(of) => format!("{}-{}", self.kind.name(), of.replace('_', "-")),
            None => self.kind.name().to_owned(),
        }
    }
}
