//! マイページ: what a doctor sees at once, and changes without asking (features.md #46, #72).

use api::my_page::{ContactChange, MyPage, NextStep, ProfileView};
use api::problem::ProblemKind;
use domain::{calendar::FiscalYear, registration::ContactForm, units::Units};
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

#[tokio::test]
async fn a_doctor_changes_the_own_contact_and_is_told_by_mail() {
    let world = World::start().await;
    let doctor = Doctor::member("012345").enter(&world).await;
    let answer = doctor.get("/me/profile").await;
    assert_eq!(answer.trips(), 1);
    let before: ProfileView = answer.read(200);
    let mut contact = journeys::people::profile_form().contact;
    contact.street = "千代田区神田駿河台2-5".to_owned();
    contact.mobile = "０９０－１２３４－５６７８".to_owned();
    let change = ContactChange {
        version: before.version,
        form: contact.clone(),
    };
    let after: ProfileView = doctor.post("/me/contact", &change).await.read(200);
    assert_eq!(after.mobile.to_string(), "090-1234-5678");
    assert_eq!(after.version, before.version + 1);
    world.mail(&doctor.email, "連絡先を変更").await;
    // The same again changes nothing; another one on the old version is refused.
    let again: ProfileView = doctor.post("/me/contact", &change).await.read(200);
    assert_eq!(again.version, after.version);
    let late = ContactChange {
        form: ContactForm {
            building: "旧ビル".to_owned(),
            ..contact.clone()
        },
        ..change.clone()
    };
    let _ = doctor
        .post("/me/contact", &late)
        .await
        .problem(ProblemKind::Changed);
    let wrong = ContactChange {
        version: after.version,
        form: ContactForm {
            building: "あ".repeat(51),
            postal_code: "1".to_owned(),
            ..contact
        },
    };
    let refused = doctor.post("/me/contact", &wrong).await;
    assert_eq!(refused.wrong_fields(), ["postal_code", "building"]);
}
