//! 認定: renewals from the requirement to the certificate, through the prefecture and the committee's
//! round (features.md #72, #83–#89, L5, L7).

use api::my_page::{MyPage, NextStep};
use api::problem::ProblemKind;
use api::review::ApplicationQueue;
use api::rounds::RoundView;
use api::titles::StandingView;
use domain::application::{ActivityForm, ApplicationStatus};
use domain::association::Tier;
use domain::calendar::Date;
use domain::certificate::CertificateKind;
use domain::evidence::EvidenceKind;
use domain::id::ApplicationId;
use journeys::titles::{INDUSTRIAL, SPORTS, title_form};
use journeys::{Doctor, Person, World, eventually};
use serde_json::json;

use super::applications::unmet;

async fn next_step(doctor: &Person) -> NextStep {
    let page: MyPage = doctor.get("/me").await.read(200);
    page.next
}

async fn queue(officer: &Person) -> Vec<ApplicationId> {
    let queue: ApplicationQueue = officer.get("/review/applications").await.read(200);
    queue.applications.into_iter().map(|line| line.id).collect()
}

/// A holder of 認定産業医 whose validity ends in half a year, with everything that a renewal needs.
async fn holder(world: &World) -> (Person, Date) {
    let doctor = Doctor::member("123456");
    let doctor = world.holder_who_can_renew(doctor, 180).await;
    (doctor, world.today().add_days(180))
}

#[tokio::test]
async fn a_renewal_climbs_to_the_committee_and_follows_on_the_old_validity() {
    let world = World::start().await;
    let (doctor, until) = holder(&world).await;
    let title = doctor.title(INDUSTRIAL).await;
    assert_eq!(title.standing, StandingView::Valid { until });
    let goal = title
        .goals
        .iter()
        .find(|goal| goal.id == "renewal")
        .unwrap();
    assert!(goal.evaluation.submittable, "{goal:?}");
    assert_eq!(
        title.approvals[0].certificate.as_deref(),
        Some("第1234567号")
    );
    assert_eq!(title.safe.len(), 1);

    let form = title_form(INDUSTRIAL, "renewal");
    let application = doctor.applied(&form).await;
    let id = application.summary.id.clone();
    let summary = application.summary.title.unwrap();
    assert_eq!(summary.stage, Tier::Prefectural);
    assert_eq!(
        Some(&summary.round),
        title.placement.as_ref().map(|one| &one.round.id)
    );
    assert_eq!(summary.fee.as_ref().map(|fee| fee.yen), Some(10_000));
    let mail = world.mail(&doctor.email, "申請を受け付けました").await;
    assert!(
        mail.text.contains(&summary.round.in_words()),
        "{}",
        mail.text
    );
    // Sent again, it is the same; another one is refused.
    assert_eq!(
        doctor
            .apply(&form)
            .await
            .read::<api::applications::ApplicationView>(200)
            .summary
            .id,
        id
    );

    let (tokyo, national) = (world.officer("13").await, world.officer("national").await);
    assert_eq!(queue(&tokyo).await, std::slice::from_ref(&id));
    national
        .get(&format!("/review/applications/{id}"))
        .await
        .problem(ProblemKind::NotFound);
    tokyo
        .approve(&id, application.version, true)
        .await
        .problem(ProblemKind::WrongState);
    let case = tokyo.forwarded(&id).await;
    let forwarded = case.application.summary.title.unwrap();
    assert_eq!(forwarded.stage, Tier::National);
    assert!(forwarded.forwarded && forwarded.clean);
    assert!(queue(&tokyo).await.is_empty());
    world.mail(&doctor.email, "進達されました").await;
    // Passing on twice passes on once.
    tokyo.forward(&id, 1, true).await.expect(200);

    let case = national.case(&id).await;
    let early = national.approve(&id, case.application.version, false).await;
    let problem = early.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "decided_on");

    let case = world.approved_on(&id, forwarded.committee).await;
    let decided = case.application.summary.title.unwrap();
    assert_eq!(decided.decided_on, Some(forwarded.committee));
    let doctor = world.again(&doctor).await;
    let certificate = doctor.ready_certificate().await;
    let valid_until = until.add_years(5);
    assert_eq!(certificate.kind, CertificateKind::Qualification);
    assert_eq!(certificate.valid_until, Some(valid_until));
    assert!(certificate.number.as_str().starts_with("IP-"));
    let title = doctor.title(INDUSTRIAL).await;
    assert_eq!(title.standing, StandingView::Valid { until: valid_until });
    assert_eq!(title.approvals.len(), 2);
    assert_eq!(title.approvals[0].validity.from, until.add_days(1));
    assert_eq!(title.approvals[0].decided_on, forwarded.committee);
    let number = certificate.number.to_string();
    assert_eq!(title.approvals[0].certificate, Some(number));
    let mail = world.mail(&doctor.email, "承認されました").await;
    assert!(
        mail.text.contains(&valid_until.both_calendars()),
        "{}",
        mail.text
    );
    // What was earned for the old validity does not serve for the new one.
    let again = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&again).contains(&"total"), "{again:?}");
}

