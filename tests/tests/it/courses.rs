//! 研修会: from the organiser's form to the approval of the prefecture (features.md #58, #60).

use api::{
    courses::{CourseApproval, CourseList, CourseView},
    problem::ProblemKind,
    review::SendingBack,
};
use domain::{association::Tier, course::CourseState};
use journeys::{World, courses::course_form};

#[tokio::test]
async fn a_course_is_sent_back_corrected_and_approved_by_the_prefecture() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let mut form = course_form(world.today());
    let made: CourseView = holder
        .post_once("/courses", "course-0001", &form)
        .await
        .read(201);
    let again: CourseView = holder
        .post_once("/courses", "course-0001", &form)
        .await
        .read(200);
    assert_eq!(made.line.id, again.line.id);
    assert_eq!(
        made.line.status,
        CourseState::Pending {
            stage: Tier::Prefectural
        }
    );
    assert_eq!(made.waiting_for.unwrap().name, "東京都医師会");

    let queue: CourseList = tokyo.get("/review/courses").await.read(200);
    assert_eq!(queue.courses.len(), 1);
    let other = world.officer("14").await;
    let none: CourseList = other.get("/review/courses").await.read(200);
    assert!(none.courses.is_empty());

    let path = |step: &str| format!("/review/courses/{}/{step}", made.line.id);
    let back = SendingBack {
        version: made.version,
        reason: "講師名をご確認ください。".to_owned(),
    };
    let _ = other
        .post(&path("sending-back"), &back)
        .await
        .problem(ProblemKind::NotFound);
    let sent_back: CourseView = tokyo.post(&path("sending-back"), &back).await.read(200);
    assert!(matches!(
        sent_back.line.status,
        CourseState::SentBack { .. }
    ));

    form.title = "高血圧の最新治療（改）".to_owned();
    let resubmissions = format!("/courses/{}/resubmissions", made.line.id);
    let resubmitted: CourseView = holder.post(&resubmissions, &form).await.read(200);
    let stale = CourseApproval {
        version: made.version,
    };
    let _ = tokyo
        .post(&path("approval"), &stale)
        .await
        .problem(ProblemKind::Changed);
    let fresh = CourseApproval {
        version: resubmitted.version,
    };
    let approved: CourseView = tokyo.post(&path("approval"), &fresh).await.read(200);
    assert_eq!(approved.line.status, CourseState::Approved);
    assert_eq!(approved.history.len(), 4);

    let mine: CourseList = holder.get("/courses").await.read(200);
    assert_eq!(mine.courses[0].title, form.title);
    assert_eq!(mine.courses[0].post_by, world.today().add_days(31));
    let queue: CourseList = tokyo.get("/review/courses").await.read(200);
    assert!(queue.courses.is_empty());
}

#[tokio::test]
async fn a_form_with_faults_names_every_field() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let mut form = course_form(world.today());
    form.title = String::new();
    form.lectures[1].end = "13:00".to_owned();
    let refused = holder
        .post("/courses", &form)
        .await
        .problem(ProblemKind::Invalid);
    let fields: Vec<&str> = refused
        .fields
        .iter()
        .map(|field| field.field.as_str())
        .collect();
    assert!(fields.contains(&"title"), "{fields:?}");
    assert!(fields.contains(&"lectures[1].end"), "{fields:?}");
}
