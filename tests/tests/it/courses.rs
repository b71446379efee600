//! 研修会: from the organiser's form to the approval of the prefecture (features.md #58, #60).

use api::{
    NoBody,
    courses::{CourseApproval, CourseList, CourseView},
    my_page::{EnquirySent, HeldCourse, HeldCourses, OrganizerEnquiry},
    problem::ProblemKind,
    review::SendingBack,
};
use domain::{association::Tier, calendar::Date, course::CourseState, id::CourseId};
use journeys::{Doctor, Person, World, courses::course_form};

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
async fn a_course_is_withdrawn_before_its_approval_and_leaves_every_queue() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let form = course_form(world.today());
    let made: CourseView = holder.post("/courses", &form).await.read(201);
    let withdrawal = format!("/courses/{}/withdrawal", made.line.id);
    let stranger = world.officer("14").await;
    let _ = stranger
        .post(&withdrawal, &NoBody {})
        .await
        .problem(ProblemKind::NotFound);

    let withdrawn: CourseView = holder.post(&withdrawal, &NoBody {}).await.read(200);
    assert_eq!(withdrawn.line.status, CourseState::Withdrawn);
    let again: CourseView = holder.post(&withdrawal, &NoBody {}).await.read(200);
    assert_eq!(again.version, withdrawn.version, "twice is once");
    let told = world.mail(&tokyo.email, "取り下げられました").await;
    for part in [
        "東京都医師会",
        "千代田区医師会",
        &form.title,
        "/review/courses",
    ] {
        assert!(told.text.contains(part), "{part}: {}", told.text);
    }
    assert!(
        told.text.contains(&world.today().to_string()),
        "{}",
        told.text
    );
    let queue: CourseList = tokyo.get("/review/courses").await.read(200);
    assert!(queue.courses.is_empty());
    let approval = CourseApproval {
        version: withdrawn.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let _ = tokyo
        .post(&path, &approval)
        .await
        .problem(ProblemKind::WrongState);
    let resubmissions = format!("/courses/{}/resubmissions", made.line.id);
    let _ = holder
        .post(&resubmissions, &form)
        .await
        .problem(ProblemKind::WrongState);

    let other: CourseView = holder.post("/courses", &form).await.read(201);
    let approval = CourseApproval {
        version: other.version,
    };
    let path = format!("/review/courses/{}/approval", other.line.id);
    tokyo.post(&path, &approval).await.expect(200);
    let _ = holder
        .post(
            &format!("/courses/{}/withdrawal", other.line.id),
            &NoBody {},
        )
        .await
        .problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn only_an_association_that_had_a_course_before_it_is_told_of_its_withdrawal() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let withdraw = async |person: &Person, made: &CourseView| {
        let path = format!("/courses/{}/withdrawal", made.line.id);
        person.post(&path, &NoBody {}).await.expect(200);
    };
    // With its organiser, it was in no queue.
    let form = course_form(world.today());
    let made: CourseView = holder.post("/courses", &form).await.read(201);
    let path = format!("/review/courses/{}/sending-back", made.line.id);
    let reason = SendingBack {
        reason: "講師の所属を書いてください。".to_owned(),
        version: made.version,
    };
    tokyo.post(&path, &reason).await.expect(200);
    withdraw(&holder, &made).await;
    // An association is not told of what it did itself.
    let own: CourseView = tokyo.post("/courses", &form).await.read(201);
    withdraw(&tokyo, &own).await;

    let mut form = form;
    form.title = "この順で最後".to_owned();
    let last: CourseView = holder.post("/courses", &form).await.read(201);
    withdraw(&holder, &last).await;
    let told = world.mail(&tokyo.email, "取り下げられました").await;
    assert!(told.text.contains("この順で最後"), "{}", told.text);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let mails = world.mails(&tokyo.email).await;
    let told = mails
        .iter()
        .filter(|mail| mail.subject.contains("取り下げ"));
    assert_eq!(told.count(), 1);
}

#[tokio::test]
async fn a_form_with_faults_names_every_field() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let mut form = course_form(world.today());
    form.title = String::new();
    form.lectures[1].end = "13:00".to_owned();
    let refused = holder.post("/courses", &form).await;
    assert_eq!(refused.wrong_fields(), ["title", "lectures[1].end"]);
}