#[tokio::test]
async fn half_a_unit_short_is_said_and_refused() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let until = world.today().add_days(90);
    world.hold_title(&doctor, INDUSTRIAL, until).await;
    let day = world.today().add_days(-10);
    for (category, units) in [
        ("renewal-update", "1"),
        ("renewal-practical", "0.5"),
        ("renewal-special", "18.5"),
    ] {
        world
            .earn(&doctor, (INDUSTRIAL, category), units, day)
            .await;
    }
    // Before the validity: it does not count, and the page says so.
    let early = until.add_years(-5);
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-practical"), "5", early)
        .await;
    let title = doctor.title(INDUSTRIAL).await;
    let renewal = title
        .goals
        .iter()
        .find(|goal| goal.id == "renewal")
        .unwrap();
    assert_eq!(renewal.not_counted.len(), 1);
    let form = title_form(INDUSTRIAL, "renewal");
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["each"]);
    assert!(
        problem.fields[0].text.contains("実地があと0.5単位"),
        "{problem:?}"
    );
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-practical"), "0.5", day)
        .await;
    doctor.applied(&form).await;
}

#[tokio::test]
async fn a_sports_physician_renews_with_training_and_practice() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let until = world.today().add_days(120);
    world.hold_title(&doctor, SPORTS, until).await;
    let day = world.today().add_days(-40);
    world.earn(&doctor, (SPORTS, "renewal"), "5", day).await;
    let mut form = title_form(SPORTS, "renewal");
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["activity"]);
    let evidence = doctor.evidence(EvidenceKind::Other).await;
    form.title.as_mut().unwrap().activities = vec![ActivityForm {
        title: "市民マラソンの救護".to_owned(),
        date: day.to_string(),
        evidence: vec![evidence.to_string()],
    }];
    let application = doctor.applied(&form).await;
    assert_eq!(application.summary.status, ApplicationStatus::Pending);
}

