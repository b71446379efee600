//! The queues, sent to by the production client, and the mapping that carries them.

use std::time::Duration;

use aws_sdk_sqs::types::SendMessageBatchRequestEntry;
use local::queues::Mapping;
use serde_json::{Value, json};

use crate::personas::{eventually, outside, worker};

/// A mapping that doesn't keep tests waiting.
fn hasty(queue: &str, worker: local::lambda::Function) -> Mapping {
    let mut mapping = Mapping::new(queue, worker);
    mapping.first_pause = Duration::from_millis(10);
    mapping.most_receives = 3;
    mapping
}

fn bodies(events: &[Value]) -> Vec<String> {
    events
        .iter()
        .flat_map(|event| event["Records"].as_array().cloned().unwrap_or_default())
        .map(|record| record["body"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[tokio::test]
async fn a_message_of_the_production_client_reaches_the_worker_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &["mail"]).await;
    let (function, seen) = worker(|_| Ok(Value::Null));
    outside.map_queue(hasty("mail", function));
    let client = outside.queues.client();
    let url = client
        .get_queue_url()
        .queue_name("mail")
        .send()
        .await
        .expect("known");
    let url = url.queue_url().expect("a URL").to_owned();
    assert_eq!(url, outside.queues.url("mail"));
    client
        .send_message()
        .queue_url(&url)
        .message_body("一通目")
        .send()
        .await
        .expect("sent");
    let entry = |id: &str| {
        SendMessageBatchRequestEntry::builder()
            .id(id)
            .message_body(format!("通 {id}"))
            .build()
            .expect("an entry")
    };
    let sent = client
        .send_message_batch()
        .queue_url(&url)
        .entries(entry("a"))
        .entries(entry("b"))
        .send()
        .await
        .expect("sent");
    assert_eq!(sent.successful().len(), 2);

    eventually("all three were worked off", || async {
        let empty = outside
            .queues
            .store()
            .states()
            .await
            .expect("states")
            .is_empty();
        (empty && bodies(&seen.lock().expect("notes")).len() == 3).then_some(())
    })
    .await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut all = bodies(&seen.lock().expect("notes"));
    all.sort();
    assert_eq!(all, ["一通目", "通 a", "通 b"]);
    outside.stop().await;
}

#[tokio::test]
async fn an_unknown_queue_does_not_exist() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &["mail"]).await;
    let refused = outside
        .queues
        .client()
        .send_message()
        .queue_url(outside.queues.url("other"))
        .message_body("x")
        .send()
        .await
        .expect_err("refused")
        .into_service_error();
    assert!(refused.is_queue_does_not_exist(), "{refused:?}");
    outside.stop().await;
}

#[tokio::test]
async fn only_the_failed_message_of_a_batch_comes_again_and_ends_in_the_dead_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &["mail"]).await;
    let client = outside.queues.client();
    for body in ["good", "bad"] {
        client
            .send_message()
            .queue_url(outside.queues.url("mail"))
            .message_body(body)
            .send()
            .await
            .expect("sent");
    }
    let (function, seen) = worker(|event| {
        let failures: Vec<Value> = event["Records"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|record| record["body"] == "bad")
            .map(|record| json!({"itemIdentifier": record["messageId"]}))
            .collect();
        Ok(json!({"batchItemFailures": failures}))
    });
    outside.map_queue(hasty("mail", function));

    let dead = eventually("the bad one was given up", || async {
        let dead = outside.queues.store().dead_letters().await.expect("read");
        dead.into_iter().next()
    })
    .await;
    assert_eq!((dead.body.as_str(), dead.attempts), ("bad", 3));
    let all = bodies(&seen.lock().expect("notes"));
    assert_eq!(all.iter().filter(|body| *body == "good").count(), 1);
    assert_eq!(all.iter().filter(|body| *body == "bad").count(), 3);

    let origin = outside.mailbox.origin();
    let page = reqwest::get(format!("{origin}/status"))
        .await
        .expect("answered");
    let page = page.text().await.expect("text");
    assert!(page.contains("もう一度処理する"), "{page}");

    let retry = format!("{origin}/dead-letters/{}/retry", dead.number);
    let elsewhere = reqwest::Client::new()
        .post(&retry)
        .header("origin", "https://evil.example")
        .send()
        .await
        .expect("answered");
    assert_eq!(elsewhere.status(), 403);
    let revived = reqwest::Client::new()
        .post(&retry)
        .header("origin", origin)
        .send()
        .await
        .expect("answered");
    assert_eq!(revived.status(), 200);
    eventually("it was tried three times more", || async {
        let tried = bodies(&seen.lock().expect("notes"));
        (tried.iter().filter(|body| *body == "bad").count() == 6).then_some(())
    })
    .await;
    outside.stop().await;
}

#[tokio::test]
async fn a_worker_that_panics_or_names_a_strange_message_gets_the_whole_batch_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut outside = outside(folder.path(), &["panic", "strange"]).await;
    let (panicking, _) = worker(|_| panic!("as a test"));
    let (strange, seen) =
        worker(|_| Ok(json!({"batchItemFailures": [{"itemIdentifier": "nobody's"}]})));
    outside.map_queue(hasty("panic", panicking));
    outside.map_queue(hasty("strange", strange));
    for queue in ["panic", "strange"] {
        outside
            .queues
            .client()
            .send_message()
            .queue_url(outside.queues.url(queue))
            .message_body("x")
            .send()
            .await
            .expect("sent");
    }
    let dead = eventually("both were given up", || async {
        let dead = outside.queues.store().dead_letters().await.expect("read");
        (dead.len() == 2).then_some(dead)
    })
    .await;
    assert!(dead.iter().any(|letter| letter.reason == "panicked"));
    assert!(
        dead.iter()
            .any(|letter| letter.reason.contains("unknown message"))
    );
    assert_eq!(seen.lock().expect("notes").len(), 3);
    outside.stop().await;
}
