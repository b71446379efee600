//! Mails: those that wait, are refused, come back, or are unwanted.

use std::sync::Arc;
use std::time::Duration;

use adapters::mail::{Letter, Mail, OutboxRecord};
use alarms::{Alarm, Kind, Measured, State, every_alarm};
use axum::http::StatusCode;
use domain::{contact::EmailAddress, language::Language};
use functions::World as Process;
use journeys::{World, eventually};
use local::mailbox::Fate;
use serde_json::json;

use super::refusing::serve;
use super::{INSTALLATION, Provoked, effects::beside, run, unreadable, written};

/// A mail that was never queued, and a notice that the mail service does not take: its quota is used up,
/// day after day. That is no failure, so nothing but the time they wait tells of them.
pub(super) async fn waiting_mails(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let keys = world.process().seal_keys;
    let waiting = [("mail", false), ("notice", true)].map(|(id, may_wait)| {
        let mut samples = Mail::samples().into_iter();
        let letter = Letter {
            to: EmailAddress::parse("waiting@example.jp").unwrap(),
            language: Language::Ja,
            mail: samples.find(|mail| mail.may_wait() == may_wait).unwrap(),
        };
        OutboxRecord::new(&keys, [7; 24], id.to_owned(), &letter, world.now()).unwrap()
    });
    let beside = beside(&world, &waiting).await;
    let config = local::clients::config(&used_up().await, world.stack().outside.credentials());
    let process = Arc::new(Process {
        ses: Some(aws_sdk_ses::Client::new(&config).into()),
        ..beside.another()
    });
    let told = json!({ "Records": [{ "messageId": "1", "body": r#"{"outbox":"notice"}"# }] });
    let state = |kind, of: Option<&str>| {
        let mut all = every_alarm().into_iter();
        let alarm = all.find(|alarm| alarm.kind == kind && alarm.of.as_deref() == of);
        let Provoked { measured, now } = written(&world);
        measured.state(&alarm.unwrap(), now)
    };
    run(Arc::clone(&process), "send_notices", told.clone()).await;
    run(Arc::clone(&process), "sweep_outbox", json!({})).await;
    assert_eq!(state(Kind::DeliveryLag, None), State::Ok, "young");
    world.pass(Duration::from_secs(31 * 60));
    run(Arc::clone(&process), "sweep_outbox", json!({})).await;
    assert_eq!(state(Kind::DeliveryLag, None), State::Alarm);
    assert_eq!(
        state(Kind::DeliveryLag, Some("notice")),
        State::Ok,
        "by intention"
    );
    world.pass(Duration::from_secs(24 * 60 * 60));
    run(Arc::clone(&process), "send_notices", told).await;
    run(process, "sweep_outbox", json!({})).await;
    assert_eq!(state(Kind::MailFailing, None), State::Ok, "nothing failed");
    assert_eq!(alarms.len(), 2);
    written(&world)
}

/// More notices than one look at the table shows, all older than the mail.
pub(super) async fn mail_behind_notices() -> Provoked {
    let world = World::start().await;
    let keys = world.process().seal_keys;
    let letter = |may_wait| {
        let mut samples = Mail::samples().into_iter();
        Letter {
            to: EmailAddress::parse("waiting@example.jp").unwrap(),
            language: Language::Ja,
            mail: samples.find(|mail| mail.may_wait() == may_wait).unwrap(),
        }
    };
    let (notice, mail) = (letter(true), letter(false));
    let record =
        |id: String, letter, at| OutboxRecord::new(&keys, [7; 24], id, letter, at).unwrap();
    let notices = (0..1_001).map(|number| record(number.to_string(), &notice, world.now()));
    let mut waiting: Vec<OutboxRecord> = notices.collect();
    world.pass(Duration::from_secs(60));
    waiting.push(record("mail".to_owned(), &mail, world.now()));
    let process = beside(&world, &waiting).await;
    world.pass(Duration::from_secs(31 * 60));
    run(process, "sweep_outbox", json!({})).await;
    written(&world)
}

/// A mail service that has sent all that it sends in a day.
async fn used_up() -> String {
    const REFUSAL: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>\
        <Message>Daily message quota exceeded.</Message></Error></ErrorResponse>";
    serve(axum::Router::new().fallback(|| async { (StatusCode::BAD_REQUEST, REFUSAL) })).await
}

pub(super) async fn unreadable_mails(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    run(world.stack().world(), "send_mail", unreadable(10)).await;
    written(&world)
}

pub(super) async fn returned_mails(alarms: &[Alarm]) -> Provoked {
    simulated(alarms, "bounce", Fate::Bounced).await
}

pub(super) async fn unwanted_mails(alarms: &[Alarm]) -> Provoked {
    simulated(alarms, "complaint", Fate::Complained).await
}

/// Twenty mails, one of them to SES's simulator; the rate of those that end like it.
async fn simulated(alarms: &[Alarm], name: &str, fate: Fate) -> Provoked {
    const MAILS: u8 = 20;
    let world = World::start().await;
    let keys = world.process().seal_keys;
    for number in 0..MAILS {
        let to = match number {
            0 => format!("{name}@simulator.amazonses.com"),
            _ => format!("doctor{number}@example.jp"),
        };
        let letter = Letter {
            to: EmailAddress::parse(&to).unwrap(),
            language: Language::Ja,
            mail: Mail::samples().remove(0),
        };
        let id = number.to_string();
        let record = OutboxRecord::new(&keys, [number; 24], id, &letter, world.now());
        world.seed(&record.unwrap()).await;
    }
    let mails = eventually("all mails", || async {
        let mails = world.stack().outside.mailbox.mails().list(None).await;
        mails.ok().filter(|mails| mails.len() == usize::from(MAILS))
    })
    .await;
    let now = world.now().millis();
    let ended = mails.iter().filter(|mail| mail.fate() == fate).count();
    let rate = f64::from(u32::try_from(ended).unwrap()) / f64::from(MAILS);
    let mut measured = Measured::new(INSTALLATION);
    measured.add(&alarms[0].series, now, rate);
    Provoked { measured, now }
}
