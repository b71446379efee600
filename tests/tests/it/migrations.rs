//! Changes of stored data: once, over the whole table, whoever dies (docs/operations/migrations.md).

use std::sync::Arc;

use adapters::Grants;
use adapters::store::items::doctor::EvidenceRecord;
use adapters::store::items::job::{JobRecord, JobState};
use adapters::store::items::version::DataVersionRecord;
use adapters::store::keys::UNUSED_QUEUE;
use adapters::store::record::encode;
use adapters::store::{Found, Key, Record, Store, schema};
use domain::evidence::EvidenceKind;
use domain::id::EvidenceId;
use functions::World as Process;
use functions::jobs::migrations;
use functions::workers::JobMessage;
use journeys::{Doctor, Person, World, eventually};
use serde_json::json;

use super::applications::applicant;

/// A document as the version before wrote it: neither queue, nor expiry, nor mark.
async fn age(process: &Process, record: &EvidenceRecord) {
    let mut item = encode(record).unwrap();
    for newer in ["qk", "qs", "ttl", "s", "g"] {
        item.remove(newer);
    }
    let put = process.dynamodb.put_item().table_name(&*process.table);
    put.set_item(Some(item)).send().await.unwrap();
}

fn store_of(process: &Process) -> Store {
    let grants = Grants::of(migrations::NEEDS);
    Store::new(process.dynamodb.clone(), process.table.clone(), grants)
}

async fn record_of(world: &World, doctor: &Person, id: &EvidenceId) -> EvidenceRecord {
    let key = Key::evidence(&doctor.partition, id);
    world.find(&key).await.unwrap()
}

#[tokio::test]
async fn data_of_an_earlier_version_are_changed_once_and_their_version_says_so() {
    let world = World::start().await;
    let process = world.process();
    let (doctor, form) = applicant(&world, "5").await;
    let used = doctor.applied(&form).await.evidence[0].id.clone();
    let unused = doctor.practical_evidence().await;
    // Whose identity is not confirmed yet.
    let colleague = Doctor::non_member("654321").enter(&world).await;
    let sent = colleague.evidence(EvidenceKind::Licence).await;
    let document = json!({ "evidence": sent });
    colleague
        .post("/me/identity-documents", &document)
        .await
        .expect(200);
    let before = record_of(&world, &doctor, &used).await;
    for (who, id) in [(&doctor, &used), (&doctor, &unused), (&colleague, &sent)] {
        age(&process, &record_of(&world, who, id).await).await;
    }
    assert!(world.queue(UNUSED_QUEUE).await.is_empty());
    assert!(!record_of(&world, &colleague, &sent).await.sent);

    let store = store_of(&process);
    assert_eq!(migrations::version(&store).await.unwrap(), 0);
    let job = migrations::begin(&store, world.now()).await.unwrap();
    let id = job.expect("a migration is due").id;
    // Asked again while it runs, or just after: never a second one.
    migrations::begin(&store, world.now()).await.unwrap();
    let version = eventually("the new version", || async {
        world.find::<DataVersionRecord>(&Key::data_version()).await
    })
    .await;
    assert_eq!(version.version, migrations::NEWEST);
    let done: JobRecord = world.find(&Key::job(&id)).await.unwrap();
    assert_eq!((done.state, &*done.report), (JobState::Done, "2"));
    let waiting: Vec<EvidenceId> = world
        .queue(UNUSED_QUEUE)
        .await
        .iter()
        .map(|item: &Found| item.decode::<EvidenceRecord>().unwrap().id)
        .collect();
    assert_eq!(waiting, [unused]);
    assert!(record_of(&world, &colleague, &sent).await.sent);
    let after = record_of(&world, &doctor, &used).await;
    assert_eq!(encode(&after).unwrap(), encode(&before).unwrap());
    assert!(
        migrations::begin(&store, world.now())
            .await
            .unwrap()
            .is_none()
    );
}

/// The same slice twice, and a process that dies after it: beside the world's table lies one whose stream
/// nobody plays, so each slice is done by hand.
#[tokio::test]
async fn a_migration_goes_on_where_it_stopped_and_a_slice_told_twice_counts_once() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let document = doctor.practical_evidence().await;
    let document = record_of(&world, &doctor, &document).await;
    let process = Process {
        table: "beside".into(),
        ..world.process()
    };
    schema::create_table(&process.dynamodb, "beside")
        .await
        .unwrap();
    let ids: Vec<EvidenceId> = (0..=250)
        .map(|place| EvidenceId::new([place; 10]))
        .collect();
    for id in &ids {
        let id = id.clone();
        let record = EvidenceRecord {
            id,
            ..document.clone()
        };
        age(&process, &record).await;
    }
    let store = store_of(&process);
    let job = migrations::begin(&store, world.now())
        .await
        .unwrap()
        .unwrap();
    let process = Arc::new(process);
    let told = |v: u32| {
        let message = JobMessage {
            job: job.id.clone(),
            v,
        };
        let process = Arc::clone(&process);
        async move {
            let body = json!({ "Records": [{
                "messageId": "m",
                "receiptHandle": "r",
                "body": json!(message).to_string(),
                "attributes": {},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "awsRegion": "ap-northeast-1",
            }] });
            let answer = (functions::workers::migrate_data().run)(process, body).await;
            assert_eq!(answer.unwrap(), json!({ "batchItemFailures": [] }));
        }
    };
    let standing = || async {
        store
            .read::<JobRecord>(&Key::job(&job.id))
            .await
            .unwrap()
            .unwrap()
    };
    told(1).await;
    let first = standing().await;
    assert!(first.is_running() && first.done > 0 && !first.cursor.is_empty());
    told(1).await;
    assert_eq!(standing().await, first, "void: that slice was written");
    assert_eq!(migrations::version(&store).await.unwrap(), 0);
    // Whoever asks again finds the one that stands there, and not a new one from the beginning.
    let again = migrations::begin(&store, world.now()).await.unwrap();
    assert_eq!(again, Some(first.clone()));
    for v in 2..10 {
        told(v).await;
    }
    let done = standing().await;
    assert_eq!(done.state, JobState::Done);
    assert_eq!(done.report, ids.len().to_string());
    assert_eq!(migrations::version(&store).await.unwrap(), 1);
    for id in &ids {
        let key = Key::evidence(&document.partition, id);
        let record: EvidenceRecord = store.read(&key).await.unwrap().unwrap();
        let item = store.get(&key).await.unwrap().unwrap();
        assert_eq!(item.queue(), record.queue());
    }
}