#[tokio::test]
async fn withdrawn_at_any_stage_it_leaves_every_queue_and_climbs_anew_from_the_first() {
    let world = World::start().await;
    let (doctor, _) = holder(&world).await;
    let (tokyo, national) = (world.officer("13").await, world.officer("national").await);
    let form = title_form(INDUSTRIAL, "renewal");
    let withdrawn = async |id: &ApplicationId| {
        let path = format!("/me/applications/{id}/withdrawal");
        doctor.post(&path, &json!({})).await.expect(200);
        let again = format!("/me/applications/{id}/resubmissions");
        let again = doctor.post(&again, &form).await;
        again.problem(ProblemKind::WrongState);
        assert!(queue(&tokyo).await.is_empty());
    };
    let next = next_step(&doctor).await;
    assert!(matches!(next, NextStep::RenewTitle { programme, .. } if programme == INDUSTRIAL));
    // With the prefecture.
    let first = doctor.applied(&form).await;
    let next = next_step(&doctor).await;
    assert!(matches!(next, NextStep::AwaitReview { .. }), "{next:?}");
    withdrawn(&first.summary.id).await;
    let gone = tokyo.forward(&first.summary.id, first.version + 1, true);
    gone.await.problem(ProblemKind::WrongState);

    // Back with the doctor.
    let second = doctor.applied(&form).await;
    let (id, version) = (second.summary.id, second.version);
    assert_ne!(id, first.summary.id);
    let sent_back = tokyo.send_back(&id, version, "連絡先をご確認ください。");
    sent_back.await.expect(200);
    let next = next_step(&doctor).await;
    assert!(matches!(next, NextStep::CorrectApplication { application, .. } if application == id));
    withdrawn(&id).await;

    // With the committee.
    let third = doctor.applied(&form).await.summary.id;
    let case = tokyo.forwarded(&third).await;
    let title = case.application.summary.title.unwrap();
    let path = format!("/rounds/{INDUSTRIAL}/{}", title.round);
    let agenda: RoundView = national.get(&path).await.read(200);
    assert_eq!(agenda.lines.len(), 1);
    withdrawn(&third).await;
    let agenda: RoundView = national.get(&path).await.read(200);
    assert!(agenda.lines.is_empty(), "{agenda:?}");
    world.pass_to(title.committee);
    let national = world.officer("national").await;
    let version = case.application.version + 1;
    let refused = national.approve(&third, version, false).await;
    refused.problem(ProblemKind::WrongState);

    let doctor = world.again(&doctor).await;
    let last = doctor.applied(&form).await.summary;
    assert_eq!(last.title.as_ref().unwrap().stage, Tier::Prefectural);
    let case = world.officer("13").await.forwarded(&last.id).await;
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&last.id, committee).await;
    let doctor = world.again(&doctor).await;
    let states: Vec<ApplicationStatus> = doctor
        .applications()
        .await
        .iter()
        .map(|one| one.status)
        .collect();
    let gone = ApplicationStatus::Withdrawn;
    assert_eq!(states, [ApplicationStatus::Approved, gone, gone, gone]);
    assert_eq!(doctor.title(INDUSTRIAL).await.approvals.len(), 2);
}

#[tokio::test]
async fn what_the_prefecture_passes_on_too_late_goes_into_the_next_round_and_the_doctor_is_told() {
    let world = World::start().await;
    let (doctor, _) = holder(&world).await;
    let application = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
    let first = application.summary.title.unwrap();
    world.pass_to(first.committee.add_days(1));
    let tokyo = world.officer("13").await;
    let case = tokyo.forwarded(&application.summary.id).await;
    let moved = case.application.summary.title.unwrap();
    assert!(moved.committee > first.committee);
    assert_eq!(moved.missed.as_ref(), Some(&first.round));
    let mail = world.mail(&doctor.email, "進達されました").await;
    assert!(mail.text.contains(&first.round.in_words()), "{}", mail.text);
    assert!(mail.text.contains(&moved.round.in_words()), "{}", mail.text);
}

#[tokio::test]
async fn a_credit_taken_back_after_the_application_is_seen_before_it_is_passed_on() {
    let world = World::start().await;
    let (doctor, _) = holder(&world).await;
    let application = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
    world.take_back_one(&doctor).await;
    let tokyo = world.officer("13").await;
    let case = tokyo.case(&application.summary.id).await;
    let problem = tokyo
        .forward(&application.summary.id, case.application.version, true)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"total"), "{problem:?}");
    // Sent back, corrected by the credit of another day, and passed on.
    tokyo
        .send_back(
            &application.summary.id,
            case.application.version,
            "単位が取り消されています。",
        )
        .await
        .expect(200);
    tokyo
        .forward(&application.summary.id, case.application.version, true)
        .await
        .problem(ProblemKind::Changed);
    world
        .earn(
            &doctor,
            (INDUSTRIAL, "renewal-special"),
            "10",
            world.today(),
        )
        .await;
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-update"), "10", world.today())
        .await;
    world
        .earn(
            &doctor,
            (INDUSTRIAL, "renewal-practical"),
            "10",
            world.today(),
        )
        .await;
    let path = format!("/me/applications/{}/resubmissions", application.summary.id);
    let form = title_form(INDUSTRIAL, "renewal");
    doctor.post(&path, &form).await.expect(200);
    tokyo.forwarded(&application.summary.id).await;
}

