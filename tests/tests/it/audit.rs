//! The audit trail is sealed day by day, and whoever alters it behind the back is found out.
//!
//! On one machine nothing locks the heads; that is AWS's part, which `infra/template.yaml` asks for.

use std::time::Duration;

use adapters::Grants;
use adapters::audit::{Head, Heads};
use adapters::store::items::audit::AuditRecord;
use adapters::store::{Record, Store};
use api::Need;
use domain::calendar::{Date, Moment};
use journeys::{World, eventually};
use operations::audit::{Checked, Wrong, check};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// How long after its end a day is sealed, and a minute.
const PATIENCE: Duration = Duration::from_secs(61 * 60);

fn heads(world: &World) -> Heads {
    let process = world.process();
    let grants = Grants::of(&[Need::SealAudit]);
    Heads::new(process.s3.clone(), process.heads_bucket.clone(), grants)
}

fn store(world: &World) -> Store {
    let process = world.process();
    let grants = Grants::of(&[Need::ReadIndex, Need::Write]);
    Store::new(process.dynamodb.clone(), process.table.clone(), grants)
}

async fn checked(world: &World) -> Checked {
    check(&heads(world), &store(world)).await.unwrap()
}

fn look(at: Moment, id: &str) -> AuditRecord {
    AuditRecord {
        subject: "123456".to_owned(),
        at,
        id: id.to_owned(),
        who: "clerk".to_owned(),
        association: "13".to_owned(),
        endpoint: "read_application".to_owned(),
        refused: None,
    }
}

/// A world whose own clockwork has sealed the day before.
async fn begun() -> World {
    let world = World::start().await;
    eventually("the first run", || async {
        let lines = world.stack().outside.measured.lines();
        let ran = lines.iter().any(|line| line.contains("SealingLag"));
        ran.then_some(())
    })
    .await;
    world
}

/// Looks of three days, all of them sealed; the days.
async fn three_days(world: &World) -> Vec<(Date, AuditRecord)> {
    let mut days = Vec::new();
    for id in ["1", "2", "3"] {
        let look = look(world.now(), id);
        world.seed(&look).await;
        days.push((world.today(), look));
        world.pass(DAY);
    }
    world.pass_into(world.today(), PATIENCE);
    world.work("seal_audit").await;
    days
}

#[tokio::test]
async fn looks_of_officers_are_sealed_and_an_altered_one_is_named_by_its_day() {
    let world = begun().await;
    let officer = world.officer("13").await;
    officer.get("/review/applications").await.expect(200);
    let days = three_days(&world).await;
    let before = checked(&world).await;
    assert_eq!(before.wrong, []);
    assert_eq!(before.lines, 4);
    assert_eq!(before.lock, None);

    let (day, mut altered) = days[1].clone();
    altered.who = "nobody".to_owned();
    world.seed(&altered).await;
    let after = checked(&world).await;
    let why = "its lines are not what they were".to_owned();
    assert_eq!(after.wrong, [Wrong { day, why }]);
    assert_eq!(after.lines, 3);
    let said = after.to_string();
    assert!(said.contains(&format!("The first day that differs is {day}.")));

    altered.who = "clerk".to_owned();
    world.seed(&altered).await;
    assert_eq!(checked(&world).await, before);
}

#[tokio::test]
async fn a_line_that_vanished_or_came_late_is_counted() {
    let world = begun().await;
    let days = three_days(&world).await;
    let (day, gone) = days[0].clone();
    store(&world).delete(&gone.key()).await.unwrap();
    let (late, first) = days[2].clone();
    world.seed(&look(first.at, "late")).await;
    let wrong = checked(&world).await.wrong;
    let one = |day, why: &str| Wrong {
        day,
        why: why.to_owned(),
    };
    assert_eq!(
        wrong,
        [
            one(day, "1 lines were sealed, 0 are there"),
            one(late, "1 lines were sealed, 2 are there")
        ]
    );
}

#[tokio::test]
async fn a_day_is_sealed_once_and_missed_days_are_caught_up_with() {
    let world = begun().await;
    let (first, last) = checked(&world).await.sealed.unwrap();
    assert_eq!(first, last);
    world.pass(14 * DAY);
    world.work("seal_audit").await;
    assert_eq!(
        checked(&world).await.sealed,
        Some((first, first.add_days(10)))
    );
    world.work("seal_audit").await;
    let all = checked(&world).await;
    assert_eq!(all.sealed, Some((first, first.add_days(14))));
    assert_eq!(all.wrong, []);

    let there = heads(&world).of(first).await.unwrap();
    let other = Head {
        entries: 7,
        ..there.head.clone()
    };
    heads(&world).seal(&other).await.unwrap();
    assert_eq!(heads(&world).of(first).await.unwrap(), there);
    world.work("seal_audit").await;
    assert_eq!(checked(&world).await, all);
}

#[tokio::test]
async fn a_day_that_is_not_over_for_an_hour_waits() {
    let world = begun().await;
    let today = world.today();
    world.pass_into(today.add_days(1), Duration::from_secs(50 * 60));
    world.work("seal_audit").await;
    assert!(checked(&world).await.sealed.unwrap().1 < today);
    world.pass(Duration::from_secs(11 * 60));
    world.work("seal_audit").await;
    assert_eq!(checked(&world).await.sealed.unwrap().1, today);
}

#[tokio::test]
async fn a_day_of_more_lines_than_a_page_of_the_index_is_sealed_whole() {
    let world = begun().await;
    for number in 0..1_100 {
        world
            .seed(&look(world.now(), &format!("{number:04}")))
            .await;
    }
    world.pass(2 * DAY);
    world.work("seal_audit").await;
    let checked = checked(&world).await;
    assert_eq!((checked.lines, checked.wrong), (1_100, Vec::new()));
}
