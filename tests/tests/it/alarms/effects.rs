//! What happens behind the requests: queues, the stream, long tasks, certificates, the audit trail.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use adapters::queues::QueueKind;
use adapters::store::items::job::{JobRecord, JobState, JobWork};
use adapters::store::{Record, Store, schema};
use alarms::{Alarm, Measured, State};
use api::Need;
use functions::World as Process;
use functions::workers::{DECLARATIONS, Trigger};
use journeys::{World, eventually};
use local::data_folder::DataFolder;
use local::outside::{Doors, Outside};
use local::stream::StreamMapping;
use serde_json::json;
use tempfile::TempDir;

use super::{INSTALLATION, Provoked, in_every_period, look, run, unreadable, written};

/// Messages that nobody can read and an event that nobody can dispatch, tried until they are given up.
pub(super) async fn given_up(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let process = world.process();
    let sqs = process.sqs.as_ref().unwrap();
    for kind in QueueKind::ALL {
        let url = format!("{}{}", process.queue_prefix, kind.name());
        let sent = sqs.send_message().queue_url(url).message_body("?");
        sent.send().await.unwrap();
    }
    let queues = world.stack().outside.queues.store();
    let letters = eventually("the dead letters", || async {
        let letters = queues.dead_letters().await.unwrap();
        (letters.len() == QueueKind::ALL.len()).then_some(letters)
    })
    .await;
    let of_stream = buried_events().await;
    let now = world.now().millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let of = alarm.of.as_deref().unwrap();
        let visible = match of {
            "stream" => of_stream,
            queue => letters.iter().filter(|one| one.source == queue).count(),
        };
        measured.add(
            &alarm.series,
            now,
            f64::from(u32::try_from(visible).unwrap()),
        );
    }
    Provoked { measured, now }
}

/// Dead letters of a table whose stream's worker cannot dispatch what is written.
async fn buried_events() -> usize {
    let (mut outside, _folder) = outside().await;
    let table = outside.table.client();
    schema::create_table(&table, "buried").await.unwrap();
    let worker: local::lambda::Function = Arc::new(|_| Box::pin(async { Err("unknown".into()) }));
    let mapping = StreamMapping {
        first_pause: Duration::from_millis(5),
        ..StreamMapping::new("buried", worker)
    };
    outside.map_stream(mapping).unwrap();
    let grants = adapters::Grants::of(&[Need::Write]);
    let store = Store::new(table, "buried".into(), grants);
    let line = look(functions::world::system_clock());
    store.insert(&line).await.unwrap();
    let queues = outside.queues.store();
    let letters = eventually("the buried event", || async {
        let letters = queues.dead_letters().await.unwrap();
        (!letters.is_empty()).then_some(letters)
    })
    .await;
    outside.stop().await;
    let of_stream = letters
        .iter()
        .filter(|one| one.source == "stream of buried");
    of_stream.count()
}

/// Table and queues without a worker.
async fn outside() -> (Outside, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let data = DataFolder::take(folder.path(), false).unwrap();
    let names = QueueKind::ALL.map(|kind| kind.name().to_owned()).into();
    let doors = Doors::anywhere().await.unwrap();
    let outside = Outside::start(data, doors, "http://127.0.0.1", names);
    (outside.await.unwrap(), folder)
}

/// An event of the table whose worker always fails, as old as it is in each of the periods.
pub(super) async fn late_events(alarms: &[Alarm]) -> Provoked {
    let (mut outside, _folder) = outside().await;
    let table = outside.table.client();
    schema::create_table(&table, "late").await.unwrap();
    let born = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&born);
    let worker: local::lambda::Function = Arc::new(move |event: serde_json::Value| {
        let created = event.pointer("/Records/0/dynamodb/ApproximateCreationDateTime");
        *seen.lock().unwrap() = created.and_then(serde_json::Value::as_f64);
        Box::pin(async { Err("it stands still".into()) })
    });
    let mapping = StreamMapping::new("late", worker);
    outside.map_stream(mapping).unwrap();
    let grants = adapters::Grants::of(&[Need::Write]);
    let line = look(functions::world::system_clock());
    let store = Store::new(table, "late".into(), grants);
    store.insert(&line).await.unwrap();
    let born = eventually("the event", || async { *born.lock().unwrap() }).await;
    outside.stop().await;
    let now = functions::world::system_clock().plus_minutes(11).millis();
    let mut measured = Measured::new(INSTALLATION);
    for at in in_every_period(&alarms[0], now) {
        let seconds = Duration::from_millis(at.unsigned_abs()).as_secs_f64() - born;
        measured.add(&alarms[0].series, at, seconds * 1_000.0);
    }
    Provoked { measured, now }
}

/// Messages whose workers stand still; half a day and an hour later.
pub(super) async fn old_messages(alarms: &[Alarm]) -> Provoked {
    let (outside, _folder) = outside().await;
    for kind in QueueKind::ALL {
        let sent = outside.queues.client().send_message().message_body("{}");
        sent.queue_url(outside.queues.url(kind.name()))
            .send()
            .await
            .unwrap();
    }
    let queues = outside.queues.store().states().await.unwrap();
    let now = functions::world::system_clock().plus_hours(13).millis();
    let mut measured = Measured::new(INSTALLATION);
    for alarm in alarms {
        let of = alarm.of.as_deref().unwrap();
        let queue = queues.iter().find(|queue| queue.name == of).unwrap();
        let age = Duration::from_millis((now - queue.oldest_ms).unsigned_abs());
        measured.add(&alarm.series, now, age.as_secs_f64());
    }
    outside.stop().await;
    Provoked { measured, now }
}

