//! Mails: those that wait, are refused, come back, or are unwanted.

use std::sync::Arc;
use std::time::Duration;

use adapters::mail::{Letter, Mail, OutboxRecord};
use alarms::{Alarm, Kind, Measured, State, every_alarm};
use domain::{contact::EmailAddress, language::Language};
use journeys::{World, eventually};
use local::mailbox::Fate;
use serde_json::json;

use super::{INSTALLATION, Provoked, effects::beside, run, unreadable, written};

pub(super) async fn waiting_mail(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let letter = Letter {
        to: EmailAddress::parse("waiting@example.jp").unwrap(),
        language: Language::Ja,
        mail: Mail::samples().remove(0),
    };
    let keys = world.process().seal_keys;
    let record = OutboxRecord::new(&keys, [7; 24], "old".to_owned(), &letter, world.now());
    let process = beside(&world, &record.unwrap()).await;
    run(Arc::clone(&process), "sweep_outbox", json!({})).await;
    let alarms: Vec<Alarm> = every_alarm();
    let lag = alarms
        .iter()
        .find(|alarm| alarm.kind == Kind::DeliveryLag)
        .unwrap();
    let young = written(&world);
    assert_eq!(young.measured.state(lag, young.now), State::Ok);
    world.pass(Duration::from_secs(31 * 60));
    run(process, "sweep_outbox", json!({})).await;
    written(&world)
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
