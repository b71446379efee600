//! The days of the cut-over from paper, and the stages of prefectures, are data: a version of the rules
//! moves them for later decisions only (features.md #93, domain.md "Applications").

use std::time::Duration;

use api::problem::ProblemKind;
use api::titles::StandingView;
use domain::application::{ApplicationForm, ApplicationStatus, DeclaredForm};
use domain::association::Tier;
use journeys::rules::{INDUSTRIAL_RULES, later_industrial_rules};
use journeys::titles::{INDUSTRIAL, SPORTS, title_form};
use journeys::{Doctor, Person, World};

/// A holder who lacks 18 units of 専門 for the renewal.
async fn holder(world: &World, number: &str) -> Person {
    let doctor = Doctor::member(number);
    world.holder_who_lacks_special(doctor, 120).await
}

/// A renewal with 18 units on paper, the last of them earned on a day.
fn with_paper_until(last: &str) -> ApplicationForm {
    let mut form = title_form(INDUSTRIAL, "renewal");
    let line = DeclaredForm {
        category: "renewal-special".to_owned(),
        units: "18".to_owned(),
        from: "2024-04-01".to_owned(),
        to: last.to_owned(),
        evidence: Vec::new(),
    };
    form.title.as_mut().unwrap().declared = vec![line];
    form
}

async fn refused_after(doctor: &Person, last: &str, cut_over: &str) {
    let answer = doctor.apply(&with_paper_until(last)).await;
    let problem = answer.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "title.declared[0].to");
    assert!(problem.fields[0].text.contains(cut_over), "{problem:?}");
}

#[tokio::test]
async fn paper_counts_up_to_the_cut_over_and_a_version_moves_it_for_later_applications_only() {
    let world = World::start().await;
    let mut doctors = Vec::new();
    for number in ["100001", "100002", "100003", "100004"] {
        doctors.push(holder(&world, number).await);
    }
    // The day before, the day itself, the day after.
    doctors[0].applied(&with_paper_until("2025-03-30")).await;
    let before = doctors[1].applied(&with_paper_until("2025-03-31")).await;
    refused_after(&doctors[2], "2025-04-01", "2025-03-31").await;

    let first_day = world.today().add_days(1);
    let moved = [
        ("until = \"2025-03-31\"", "until = \"2025-04-30\""),
        (
            "online_from = \"2025-04-07\"",
            "online_from = \"2025-05-07\"",
        ),
    ];
    let text = later_industrial_rules(first_day, &moved, "");
    world.adopt_rules(text).await;
    // Adopted, and not in force before its day.
    refused_after(&doctors[2], "2025-04-30", "2025-03-31").await;

    world.pass_to(first_day);
    let doctor = world.again(&doctors[2]).await;
    refused_after(&doctor, "2025-05-01", "2025-04-30").await;
    let after = doctor.applied(&with_paper_until("2025-04-30")).await;
    assert_eq!(after.evaluation.rule_set, "industrial-physician.9001");

    // What was applied for before stays with the rules of its day, until it is decided.
    let id = before.summary.id;
    let (tokyo, second) = (
        world.officer("13").await,
        world.officer_named("13", "clerk-13-second").await,
    );
    let version = tokyo.case(&id).await.application.version;
    tokyo.receive_handbook(&id, version).await.expect(200);
    second
        .check_declared(&id, version + 1, &["18"], &[])
        .await
        .expect(200);
    let case = tokyo.forwarded(&id).await;
    assert_eq!(case.application.evaluation.rule_set, INDUSTRIAL_RULES);
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&id, committee).await;
}

#[tokio::test]
async fn applications_are_taken_on_line_from_the_day_that_the_rules_name() {
    let world = World::start().await;
    let doctor = holder(&world, "100001").await;
    let first_day = world.today().add_days(1);
    let online = first_day.add_days(5);
    let moved = format!("online_from = \"{online}\"");
    let text = later_industrial_rules(first_day, &[("online_from = \"2025-04-07\"", &moved)], "");
    world.adopt_rules(text).await;
    for (day, taken) in [
        (first_day, false),
        (online.add_days(-1), false),
        (online, true),
    ] {
        world.pass_to(day);
        let doctor = world.again(&doctor).await;
        let answer = doctor.apply(&with_paper_until("2025-03-31")).await;
        if taken {
            answer.expect(201);
        } else {
            let problem = answer.problem(ProblemKind::Invalid);
            assert_eq!(problem.fields[0].field, "title.goal");
            let text = &problem.fields[0].text;
            assert!(text.contains(&online.to_string()), "{text}");
        }
    }
}

