//! 受講計画: which announced courses fill what is missing (features.md L6).

use api::problem::ProblemKind;
use api::titles::TitlePlan;
use journeys::courses::{course_earning, earns};
use journeys::titles::INDUSTRIAL;
use journeys::{Doctor, World};

#[tokio::test]
async fn the_plan_names_the_announced_course_that_fills_what_is_missing() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let until = world.today().add_days(300);
    world.hold_title(&doctor, INDUSTRIAL, until).await;
    let day = world.today().add_days(-10);
    for (category, units) in [("renewal-update", "10"), ("renewal-special", "10")] {
        world
            .earn(&doctor, (INDUSTRIAL, category), units, day)
            .await;
    }
    let tokyo = world.officer("13").await;
    let later = |days: i32| world.today().add_days(days);
    let course = |days: i32, title: &str, category: &str| {
        let awards = [earns(INDUSTRIAL.as_str(), category, "2", "")];
        course_earning(later(days), title, &awards)
    };
    let special = course(120, "専門だけの会", "renewal-special");
    let practical = course(130, "職場巡視の実地", "renewal-practical");
    let special = world.course_in_order(&tokyo, &special).await;
    let practical = world.course_in_order(&tokyo, &practical).await;
    world.approved_by_the_committee(&special).await;
    world.approved_by_the_committee(&practical).await;
    let doctor = world.again(&doctor).await;
    let path = format!("/me/titles/{INDUSTRIAL}/plan?goal=renewal");
    let plan: TitlePlan = doctor.get(&path).await.read(200);
    let titles: Vec<&str> = plan
        .courses
        .iter()
        .map(|one| one.course.title.as_str())
        .collect();
    assert_eq!(titles, ["職場巡視の実地"], "{plan:?}");
    assert_eq!((plan.considered, plan.open.len()), (2, 0), "{plan:?}");
    assert!(plan.until < until);
    doctor
        .get(&format!("/me/titles/{INDUSTRIAL}/plan?goal=certificate"))
        .await
        .problem(ProblemKind::Invalid);
}
