//! The table's stream, carried to a worker.

use std::collections::BTreeSet;
use std::time::Duration;

use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType, StreamSpecification, StreamViewType,
};
use local::outside::Outside;
use local::stream::StreamMapping;
use serde_json::{Value, json};

use crate::personas::{Seen, eventually, outside, worker};

async fn create_table(outside: &Outside) {
    outside
        .table
        .client()
        .create_table()
        .table_name("things")
        .attribute_definitions(
            AttributeDefinition::builder()
                .attribute_name("k")
                .attribute_type(ScalarAttributeType::S)
                .build()
                .expect("a definition"),
        )
        .key_schema(
            KeySchemaElement::builder()
                .attribute_name("k")
                .key_type(KeyType::Hash)
                .build()
                .expect("a key"),
        )
        .billing_mode(BillingMode::PayPerRequest)
        .stream_specification(
            StreamSpecification::builder()
                .stream_enabled(true)
                .stream_view_type(StreamViewType::NewAndOldImages)
                .build()
                .expect("a stream"),
        )
        .send()
        .await
        .expect("created");
}

async fn put(outside: &Outside, key: &str) {
    outside
        .table
        .client()
        .put_item()
        .table_name("things")
        .item("k", AttributeValue::S(key.into()))
        .item("n", AttributeValue::N("7".into()))
        .send()
        .await
        .expect("written");
}

fn hasty(worker: local::lambda::Function) -> StreamMapping {
    let mut mapping = StreamMapping::new("things", worker);
    mapping.first_pause = Duration::from_millis(5);
    mapping.most_attempts = 3;
    mapping
}

fn keys(seen: &Seen) -> Vec<String> {
    seen.lock()
        .expect("notes")
        .iter()
        .flat_map(event_keys)
        .collect()
}

fn event_keys(event: &Value) -> Vec<String> {
    let records = event["Records"].as_array().cloned().unwrap_or_default();
    records
        .iter()
        .map(|record| {
            record["dynamodb"]["Keys"]["k"]["S"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

#[tokio::test]
async fn every_write_comes_to_the_worker_in_order_and_in_lambdas_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &[]).await;
    create_table(&outside).await;
    // Written before the player starts: must come too.
    put(&outside, "a").await;
    let (function, seen) = worker(|_| Ok(Value::Null));
    outside.map_stream(hasty(function)).expect("mapped");
    put(&outside, "b").await;
    put(&outside, "c").await;
    eventually("three came", || async {
        (keys(&seen).len() >= 3).then_some(())
    })
    .await;
    assert_eq!(keys(&seen), ["a", "b", "c"]);

    let events = seen.lock().expect("notes").clone();
    let event: aws_lambda_events::event::dynamodb::Event =
        serde_json::from_value(events[0].clone()).expect("Lambda's form");
    assert_eq!(event.records[0].event_name, "INSERT");
    assert!(events[0]["Records"][0]["eventSourceARN"].is_string());
    outside.stop().await;
}

#[tokio::test]
async fn after_a_crash_what_was_not_worked_off_comes_again_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = outside(folder.path(), &[]).await;
    create_table(&first).await;
    let (function, seen) = worker(|event| {
        if event_keys(event).contains(&"late".to_owned()) {
            Err("the process dies here".into())
        } else {
            Ok(Value::Null)
        }
    });
    let mut mapping = hasty(function);
    mapping.most_attempts = 1000;
    first.map_stream(mapping).expect("mapped");
    put(&first, "early").await;
    eventually("the first came", || async {
        (!keys(&seen).is_empty()).then_some(())
    })
    .await;
    put(&first, "late").await;
    eventually("the second was tried", || async {
        keys(&seen).contains(&"late".to_owned()).then_some(())
    })
    .await;
    // No orderly stop: everything is dropped where it stands.
    drop(first);
    tokio::time::sleep(Duration::from_millis(50)).await;

    let mut second = outside(folder.path(), &[]).await;
    let (function, seen) = worker(|_| Ok(Value::Null));
    second.map_stream(hasty(function)).expect("mapped");
    put(&second, "new").await;
    eventually("both came", || async {
        (keys(&seen).len() >= 2).then_some(())
    })
    .await;
    assert_eq!(keys(&seen), ["late", "new"]);
    second.stop().await;
}

#[tokio::test]
async fn one_bad_record_is_buried_and_its_neighbours_arrive() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &[]).await;
    create_table(&outside).await;
    for key in ["a", "b", "bad", "c", "d"] {
        put(&outside, key).await;
    }
    let (function, seen) = worker(|event| {
        if event_keys(event).contains(&"bad".to_owned()) {
            Err("can't".into())
        } else {
            Ok(Value::Null)
        }
    });
    outside.map_stream(hasty(function)).expect("mapped");
    let good = |seen: &Seen| -> BTreeSet<String> {
        let events = seen.lock().expect("notes");
        let fine = events
            .iter()
            .map(event_keys)
            .filter(|keys| !keys.contains(&"bad".to_owned()));
        fine.flatten().collect()
    };
    eventually("the good ones came", || async {
        (good(&seen).len() == 4).then_some(())
    })
    .await;
    let dead = outside.queues.store().dead_letters().await.expect("read");
    assert_eq!(dead.len(), 1, "{dead:?}");
    assert_eq!((dead[0].attempts, dead[0].can_be_revived), (3, false));
    assert!(dead[0].body.contains("\"bad\""), "{}", dead[0].body);
    outside.stop().await;
}

