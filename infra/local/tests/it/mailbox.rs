//! The mailbox, spoken to by the production mail client.

use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::{Body, Content, Destination, Message, RawMessage};
use serde_json::Value;

use crate::personas::outside;

const LINK: &str = "https://mamis.example.jp/verify#t=A-b_9~";

async fn send(client: &aws_sdk_ses::Client, to: &str, subject: &str) -> Result<String, String> {
    let content = |text: &str| Content::builder().charset("UTF-8").data(text).build();
    let message = Message::builder()
        .subject(content(subject).map_err(|error| error.to_string())?)
        .body(
            Body::builder()
                .text(content(&format!("開いてください。\n{LINK}\n")).map_err(|e| e.to_string())?)
                .build(),
        )
        .build();
    client
        .send_email()
        .source("=?UTF-8?B?5Yy75bir5Lya?= <noreply@mamis.example.jp>")
        .destination(Destination::builder().to_addresses(to).build())
        .message(message)
        .send()
        .await
        .map(|sent| sent.message_id().to_owned())
        .map_err(|error| {
            let error = error.into_service_error();
            let code = error.meta().code().unwrap_or_default();
            format!("{code}: {}", error.meta().message().unwrap_or_default())
        })
}

#[tokio::test]
async fn a_sent_mail_is_there_at_once_with_its_links_secret_unharmed() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let id = send(
        &outside.mailbox.client(),
        "doctor@example.jp",
        "登録のご案内",
    )
    .await
    .expect("sent");
    send(&outside.mailbox.client(), "other@example.jp", "別件")
        .await
        .expect("sent");

    let origin = outside.mailbox.origin();
    let mails: Vec<Value> = reqwest::get(format!("{origin}/mails?to=Doctor@example.jp"))
        .await
        .expect("answered")
        .json()
        .await
        .expect("JSON");
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0]["message_id"], id);
    assert_eq!(mails[0]["subject"], "登録のご案内");
    assert_eq!(mails[0]["text"], format!("開いてください。\n{LINK}\n"));

    let list = reqwest::get(format!("{origin}/")).await.expect("answered");
    let list = list.text().await.expect("text");
    let newest = list.find("別件").expect("listed");
    assert!(newest < list.find("登録のご案内").expect("listed"));

    let page = reqwest::get(format!("{origin}/mails/{}", mails[0]["number"]))
        .await
        .expect("answered");
    let page = page.text().await.expect("text");
    assert!(page.contains(&format!("href=\"{LINK}\"")), "{page}");
    outside.stop().await;
}

#[tokio::test]
async fn a_raw_mail_is_taken_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let raw = "From: noreply@mamis.example.jp\r\nTo: doctor@example.jp\r\n\
        Subject: =?UTF-8?B?5L+u5LqG6Ki8?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
        交付しました。\r\n";
    outside
        .mailbox
        .client()
        .send_raw_email()
        .raw_message(
            RawMessage::builder()
                .data(Blob::new(raw))
                .build()
                .expect("a message"),
        )
        .send()
        .await
        .expect("sent");
    let mails = outside.mailbox.mails().list(None).await.expect("listed");
    assert_eq!(mails[0].subject, "修了証");
    assert_eq!(mails[0].recipients, ["doctor@example.jp"]);
    assert_eq!(mails[0].text.trim(), "交付しました。");
    outside.stop().await;
}

#[tokio::test]
async fn what_ses_refuses_is_refused_with_its_code_and_not_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    let client = outside.mailbox.client();
    for address in ["医師@example.jp", "nobody", "a b@example.jp"] {
        let refused = send(&client, address, "件名").await.expect_err("refused");
        assert!(refused.starts_with("InvalidParameterValue: "), "{refused}");
    }
    let unsigned = reqwest::Client::new()
        .post(outside.mailbox.origin())
        .body("Action=SendEmail")
        .send()
        .await
        .expect("answered");
    assert_eq!(unsigned.status(), 403);
    assert!(
        outside
            .mailbox
            .mails()
            .list(None)
            .await
            .expect("listed")
            .is_empty()
    );
    outside.stop().await;
}

#[tokio::test]
async fn text_of_a_mail_never_becomes_markup() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = outside(folder.path(), &[]).await;
    send(
        &outside.mailbox.client(),
        "doctor@example.jp",
        "<script>alert(1)</script>",
    )
    .await
    .expect("sent");
    let list = reqwest::get(outside.mailbox.origin())
        .await
        .expect("answered");
    assert!(!list.text().await.expect("text").contains("<script>"));
    outside.stop().await;
}
