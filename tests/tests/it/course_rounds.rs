//! 研修会 of 産業医 and 健康スポーツ医: through the prefecture to a round of the national committee
//! (features.md #58, #63–#67, #87).

use api::{
    courses::{
        CourseAgenda, CourseApproval, CourseProgrammes, CourseView, DecisionOutcome, RoundApproval,
        RoundDecisions, SeenCourse,
    },
    credits::Fate,
    my_page::MyPage,
    problem::ProblemKind,
    review::SendingBack,
};
use domain::{
    association::Tier,
    calendar::Date,
    course::CourseState,
    programme::Programme,
    rounds::{Placement, RoundBook},
};
use journeys::{
    Doctor, Person, World,
    courses::{award, course_earning, earns, industrial_course, post, receipt, row},
};

const NATIONALLY: CourseState = CourseState::Pending {
    stage: Tier::National,
};

/// Where a course that reached 東京都 and was passed on that day stands, by the calendar itself.
fn placement(reached: Date, passed_on: Date) -> Placement {
    let tokyo = domain::contact::PrefectureCode::parse("13").unwrap();
    let programmes = [Programme::IndustrialPhysician];
    let book = RoundBook::embedded().unwrap();
    book.placement_of_course(programmes, tokyo, reached, passed_on)
        .unwrap()
}

async fn agenda(national: &Person, placed: &Placement) -> CourseAgenda {
    let path = format!("/review/course-agenda?round={}", placed.round.id);
    national.get(&path).await.read(200)
}

fn seen(course: &CourseView) -> SeenCourse {
    SeenCourse {
        course: course.line.id.clone(),
        version: course.version,
    }
}

#[tokio::test]
async fn a_course_of_the_national_programmes_takes_credits_once_the_committee_has_approved_it() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let today = world.today();
    let expected = placement(today, today);
    let committee = expected.round.committee;
    let mut form = industrial_course(committee);
    form.enquiries.email = "gakujutsu@example.jp".to_owned();
    let made: CourseView = holder.post("/courses", &form).await.read(201);
    assert_eq!(made.waiting_for.as_ref().unwrap().name, "東京都医師会");
    assert_eq!(
        made.round.as_ref(),
        Some(&expected),
        "told from the first day"
    );
    let categories: Vec<&str> = made
        .credits
        .iter()
        .map(|one| one.category.as_str())
        .collect();
    assert_eq!(categories, ["basic-late", "renewal-special"]);
    assert_eq!(made.categories[0].label.ja, "基礎研修・後期");

    let tokyo = world.officer("13").await;
    let approval = CourseApproval {
        version: made.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let passed_on: CourseView = tokyo.post(&path, &approval).await.read(200);
    assert_eq!(passed_on.line.status, NATIONALLY);
    assert_eq!(passed_on.waiting_for.as_ref().unwrap().name, "日本医師会");
    let mail = world.mail("gakujutsu@example.jp", "審査に進みました").await;
    assert!(
        mail.text.contains(&expected.round.in_words()),
        "{}",
        mail.text
    );
    assert!(mail.text.contains(&committee.to_string()) && !mail.text.contains("間に合わなかった"));

    let national = world.officer("national").await;
    let on_agenda = agenda(&national, &expected).await;
    assert_eq!(on_agenda.round, expected.round);
    assert!(on_agenda.rounds.contains(&expected.round));
    let line = &on_agenda.courses[0];
    assert_eq!((&line.id, line.version), (&made.line.id, passed_on.version));
    assert_eq!((line.decided_on, line.missed.as_ref()), (None, None));
    let elsewhere = tokyo.get("/review/course-agenda").await;
    let _ = elsewhere.problem(ProblemKind::NotFound);
    // Not without the day of the committee, and not before it.
    let approval = CourseApproval {
        version: passed_on.version,
    };
    let _ = national
        .post(&path, &approval)
        .await
        .problem(ProblemKind::WrongState);
    let approve = format!("/review/course-agenda/{}/approvals", expected.round.id);
    let early = RoundApproval {
        decided_on: committee,
        courses: vec![seen(&passed_on)],
    };
    let refused = national.post(&approve, &early).await;
    let refused = refused.problem(ProblemKind::Invalid);
    assert_eq!(refused.fields[0].field, "decided_on");

    world.pass_to(committee);
    let holder = world.officer("13-001").await;
    let rows = || award(vec![row("1", "123456", "髙橋直子")]);
    let unapproved = post(&holder, &made.line.id, &rows()).await;
    let _ = unapproved.problem(ProblemKind::WrongState);
    world.approved_by_the_committee(&passed_on).await;
    let approved: CourseView = holder
        .get(&format!("/courses/{}", made.line.id))
        .await
        .read(200);
    assert_eq!(approved.line.status, CourseState::Approved);
    assert_eq!(approved.approved_on, Some(committee));
    assert_eq!(approved.history.len(), 3);
    let mail = world.mail("gakujutsu@example.jp", "承認されました").await;
    assert!(mail.text.contains("日本医師会") && mail.text.contains(&committee.to_string()));
    post(&holder, &made.line.id, &rows()).await.expect(200);
    let national = world.officer("national").await;
    let decided = agenda(&national, &expected).await;
    assert_eq!(decided.courses[0].decided_on, Some(committee));
}

