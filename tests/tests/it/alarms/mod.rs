//! Every alarm goes off when what it is for happens, and is silent before.
//!
//! What our own lines say is provoked in a stack and read from those lines, as CloudWatch reads
//! them. So is what a client, a queue, a mailbox, an invocation or a table shows that refuses; it is
//! counted as AWS counts it, which `docs/operations/vocabulary.md` says of each.

mod budget;
mod effects;
mod faults;
mod gateway;
mod mails;
mod refusing;

use std::sync::Arc;

use adapters::store::items::audit::AuditRecord;
use alarms::{Alarm, Bad, Kind, Measured, State, every_alarm};
use api::{ENDPOINTS, Subject};
use domain::calendar::Moment;
use functions::World as Process;
use functions::workers::{WORKERS, Worker};
use journeys::World;
use serde_json::json;

use effects::{
    altered_long_ago, altered_trail, given_up, late_events, old_messages, silent_schedules,
    standing_job, unprintable_certificates, unsealed_days,
};
use faults::{broken_functions, failing_workers, tried_passwords};
use gateway::{crashing_functions, failing_answers, slow_answers};
use mails::{mail_behind_notices, returned_mails, unreadable_mails, unwanted_mails, waiting_mails};
use refusing::{refusing_table, want_of_concurrency};

const INSTALLATION: &str = "mamis";

/// What was measured of one fault, and when it was looked at.
struct Provoked {
    measured: Measured,
    now: i64,
}

macro_rules! stories {
    ($($name:ident: $kind:ident by $provoke:ident;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let alarms: Vec<Alarm> =
                    every_alarm().into_iter().filter(|alarm| alarm.kind == Kind::$kind).collect();
                goes_off(&alarms, $provoke(&alarms).await);
            }
        )*

        /// A kind without its story does not compile.
        const fn story_of(kind: Kind) -> &'static str {
            match kind { $(Kind::$kind => stringify!($name),)* }
        }
    };
}

stories! {
    faults_of_a_subject_wake_somebody: Faults by broken_functions;
    crashes_wake_somebody: Crashes by crashing_functions;
    errors_of_the_api_wake_somebody: ApiErrors by failing_answers;
    slow_answers_wake_somebody: ApiSlow by slow_answers;
    refused_concurrency_wakes_somebody: Throttles by want_of_concurrency;
    a_refusing_table_wakes_somebody: TableThrottles by refusing_table;
    a_failing_worker_wakes_somebody: WorkerFailing by failing_workers;
    a_schedule_that_calls_nobody_wakes_somebody: ScheduleSilent by silent_schedules;
    a_stream_left_behind_wakes_somebody: StreamBehind by late_events;
    an_old_message_wakes_somebody: QueueAge by old_messages;
    dead_letters_wake_somebody: DeadLetters by given_up;
    mails_that_wait_wake_somebody: DeliveryLag by waiting_mails;
    a_task_that_stands_wakes_somebody: JobsStanding by standing_job;
    an_unsealed_day_wakes_somebody: SealingBehind by unsealed_days;
    an_altered_audit_trail_wakes_somebody: AuditAltered by altered_trail;
    refused_mails_wake_somebody: MailFailing by unreadable_mails;
    bounces_wake_somebody: MailBounces by returned_mails;
    complaints_wake_somebody: MailComplaints by unwanted_mails;
    unprinted_certificates_wake_somebody: CertificatesFailing by unprintable_certificates;
    tried_passwords_wake_somebody: SignInsRefused by tried_passwords;
}

#[test]
fn every_kind_has_its_story() {
    for kind in Kind::ALL {
        assert!(story_of(kind).contains("wake"), "{kind:?}");
    }
}

