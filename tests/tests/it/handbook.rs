//! 産業医学研修手帳 and other paper: declared, compared, and then among the credits (features.md #68,
//! #69, L14); and the form judged before it is sent as it is judged then (L5).

use api::my_page::CreditHistory;
use api::problem::ProblemKind;
use api::review::ApplicationCase;
use api::titles::{TitleCredit, TitlePreparation};
use domain::application::DeclaredForm;
use domain::credit::CreditOrigin;
use domain::evidence::EvidenceKind;
use journeys::titles::{INDUSTRIAL, judged, title_form};
use journeys::{Doctor, Person, World};

use super::applications::unmet;

/// A holder with a unit of 更新 and of 実地: 18 more are needed.
async fn holder(world: &World) -> Person {
    let doctor = Doctor::member("123456");
    world.holder_who_lacks_special(doctor, 120).await
}

fn line(units: &str, (from, to): (&str, &str), evidence: &[String]) -> DeclaredForm {
    DeclaredForm {
        category: "renewal-special".to_owned(),
        units: units.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        evidence: evidence.to_vec(),
    }
}

#[tokio::test]
async fn handbook_units_count_at_once_and_are_checked_by_a_second_person() {
    let world = World::start().await;
    let doctor = holder(&world).await;
    let mut form = title_form(INDUSTRIAL, "renewal");
    let title = form.title.as_mut().unwrap();
    title.declared = vec![DeclaredForm {
        category: "renewal-special".to_owned(),
        units: "１８".to_owned(),
        from: "2024-04-01".to_owned(),
        to: "2025-04-01".to_owned(),
        evidence: Vec::new(),
    }];
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "title.declared[0].to");
    assert!(problem.fields[0].text.contains("2025-03-31"), "{problem:?}");
    form.title.as_mut().unwrap().declared[0].to = "2025-03-31".to_owned();
    let id = doctor.applied(&form).await.summary.id;

    let tokyo = world.officer("13").await;
    let second = world.officer_named("13", "clerk-13-second").await;
    let case = tokyo.case(&id).await;
    let paper = case.paper.clone().unwrap();
    assert!(paper.original && !paper.received && !paper.checked);
    let version = case.application.version;
    tokyo
        .forward(&id, version, true)
        .await
        .problem(ProblemKind::WrongState);
    second
        .check_declared(&id, version, &["18"], &[])
        .await
        .problem(ProblemKind::WrongState);
    let case: ApplicationCase = tokyo.receive_handbook(&id, version).await.read(200);
    assert!(
        case.paper
            .as_ref()
            .is_some_and(|paper| paper.received_by_me)
    );
    // Ticked twice, it arrived once.
    tokyo.receive_handbook(&id, version).await.expect(200);
    let version = case.application.version;
    assert_eq!(version, 2);
    tokyo
        .check_declared(&id, version, &["18"], &[])
        .await
        .problem(ProblemKind::WrongState);
    // The handbook shows half a unit less: it cannot be passed on.
    let case: ApplicationCase = second
        .check_declared(&id, version, &["17.5"], &[])
        .await
        .read(200);
    assert!(case.paper.as_ref().is_some_and(|paper| paper.checked));
    let shown = case.application.evaluation.requirements.iter();
    let open: Vec<&str> = shown
        .filter(|one| !one.met)
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(open, ["total"], "the officers see it at once");
    let problem = tokyo
        .forward(&id, case.application.version, true)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["total"]);
    let case: ApplicationCase = second
        .check_declared(&id, case.application.version, &["18"], &[])
        .await
        .read(200);
    assert!(case.paper.is_some_and(|paper| paper.checked));
    let forwarded = tokyo
        .forwarded(&id)
        .await
        .application
        .summary
        .title
        .unwrap();
    assert!(!forwarded.clean, "an eye has to look at it");
}