#[tokio::test]
async fn what_misses_a_round_stands_on_the_next_one_and_its_organiser_is_told() {
    let world = World::start().await;
    let reached = world.today();
    let expected = placement(reached, reached);
    let mut form = industrial_course(reached.add_days(200));
    form.enquiries.email = "gakujutsu@example.jp".to_owned();
    let holder = world.officer("13-001").await;
    let made: CourseView = holder.post("/courses", &form).await.read(201);
    // The prefecture passes it on only when that committee has met.
    let late = expected.round.committee.add_days(1);
    world.pass_to(late);
    let tokyo = world.officer("13").await;
    let approval = CourseApproval {
        version: made.version,
    };
    let path = format!("/review/courses/{}/approval", made.line.id);
    let passed_on: CourseView = tokyo.post(&path, &approval).await.read(200);
    let placed = passed_on.round.unwrap();
    assert_eq!(placed, placement(reached, late));
    assert_eq!(placed.missed.as_ref(), Some(&expected.round));
    assert_ne!(placed.round, expected.round);
    let mail = world.mail("gakujutsu@example.jp", "審査に進みました").await;
    let told = format!("{}には間に合わなかった", expected.round.in_words());
    assert!(mail.text.contains(&told), "{}", mail.text);
    let national = world.officer("national").await;
    assert!(agenda(&national, &expected).await.courses.is_empty());
    let next = agenda(&national, &placed).await;
    assert_eq!(next.courses[0].missed.as_ref(), Some(&expected.round.id));
}

#[tokio::test]
async fn courses_are_approved_in_bulk_each_for_itself_and_sent_back_one_by_one() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let day = world.today().add_days(200);
    let mut forms = Vec::new();
    for number in 1..=4 {
        let mut form = industrial_course(day);
        form.title = format!("産業医研修会（第{number}回）");
        form.enquiries.email = format!("desk{number}@example.jp");
        forms.push(form);
    }
    let mut courses = Vec::new();
    for form in &forms {
        courses.push(world.course_in_order(&holder, form).await);
    }
    let placed = courses[0].round.clone().unwrap();
    let national = world.officer("national").await;
    let back = SendingBack {
        version: courses[3].version,
        reason: "実地研修の内容を書いてください。".to_owned(),
    };
    let path = format!("/review/courses/{}/sending-back", courses[3].line.id);
    let sent_back: CourseView = national.post(&path, &back).await.read(200);
    assert_eq!(sent_back.round, None);
    let mail = world.mail("desk4@example.jp", "差戻し").await;
    assert!(mail.text.contains("日本医師会") && mail.text.contains(&back.reason));
    // Corrected it climbs again from the prefecture.
    let again = format!("/courses/{}/resubmissions", courses[3].line.id);
    let again: CourseView = holder.post(&again, &forms[3]).await.read(200);
    assert_eq!(again.waiting_for.unwrap().name, "東京都医師会");

    world.pass_to(placed.round.committee);
    let national = world.officer("national").await;
    let mut stale = seen(&courses[2]);
    stale.version = 1;
    let approval = RoundApproval {
        decided_on: placed.round.committee,
        courses: vec![
            seen(&courses[0]),
            seen(&courses[1]),
            stale,
            seen(&courses[3]),
        ],
    };
    let path = format!("/review/course-agenda/{}/approvals", placed.round.id);
    for _ in 0..2 {
        let decided: RoundDecisions = national.post(&path, &approval).await.read(200);
        let outcomes: Vec<DecisionOutcome> =
            decided.courses.iter().map(|one| one.outcome).collect();
        let (approved, changed) = (DecisionOutcome::Approved, DecisionOutcome::Changed);
        assert_eq!(
            outcomes,
            [approved, approved, changed, DecisionOutcome::NotWaiting]
        );
    }
    for desk in ["desk1@example.jp", "desk2@example.jp"] {
        world.mail(desk, "承認されました").await;
    }
    assert_eq!(
        world.mails("desk1@example.jp").await.len(),
        2,
        "each mail once"
    );
}

