//! An officer who is a doctor too decides on nothing of the own, alone or in bulk; others do.

use api::holders::{GraceDecision, HolderList};
use api::identity::LinkSecret;
use api::jobs::JobStanding;
use api::organizers::{InvitationAcceptance, InvitationForm};
use api::problem::ProblemKind;
use api::rounds::BulkView;
use domain::application::ApplicationStatus;
use domain::calendar::FiscalYear;
use journeys::registering::{acceptance, secret_of};
use journeys::rounds::applicant;
use journeys::titles::{INDUSTRIAL, SPORTS};
use journeys::{Client, Doctor, World, eventually};
use serde_json::json;

/// The doctor 123456, who works for an association and said so when accepting the invitation.
async fn doctor_in_office(world: &World, association: &str) -> Client {
    let inviting = world.officer(association).await;
    let to = format!("doctor-{association}@example.jp");
    let invitation = InvitationForm {
        email: to.clone(),
        association: None,
    };
    inviting
        .post("/staff-invitations", &invitation)
        .await
        .expect(202);
    let mail = world.mail(&to, "担当者登録のご案内").await;
    let login = format!("officer{}", association.replace('-', ""));
    let link = LinkSecret {
        secret: secret_of(&mail.text),
    };
    let accepted = |number: &str| InvitationAcceptance {
        name: "髙橋 直子".to_owned(),
        register_number: number.to_owned(),
        ..acceptance(&link, &login)
    };
    let path = "/staff-invitations/acceptance";
    let mistyped = world.visitor().post(path, &accepted("12345x")).await;
    let problem = mistyped.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "register_number");
    let made = world.visitor().post(path, &accepted("１２３４５６")).await;
    made.expect(201);
    world.sign_in(&login).await.0
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_who_is_the_applicant_decides_neither_alone_nor_in_bulk() {
    let world = World::start().await;
    let (doctor, own) = applicant(&world, Doctor::member("123456")).await;
    let (_, other) = applicant(&world, Doctor::member("123457")).await;
    let clerk = doctor_in_office(&world, "13").await;
    let colleague = world.officer("13").await;
    let version = doctor.application(&own).await.version;
    let path = |step: &str| format!("/review/applications/{own}/{step}");
    let refused = async |who: &Client, step: &str, body: serde_json::Value| {
        let answer = who.post(&path(step), &body).await;
        let told = answer.problem(ProblemKind::Forbidden).detail.unwrap();
        assert!(told.contains("ご自身"), "{step}: {told}");
    };
    let forwarding = json!({ "version": version, "identity_confirmed": true });
    refused(&clerk, "forwarding", forwarding).await;
    let back = json!({ "version": version, "reason": "確認のため" });
    refused(&clerk, "sending-back", back).await;
    let waived = json!({ "state": "waived", "receipt": "" });
    refused(&clerk, "fee", waived).await;

    // In bulk the own one is left, with the reason; the other one is passed on.
    let start = json!({ "programme": INDUSTRIAL.as_str() });
    clerk.post("/forwardings", &start).await.expect(200);
    let bulk = async |who: &Client, path: &str| {
        eventually("the job", || async {
            let view: BulkView = who.get(path).await.read(200);
            let standing = view.progress.as_ref().map(|job| job.standing);
            (standing != Some(JobStanding::Running)).then_some(view)
        })
        .await
    };
    let view = bulk(&clerk, &format!("/forwardings?programme={INDUSTRIAL}")).await;
    assert_eq!((view.done, view.left), (1, 1), "{view:?}");
    assert_eq!(view.lines[0].id, own);
    assert!(view.lines[0].why.ja.contains("ご自身"), "{view:?}");

    // A colleague passes it on, and in the committee's office it is the same.
    let case = colleague.forwarded(&own).await;
    let title = case.application.summary.title.unwrap();
    let clerk = doctor_in_office(&world, "national").await;
    let approval = json!({
        "version": case.application.version, "identity_confirmed": true,
        "decided_on": world.today(),
    });
    refused(&clerk, "approval", approval).await;
    let decision = format!("/rounds/{INDUSTRIAL}/{}/decision", title.round);
    let today = json!({ "decided_on": world.today() });
    clerk.post(&decision, &today).await.expect(200);
    let view = bulk(&clerk, &decision).await;
    assert_eq!((view.done, view.left), (1, 1), "{view:?}");
    assert_eq!(view.lines[0].id, own);
    let status = doctor.application(&own).await.summary.status;
    assert_eq!(status, ApplicationStatus::Pending);
    let committee = world.officer("national").await;
    committee.post(&decision, &today).await.expect(200);
    let view = bulk(&committee, &decision).await;
    assert_eq!((view.done, view.left), (1, 0), "{view:?}");
    let decided = committee.case(&other).await.application.summary.status;
    assert_eq!(decided, ApplicationStatus::Approved);
}

#[tokio::test]
async fn an_officer_who_is_the_doctor_grants_no_grace_and_accepts_no_declaration_of_the_own() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let until = world.today().add_days(-90);
    world.hold_title(&doctor, SPORTS, until).await;
    let clerk = doctor_in_office(&world, "13").await;
    let lapsed: HolderList = clerk
        .get("/holders?programme=sports-physician&part=lapsed")
        .await
        .read(200);
    let grace = GraceDecision {
        version: 1,
        reason: "illness".to_owned(),
        note: "診断書の写し".to_owned(),
    };
    let path = format!("/holders/{}/grace", lapsed.holders[0].holder);
    let refused = clerk.post(&path, &grace).await;
    refused.problem(ProblemKind::Forbidden);
    world
        .officer("13")
        .await
        .post(&path, &grace)
        .await
        .expect(200);

    let year = FiscalYear::of(world.today()).previous();
    let form = json!({ "version": 0, "form": { "outside": [], "confirmed": true } });
    let made = format!("/me/learning/declarations/{year}");
    doctor.post(&made, &form).await.expect(201);
    let clerk = doctor_in_office(&world, "13-001").await;
    let queue: api::learning::DeclarationQueue = clerk.get("/review/declarations").await.read(200);
    let line = &queue.declarations[0];
    let path = format!("/review/declarations/{}/acceptance", line.id);
    let version = json!({ "version": 1 });
    let refused = clerk.post(&path, &version).await;
    refused.problem(ProblemKind::Forbidden);
    let district = world.officer("13-001").await;
    district.post(&path, &version).await.expect(200);
}
