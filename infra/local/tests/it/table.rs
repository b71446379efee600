//! Items whose time is over go by themselves, and the stream says so.

use adapters::store::schema::{TTL_ATTRIBUTE, create_table};
use aws_sdk_dynamodb::types::AttributeValue;
use local::lambda::now_ms;
use local::stream::StreamMapping;

use crate::personas::{eventually, outside, worker};

#[tokio::test]
async fn expired_items_are_removed_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &[]).await;
    let client = outside.table.client();
    create_table(&client, "things").await.expect("created");
    let (worker, seen) = worker(|_| Ok(serde_json::json!({})));
    outside
        .map_stream(StreamMapping::new("things", worker))
        .expect("mapped");
    let now = now_ms() / 1000;
    for (key, end) in [
        ("over", Some(now - 60)),
        ("later", Some(now + 3600)),
        ("never", None),
    ] {
        let put = client
            .put_item()
            .table_name("things")
            .item("pk", AttributeValue::S(key.into()))
            .item("sk", AttributeValue::S("A".into()));
        let put = match end {
            Some(end) => put.item(TTL_ATTRIBUTE, AttributeValue::N(end.to_string())),
            None => put,
        };
        put.send().await.expect("written");
    }
    assert_eq!(outside.table.sweep_expired().await.expect("swept"), 1);
    let left = client
        .scan()
        .table_name("things")
        .send()
        .await
        .expect("read");
    let mut keys: Vec<&String> = left
        .items()
        .iter()
        .filter_map(|item| item.get("pk")?.as_s().ok())
        .collect();
    keys.sort();
    assert_eq!(keys, ["later", "never"]);
    eventually("the removal in the stream", || async {
        let events = seen.lock().expect("no panic").clone();
        events
            .iter()
            .flat_map(|event| event["Records"].as_array().cloned().unwrap_or_default())
            .any(|record| record["eventName"] == "REMOVE")
            .then_some(())
    })
    .await;
    outside.stop().await;
}
