//! 審査回: passed on and decided in bulk, each application once; lists, dispatch, fees
//! (features.md #85–#91, L18).

use std::sync::Arc;

use adapters::Grants;
use adapters::identity::secret::Secret;
use adapters::identity::sign_in::issue;
use adapters::store::items::qualification::QualificationRecord;
use adapters::store::{Key, Range, Store};
use api::{
    Need,
    jobs::JobStanding,
    problem::ProblemKind,
    rounds::{AgeBoard, BulkView, DispatchList, RoundDecision, RoundList, RoundView},
    titles::FeeView,
};
use domain::application::FeeState;
use domain::association::Tier;
use domain::calendar::Moment;
use functions::world::system_clock;
use journeys::rounds::{Template, applicant, national};
use journeys::titles::INDUSTRIAL;
use journeys::{Client, Doctor, World, eventually};
use local::stack::{Stack, StackOptions};

use super::crash::{binary, start};

/// Where the minutes have a decision.
const MINUTES: &str = "第3回運営委員会 議事録 3-1";

async fn bulk(who: &Client, path: &str) -> BulkView {
    eventually("the job", || async {
        let view: BulkView = who.get(path).await.read(200);
        let standing = view.progress.as_ref().map(|job| job.standing);
        (standing != Some(JobStanding::Running)).then_some(view)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_is_passed_on_and_decided_in_bulk_and_what_needs_an_eye_is_left() {
    let world = World::start().await;
    let (first, first_id) = applicant(&world, Doctor::member("000901")).await;
    let (second, _) = applicant(&world, Doctor::member("000902")).await;
    let (third, third_id) = applicant(&world, Doctor::member("000903")).await;
    let tokyo = world.officer("13").await;
    let start = serde_json::json!({ "programme": INDUSTRIAL.as_str() });
    tokyo.post("/forwardings", &start).await.expect(200);
    // Pressed twice, it is done once.
    tokyo.post("/forwardings", &start).await.expect(200);
    let path = format!("/forwardings?programme={INDUSTRIAL}");
    let forwarded = bulk(&tokyo, &path).await;
    assert_eq!((forwarded.done, forwarded.left), (3, 0), "{forwarded:?}");
    world.mail(&first.email, "進達されました").await;

    let list: RoundList = tokyo
        .get(&format!("/rounds?programme={INDUSTRIAL}"))
        .await
        .read(200);
    let case = tokyo.case(&first_id).await;
    let round = case.application.summary.title.unwrap().round;
    assert!(list.rounds.iter().any(|known| known.round.id == round));
    let path = format!("/rounds/{INDUSTRIAL}/{round}");
    let agenda: RoundView = tokyo.get(&path).await.read(200);
    assert_eq!(agenda.lines.len(), 3);
    // The board counts them where they wait now, for those whom they concern.
    let board = format!("/age-boards/{INDUSTRIAL}");
    let rows: AgeBoard = tokyo.get(&board).await.read(200);
    let [row] = &rows.rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!((row.stage, row.waiting, row.clean), (Tier::National, 3, 3));
    assert_eq!((row.days_0, row.oldest), (3, world.today()));
    assert!(agenda.lines.iter().all(|line| line.clean));
    let kanagawa = world.officer("14").await;
    let other: RoundView = kanagawa.get(&path).await.read(200);
    assert!(other.lines.is_empty());
    let rows: AgeBoard = kanagawa.get(&board).await.read(200);
    assert!(rows.rows.is_empty());
    let foreign = kanagawa.get(&format!("{path}?prefecture=13")).await;
    let _ = foreign.problem(ProblemKind::Forbidden);

    // One loses a credit before the committee meets.
    world.take_back_one(&third).await;
    let decision = format!("{path}/decision");
    let today = RoundDecision {
        decided_on: Some(world.today()),
        minutes: MINUTES.to_owned(),
    };
    let _ = tokyo
        .post(&decision, &today)
        .await
        .problem(ProblemKind::Forbidden);
    let committee = world.officer("national").await;
    let tomorrow = RoundDecision {
        decided_on: Some(world.today().add_days(1)),
        ..RoundDecision::default()
    };
    let early = committee.post(&decision, &tomorrow).await;
    assert_eq!(
        early.problem(ProblemKind::Invalid).fields[0].field,
        "decided_on"
    );
    committee.post(&decision, &today).await.expect(200);
    committee.post(&decision, &today).await.expect(200);
    let decided = bulk(&committee, &decision).await;
    assert_eq!((decided.done, decided.left), (2, 1), "{decided:?}");
    assert_eq!(decided.lines[0].id, third_id);
    assert!(
        decided.lines[0].why.ja.contains("要件"),
        "{:?}",
        decided.lines
    );
    for doctor in [&first, &second] {
        let certificate = doctor.ready_certificate().await;
        let title = doctor.title(INDUSTRIAL).await;
        assert_eq!(title.approvals.len(), 2);
        assert_eq!(title.approvals[0].decided_on, world.today());
        let number = certificate.number.to_string();
        assert_eq!(title.approvals[0].certificate, Some(number));
    }
    assert_eq!(third.title(INDUSTRIAL).await.approvals.len(), 1);

    let minutes: RoundView = committee
        .get(&format!("{path}?part=decided"))
        .await
        .read(200);
    assert_eq!(minutes.lines.len(), 2);
    assert!(minutes.lines.iter().all(|line| line.certificate.is_some()));
    for line in &minutes.lines {
        assert_eq!(line.minutes.as_deref(), Some(MINUTES));
        let case = committee.case(&line.id).await;
        let last = case.application.history.last().unwrap();
        assert_eq!(last.note.as_deref(), Some(MINUTES));
    }
    let dispatch: DispatchList = tokyo.get(&format!("{path}/dispatch")).await.read(200);
    assert_eq!(dispatch.lines.len(), 2);
    assert!(
        dispatch.lines[0].address[0].starts_with('〒'),
        "{dispatch:?}"
    );
    let none: DispatchList = kanagawa.get(&format!("{path}/dispatch")).await.read(200);
    assert!(none.lines.is_empty());
    // Decided again, nothing changes.
    committee.post(&decision, &today).await.expect(200);
    let again = bulk(&committee, &decision).await;
    assert_eq!((again.done, again.left), (0, 1));
    let district = world.officer("13-001").await;
    let _ = district.get(&path).await.problem(ProblemKind::Forbidden);
    let _ = district.get(&board).await.problem(ProblemKind::Forbidden);
    let looks = world
        .items(&Range::whole(format!(
            "AUDIT#decision.{INDUSTRIAL}.{round}"
        )))
        .await;
    assert!(looks.len() >= 8, "{}", looks.len());
}

#[tokio::test]
async fn the_prefecture_records_the_fee_with_its_receipt() {
    let world = World::start().await;
    let (_, id) = applicant(&world, Doctor::member("000911")).await;
    let tokyo = world.officer("13").await;
    let path = format!("/review/applications/{id}/fee");
    let fee =
        |state: &str, receipt: &str| serde_json::json!({ "state": state, "receipt": receipt });
    let without = tokyo.post(&path, &fee("paid", "")).await;
    let problem = without.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "receipt");
    let before = tokyo.case(&id).await.application.version;
    for _ in 0..2 {
        let paid: FeeView = tokyo.post(&path, &fee("paid", "R-1")).await.read(200);
        assert_eq!((paid.yen, paid.state), (10_000, FeeState::Paid));
        assert_eq!(paid.receipt.as_deref(), Some("R-1"));
    }
    // No step of the review: whoever has read the case can still decide on it.
    let case = tokyo.case(&id).await;
    assert!(case.records_fee);
    assert_eq!(case.fees.len(), 1, "recorded twice, it was changed once");
    assert_eq!(case.fees[0].by, tokyo.login);
    assert_eq!(case.application.version, before);
    let shown = case.application.summary.title.unwrap().fee.unwrap();
    assert_eq!(shown.receipt.as_deref(), Some("R-1"));
    tokyo.forwarded(&id).await;
    let case = tokyo.case(&id).await;
    let shown = case.application.summary.title.unwrap().fee.unwrap();
    assert_eq!(shown.state, FeeState::Paid);
    let committee = world.officer("national").await;
    let refused = committee.post(&path, &fee("waived", "")).await;
    let _ = refused.problem(ProblemKind::WrongState);
    // A mistake is recorded again, and what stood there stays to be read.
    let _: FeeView = tokyo.post(&path, &fee("waived", "")).await.read(200);
    let case = tokyo.case(&id).await;
    let states: Vec<FeeState> = case.fees.iter().map(|one| one.fee.state).collect();
    assert_eq!(states, [FeeState::Waived, FeeState::Paid]);
    assert_eq!(case.fees[1].fee.receipt.as_deref(), Some("R-1"));
    assert!(!committee.case(&id).await.records_fee);
    let kanagawa = world.officer("14").await;
    let refused = kanagawa.post(&path, &fee("waived", "")).await;
    let _ = refused.problem(ProblemKind::NotFound);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_in_the_middle_of_a_round_it_goes_on_and_decides_each_once() {
    const CASES: usize = 240;
    let world = World::start().await;
    let template = Template::make(&world).await;
    let (programme, round) = template.round();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let stack = Stack::start(StackOptions::for_test(&data)).await.unwrap();
    let store = |stack: &Stack| {
        let needs: &[Need] = &[Need::Read, Need::ReadIndex, Need::Write];
        let world = stack.world();
        Store::new(
            world.dynamodb.clone(),
            world.table.clone(),
            Grants::of(needs),
        )
    };
    template.put(&store(&stack), CASES).await;
    let until = Some((stack.world().clock)().plus_hours(1));
    let secret = Secret::new([9; 32]);
    let made = issue(
        &stack.world().seal_keys,
        &national(),
        &secret,
        [7; 24],
        until,
    );
    store(&stack).put(&made.record).await.unwrap();
    stack.stop().await;

    let binary = tokio::task::spawn_blocking(binary).await.unwrap();
    let (mut running, origin) = start(&binary, &data);
    let path = format!("/rounds/{programme}/{round}/decision");
    let committee = Client::new(&origin).with_cookie(&made.token);
    let today = RoundDecision {
        decided_on: Some(system_clock().date_in_japan()),
        ..RoundDecision::default()
    };
    committee.post(&path, &today).await.expect(200);
    // Killed in the first slice: it has decided some, and told of none.
    let decided = format!("/rounds/{programme}/{round}?part=decided");
    eventually("some decisions", || async {
        let view: BulkView = committee.get(&path).await.read(200);
        assert_eq!(view.done, 0, "it was too fast to be killed");
        let list: RoundView = committee.get(&decided).await.read(200);
        (!list.lines.is_empty()).then_some(())
    })
    .await;
    running.0.kill().unwrap();
    running.0.wait().unwrap();
    drop(running);

    let clock = Arc::new(|| Moment::from_millis(system_clock().millis()));
    let stack = Stack::start_with(StackOptions::for_test(&data), clock)
        .await
        .unwrap();
    let committee = Client::new(stack.origin()).with_cookie(&made.token);
    let decided = loop {
        let view: BulkView = committee.get(&path).await.read(200);
        if view.progress.as_ref().map(|job| job.standing) != Some(JobStanding::Running) {
            break view;
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    };
    assert_eq!((decided.done, decided.left), (240, 0), "{decided:?}");
    let store = store(&stack);
    for place in 0..CASES {
        let number = Template::number(place);
        let key = Key::qualification(&number, programme);
        let title: QualificationRecord = store.read(&key).await.unwrap().unwrap();
        assert_eq!((title.approvals.len(), title.v), (2, 2), "{number}");
        let range = Range::prefix(&Key::doctor(&number), "R#");
        assert_eq!(store.query(&range).await.unwrap().len(), 1, "{number}");
    }
    stack.stop().await;
}