#[tokio::test]
async fn what_changed_between_review_and_committee_is_seen_before_it_is_approved() {
    let world = World::start().await;
    let (doctor, _) = holder(&world).await;
    let application = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
    let id = application.summary.id;
    let tokyo = world.officer("13").await;
    let committee = tokyo
        .forwarded(&id)
        .await
        .application
        .summary
        .title
        .unwrap();
    world.pass_to(committee.committee);
    let national = world.officer("national").await;
    let seen = national.case(&id).await.application.version;
    world.take_back_one(&doctor).await;
    let problem = national.approve(&id, seen, false).await;
    let problem = problem.problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"total"), "{problem:?}");
    // Nothing is lost: it stands where it stood, and goes back to the doctor, who sends it again.
    let reason = "単位が取り消されています。";
    national.send_back(&id, seen, reason).await.expect(200);
    let doctor = world.again(&doctor).await;
    world
        .earn_renewal(&doctor, world.today().add_days(-1))
        .await;
    let path = format!("/me/applications/{id}/resubmissions");
    let form = title_form(INDUSTRIAL, "renewal");
    doctor.post(&path, &form).await.expect(200);
    // Whoever still looks at what it was before decides on nothing.
    let stale = national.approve(&id, seen, false).await;
    stale.problem(ProblemKind::NotFound);
    let stale = tokyo.forward(&id, seen, true).await;
    assert_eq!(stale.status, 401, "a sign-in ends over the weeks");
    let tokyo = world.officer("13").await;
    let stale = tokyo.forward(&id, seen, true).await;
    stale.problem(ProblemKind::Changed);
    tokyo.forwarded(&id).await;
}

#[tokio::test]
async fn a_non_member_applies_through_the_prefecture_of_the_workplace_with_the_licence() {
    let world = World::start().await;
    let doctor = Doctor::non_member("123456");
    let doctor = world.holder_who_can_renew(doctor, 90).await;
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.target = "14".to_owned();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["identity"]);
    form.target = "national".to_owned();
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "target");
    form.target = "14".to_owned();
    form.identity_documents = vec![doctor.evidence(EvidenceKind::Licence).await.to_string()];
    let id = doctor.applied(&form).await.summary.id;
    let kanagawa = world.officer("14").await;
    assert_eq!(queue(&kanagawa).await, std::slice::from_ref(&id));
    let case = kanagawa.case(&id).await;
    // A claim on a number is confirmed with the application.
    kanagawa
        .forward(&id, case.application.version, false)
        .await
        .problem(ProblemKind::WrongState);
    kanagawa.forwarded(&id).await;
    let case = kanagawa.case(&id).await;
    assert!(case.confirmed);
}

#[tokio::test]
async fn every_day_of_the_title_is_on_the_page_and_no_other_programme_has_one() {
    let world = World::start().await;
    let (doctor, until) = holder(&world).await;
    let page: api::my_page::MyPage = doctor.get("/me").await.read(200);
    assert_eq!(page.titles[0].valid_until, until);
    for programme in ["continuing-education", "family-physician-function"] {
        doctor
            .get(&format!("/me/titles/{programme}"))
            .await
            .problem(ProblemKind::NotFound);
    }
    let answer = doctor
        .post(
            "/me/applications",
            &json!({ "programme": "industrial-physician", "title": { "goal": "certificate" } }),
        )
        .await;
    assert_eq!(
        answer.problem(ProblemKind::Invalid).fields[0].field,
        "title.goal"
    );
    eventually("nothing was written", || async {
        doctor.applications().await.is_empty().then_some(())
    })
    .await;
}
