//! 費用: money per month and per doctor-year.
//!
//! Counted units × assumed frequency × public price. Nothing is invented on the way: units come from
//! [`crate::counted`], frequencies and prices from two dated files beside this crate, and the page
//! prints both. Free tiers and discounts are left out, so an installation pays less.

mod chart;
mod inputs;
mod page;

use std::collections::BTreeMap;

use adapters::queues::QueueKind;
use alarms::every_alarm;
use anyhow::Result;
use functions::workers::{DECLARATIONS, DISPATCH_STREAM, SEND_MAIL, Trigger, WorkerDeclaration};

pub use chart::{CHART, draw};
pub use inputs::{AlwaysOn, Inputs};
pub(crate) use page::whole;
pub use page::{PAGE, write};

/// The sizes asked for: a start in one prefecture, the members of the association, every physician.
pub const DOCTORS: [u32; 3] = [10_000, 178_559, 340_000];

/// What a month costs.
#[derive(Debug, Clone)]
pub struct Month {
    /// Of how many doctors.
    pub doctors: u32,
    /// Functions and table: what grows with use.
    pub by_use: Vec<Line>,
    /// Servers and database that are always on, in their place.
    pub always_on: Vec<Line>,
    /// What both need alike: delivery of the site, mails, documents, logs, alarms.
    pub either_way: Vec<Line>,
}

/// One line of a bill.
#[derive(Debug, Clone)]
pub struct Line {
    /// For what.
    pub what: &'static str,
    /// How much of it in a month.
    pub amount: f64,
    /// Of what.
    pub unit: String,
    /// US dollars.
    pub dollars: f64,
}

impl Month {
    /// Dollars of MAMIS as it is.
    #[must_use]
    pub fn as_built(&self) -> f64 {
        sum(&self.by_use) + sum(&self.either_way)
    }

    /// Dollars of the same on servers that are always on.
    #[must_use]
    pub fn on_servers(&self) -> f64 {
        sum(&self.always_on) + sum(&self.either_way)
    }

    /// Dollars of a year for one doctor.
    #[must_use]
    pub fn per_doctor_year(&self) -> f64 {
        self.as_built() * 12.0 / f64::from(self.doctors)
    }
}

fn sum(lines: &[Line]) -> f64 {
    lines.iter().map(|line| line.dollars).sum()
}

/// What one doctor causes in a year.
#[derive(Debug, Default)]
struct Year {
    requests: f64,
    trips: f64,
    mails: f64,
    reads: f64,
    writes: f64,
    /// Of functions, without passwords and certificates.
    gigabyte_seconds: f64,
}

fn year(inputs: &Inputs) -> Result<Year> {
    let mut year = Year::default();
    let traffic = &inputs.workload.traffic;
    let run = traffic.milliseconds_per_run / 1000.0;
    let trip = traffic.milliseconds_per_trip / 1000.0;
    let stream = inputs.gigabytes(DISPATCH_STREAM.name)?;
    let sender = inputs.gigabytes(SEND_MAIL.name)?;
    for (name, rate) in &inputs.workload.per_doctor_year {
        let operation = inputs.counted.of(name)?;
        let times = rate.times;
        year.requests += times * operation.requests;
        year.trips += times * operation.trips;
        year.mails += times * operation.mails;
        year.reads += times * operation.reads;
        year.writes += times * operation.writes;
        // Calls of the table are those of the operation's own functions for the most part.
        let own = operation.requests * run + operation.trips * trip;
        let behind = operation.records * run * stream + operation.mails * run * sender;
        year.gigabyte_seconds += times * (own * inputs.gigabytes_of(rate)? + behind);
    }
    Ok(year)
}

/// Hours of a month, as bills have it.
const HOURS: f64 = 730.0;
const MONTHS: f64 = 12.0;
/// Bytes of a GB, as bills have it.
const GIGABYTE: f64 = 1024.0 * 1024.0 * 1024.0;

