//! A draft of the rules tried on everybody before it is adopted (features.md L9).

use std::time::Duration;

use adapters::store::{
    Key,
    items::job::{JobRecord, JobState, JobWork},
};
use api::{
    jobs::JobStanding,
    problem::ProblemKind,
    rule_sets::{ReplayStart, ReplayView, RuleSetDraft, RuleSetView},
};
use domain::{application::DeclaredForm, calendar::Date, rules::RuleBook};
use journeys::titles::{INDUSTRIAL, title_form};
use journeys::{Doctor, Person, World, eventually};

const PRESENT: &str = "industrial-physician.2025";
const NEXT: &str = "industrial-physician.9001";
const REPLAY: &str = "/rule-sets/industrial-physician.9001/replay";

/// The present rules with 22 units for a renewal in the place of 20.
fn draft(from: Date, units: &str) -> RuleSetDraft {
    let text = RuleBook::embedded_text(PRESENT).unwrap();
    let text = text
        .replacen(PRESENT, NEXT, 1)
        .replacen("2025-04-01", &from.to_string(), 1)
        .replace("at_least = \"20\"", &format!("at_least = \"{units}\""));
    RuleSetDraft { text }
}

async fn drafted(administrator: &Person, draft: &RuleSetDraft) -> ReplayStart {
    let view: RuleSetView = administrator.post("/rule-sets", draft).await.read(201);
    ReplayStart {
        version: view.version,
    }
}

