//! A round of 5,000 applications approved in bulk on the local stack, which is stopped in the middle
//! and started again; says how long it took, and that each was decided once (issue: each one
//! transactionally once, progress shown, resumable):
//! `cargo run --bin round-in-bulk -- 5000`

use std::time::{Duration, Instant};

use adapters::Grants;
use adapters::identity::secret::Secret;
use adapters::identity::sign_in::issue;
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Key, Range, Store};
use anyhow::{Context, Result, ensure};
use api::Need;
use api::jobs::JobStanding;
use api::rounds::{BulkView, RoundDecision};
use journeys::rounds::{Template, national};
use journeys::{Client, World};
use local::stack::{Stack, StackOptions};

const APPLICATIONS: usize = 5_000;

fn store(stack: &Stack) -> Store {
    let world = stack.world();
    let grants = Grants::of(&[Need::Read, Need::ReadIndex, Need::Write]);
    Store::new(world.dynamodb.clone(), world.table.clone(), grants)
}

#[tokio::main]
async fn main() -> Result<()> {
    let count = match std::env::args().nth(1) {
        Some(count) => count.parse()?,
        None => APPLICATIONS,
    };
    let template = Template::make(&World::start().await).await;
    let (programme, round) = template.round();
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let stack = Stack::start(StackOptions::for_test(&data)).await?;
    let begun = Instant::now();
    template.put(&store(&stack), count).await;
    println!("{count} applications written in {:.0?}", begun.elapsed());
    let now = (stack.world().clock)();
    let secret = Secret::new([9; 32]);
    let until = Some(now.plus_hours(12));
    let made = issue(
        &stack.world().seal_keys,
        &national(),
        &secret,
        [7; 24],
        until,
    );
    store(&stack).put(&made.record).await?;

    let path = format!("/rounds/{programme}/{round}/decision");
    let committee = Client::new(stack.origin()).with_cookie(&made.token);
    let today = RoundDecision {
        decided_on: Some(now.date_in_japan()),
        ..RoundDecision::default()
    };
    let begun = Instant::now();
    committee.post(&path, &today).await.expect(200);
    let half = u32::try_from(count / 2)?;
    let first = watch(&committee, &path, |view| view.done >= half).await;
    let first_half = begun.elapsed();
    println!("{} decided in {first_half:.1?}; stopped", first.done);
    stack.stop().await;

    let stack = Stack::start(StackOptions::for_test(&data)).await?;
    let begun = Instant::now();
    let committee = Client::new(stack.origin()).with_cookie(&made.token);
    let view = watch(&committee, &path, |_| false).await;
    let second_half = begun.elapsed();
    println!("the rest in {second_half:.1?}");
    println!("{count} decided in {:.1?}", first_half + second_half);
    ensure!(usize::try_from(view.done)? == count, "{view:?}");

    let store = store(&stack);
    for place in 0..count {
        let number = Template::number(place);
        let title: QualificationRecord = store
            .read(&Key::qualification(&number, programme))
            .await?
            .context("a title")?;
        ensure!(title.approvals.len() == 2, "{number} was not decided once");
        let certificates = Range::prefix(&Key::doctor(&number), "R#");
        ensure!(store.query(&certificates).await?.len() == 1, "{number}");
    }
    println!("each one once");
    stack.stop().await;
    Ok(())
}

/// Looks at the job until it is far enough, or done.
async fn watch(committee: &Client, path: &str, enough: impl Fn(&BulkView) -> bool) -> BulkView {
    loop {
        let view: BulkView = committee.get(path).await.read(200);
        let standing = view.progress.as_ref().map(|job| job.standing);
        if standing != Some(JobStanding::Running) || enough(&view) {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
}
