//! Mails leave once, and none is lost, whatever happens to the message or to the sender.

use std::time::Duration;

use adapters::mail::{AccountMail, Letter, Mail, OutboxRecord};
use adapters::store::Key;
use domain::language::Language;
use journeys::{World, eventually};
use serde_json::{Value, json};

const ADDRESS: &str = "hanako@example.jp";

/// A letter in the outbox. What is inserted, the stream delivers as well.
async fn outbox(world: &World, id: &str, claimed: bool) -> Key {
    let letter = Letter {
        to: ADDRESS.parse().unwrap(),
        language: Language::Ja,
        mail: Mail::Account(AccountMail::CreditsWaited {
            credits: "1".to_owned(),
        }),
    };
    let keys = &world.stack().world().seal_keys;
    let mut record = OutboxRecord::new(keys, [7; 24], id.to_owned(), &letter, world.now()).unwrap();
    record.claimed_at = claimed.then(|| world.now());
    world.seed(&record).await;
    Key::outbox(id)
}

fn told(id: &str) -> Value {
    json!({ "Records": [{
        "messageId": "m",
        "receiptHandle": "r",
        "body": json!({ "outbox": id }).to_string(),
        "attributes": {},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "awsRegion": "ap-northeast-1",
    }] })
}

async fn sent(world: &World) -> usize {
    world.mails(ADDRESS).await.len()
}

#[tokio::test]
async fn a_message_delivered_several_times_at_once_sends_one_mail() {
    let world = World::start().await;
    let key = outbox(&world, "twice", false).await;
    let worker = || world.work_on("send_mail", told("twice"));
    let answers = tokio::join!(worker(), worker(), worker(), worker());
    for answer in <[Value; 4]>::from(answers) {
        assert_eq!(answer, json!({ "batchItemFailures": [] }));
    }
    eventually("the outbox to be empty", || async {
        let left: Option<OutboxRecord> = world.find(&key).await;
        left.is_none().then_some(())
    })
    .await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(sent(&world).await, 1);
}

#[tokio::test]
async fn a_mail_whose_sender_died_is_sent_when_its_claim_is_void() {
    let world = World::start().await;
    let key = outbox(&world, "orphan", true).await;
    world.work_on("send_mail", told("orphan")).await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(sent(&world).await, 0, "somebody may still be sending it");
    world.pass(Duration::from_secs(11 * 60));
    world.work("sweep_outbox").await;
    eventually("the mail of the dead sender", || async {
        (sent(&world).await == 1).then_some(())
    })
    .await;
    eventually("the outbox to be empty", || async {
        let left: Option<OutboxRecord> = world.find(&key).await;
        left.is_none().then_some(())
    })
    .await;
}
