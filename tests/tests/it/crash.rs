//! The local stack is killed while credits are posted: whatever was acknowledged is there, once.

use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use adapters::Grants;
use adapters::identity::secret::Secret;
use adapters::identity::sign_in::{Principal, issue};
use adapters::store::{Record, Store, keys::AWARD_QUEUE};
use api::{
    Need,
    courses::{CourseApproval, CourseView},
    credits::{AwardList, Fate},
};
use domain::association::{AssociationId, AssociationKind};
use domain::calendar::Moment;
use domain::id::CourseId;
use functions::world::system_clock;
use journeys::courses::{award, course_form, rows};
use journeys::world::association;
use journeys::{Client, eventually};
use local::stack::{Stack, StackOptions};

/// The real binary, killed when the test ends. Its output stays open: it writes more than is read.
pub(super) struct Killed(pub(super) Child, Option<Lines<BufReader<ChildStdout>>>);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The binary beside this test; built, unless `cargo test --workspace` has done so already.
pub(super) fn binary() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().and_then(Path::parent).unwrap();
    let built = toolchain::cargo()
        .args(["build", "--quiet", "--bin", "mamis"])
        .env("CARGO_TARGET_DIR", folder.parent().unwrap())
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .status()
        .unwrap();
    assert!(built.success());
    folder.join("mamis")
}

/// Starts it on the folder, and answers where it listens.
pub(super) fn start(binary: &Path, data: &Path) -> (Killed, String) {
    let ports = [
        "--port",
        "0",
        "--mailbox-port",
        "0",
        "--documents-port",
        "0",
    ];
    let mut child = Command::new(binary)
        .args(["--no-demo", "--no-site", "--data"])
        .arg(data)
        .args(ports)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut killed = Killed(child, None);
    let origin = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| {
            line.strip_prefix("MAMIS")
                .map(|rest| rest.trim().to_owned())
        })
        .expect("it says where it listens");
    killed.1 = Some(lines);
    (killed, origin)
}

/// An approved course and a live sign-in of its organiser, made by an orderly stack.
async fn prepare(data: &Path) -> (CourseId, String) {
    let stack = Stack::start(StackOptions::for_test(data)).await.unwrap();
    let world = stack.world();
    let needs: &[Need] = &[Need::Read, Need::Write];
    let store = Store::new(
        world.dynamodb.clone(),
        world.table.clone(),
        Grants::of(needs),
    );
    let bodies = [
        association("13", "東京都医師会", AssociationKind::Prefectural),
        association(
            "13-001",
            "千代田区医師会",
            AssociationKind::MunicipalDistrict,
        ),
    ];
    for body in &bodies {
        store.put(body).await.unwrap();
    }
    let now = (world.clock)();
    let mut tokens = Vec::new();
    for (place, body) in bodies.iter().enumerate() {
        let id: AssociationId = body.association.id.clone();
        let principal = Principal::Officer {
            t: id.tier(),
            a: id,
            login: "clerk".to_owned(),
            n: None,
        };
        let secret = Secret::new([u8::try_from(place).unwrap(); 32]);
        let until = Some(now.plus_hours(1));
        let made = issue(&world.seal_keys, &principal, &secret, [7; 24], until);
        put(&store, &made.record).await;
        tokens.push(made.token);
    }
    let holder = Client::new(stack.origin()).with_cookie(&tokens[1]);
    let made = holder
        .post("/courses", &course_form(now.date_in_japan()))
        .await;
    let made: CourseView = made.read(201);
    let approval = CourseApproval {
        version: made.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let tokyo = Client::new(stack.origin()).with_cookie(&tokens[0]);
    tokyo.post(&path, &approval).await.expect(200);
    stack.stop().await;
    (made.line.id, tokens.remove(1))
}

async fn put<R: Record>(store: &Store, record: &R) {
    store.put(record).await.unwrap();
}

/// Posts parts of ten rows until nothing answers any more; returns how many rows were acknowledged.
async fn post_until_killed(origin: String, token: String, course: CourseId) -> usize {
    let http = reqwest::Client::new();
    let mut acknowledged = 0;
    for part in rows(5_000).chunks(10) {
        let sent = http
            .post(format!("{origin}/api/courses/{course}/credits"))
            .header(
                "cookie",
                format!("{}={token}", adapters::identity::sign_in::COOKIE),
            )
            .json(&award(part.to_vec()))
            .send()
            .await;
        let Ok(answer) = sent else { break };
        // Acknowledged is what arrived whole.
        if answer.status().as_u16() != 200 || answer.bytes().await.is_err() {
            break;
        }
        acknowledged += part.len();
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_during_awards_it_has_every_acknowledged_credit_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (course, token) = prepare(&data).await;
    let binary = tokio::task::spawn_blocking(binary).await.unwrap();
    let (mut running, origin) = start(&binary, &data);
    let posting = tokio::spawn(post_until_killed(origin, token.clone(), course.clone()));
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    let acknowledged = posting.await.unwrap();
    assert!((10..5_000).contains(&acknowledged), "{acknowledged}");
    drop(running);

    // Nobody posts again: the sweep finishes what was under way. It waits for minutes, so they pass.
    let later = Arc::new(|| Moment::from_millis(system_clock().millis() + 10 * 60 * 1000));
    let stack = Stack::start_with(StackOptions::for_test(&data), later)
        .await
        .unwrap();
    let world = stack.world();
    let needs: &[Need] = &[Need::Read, Need::ReadIndex];
    let store = Store::new(
        world.dynamodb.clone(),
        world.table.clone(),
        Grants::of(needs),
    );
    eventually("the sweep", || async {
        let (open, _) = store.queue(AWARD_QUEUE, None, 10, false).await.unwrap();
        open.is_empty().then_some(())
    })
    .await;
    let holder = Client::new(stack.origin()).with_cookie(&token);
    let path = format!("/courses/{course}/credits");
    let list: AwardList = holder.get(&path).await.read(200);
    let ids: std::collections::BTreeSet<&str> =
        list.rows.iter().map(|row| row.row_id.as_str()).collect();
    assert_eq!(ids.len(), list.rows.len(), "a row stands twice");
    for row in &rows(acknowledged) {
        assert!(ids.contains(row.row_id.as_str()), "{} is lost", row.row_id);
    }
    assert!(list.rows.iter().all(|row| row.fate == Fate::Waiting));
    for row in &list.rows {
        let pk = adapters::store::Key::doctor(&row.register_number);
        let entries = store
            .query(&adapters::store::Range::ledger(&pk))
            .await
            .unwrap();
        assert_eq!(entries.len(), 1, "row {} of {pk}", row.row_id);
    }
    stack.stop().await;
}