/// The workers that schedules call, and how often in a month.
fn schedules() -> impl Iterator<Item = (&'static str, f64)> {
    let every = |worker: &WorkerDeclaration| match worker.trigger {
        Trigger::Schedule { every_minutes } => {
            Some((worker.name, HOURS * 60.0 / f64::from(every_minutes)))
        }
        Trigger::Stream | Trigger::Queue(_) | Trigger::Unrouted => None,
    };
    DECLARATIONS.iter().filter_map(every)
}

/// How often schedules call functions in a month.
fn scheduled() -> f64 {
    schedules().map(|(_, runs)| runs).sum()
}

/// How often each function is called in a month. The stream's worker comes once for each record: in bursts
/// one run takes up to 100 of them.
fn calls(inputs: &Inputs, monthly: f64) -> Result<BTreeMap<&str, f64>> {
    let mut calls = BTreeMap::new();
    let mut add = |function, times| *calls.entry(function).or_default() += times;
    for (name, rate) in &inputs.workload.per_doctor_year {
        let operation = inputs.counted.of(name)?;
        let times = monthly * rate.times;
        let own = f64::from(u32::try_from(rate.functions.len())?);
        for function in &rate.functions {
            add(function.as_str(), times * operation.requests / own);
        }
        add(DISPATCH_STREAM.name, times * operation.records);
        add(SEND_MAIL.name, times * operation.mails);
    }
    for (worker, runs) in schedules() {
        add(worker, runs);
    }
    Ok(calls)
}

/// What a month has of functions that begin anew.
#[derive(Debug, Default)]
struct Starts {
    count: f64,
    gigabyte_seconds: f64,
}

/// Of each function at most one for each time in which it could have been forgotten; those that stand beside
/// each other in a peak are counted as one.
fn starts(inputs: &Inputs, calls: &BTreeMap<&str, f64>) -> Result<Starts> {
    let traffic = &inputs.workload.traffic;
    let most = HOURS * 60.0 / traffic.idle_minutes;
    let seconds = traffic.milliseconds_per_start / 1000.0;
    let mut starts = Starts::default();
    for (function, calls) in calls {
        let count = calls.min(most);
        let one = seconds * inputs.gigabytes(function)? + traffic.connection_gigabyte_seconds;
        starts.count += count;
        starts.gigabyte_seconds += count * one;
    }
    Ok(starts)
}

