//! Mails leave once, and none is lost, whatever happens to the message or to the sender.

use std::sync::{Arc, Mutex};
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
    let keys = &world.process().seal_keys;
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

fn sample(like: impl Fn(&Mail) -> bool) -> Mail {
    Mail::samples().into_iter().find(like).unwrap()
}

async fn put_letter(world: &World, id: &str, to: &str, mail: Mail) {
    let letter = Letter {
        to: to.parse().unwrap(),
        language: Language::Ja,
        mail,
    };
    let keys = &world.process().seal_keys;
    let record = OutboxRecord::new(keys, [7; 24], id.to_owned(), &letter, world.now()).unwrap();
    world.seed(&record).await;
}

/// The mail service takes only so many a second (features.md #94: 50,000 notices in one night).
#[tokio::test]
async fn notices_go_out_at_half_the_rate_and_a_link_to_register_does_not_wait_for_them() {
    // Four mails a second: two of them notices.
    let world = World::start_pacing(4).await;
    let begun = std::time::Instant::now();
    for number in 0..7 {
        let notice = sample(|mail| matches!(mail, Mail::RenewalNotice(_)));
        put_letter(&world, &format!("notice-{number}"), ADDRESS, notice).await;
    }
    let link = sample(|mail| matches!(mail, Mail::Account(AccountMail::RegistrationLink { .. })));
    put_letter(&world, "link", "taro@example.jp", link).await;
    world.mail("taro@example.jp", "MAMIS").await;
    assert!(sent(&world).await < 7, "the notices are still on their way");
    eventually("all notices", || async {
        (sent(&world).await == 7).then_some(())
    })
    .await;
    // The first goes at once, and six at half a second each.
    assert!(
        begun.elapsed() >= Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test]
async fn a_mail_beyond_the_quota_stays_in_the_outbox_and_is_no_dead_letter() {
    let world = World::start().await;
    let full = local::clients::config(&refusing_for_the_quota().await, &credentials());
    let busy = Arc::new(functions::World {
        ses: Some(aws_sdk_ses::Client::new(&full).into()),
        ..world.process()
    });
    // Claimed by a sender that died: the stream's own message leaves it alone.
    let key = outbox(&world, "late", true).await;
    world.pass(Duration::from_secs(11 * 60));
    let answer = (functions::workers::send_mail().run)(busy, told("late"))
        .await
        .unwrap();
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    let left: OutboxRecord = world.find(&key).await.unwrap();
    assert_eq!(left.claimed_at, None, "free for the next sender");
    world.work("sweep_outbox").await;
    eventually("the mail on the next day", || async {
        (sent(&world).await == 1).then_some(())
    })
    .await;
}

fn credentials() -> aws_credential_types::Credentials {
    aws_credential_types::Credentials::new("contract", "contract", None, None, "a test")
}

/// A mail service that has sent all that it sends in a day.
async fn refusing_for_the_quota() -> String {
    const REFUSAL: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>\
        <Message>Daily message quota exceeded.</Message></Error></ErrorResponse>";
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let refuse = || async { (axum::http::StatusCode::BAD_REQUEST, REFUSAL) };
    let app = axum::Router::new().fallback(refuse);
    tokio::spawn(async move { axum::serve(listener, app).await });
    origin
}

/// An identity that SES knew before has no configuration of ours by itself.
#[tokio::test]
async fn every_mail_names_the_configuration_whose_events_are_counted() {
    let world = World::start().await;
    let (origin, asked) = noting_what_is_asked().await;
    let noting = local::clients::config(&origin, &credentials());
    let process = Arc::new(functions::World {
        ses: Some(aws_sdk_ses::Client::new(&noting).into()),
        mail_configuration: "mamis-stage".to_owned(),
        ..world.process()
    });
    outbox(&world, "named", true).await;
    world.pass(Duration::from_secs(11 * 60));
    let told = (functions::workers::send_mail().run)(process, told("named"));
    told.await.unwrap();
    let asked = asked.lock().unwrap().clone();
    assert!(
        asked.contains("ConfigurationSetName=mamis-stage"),
        "{asked}"
    );
}

/// A mail service that takes nothing, and what it was asked.
async fn noting_what_is_asked() -> (String, Arc<Mutex<String>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(String::new()));
    let note = Arc::clone(&asked);
    let app = axum::Router::new().fallback(move |body: String| async move {
        note.lock().unwrap().push_str(&body);
        axum::http::StatusCode::BAD_REQUEST
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    (origin, asked)
}