/// An approved course of 千代田区医師会 on a day, with this address for enquiries or none.
async fn course_with(world: &World, holder: &Person, date: Date, email: &str) -> CourseId {
    let mut form = course_form(date);
    form.enquiries.email = email.to_owned();
    let made: CourseView = holder.post("/courses", &form).await.read(201);
    let approval = CourseApproval {
        version: made.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let tokyo = world.officer("13").await;
    tokyo.post(&path, &approval).await.expect(200);
    made.line.id
}

async fn held(doctor: &Person, date: Date) -> Vec<HeldCourse> {
    let path = format!("/me/held-courses?date={date}&prefecture=13");
    doctor.get(&path).await.read::<HeldCourses>(200).courses
}

fn question(course: &CourseId) -> OrganizerEnquiry {
    OrganizerEnquiry {
        course: course.clone(),
        message: "受講しましたが、\n単位が見当たりません。".to_owned(),
    }
}

#[tokio::test]
async fn a_doctor_who_misses_a_credit_asks_the_organiser_once_the_time_for_posting_is_over() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let (now, then) = (world.today(), world.today().add_days(-32));
    let desk = "gakujutsu@example.jp";
    let fresh = course_with(&world, &holder, now, desk).await;
    let old = course_with(&world, &holder, then, desk).await;
    let waiting: CourseView = holder.post("/courses", &course_form(then)).await.read(201);

    let found = held(&doctor, now).await;
    assert_eq!((found.len(), &found[0].id), (1, &fresh));
    assert_eq!(found[0].post_by, now.add_days(31));
    assert_eq!(found[0].enquiries, None, "the organiser is still in time");
    let early = doctor.post("/me/enquiries", &question(&fresh)).await;
    let told = early.problem(ProblemKind::WrongState).detail.unwrap();
    assert!(told.contains(&now.add_days(31).to_string()), "{told}");

    let found = held(&doctor, then).await;
    assert_eq!((found.len(), &found[0].id), (1, &old), "only approved ones");
    let contact = found[0].enquiries.as_deref().unwrap();
    assert_eq!(
        contact,
        "千代田区医師会 学術課 03-0000-0000 gakujutsu@example.jp"
    );
    for _ in 0..2 {
        let asked = question(&old);
        let answer = doctor
            .post_once("/me/enquiries", "question-1", &asked)
            .await;
        let sent: EnquirySent = answer.read(201);
        assert_eq!(
            (sent.organizer.as_str(), sent.left_today),
            ("千代田区医師会", 4)
        );
    }
    let mail = world.mail(desk, "単位についてのお問合せ").await;
    assert_eq!(world.reply_to(&mail), std::slice::from_ref(&doctor.email));
    for part in ["高血圧の最新治療", "123456", "髙橋　直子", "見当たりません"] {
        assert!(mail.text.contains(part), "{part}: {}", mail.text);
    }
    assert!(mail.text.contains(&then.to_string()) && mail.text.contains(&doctor.email));
    assert!(!mail.subject.contains("髙橋"));
    let again = doctor.post("/me/enquiries", &question(&old)).await;
    let _ = again.problem(ProblemKind::WrongState);
    let unknown = doctor
        .post("/me/enquiries", &question(&waiting.line.id))
        .await;
    let _ = unknown.problem(ProblemKind::NotFound);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    let mails = world.mails(desk).await;
    let asked = mails
        .iter()
        .filter(|mail| mail.subject.contains("お問合せ"));
    assert_eq!(asked.count(), 1);
}

#[tokio::test]
async fn questions_are_bounded_and_reach_the_staff_of_a_body_without_an_address() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let then = world.today().add_days(-40);
    for asked in 1..=6 {
        let course = course_with(&world, &holder, then, "").await;
        let answer = doctor.post("/me/enquiries", &question(&course)).await;
        if asked <= 5 {
            assert_eq!(answer.read::<EnquirySent>(201).left_today, 5 - asked);
        } else {
            let told = answer.problem(ProblemKind::WrongState).detail.unwrap();
            assert!(told.contains("1日5件"), "{told}");
        }
    }
    world.mail(&holder.email, "単位についてのお問合せ").await;
    let long = OrganizerEnquiry {
        message: "あ".repeat(1001),
        ..question(&course_with(&world, &holder, then, "").await)
    };
    let refused = doctor.post("/me/enquiries", &long).await;
    let problem = refused.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "message");
}
