//! The real binary as somebody at a terminal knows it: it ends when it is told to, and says at once
//! when it cannot begin.

use std::net::TcpListener;
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use journeys::Client;

use crate::crash::{binary, start};

/// Waits until it has ended by itself.
async fn ended(child: &mut Child) -> ExitStatus {
    for _ in 0..300 {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_c_and_a_plain_kill_end_the_real_binary_in_order() {
    let binary = binary();
    // What Ctrl-C sends, and what `kill` sends by default.
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let (mut running, origin) = start(&binary, folder.path());
        let answer = Client::new(&origin).get("/notices").await;
        answer.expect(200);
        let process = running.0.id().to_string();
        let sent = Command::new("kill").args([signal, &process]).status();
        assert!(sent.unwrap().success());
        assert!(ended(&mut running.0).await.success(), "{signal}");
        let port = origin.rsplit(':').next().unwrap().parse().unwrap();
        TcpListener::bind(("127.0.0.1", port)).expect("the port is free again");
        // The folder is nobody's any more.
        drop(start(&binary, folder.path()));
    }
}

#[tokio::test]
async fn a_taken_port_is_told_before_the_site_is_built() {
    let binary = binary();
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let begun = Command::new(binary)
        .args(["--port", &port, "--data"])
        .arg(folder.path().join("data"))
        // Without its environment no compiler is found: to try would be another failure.
        .env_clear()
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&begun.stderr);
    assert!(!begun.status.success() && said.contains("--port"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(!folder.path().join("data").exists());
}
