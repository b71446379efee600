//! 要件: what an application needs before it can be submitted, said exactly.

use api::applications::ApplicationView;
use api::problem::ProblemKind;
use api::review::ApplicationCase;
use domain::application::ApplicationStatus;
use domain::evidence::EvidenceKind;
use journeys::applying::{form, handed_in, practical, practical_two};
use journeys::{Doctor, World};

use super::applications::{HOUR, applicant, preparation, units, unmet};

#[tokio::test]
async fn half_a_unit_decides() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "4.5").await;
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["total"]);
    assert!(
        problem.fields[0].text.contains("0.5"),
        "{}",
        problem.fields[0].text
    );
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    form.handed_in = vec![handed_in("０．５", &world.today().to_string(), &attendance)];
    assert_eq!(
        doctor.applied(&form).await.summary.status,
        ApplicationStatus::Pending
    );
}

#[tokio::test]
async fn practical_training_alone_is_not_enough_nor_is_classroom_training_alone() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let first = doctor.practical_evidence().await;
    let second = doctor.practical_evidence().await;
    let mut form = form(&first);
    form.practical.one.push(practical("school-doctor", &second));
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["classroom"]);

    world.award(&doctor, "12", world.today()).await;
    form.practical.one.clear();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["practical"]);
}

#[tokio::test]
async fn a_credit_under_another_name_does_not_count() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    world
        .award_as(&doctor, "6", world.today(), "山田太郎")
        .await;
    assert!(preparation(&doctor).await.classroom.is_empty());
    world
        .award_as(&doctor, "6", world.today(), "高橋　直子")
        .await;
    assert_eq!(preparation(&doctor).await.classroom[0].units, units("6"));
}

#[tokio::test]
async fn units_handed_in_are_of_the_year_of_the_application() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "3").await;
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    let first_day = domain::calendar::FiscalYear::of(world.today()).start();
    form.handed_in = vec![handed_in(
        "2",
        &first_day.add_days(-1).to_string(),
        &attendance,
    )];
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"handed-in-year"), "{problem:?}");

    form.handed_in[0].date = world.today().add_days(1).to_string();
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        (
            problem.fields[0].field.as_str(),
            problem.fields[0].code.as_str()
        ),
        ("handed_in[0].date", "in-future")
    );

    form.handed_in[0].date = first_day.to_string();
    doctor.applied(&form).await;
}

/// 申請年度 is the year of the first submission: whoever is sent back in March corrects in April.
#[tokio::test]
async fn a_correction_in_the_next_fiscal_year_keeps_the_year_of_the_application() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "3").await;
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    form.handed_in = vec![handed_in("2", &world.today().to_string(), &attendance)];
    let application = doctor.applied(&form).await;
    let officer = world.officer("13-001").await;
    officer
        .send_back(&application.summary.id, application.version, "日付")
        .await
        .expect(200);

    let year_end = domain::calendar::FiscalYear::of(world.today()).end();
    let days = world.today().days_until(year_end) + 10;
    world.pass(24 * HOUR * u32::try_from(days).expect("days"));
    let doctor = Doctor::member("123456").enter(&world).await;
    world.award(&doctor, "3", world.today()).await;
    form.handed_in[0].title = "地域医療を考える会（訂正）".to_owned();
    let path = format!("/me/applications/{}/resubmissions", application.summary.id);
    let again: ApplicationView = doctor.post(&path, &form).await.read(200);
    assert_eq!(again.summary.fiscal_year, application.summary.fiscal_year);
}

#[tokio::test]
async fn one_and_two_exclude_each_other_and_two_goes_to_no_district() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let description = doctor.evidence(EvidenceKind::PracticalDescription).await;
    let proof = doctor.practical_evidence().await;
    form.practical.two = Some(practical_two(&description, &proof));
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        (
            problem.fields[0].field.as_str(),
            problem.fields[0].code.as_str()
        ),
        ("practical.two", "practical-both")
    );

    form.practical.one.clear();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["target"]);

    form.target = "13".to_owned();
    let application = doctor.applied(&form).await;
    assert_eq!(application.summary.target.name, "東京都医師会");
}

#[tokio::test]
async fn two_without_its_description_is_refused() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let proof = doctor.practical_evidence().await;
    form.practical.one.clear();
    form.practical.two = Some(practical_two(&proof, &proof));
    if let Some(two) = &mut form.practical.two {
        two.description.clear();
    }
    form.target = "13".to_owned();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["practical-evidence"]);
}

#[tokio::test]
async fn a_non_member_adds_the_licence_and_nothing_else_passes_for_it() {
    let world = World::start().await;
    let doctor = Doctor::non_member("222222").enter(&world).await;
    world.award(&doctor, "5", world.today()).await;
    let prepared = preparation(&doctor).await;
    assert!(!prepared.member && prepared.default_target.is_none());
    let mut form = form(&doctor.practical_evidence().await);
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["identity"]);

    form.identity_documents = vec![doctor.evidence(EvidenceKind::Other).await.to_string()];
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "identity_documents[0]");

    let licence = doctor.evidence(EvidenceKind::Licence).await;
    form.identity_documents = vec![licence.to_string()];
    let application = doctor.applied(&form).await;

    let officer = world.officer("13-001").await;
    let case = officer.case(&application.summary.id).await;
    assert!(!case.member && !case.confirmed);
    let refused = officer
        .approve(&application.summary.id, application.version, false)
        .await;
    let _ = refused.problem(ProblemKind::WrongState);
    let case: ApplicationCase = officer
        .approve(&application.summary.id, application.version, true)
        .await
        .read(200);
    assert!(case.confirmed);
}
