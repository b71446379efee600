//! Fields of staff and their programs at their limits and beyond, over HTTP. Those of doctors are in
//! `identity` and `applications`; every field of a form by itself in `domain`.

use api::courses::CourseView;
use api::organizers::{InvitationForm, OrganizerHome};
use journeys::World;
use journeys::registering::{PASSWORD, secret_of};
use serde_json::json;

#[tokio::test]
async fn the_label_of_a_key_and_the_name_of_staff_end_at_their_limits() {
    let world = World::start().await;
    let staff = world.organizer("x0123456789abcdef", "研究会").await;
    let labelled = |length: usize| json!({ "label": "鍵".repeat(length) });
    let beyond = staff.post("/api-keys", &labelled(41)).await;
    assert_eq!(beyond.wrong_fields(), ["label"]);
    staff.post("/api-keys", &labelled(40)).await.expect(201);
    let home: OrganizerHome = staff.get("/organizer").await.read(200);
    assert_eq!(home.api_keys[0].label, "鍵".repeat(40));

    let invitation = InvitationForm {
        email: "shinjin@example.jp".to_owned(),
        association: None,
    };
    staff
        .post("/staff-invitations", &invitation)
        .await
        .expect(202);
    let mail = world.mail("shinjin@example.jp", "担当者登録").await;
    let named = |length: usize| {
        json!({
            "secret": secret_of(&mail.text),
            "name": "花".repeat(length),
            "login_id": "Shinjin01",
            "password": PASSWORD,
        })
    };
    let accept = |length| {
        let visitor = world.visitor();
        let named = named(length);
        async move { visitor.post("/staff-invitations/acceptance", &named).await }
    };
    assert_eq!(accept(65).await.wrong_fields(), ["name"]);
    accept(64).await.expect(201);
    let home: OrganizerHome = staff.get("/organizer").await.read(200);
    assert!(home.staff.iter().any(|one| one.name == "花".repeat(64)));
}

#[tokio::test]
async fn a_course_ends_at_its_limits() {
    let world = World::start().await;
    let organizer = world.officer("13-001").await;
    let filled = |more: usize| {
        let mut form = journeys::courses::course_form(world.today());
        form.title = "研".repeat(200 + more);
        form.enquiries.name = "課".repeat(50 + more);
        form.co_organizers = vec!["会".repeat(100); 20 + more];
        form.lectures[0].lecturer = "師".repeat(100 + more);
        form
    };
    let beyond = organizer.post("/courses", &filled(1)).await;
    assert_eq!(
        beyond.wrong_fields(),
        [
            "title",
            "co_organizers",
            "enquiries.name",
            "lectures[0].lecturer"
        ]
    );
    let course: CourseView = organizer.post("/courses", &filled(0)).await.read(201);
    assert_eq!(course.form.title, "研".repeat(200));
    assert_eq!(course.form.co_organizers.len(), 20);
}