#[tokio::test]
async fn what_the_handbook_shows_is_among_the_credits_once_approved_and_a_photo_is_optional() {
    let world = World::start().await;
    let doctor = holder(&world).await;
    let photo = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.title.as_mut().unwrap().declared = vec![
        line("4", ("2023-05-01", "2023-06-01"), &[]),
        line("18", ("2024-04-01", "2025-03-31"), &[photo.to_string()]),
        line("2", ("2023-07-01", "2023-07-01"), &[]),
    ];
    // Only what the goal counts can be declared.
    let mut other = form.clone();
    other.title.as_mut().unwrap().declared[0].category = "basic-late".to_owned();
    let problem = doctor.apply(&other).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "title.declared[0].category");

    let id = doctor.applied(&form).await.summary.id;
    let before = doctor.title(INDUSTRIAL).await;
    assert_eq!(before.credits.len(), 2, "declared is not yet a credit");
    let (tokyo, second) = (
        world.officer("13").await,
        world.officer_named("13", "clerk-13-second").await,
    );
    let version = tokyo.case(&id).await.application.version;
    tokyo.receive_handbook(&id, version).await.expect(200);
    // One line is not in the handbook, another shows half a unit less.
    second
        .check_declared(&id, version + 1, &["3.5", "18", "0"], &[])
        .await
        .expect(200);
    let case = tokyo.forwarded(&id).await;
    let committee = case.application.summary.title.unwrap().committee;
    world.pass_to(committee);
    let national = world.officer("national").await;
    let version = national.case(&id).await.application.version;
    for _ in 0..2 {
        // Approved twice, they are there once.
        national.approve(&id, version, false).await.expect(200);
    }

    let doctor = world.again(&doctor).await;
    let title = doctor.title(INDUSTRIAL).await;
    let shown = |credit: &TitleCredit| {
        (
            credit.units.to_string(),
            credit.date.to_string(),
            credit.used,
        )
    };
    let paper: Vec<(String, String, bool)> = title
        .credits
        .iter()
        .filter(|credit| credit.title.contains("手帳などの単位"))
        .map(shown)
        .collect();
    // Needed were 18 of them: the renewal has used that line up, the other still counts.
    assert_eq!(
        paper,
        [
            ("18".to_owned(), "2025-03-31".to_owned(), true),
            ("3.5".to_owned(), "2023-06-01".to_owned(), false),
        ]
    );
    let year: CreditHistory = doctor.get("/me/credits?fiscal_year=2024").await.read(200);
    let credit = &year.credits[0];
    assert_eq!(
        (credit.origin, credit.organizer.as_str()),
        (CreditOrigin::Paper, "東京都医師会")
    );
}

#[tokio::test]
async fn what_is_judged_while_typing_is_what_is_judged_when_it_is_sent() {
    let world = World::start().await;
    let doctor = holder(&world).await;
    let path = format!("/me/titles/{INDUSTRIAL}/preparation");
    let preparation: TitlePreparation = doctor.get(&path).await.read(200);
    let mut form = title_form(INDUSTRIAL, "renewal");
    for units in ["17", "17.5"] {
        let declared = line(units, ("2024-04-01", "2025-03-31"), &[]);
        form.title.as_mut().unwrap().declared = vec![declared];
        let view = judged(&preparation, &form, world.today());
        let open = view.evaluation.requirements.iter();
        let open = open.filter(|one| !one.met && !one.later);
        let open: Vec<&str> = open.map(|one| one.id.as_str()).collect();
        let problem = doctor
            .apply(&form)
            .await
            .problem(ProblemKind::RequirementsUnmet);
        assert_eq!(unmet(&problem), open);
    }
    let declared = line("18", ("2024-04-01", "2025-03-31"), &[]);
    form.title.as_mut().unwrap().declared = vec![declared];
    let view = judged(&preparation, &form, world.today());
    let application = doctor.applied(&form).await;
    assert_eq!(view.evaluation, application.evaluation);

    // Corrected, it does not stand in its own way, neither here nor there.
    let tokyo = world.officer("13").await;
    let id = application.summary.id;
    let reason = "手帳をご確認ください。";
    tokyo
        .send_back(&id, application.version, reason)
        .await
        .expect(200);
    let preparation: TitlePreparation = doctor.get(&path).await.read(200);
    let view = judged(&preparation, &form, world.today());
    let path = format!("/me/applications/{id}/resubmissions");
    let again: api::applications::ApplicationView = doctor.post(&path, &form).await.read(200);
    assert_eq!(view.evaluation, again.evaluation);
    // The page says that it is under review; it is not called missing.
    let title = doctor.title(INDUSTRIAL).await;
    let goal = title.goals.iter().find(|goal| goal.id == "renewal");
    let waiting = goal.unwrap().evaluation.requirements.iter();
    let waiting: Vec<&str> = waiting
        .filter(|one| one.waiting)
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(waiting, ["none-under-review"]);
}