async fn tried(administrator: &Person) -> ReplayView {
    eventually("the replay", || async {
        let view: ReplayView = administrator.get(REPLAY).await.read(200);
        let standing = view.progress.as_ref().map(|job| job.standing);
        (standing != Some(JobStanding::Running)).then_some(view)
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_tried_on_every_holder_and_says_who_changes_and_why_without_naming_anybody() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let until = world.today().add_months(14);
    for (number, special) in [("000601", "18"), ("000602", "20"), ("000603", "5")] {
        world.holds(number, "13", until).await;
        Doctor::member(number).enter(&world).await;
        world
            .earned_for_renewal(number, special, world.today())
            .await;
    }
    // Without an account, and through another prefecture.
    world.holds("000604", "14", until).await;
    let untried: ReplayView = administrator.get(REPLAY).await.read(200);
    assert_eq!(untried.progress, None);
    let first_day = world.today().add_days(30);
    let start = drafted(&administrator, &draft(first_day, "22")).await;
    let begun: ReplayView = administrator.post(REPLAY, &start).await.read(200);
    // Pressed twice, it is tried once.
    let again: ReplayView = administrator.post(REPLAY, &start).await.read(200);
    let of = |view: &ReplayView| view.progress.as_ref().map(|job| job.started_at);
    assert_eq!(of(&again), of(&begun));
    let view = tried(&administrator).await;
    assert_eq!((view.doctors, view.changed), (4, 1));
    assert_eq!(view.against.as_deref(), Some(PRESENT));
    assert_eq!(view.on, Some(first_day));
    let progress = view.progress.unwrap();
    assert_eq!((progress.done, progress.total), (48, 48));
    let goal = view.counts.iter().find(|count| !count.requirement).unwrap();
    assert_eq!(
        (goal.what.ja.as_str(), goal.gain, goal.lose),
        ("更新申請", 0, 1)
    );
    let requirement = view.counts.iter().find(|count| count.requirement).unwrap();
    assert_eq!((requirement.gain, requirement.lose), (0, 1));
    assert_eq!(view.lines.len(), 1);
    let line = &view.lines[0];
    assert!(!line.applicant && line.prefecture.unwrap().number() == 13);
    let why = &line.changes[0].because[0];
    assert!(
        !why.met && why.missing.as_ref().unwrap().ja.contains('2'),
        "{why:?}"
    );
    let shown = serde_json::to_string(&line).unwrap();
    assert!(
        !shown.contains("000601") && !shown.contains("髙橋"),
        "{shown}"
    );
    // Nothing but the report was written.
    assert_eq!(world.queue("13#holder#industrial-physician").await.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_applies_is_tried_once_and_with_the_application() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    world
        .holds("000611", "13", world.today().add_days(120))
        .await;
    let doctor = Doctor::member("000611").enter(&world).await;
    world
        .earned_for_renewal("000611", "5", world.today().add_days(-10))
        .await;
    let start = drafted(&administrator, &draft(world.today().add_days(30), "22")).await;
    administrator.post(REPLAY, &start).await.expect(200);
    let view = tried(&administrator).await;
    assert_eq!(
        (view.doctors, view.changed),
        (1, 0),
        "seven units are too few"
    );

    // With what the application declares, twenty are reached and twenty-two are not.
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.title.as_mut().unwrap().declared = vec![DeclaredForm {
        category: "renewal-special".to_owned(),
        units: "13".to_owned(),
        from: "2024-04-01".to_owned(),
        to: "2025-03-31".to_owned(),
        evidence: Vec::new(),
    }];
    doctor.applied(&form).await;
    let anew = drafted(&administrator, &draft(world.today().add_days(31), "22")).await;
    administrator.post(REPLAY, &anew).await.expect(200);
    let view = tried(&administrator).await;
    assert_eq!((view.doctors, view.changed), (1, 1));
    assert!(view.lines[0].applicant);
    assert_eq!(view.lines[0].changes[0].because.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_changes_everybody_is_tried_to_its_end_and_shows_some_of_them() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let until = world.today().add_months(14);
    for number in 700_001..=700_110 {
        let number = number.to_string();
        world.holds(&number, "13", until).await;
        Doctor::member(&number).enter(&world).await;
        world.earned_for_renewal(&number, "18", world.today()).await;
    }
    let start = drafted(&administrator, &draft(world.today().add_days(30), "22")).await;
    administrator.post(REPLAY, &start).await.expect(200);
    let view = tried(&administrator).await;
    assert_eq!((view.doctors, view.changed), (110, 110));
    assert_eq!(view.lines.len(), 90, "what one slice may write");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_goes_on_where_it_stood_and_stops_when_its_draft_is_gone() {
    let world = World::start().await;
    let administrator = world.administrator().await;
    let start = drafted(&administrator, &draft(world.today().add_days(30), "22")).await;
    let stale = ReplayStart { version: 7 };
    let refused = administrator.post(REPLAY, &stale).await;
    let _ = refused.problem(ProblemKind::Changed);
    administrator.post(REPLAY, &start).await.expect(200);
    tried(&administrator).await;

    // As it lies after a kill in prefecture 40: a message of an earlier slice is void.
    let key = Key::job(&format!("replay.{NEXT}"));
    let mut job: JobRecord = world.find(&key).await.unwrap();
    let v = job.v;
    let message = |v: u32| {
        let body = serde_json::json!({ "job": job.id, "v": v }).to_string();
        serde_json::json!({ "Records": [{ "messageId": "m", "body": body, "attributes": {}, "messageAttributes": {} }] })
    };
    let (old, id) = (message(v - 1), job.id.clone());
    world.work_on("advance_job", old).await;
    let same: JobRecord = world.find(&key).await.unwrap();
    assert_eq!((same.v, same.id), (v, id));
    job.state = JobState::Running;
    job.cursor = "{\"part\":40,\"queue\":0,\"after\":null}".to_owned();
    job.done = 39;
    job.v += 1;
    world.seed(&job).await;
    let view = tried(&administrator).await;
    assert_eq!(view.progress.unwrap().standing, JobStanding::Done);

    // The draft is written anew while a trial of it is under way.
    let mut job: JobRecord = world.find(&key).await.unwrap();
    let anew = drafted(&administrator, &draft(world.today().add_days(31), "23")).await;
    job.state = JobState::Running;
    job.cursor = String::new();
    job.v += 1;
    world.seed(&job).await;
    let view = tried(&administrator).await;
    let progress = view.progress.unwrap();
    assert_eq!(progress.standing, JobStanding::Stopped);
    assert!(progress.trouble.unwrap().contains("下書き"));
    // Tried anew it is done.
    administrator.post(REPLAY, &anew).await.expect(200);
    let view = tried(&administrator).await;
    assert_eq!(view.version, anew.version);
    assert_eq!(view.progress.unwrap().standing, JobStanding::Done);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_stands_still_is_called_again() {
    let world = World::start().await;
    let on = world.today();
    let still = JobRecord {
        id: "stuck".to_owned(),
        work: JobWork::Notices { on },
        by: "test".to_owned(),
        register_number: None,
        started_at: world.now(),
        moved_at: world.now(),
        state: JobState::Running,
        done: 0,
        total: 0,
        // Nobody can go on from here.
        cursor: "nowhere".to_owned(),
        report: String::new(),
        lines: 0,
        v: 1,
    };
    world.seed(&still).await;
    let sweep = || world.work_on("sweep_jobs", serde_json::json!({}));
    assert_eq!(sweep().await["called"], 0, "it may still be on its way");
    world.pass(Duration::from_secs(6 * 60));
    assert_eq!(sweep().await["called"], 1);
    let done = JobRecord {
        state: JobState::Done,
        v: 2,
        ..still
    };
    world.seed(&done).await;
    assert_eq!(sweep().await["called"], 0);
}
