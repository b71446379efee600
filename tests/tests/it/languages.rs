//! The language of mails: each in that of whoever reads it, not of whoever decides.

use api::my_page::{ContactChange, ProfileView};
use api::organizers::OrganizerQueue;
use api::review::SendingBack;
use journeys::applying::form as application;
use journeys::people::profile_form;
use journeys::registering::{self, form as registration};
use journeys::{Client, Doctor, Person, World};
use serde_json::json;

/// A member with an application of which units are missing nowhere.
async fn applicant(world: &World, number: &str) -> Person {
    let doctor = Doctor::member(number).enter(world).await;
    world.award(&doctor, "5", world.today()).await;
    doctor
}

/// An officer sends an application back, reading the site in English.
async fn send_back(world: &World, doctor: &Person) {
    let evidence = doctor.practical_evidence().await;
    let applied = doctor.applied(&application(&evidence)).await;
    let path = format!("/review/applications/{}/sending-back", applied.summary.id);
    let reason = SendingBack {
        version: applied.version,
        reason: "受講証明書の写しをご確認ください。".to_owned(),
    };
    let officer = world.officer("13-001").await;
    let officer = Client::clone(&officer).in_english();
    officer.post(&path, &reason).await.expect(200);
}

#[tokio::test]
async fn a_doctor_is_told_of_a_decision_in_the_own_language_not_in_the_officers() {
    let world = World::start().await;
    let doctor = applicant(&world, "012345").await;
    send_back(&world, &doctor).await;
    world.mail(&doctor.email, "申請の差戻し").await;
}

#[tokio::test]
async fn who_changes_the_contact_in_english_gets_mails_in_english_from_then_on() {
    let world = World::start().await;
    let doctor = applicant(&world, "012345").await;
    let view: ProfileView = doctor.get("/me/profile").await.read(200);
    let mut contact = profile_form().contact;
    contact.building = "101".to_owned();
    let change = ContactChange {
        version: view.version,
        form: contact,
    };
    let english = Client::clone(&doctor).in_english();
    english.post("/me/contact", &change).await.expect(200);
    send_back(&world, &doctor).await;
    world.mail(&doctor.email, "Application sent back").await;
}

#[tokio::test]
async fn who_registered_in_english_is_told_in_english_how_the_identity_was_settled() {
    let world = World::start().await;
    world
        .register("first@example.jp", registration("FirstDoc1", "012345"))
        .await;
    let link = world.begin_registration("second@example.jp").await;
    let completion = json!({
        "secret": link.secret,
        "form": registration("SecondDoc1", "012345"),
    });
    let english = world.visitor().in_english();
    let registered = english.post("/registrations/completion", &completion).await;
    registered.expect(201);
    let officer = world.officer("13").await;
    let queue: serde_json::Value = officer.get("/review/identity-claims").await.read(200);
    let claim = queue["claims"][0]["id"].as_str().unwrap();
    let path = format!("/review/identity-claims/{claim}/settlement");
    let settlement = json!({ "claimant_is_doctor": true, "compared": "医師免許証の原本" });
    officer.post(&path, &settlement).await.expect(200);
    world
        .mail("second@example.jp", "Your identity is confirmed")
        .await;
    world.mail("first@example.jp", "本人確認のお願い").await;
}

/// An external body that applied over this client.
async fn body(client: &Client, email: &str) {
    let form = registering::body("城東地域医療連携研究会", email);
    client.post("/organizers", &form).await.expect(202);
}

#[tokio::test]
async fn a_body_is_answered_in_the_language_in_which_it_applied() {
    let world = World::start().await;
    body(&world.visitor().in_english(), "english@example.jp").await;
    body(&world.visitor(), "japanese@example.jp").await;
    let officer = world.officer("13").await;
    let queue: OrganizerQueue = officer.get("/review/organizers").await.read(200);
    for waiting in &queue.organizers {
        let path = format!("/review/organizers/{}", waiting.id);
        if waiting.enquiries.email.as_ref().unwrap().as_str() == "english@example.jp" {
            let approval = format!("{path}/approval");
            officer.post(&approval, &json!({})).await.expect(200);
        } else {
            let refusal = json!({ "version": waiting.version, "reason": "資料が必要です。" });
            let english = Client::clone(&officer).in_english();
            let refused = english.post(&format!("{path}/refusal"), &refusal).await;
            refused.expect(200);
        }
    }
    world
        .mail("english@example.jp", "Invitation to a login for staff")
        .await;
    world
        .mail("japanese@example.jp", "主催者アカウントの申請について")
        .await;
}
