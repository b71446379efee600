//! Everything acknowledged is there after a restart.

use std::time::Instant;

use aws_sdk_s3::primitives::ByteStream;
use local::documents::DOCUMENTS_BUCKET;

use crate::personas::outside;

#[tokio::test]
async fn mails_messages_documents_and_secrets_outlive_the_process() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = outside(folder.path(), &["mail"]).await;
    let secret = first.secret("seal").expect("made").to_hex();
    first
        .queues
        .client()
        .send_message()
        .queue_url(first.queues.url("mail"))
        .message_body("still here")
        .send()
        .await
        .expect("sent");
    // Taken by a worker that never answers.
    let taken = first
        .queues
        .store()
        .receive("mail", 1, 3_600_000)
        .await
        .expect("taken");
    assert_eq!(taken.len(), 1);
    first
        .documents
        .client()
        .put_object()
        .bucket(DOCUMENTS_BUCKET)
        .key("a/b")
        .body(ByteStream::from_static(b"bytes"))
        .send()
        .await
        .expect("kept");
    drop(first);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;

    let began = Instant::now();
    let second = outside(folder.path(), &["mail"]).await;
    assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
    assert_eq!(second.secret("seal").expect("read").to_hex(), secret);
    let again = second
        .queues
        .store()
        .receive("mail", 1, 1000)
        .await
        .expect("taken");
    assert_eq!(again[0].body, "still here");
    assert_eq!(again[0].receives, 2);
    let document = second
        .documents
        .client()
        .get_object()
        .bucket(DOCUMENTS_BUCKET)
        .key("a/b")
        .send()
        .await
        .expect("there");
    let bytes = document.body.collect().await.expect("read").into_bytes();
    assert_eq!(&bytes[..], b"bytes");
    second.stop().await;
}
