//! 新規申請: the ways to a first approval, by units, subjects and certificates (features.md #63–#66,
//! #70, #71, #82).

use api::problem::ProblemKind;
use api::review::ApplicationCase;
use api::titles::{StandingView, TitlePreparation, TitleView};
use domain::application::CertificateForm;
use domain::evidence::EvidenceKind;
use domain::id::ApplicationId;
use domain::rules::RuleBook;
use journeys::titles::{INDUSTRIAL, SPORTS, title_form};
use journeys::{Doctor, Person, World};

use super::applications::unmet;

/// 前期 14, 実地 and 後期 26, all but half a unit of 実地: 49.5 units.
const ALMOST: [(&str, &str); 10] = [
    ("basic-early-general", "2"),
    ("basic-early-health-care", "2"),
    ("basic-early-mental-health", "1"),
    ("basic-early-health-promotion", "1"),
    ("basic-early-environment", "2"),
    ("basic-early-work", "2"),
    ("basic-early-hazards", "2"),
    ("basic-early-practice", "2"),
    ("basic-practical", "9.5"),
    ("basic-late", "26"),
];

/// Through prefecture and committee; the title then holds for five years from the committee's day.
async fn approved(world: &World, doctor: &Person, id: &ApplicationId, prefix: &str) -> TitleView {
    let case = world.officer("13").await.forwarded(id).await;
    let title = case.application.summary.title.unwrap();
    world.approved_on(id, title.committee).await;
    let doctor = world.again(doctor).await;
    let certificate = doctor.ready_certificate().await;
    let number = certificate.number.to_string();
    assert!(number.starts_with(prefix), "{number}");
    let view = doctor.title(case.application.summary.programme).await;
    let until = title.committee.add_years(5).add_days(-1);
    assert_eq!(view.standing, StandingView::Valid { until });
    assert_eq!(view.approvals[0].certificate, Some(number));
    view
}

#[tokio::test]
async fn fifty_units_of_basic_training_lead_to_the_title_and_half_a_unit_less_does_not() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    // In any order, and the last of them so long ago that it is just in time.
    let last = world.today().add_years(-5);
    for (place, (category, units)) in ALMOST.iter().rev().enumerate() {
        let day = last.add_days(-i32::try_from(place).unwrap());
        let of = (INDUSTRIAL, *category);
        world.earn(&doctor, of, units, day).await;
    }
    let form = title_form(INDUSTRIAL, "new");
    let refused = doctor.apply(&form).await;
    let problem = refused.problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["training"]);
    let said = &problem.fields[0].text;
    assert!(said.contains("実地研修 10単位：あと0.5単位"), "{said}");
    let practical = (INDUSTRIAL, "basic-practical");
    world.earn(&doctor, practical, "0.5", last).await;
    let id = doctor.applied(&form).await.summary.id;
    let title = approved(&world, &doctor, &id, "IP-").await;
    // 1回に限り: it is used up.
    assert!(title.credits.iter().all(|credit| credit.used));
    let again = world.again(&doctor).await.apply(&form).await;
    let problem = again.problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["not-holding", "training"]);
}

#[tokio::test]
async fn basic_training_that_ended_more_than_five_years_ago_no_longer_serves() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let late = world.today().add_years(-5).add_days(-1);
    for (category, units) in ALMOST {
        world
            .earn(&doctor, (INDUSTRIAL, category), units, late)
            .await;
    }
    let practical = (INDUSTRIAL, "basic-practical");
    world.earn(&doctor, practical, "0.5", late).await;
    let form = title_form(INDUSTRIAL, "new");
    let refused = doctor.apply(&form).await;
    let problem = refused.problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["training"]);
    // Half a unit more, attended today, and the last training is of today.
    let more = (INDUSTRIAL, "basic-late");
    world.earn(&doctor, more, "0.5", world.today()).await;
    doctor.applied(&form).await;
}

#[tokio::test]
async fn twenty_five_subjects_lead_to_the_title_of_sports_physicians_and_half_an_hour_less_does_not()
 {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let day = world.today().add_days(-20);
    let book = RuleBook::embedded().unwrap();
    let rules = book.in_force(SPORTS, world.today()).unwrap();
    let subjects = rules.categories.iter().map(|rule| rule.id.as_str());
    let subjects: Vec<&str> = subjects.filter(|id| *id != "renewal").collect();
    assert_eq!(subjects.len(), 25);
    for (place, subject) in subjects.iter().enumerate() {
        let units = if place == 24 { "0.5" } else { "1" };
        world.earn(&doctor, (SPORTS, *subject), units, day).await;
    }
    let form = title_form(SPORTS, "new");
    let refused = doctor.apply(&form).await;
    let problem = refused.problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["late"]);
    let rest = (SPORTS, subjects[24]);
    world.earn(&doctor, rest, "0.5", day.add_days(1)).await;
    let id = doctor.applied(&form).await.summary.id;
    approved(&world, &doctor, &id, "SP-").await;
}

#[tokio::test]
async fn a_university_certificate_replaces_basic_training_once_it_was_found_in_order() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let preparation: TitlePreparation = doctor
        .get(&format!("/me/titles/{INDUSTRIAL}/preparation"))
        .await
        .read(200);
    assert_eq!(preparation.rules.certificates[0].id, "uoeh-course");
    let declared = preparation.rules.declared;
    assert!(declared.is_some_and(|limits| limits.original));
    let mut form = title_form(INDUSTRIAL, "new");
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["training"]);
    let photo = doctor.evidence(EvidenceKind::Other).await;
    form.title.as_mut().unwrap().certificates = vec![CertificateForm {
        certificate: "uoeh-course".to_owned(),
        date: "2026-08-10".to_owned(),
        evidence: vec![photo.to_string()],
    }];
    let id = doctor.applied(&form).await.summary.id;
    let tokyo = world.officer("13").await;
    let case = tokyo.case(&id).await;
    let refused: ApplicationCase = tokyo
        .check_declared(&id, case.application.version, &[], &[false])
        .await
        .read(200);
    tokyo
        .forward(&id, refused.application.version, true)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    let found: ApplicationCase = tokyo
        .check_declared(&id, refused.application.version, &[], &[true])
        .await
        .read(200);
    let case: ApplicationCase = tokyo
        .forward(&id, found.application.version, true)
        .await
        .read(200);
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&id, committee).await;
    let doctor = world.again(&doctor).await;
    let title = doctor.title(INDUSTRIAL).await;
    let until = committee.add_years(5).add_days(-1);
    assert_eq!(title.standing, StandingView::Valid { until });
    // 1回に限り: who holds the title does not apply for it anew.
    let again = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert!(again.fields[0].field.starts_with("evidence"), "{again:?}");
}

#[tokio::test]
async fn a_half_certificate_counts_as_the_whole_half_of_the_sports_course() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let mut form = title_form(SPORTS, "new");
    for half in ["early-half", "late-half"] {
        let photo = doctor.evidence(EvidenceKind::Other).await;
        form.title
            .as_mut()
            .unwrap()
            .certificates
            .push(CertificateForm {
                certificate: half.to_owned(),
                date: "2024-11-03".to_owned(),
                evidence: vec![photo.to_string()],
            });
    }
    let application = doctor.applied(&form).await;
    assert!(application.evaluation.submittable);
    let title: TitleView = doctor.title(SPORTS).await;
    assert_eq!(title.standing, StandingView::None);
    assert_eq!(title.open.map(|open| open.id), Some(application.summary.id));
}