#[tokio::test]
async fn a_report_of_failed_items_brings_them_again_from_the_first_failed_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &[]).await;
    create_table(&outside).await;
    for key in ["a", "b", "c"] {
        put(&outside, key).await;
    }
    let tries = std::sync::atomic::AtomicU32::new(0);
    let (function, seen) = worker(move |event| {
        let first = tries.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
        let failures: Vec<Value> = event["Records"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|record| first && record["dynamodb"]["Keys"]["k"]["S"] == "b")
            .map(|record| json!({"itemIdentifier": record["dynamodb"]["SequenceNumber"]}))
            .collect();
        Ok(json!({"batchItemFailures": failures}))
    });
    outside.map_stream(hasty(function)).expect("mapped");
    eventually("all came", || async {
        (keys(&seen).len() >= 5).then_some(())
    })
    .await;
    assert_eq!(keys(&seen), ["a", "b", "c", "b", "c"]);
    outside.stop().await;
}

#[tokio::test]
async fn what_was_worked_off_a_day_ago_is_kept_no_longer_and_the_stream_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &[]).await;
    create_table(&outside).await;
    let (worker, seen) = worker(|_| Ok(json!({})));
    outside.map_stream(hasty(worker)).expect("mapped");
    for key in ["a", "b", "c"] {
        put(&outside, key).await;
    }
    let delivered = |count: usize| {
        let seen = &seen;
        async move {
            eventually("the records", || async move {
                (keys(seen).len() == count).then_some(())
            })
            .await;
        }
    };
    delivered(3).await;
    let kept = || {
        let connection = rusqlite::Connection::open(outside.table.file()).expect("opened");
        let count = "SELECT COUNT(*) FROM _stream_records";
        connection
            .query_row(count, [], |row| row.get::<_, i64>(0))
            .expect("counted")
    };
    let trimmer = outside.trimmer("things");
    assert_eq!(
        trimmer.trim().await.expect("trimmed"),
        0,
        "they are of today"
    );
    assert_eq!(kept(), 3);
    let a_day_later = local::stream::Trimmer {
        keep: Duration::ZERO,
        ..outside.trimmer("things")
    };
    assert_eq!(a_day_later.trim().await.expect("trimmed"), 2);
    assert_eq!(kept(), 1, "the database numbers on from the newest");
    put(&outside, "d").await;
    delivered(4).await;
    assert_eq!(keys(&seen), ["a", "b", "c", "d"]);
    outside.stop().await;
}