#[tokio::test]
async fn a_prefecture_takes_applications_through_its_districts_by_a_version_of_the_rules() {
    let world = World::start().await;
    let mut doctors = Vec::new();
    for number in ["100001", "100002"] {
        doctors.push(holder(&world, number).await);
    }
    let form = with_paper_until("2025-03-31");
    let before = doctors[0].applied(&form).await.summary;
    let stage = |summary: &api::applications::ApplicationSummary| {
        summary.title.as_ref().map(|title| title.stage)
    };
    assert_eq!(stage(&before), Some(Tier::Prefectural));

    let first_day = world.today().add_days(1);
    let through_districts = "
[[stage_paths]]
prefecture = \"13\"
goal = \"renewal\"
stages = [\"district\", \"prefectural\", \"national\"]
source = \"test\"
";
    let text = later_industrial_rules(first_day, &[], through_districts);
    world.adopt_rules(text).await;
    world.pass_to(first_day);
    // Under way it climbs as it was handed in.
    let doctor = world.again(&doctors[0]).await;
    assert_eq!(
        stage(&doctor.application(&before.id).await.summary),
        Some(Tier::Prefectural)
    );

    let doctor = world.again(&doctors[1]).await;
    let mut form = title_form(INDUSTRIAL, "renewal");
    world
        .earn_renewal(&doctor, world.today().add_days(-2))
        .await;
    form.target = String::new();
    let application = doctor.applied(&form).await.summary;
    assert_eq!(stage(&application), Some(Tier::District));
    assert_eq!(application.target.id.to_string(), "13-001");
    let id = application.id;
    let (district, tokyo) = (world.officer("13-001").await, world.officer("13").await);
    // Not the prefecture's turn, and not another district's.
    let version = tokyo.case(&id).await.application.version;
    let early = tokyo.forward(&id, version, true).await;
    early.problem(ProblemKind::WrongState);
    let chuo = world.officer("13-002").await;
    let missing = chuo.get(&format!("/review/applications/{id}")).await;
    missing.problem(ProblemKind::NotFound);
    for (officer, next) in [(&district, Tier::Prefectural), (&tokyo, Tier::National)] {
        let case = officer.forwarded(&id).await;
        assert_eq!(stage(&case.application.summary), Some(next));
    }
    let committee = doctor
        .application(&id)
        .await
        .summary
        .title
        .unwrap()
        .committee;
    world.approved_on(&id, committee).await;
    let doctor = world.again(&doctor).await;
    let decided = doctor.application(&id).await.summary;
    assert_eq!(decided.status, ApplicationStatus::Approved);
}

#[tokio::test]
async fn the_day_ends_at_midnight_in_japan() {
    let world = World::start().await;
    // No exemption here: after the last day nothing can be renewed.
    let doctor = Doctor::member("100001").enter(&world).await;
    let until = world.today();
    world.hold_title(&doctor, SPORTS, until).await;
    let standing = async |doctor: &Person| doctor.title(SPORTS).await.standing;
    // A minute before midnight in Japan, and at midnight: in UTC both are the same day.
    let last_minute = world.today().to_string();
    let to_midnight = {
        let now = world.now();
        let step = |minutes: i64| now.plus_minutes(minutes).date_in_japan();
        (0..=24 * 60)
            .find(|minutes| step(*minutes) > until)
            .unwrap()
    };
    let minutes = |count: i64| Duration::from_secs(u64::try_from(count).unwrap_or_default() * 60);
    world.pass(minutes(to_midnight - 1));
    assert_eq!(world.today().to_string(), last_minute);
    let doctor = world.again(&doctor).await;
    assert_eq!(standing(&doctor).await, StandingView::Valid { until });
    world.pass(minutes(1));
    assert_eq!(world.today(), until.add_days(1));
    let lapsed = StandingView::Lapsed { expired: until };
    assert_eq!(standing(&doctor).await, lapsed);
}