#[tokio::test]
async fn a_course_that_counts_in_several_programmes_goes_through_every_stage_of_theirs() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let awards = [
        earns("continuing-education", "", "1", "11"),
        earns("sports-physician", "early-overview", "1", ""),
    ];
    let form = course_earning(world.today().add_days(200), "スポーツ医学の基礎", &awards);
    let course = world.course_in_order(&holder, &form).await;
    assert_eq!(course.line.status, NATIONALLY);
    assert!(course.round.is_some());
}

#[tokio::test]
async fn categories_are_those_that_the_rules_have_on_the_day() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let list: CourseProgrammes = world.visitor().get("/course-programmes").await.read(200);
    let industrial = list
        .programmes
        .iter()
        .find(|one| one.programme == Programme::IndustrialPhysician)
        .unwrap();
    assert_eq!(industrial.stages, [Tier::Prefectural, Tier::National]);
    assert_eq!(industrial.categories.len(), 13);
    for (category, code) in [("", "required"), ("late-arm", "unknown-choice")] {
        let awards = [earns("industrial-physician", category, "1", "")];
        let form = course_earning(world.today(), "産業医研修会", &awards);
        let refused = holder.post("/courses", &form).await;
        let problem = refused.problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, "lectures[0].awards[0].category");
        assert_eq!(problem.fields[0].code, code);
    }
}

/// Every kind of credit of both programmes reaches the doctor by its category, with nothing on
/// paper: the organiser sends a list, and that is all (#63–#67).
#[tokio::test]
async fn credits_of_every_part_of_both_programmes_reach_the_doctor_by_category() {
    let world = World::start().await;
    let holder = world.officer("13-001").await;
    let parts = [
        (
            "industrial-physician",
            "basic-early-general",
            "2",
            "基礎研修・前期（総論）",
        ),
        (
            "industrial-physician",
            "basic-practical",
            "1.5",
            "基礎研修・実地",
        ),
        ("industrial-physician", "basic-late", "2", "基礎研修・後期"),
        (
            "industrial-physician",
            "renewal-update",
            "1",
            "生涯研修・更新",
        ),
        (
            "industrial-physician",
            "renewal-practical",
            "1",
            "生涯研修・実地",
        ),
        (
            "industrial-physician",
            "renewal-special",
            "0.5",
            "生涯研修・専門",
        ),
        (
            "sports-physician",
            "early-overview",
            "1",
            "前期：スポーツ医学概論",
        ),
        (
            "sports-physician",
            "late-anti-doping",
            "1",
            "後期：アンチ・ドーピング",
        ),
        ("sports-physician", "renewal", "1", "再研修"),
    ];
    let day = world.today();
    let mut courses = Vec::new();
    for (programme, category, units, _) in parts {
        let awards = [earns(programme, category, units, "")];
        let form = course_earning(day, "研修会", &awards);
        courses.push(world.course_in_order(&holder, &form).await);
    }
    for course in &courses {
        world.approved_by_the_committee(course).await;
    }
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    for course in &courses {
        let rows = vec![row("1", "123456", "髙橋直子")];
        let posted = receipt(&holder, &course.line.id, rows).await;
        assert_eq!(posted[0].fate, Fate::Posted);
    }
    let page: MyPage = doctor.get("/me").await.read(200);
    for (programme, category, units, name) in parts {
        let credit = page
            .credits
            .iter()
            .find(|one| one.category.as_str() == category)
            .unwrap();
        assert_eq!(credit.programme.as_str(), programme);
        assert_eq!(credit.units.to_string(), units);
        assert_eq!(credit.category_name.as_ref().unwrap().ja, name);
    }
}