fn goes_off(alarms: &[Alarm], provoked: Provoked) {
    assert!(!alarms.is_empty());
    let Provoked { mut measured, now } = provoked;
    let mut calm = Measured::new(INSTALLATION);
    for alarm in alarms {
        let name = alarm.name();
        hear(&mut calm, alarm, now);
        assert_eq!(calm.state(alarm, now), State::Ok, "{name} before");
        assert_eq!(measured.state(alarm, now), State::Alarm, "{name}");
        let later = now + 24 * 60 * 60 * 1000;
        hear(&mut measured, alarm, later);
        assert_eq!(measured.state(alarm, later), State::Ok, "{name} after");
    }
}

/// Of what there may not be too few there is enough.
fn hear(measured: &mut Measured, alarm: &Alarm, now: i64) {
    if alarm.bad == Bad::Fewer {
        for at in in_every_period(alarm, now) {
            measured.add(&alarm.series, at, alarm.threshold);
        }
    }
}

/// The same values in every period that an alarm looks at.
fn in_every_period(alarm: &Alarm, now: i64) -> impl Iterator<Item = i64> {
    let period = i64::from(alarm.period) * 1000;
    (0..i64::from(alarm.periods)).map(move |back| now - back * period)
}

fn read(lines: &[String]) -> Measured {
    let mut measured = Measured::new(INSTALLATION);
    for line in lines {
        measured.read_line(line).unwrap();
    }
    measured
}

/// What the functions and workers of this world have written so far.
fn written(world: &World) -> Provoked {
    Provoked {
        measured: read(&world.stack().outside.measured.lines()),
        now: world.now().millis(),
    }
}

/// Every worker, those in crates of their own included.
fn workers() -> impl Iterator<Item = &'static Worker> {
    WORKERS
        .iter()
        .chain(std::iter::once(&issue_certificate::WORKER))
}

async fn run(process: Arc<Process>, name: &str, event: serde_json::Value) {
    let worker = workers()
        .find(|worker| worker.declaration.name == name)
        .unwrap();
    (worker.run)(process, event).await.unwrap();
}

fn unreadable(messages: u32) -> serde_json::Value {
    let records: Vec<serde_json::Value> = (0..messages)
        .map(|number| json!({ "messageId": number.to_string(), "body": "?" }))
        .collect();
    json!({ "Records": records })
}

/// A line of the audit trail.
fn look(at: Moment) -> AuditRecord {
    AuditRecord {
        subject: "123456".to_owned(),
        at,
        id: "1".to_owned(),
        who: "clerk".to_owned(),
        association: "13".to_owned(),
        endpoint: "read_application".to_owned(),
        refused: None,
    }
}

/// Notices wait by intention; a mail behind them does not.
#[tokio::test]
async fn a_mail_that_waits_behind_a_thousand_notices_wakes_somebody() {
    let mut alarms = every_alarm().into_iter();
    let lag = alarms.find(|one| one.kind == Kind::DeliveryLag && one.of.is_none());
    let Provoked { measured, now } = mail_behind_notices().await;
    assert_eq!(measured.state(&lag.unwrap(), now), State::Alarm);
}

/// There are two days before the newest, and each has its turn in every other hour.
#[tokio::test]
async fn a_day_that_was_altered_long_ago_wakes_somebody_when_it_is_its_turn() {
    let alarms = every_alarm();
    let altered = alarms.iter().find(|one| one.kind == Kind::AuditAltered);
    let states = altered_long_ago(altered.unwrap()).await;
    let woken = states.iter().filter(|state| **state == State::Alarm);
    assert_eq!(woken.count(), 2, "{states:?}");
    assert!(
        states[0] != states[1] && states[2] != states[3],
        "{states:?}"
    );
}

#[test]
fn every_subject_has_its_alarm() {
    let alarms = every_alarm();
    for endpoint in ENDPOINTS {
        let subject: Subject = endpoint.subject;
        let of = Some(subject.folder().to_owned());
        assert!(
            alarms
                .iter()
                .any(|alarm| alarm.kind == Kind::Faults && alarm.of == of)
        );
    }
}
