//! The whole stack: the production handlers behind the gateway, and what a kill leaves.

use std::time::Instant;

use local::stack::{Stack, StackOptions};

#[tokio::test(flavor = "multi_thread")]
async fn the_production_handlers_answer_behind_the_gateway() {
    let folder = tempfile::tempdir().expect("a folder");
    let began = Instant::now();
    let stack = Stack::start(StackOptions::for_test(folder.path()))
        .await
        .expect("started");
    println!("started in {:?}", began.elapsed());
    assert!(stack.is_new());
    let answer = reqwest::get(format!("{}/api/me", stack.origin()))
        .await
        .expect("answered");
    // Nobody is signed in: the pipeline's own answer, not the gateway's.
    assert_eq!(answer.status(), 401);
    let kind = answer.headers()["content-type"].to_str().expect("text");
    assert!(kind.starts_with("application/problem+json"), "{kind}");
    assert!(answer.headers().contains_key("server-timing"));
    let swept = stack.run_schedule("sweep_outbox").await.expect("ran");
    assert_eq!(swept["queued"], 0);
    stack.stop().await;

    let again = Stack::start(StackOptions::for_test(folder.path()))
        .await
        .expect("started again");
    assert!(!again.is_new());
    again.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_stacks_on_one_port_are_told_apart_by_a_clear_message() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    let first = Stack::start(StackOptions::for_test(folders[0].path()))
        .await
        .expect("started");
    let port = first
        .origin()
        .rsplit(':')
        .next()
        .and_then(|port| port.parse().ok());
    let mut options = StackOptions::for_test(folders[1].path());
    options.port = port.expect("a port");
    let Err(refused) = Stack::start(options).await else {
        panic!("a taken port must be refused");
    };
    assert!(refused.to_string().contains("--port"), "{refused}");
    first.stop().await;
}
