//! マイページ: what a doctor sees at once (features.md #46, #72).

use api::my_page::{MyPage, NextStep};
use domain::{calendar::FiscalYear, units::Units};
use journeys::{Doctor, World};

#[tokio::test]
async fn a_new_doctor_is_told_what_to_collect() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let page: MyPage = doctor.get("/me").await.read(200);
    assert!(
        page.name.starts_with("髙橋") && page.name.ends_with("直子"),
        "{}",
        page.name
    );
    assert_eq!(page.associations[0], "千代田区医師会");
    assert_eq!(page.years[0].year, FiscalYear::of(world.today()));
    assert!(matches!(
        page.next,
        NextStep::CollectUnits {
            have: Units::ZERO,
            ..
        }
    ));
}

#[tokio::test]
async fn units_of_education_lead_to_the_application() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    world.award(&doctor, "5", world.today()).await;
    let page: MyPage = doctor.get("/me").await.read(200);
    assert!(
        matches!(page.next, NextStep::Apply { .. }),
        "{:?}",
        page.next
    );
}

#[tokio::test]
async fn nobody_else_sees_the_page() {
    let world = World::start().await;
    world.visitor().get("/me").await.expect(401);
    world.officer("13").await.get("/me").await.expect(403);
}