/// The bill for so many doctors.
///
/// # Errors
/// An operation that was not counted, a price that is missing.
pub fn month(inputs: &Inputs, doctors: u32) -> Result<Month> {
    let count = f64::from(doctors);
    let monthly = count / MONTHS;
    let year = year(inputs)?;
    let traffic = &inputs.workload.traffic;
    let storage = &inputs.workload.storage;
    let rate = |name: &str| {
        inputs
            .workload
            .per_doctor_year
            .get(name)
            .map_or(0.0, |rate| rate.times)
    };
    let calls = calls(inputs, monthly)?;
    let starts = starts(inputs, &calls)?;
    let runs: f64 = calls.values().sum();
    let logs = runs * traffic.log_bytes_per_run / GIGABYTE;
    let mut gigabyte_seconds = monthly * year.gigabyte_seconds
        + monthly * rate("sign-in") * traffic.password_gigabyte_seconds
        + monthly * (rate("renewal") + rate("declaration")) * traffic.certificate_gigabyte_seconds;
    for (worker, runs) in schedules() {
        let seconds = runs * traffic.milliseconds_per_run / 1000.0;
        gigabyte_seconds += seconds * inputs.gigabytes(worker)?;
    }
    let table = count * storage.table_kilobytes_per_doctor * 1024.0 / GIGABYTE;
    let documents = count * storage.document_megabytes_per_doctor / 1024.0;
    let visits = monthly * traffic.visits_per_doctor_year;
    // The daily search for whom to tell, whatever the number of doctors; a page of titles more is
    // part of the notice.
    let search = inputs.counted.of("notices-day")?;
    let days = HOURS / 24.0;
    let fixed = &inputs.workload.fixed;
    let alarms = f64::from(u32::try_from(every_alarm().len())?);
    let queues = f64::from(u32::try_from(QueueKind::ALL.len())?);
    let line = |what, id, amount| inputs.line(what, id, amount);
    Ok(Month {
        doctors,
        by_use: vec![
            line(
                "table: writes",
                "table-write",
                monthly * year.writes + days * search.writes,
            )?,
            line(
                "table: reads",
                "table-read",
                monthly * year.reads + days * search.reads,
            )?,
            line("table: storage", "table-storage", table)?,
            line("table: recovery", "table-recovery", table)?,
            line("functions: invocations", "function-request", runs)?,
            line("functions: time", "function-time", gigabyte_seconds)?,
            line(
                "functions: starts",
                "function-time",
                starts.gigabyte_seconds,
            )?,
            line("table: its key opened", "key-request", starts.count)?,
            line("gateway", "api-request", monthly * year.requests)?,
            // Sent, received, deleted; and looked into when nothing was sent.
            line(
                "queues",
                "queue-request",
                3.0 * monthly * year.mails + queues * fixed.looks_per_queue,
            )?,
        ],
        always_on: servers(inputs, doctors, table)?,
        either_way: vec![
            line(
                "delivery: requests",
                "cdn-request",
                monthly * year.requests + visits * traffic.files_per_visit,
            )?,
            // One for each request, which says who calls or which file is meant.
            line(
                "delivery: functions",
                "cdn-function",
                monthly * year.requests + visits * traffic.files_per_visit,
            )?,
            line(
                "delivery: traffic",
                "cdn-out",
                visits * traffic.megabytes_per_visit / 1024.0,
            )?,
            line("mails", "mail", monthly * year.mails)?,
            line("documents: storage", "document-storage", documents)?,
            line(
                "documents: written",
                "document-put",
                monthly * storage.documents_per_doctor_year,
            )?,
            line(
                "documents: read",
                "document-get",
                monthly * storage.document_reads_per_doctor_year,
            )?,
            line("logs", "log", logs)?,
            line(
                "logs: kept",
                "log-storage",
                logs * traffic.log_days_kept / (HOURS / 24.0) * traffic.log_compressed_to,
            )?,
            line("alarms", "alarm", alarms)?,
            line("metrics", "metric", fixed.metrics)?,
            // At most: the first request of each second is traced, and a twentieth of the others.
            line("traces", "trace", monthly * year.requests)?,
            line("dashboards", "dashboard", fixed.dashboards)?,
            line("secrets", "secret", fixed.secrets)?,
            line("keys", "key", fixed.keys)?,
            line("firewall", "firewall", fixed.firewalls)?,
            line("firewall: rules", "firewall-rule", fixed.firewall_rules)?,
            line(
                "firewall: requests",
                "firewall-request",
                monthly * year.requests + visits * traffic.files_per_visit,
            )?,
        ],
    })
}

fn servers(inputs: &Inputs, doctors: u32, table: f64) -> Result<Vec<Line>> {
    let size = inputs.always_on(doctors)?;
    let tasks = f64::from(size.tasks) * HOURS;
    let line = |what, id, amount| inputs.line(what, id, amount);
    Ok(vec![
        line(
            "servers: processors",
            "server-processor",
            tasks * size.processors,
        )?,
        line("servers: memory", "server-memory", tasks * size.gigabytes)?,
        line("load balancer", "balancer", HOURS)?,
        line("way out, in two zones", "gateway-out", 2.0 * HOURS)?,
        line("database, in two zones", &size.database, HOURS)?,
        // Indexes and free room: twice the bytes; 20 GB is the least.
        line(
            "database: storage",
            "database-storage",
            (2.0 * table).max(20.0),
        )?,
    ])
}