/// A table without a stream, so that nothing in it is delivered; the same world otherwise.
pub(super) async fn beside(world: &World, records: &[impl Record]) -> Arc<Process> {
    let process = Process {
        table: "beside".into(),
        ..world.process()
    };
    schema::create_table(&process.dynamodb, "beside")
        .await
        .unwrap();
    let grants = adapters::Grants::of(&[Need::Write]);
    let store = Store::new(process.dynamodb.clone(), process.table.clone(), grants);
    for record in records {
        store.put(record).await.unwrap();
    }
    Arc::new(process)
}

/// Workers that the clock calls: each call is one that Lambda counts, and no alarm goes off in between;
/// then the rules are taken away.
pub(super) async fn silent_schedules(alarms: &[Alarm]) -> Provoked {
    const FIVE_MINUTES: Duration = Duration::from_secs(5 * 60);
    let world = World::start().await;
    let schedules: Vec<(&str, u32)> = DECLARATIONS
        .iter()
        .filter_map(|worker| match worker.trigger {
            Trigger::Schedule { every_minutes } => Some((worker.name, every_minutes)),
            _ => None,
        })
        .collect();
    let watched = alarms.iter().map(|alarm| alarm.of.as_deref().unwrap());
    assert!(watched.eq(schedules.iter().map(|(name, _)| *name)));
    let mut measured = Measured::new(INSTALLATION);
    for minute in (0..3 * 60).step_by(5) {
        let now = world.now().millis();
        for (alarm, (name, every)) in alarms.iter().zip(&schedules) {
            if minute % every == 0 {
                world.stack().run_schedule(name).await.unwrap();
                measured.add(&alarm.series, now, 1.0);
            }
            assert_eq!(measured.state(alarm, now), State::Ok, "{name}, {minute}");
        }
        world.pass(FIVE_MINUTES);
    }
    world.pass(Duration::from_secs(4 * 60 * 60));
    let now = world.now().millis();
    Provoked { measured, now }
}

pub(super) async fn standing_job(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let now = world.now();
    let record = JobRecord {
        id: "standing".to_owned(),
        work: JobWork::Notices { on: world.today() },
        by: "clerk".to_owned(),
        register_number: None,
        started_at: now,
        moved_at: now,
        state: JobState::Running,
        done: 0,
        total: 1,
        cursor: String::new(),
        report: String::new(),
        lines: 0,
        v: 1,
    };
    let process = beside(&world, &[record]).await;
    world.pass(Duration::from_secs(6 * 60));
    for _ in 0..alarms[0].to_alarm {
        run(Arc::clone(&process), "sweep_jobs", json!({})).await;
        world.pass(Duration::from_secs(5 * 60));
    }
    written(&world)
}

/// A table that cannot be read, after days had been sealed.
pub(super) async fn unsealed_days(alarms: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let process = sealing_beside(&world).await;
    let cut_off = Process {
        table: "nowhere".into(),
        ..process.another()
    };
    run(process, "seal_audit", json!({})).await;
    let sealed = written(&world);
    assert_eq!(sealed.measured.state(&alarms[0], sealed.now), State::Ok);
    world.pass(Duration::from_secs(2 * 24 * 60 * 60));
    let worker = functions::workers::seal_audit();
    assert!((worker.run)(Arc::new(cut_off), json!({})).await.is_err());
    written(&world)
}

/// A line of the newest sealed day.
pub(super) async fn altered_trail(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    let mut look = look(world.now());
    world.seed(&look).await;
    world.pass_into(world.today().add_days(1), Duration::from_secs(61 * 60));
    world.work("seal_audit").await;
    look.who = "somebody else".to_owned();
    world.seed(&look).await;
    world.work("seal_audit").await;
    written(&world)
}

/// A line of the first of three days, looked for in each of four hours.
pub(super) async fn altered_long_ago(alarm: &Alarm) -> Vec<State> {
    let world = World::start().await;
    let process = sealing_beside(&world).await;
    let seal = || run(Arc::clone(&process), "seal_audit", json!({}));
    let mut look = look(world.now());
    world.seed(&look).await;
    for _ in 0..3 {
        world.pass_into(world.today().add_days(1), Duration::from_secs(61 * 60));
        seal().await;
    }
    look.who = "somebody else".to_owned();
    world.seed(&look).await;
    let mut states = Vec::new();
    for _ in 0..4 {
        world.pass(Duration::from_secs(60 * 60));
        seal().await;
        let Provoked { measured, now } = written(&world);
        states.push(measured.state(alarm, now));
    }
    states
}

/// Its heads lie in a bucket of their own, which the world's own worker does not fill.
async fn sealing_beside(world: &World) -> Arc<Process> {
    let process = Process {
        heads_bucket: "beside".to_owned(),
        ..world.process()
    };
    let s3 = process.s3.as_ref().unwrap();
    s3.create_bucket().bucket("beside").send().await.unwrap();
    Arc::new(process)
}

pub(super) async fn unprintable_certificates(_: &[Alarm]) -> Provoked {
    let world = World::start().await;
    run(world.stack().world(), "issue_certificate", unreadable(3)).await;
    written(&world)
}
