//! 本人確認: one number, two people (domain.md, identity assurance).

use adapters::store::items::doctor::IdentityRecord;
use adapters::store::{Key, Range};
use api::applications::{DocumentAddress, EvidenceStart, EvidenceUpload};
use api::learning::{DeclarationQueue, MyDeclaration};
use api::my_page::{IdentityDocument, ProfileView};
use api::problem::ProblemKind;
use api::review::{IdentityClaimQueue, Settled, Settlement};
use domain::assurance::Assurance;
use domain::calendar::FiscalYear;
use domain::evidence::EvidenceKind;
use domain::id::EvidenceId;
use domain::learning::DeclarationStatus;
use domain::register_number::MedicalRegisterNumber;
use journeys::applying::PDF;
use journeys::registering::form;
use journeys::{Doctor, World};
use serde_json::json;

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).expect("a register number")
}

/// Two people register with one number.
async fn contest(world: &World) {
    world
        .register("first@example.jp", form("FirstDoc1", "012345"))
        .await;
    let link = world.begin_registration("second@example.jp").await;
    let mut second = form("SecondDoc1", "012345");
    second.profile.given = "尚子".to_owned();
    world.complete(&link, second).await.expect(201);
}

/// The only contested claim that waits.
async fn only_claim(officer: &journeys::Person) -> api::review::IdentityClaim {
    let queue: IdentityClaimQueue = officer.get("/review/identity-claims").await.read(200);
    let contested = queue.claims.iter().filter(|claim| claim.holder.is_some());
    let contested: Vec<_> = contested.collect();
    assert_eq!(contested.len(), 1);
    contested[0].clone()
}

#[tokio::test]
async fn a_second_claim_on_a_number_looks_the_same_and_sees_nothing_of_the_first() {
    let world = World::start().await;
    let link = world.begin_registration("first@example.jp").await;
    let first = world.complete(&link, form("FirstDoc1", "012345")).await;
    let link = world.begin_registration("second@example.jp").await;
    let second = world.complete(&link, form("SecondDoc1", "012345")).await;
    assert_eq!(first.text().replace("First", "Second"), second.text());
    assert_eq!(first.shown_cost(), second.shown_cost());
    let to_first = world.mail("first@example.jp", "登録が完了").await;
    let to_second = world.mail("second@example.jp", "登録が完了").await;
    assert_eq!(to_first.text.replace("First", "Second"), to_second.text);
    let (client, _) = world.sign_in("seconddoc1").await;
    let view: ProfileView = client.get("/me/profile").await.read(200);
    assert_eq!(view.login_id, "SecondDoc1");
    assert_eq!(view.assurance, Assurance::Claimed);
    let holder: IdentityRecord = world.find(&Key::identity(&number("012345"))).await.unwrap();
    assert_eq!(holder.login, "FirstDoc1");
}

#[tokio::test]
async fn a_confirmed_doctor_displaces_a_mere_claimant_whose_view_ends() {
    let world = World::start().await;
    contest(&world).await;
    let (first, _) = world.sign_in("firstdoc1").await;
    let tokyo = world.officer("13").await;
    let kanagawa = world.officer("14").await;
    let claim = only_claim(&tokyo).await;
    assert_eq!(claim.claimant.name, "髙橋　尚子");
    assert_eq!(claim.holder.as_ref().unwrap().name, "髙橋　直子");
    assert_eq!(claim.association.name, "東京都医師会");
    let path = format!("/review/identity-claims/{}/settlement", claim.id);
    let settlement = Settlement {
        claimant_is_doctor: true,
        compared: "医師免許証の原本".to_owned(),
    };
    let elsewhere = kanagawa.post(&path, &settlement).await;
    let _ = elsewhere.problem(ProblemKind::NotFound);
    let settled: Settled = tokyo.post(&path, &settlement).await.read(200);
    assert_eq!(settled.by.to_string(), "13");
    tokyo.post(&path, &settlement).await.expect(200);
    let opposite = Settlement {
        claimant_is_doctor: false,
        ..settlement
    };
    let _ = tokyo
        .post(&path, &opposite)
        .await
        .problem(ProblemKind::WrongState);

    let holder: IdentityRecord = world.find(&Key::identity(&number("012345"))).await.unwrap();
    assert_eq!(
        (holder.login.as_str(), holder.assurance),
        ("SecondDoc1", Assurance::Confirmed)
    );
    let _ = first
        .get("/me/profile")
        .await
        .problem(ProblemKind::SignInRequired);
    for login in ["firstdoc1", "first@example.jp"] {
        let (client, _) = world.sign_in(login).await;
        let view: ProfileView = client.get("/me/profile").await.read(200);
        assert_eq!(
            (view.login_id.as_str(), view.assurance),
            ("FirstDoc1", Assurance::Claimed)
        );
    }
    for login in ["seconddoc1", "second@example.jp"] {
        let (client, _) = world.sign_in(login).await;
        let view: ProfileView = client.get("/me/profile").await.read(200);
        assert_eq!(
            (view.login_id.as_str(), view.assurance),
            ("SecondDoc1", Assurance::Confirmed)
        );
    }
    world.mail("second@example.jp", "本人確認が完了").await;
    world.mail("first@example.jp", "本人確認のお願い").await;
    let queue: IdentityClaimQueue = tokyo.get("/review/identity-claims").await.read(200);
    assert!(queue.claims.is_empty());
    let audit = world.items(&Range::whole("AUDIT#012345".to_owned())).await;
    assert_eq!(audit.len(), 2, "one look, one decision");
}

#[tokio::test]
async fn a_declaration_goes_with_whoever_typed_it_when_a_claimant_is_displaced() {
    let world = World::start().await;
    contest(&world).await;
    let (first, _) = world.sign_in("firstdoc1").await;
    let tokyo = world.officer("13").await;
    let year = FiscalYear::of(world.today()).previous();
    let path = format!("/me/learning/declarations/{year}");
    let declared = json!({ "version": 0, "form": { "outside": [], "confirmed": true } });
    first.post(&path, &declared).await.expect(201);
    // Papers speak for the number: a mere claim is not enough.
    let paper = json!({ "kind": "yearly-units", "year": year });
    let paper = first.post("/me/learning/papers", &paper).await;
    let _ = paper.problem(ProblemKind::WrongState);

    // What waits is decided first.
    let claim = only_claim(&tokyo).await;
    let settle = format!("/review/identity-claims/{}/settlement", claim.id);
    let settlement = Settlement {
        claimant_is_doctor: true,
        compared: "医師免許証の原本".to_owned(),
    };
    let waits = tokyo.post(&settle, &settlement).await;
    let _ = waits.problem(ProblemKind::WrongState);
    let queue: DeclarationQueue = tokyo.get("/review/declarations").await.read(200);
    let back = format!(
        "/review/declarations/{}/sending-back",
        queue.declarations[0].id
    );
    let reason = json!({ "version": 1, "reason": "本人確認が必要です。" });
    tokyo.post(&back, &reason).await.expect(200);
    tokyo.post(&settle, &settlement).await.expect(200);

    let (second, _) = world.sign_in("seconddoc1").await;
    let fresh: MyDeclaration = second.get(&path).await.read(200);
    assert_eq!((fresh.state.status, fresh.version), (None, 0));
    second.post(&path, &declared).await.expect(201);
    let (first, _) = world.sign_in("firstdoc1").await;
    let own: MyDeclaration = first.get(&path).await.read(200);
    assert_eq!(own.state.status, Some(DeclarationStatus::SentBack));
}

#[tokio::test]
async fn sending_the_licence_shows_the_same_cost_on_either_side_of_a_claim() {
    let world = World::start().await;
    contest(&world).await;
    let mut shown = Vec::new();
    for login in ["firstdoc1", "seconddoc1"] {
        let (client, _) = world.sign_in(login).await;
        let document = upload_licence(&client, PDF).await;
        let sent = client.post("/me/identity-documents", &document).await;
        shown.push(sent.expect(200).shown_cost());
    }
    assert_eq!(shown[0], shown[1]);
}

/// Uploads an image of the licence and has it checked.
async fn upload_licence(doctor: &journeys::Client, file: &[u8]) -> IdentityDocument {
    let start = EvidenceStart {
        kind: EvidenceKind::Licence,
        media_type: "application/pdf".to_owned(),
        size: file.len() as u64,
        file_name: "免許証.pdf".to_owned(),
    };
    let form: EvidenceUpload = doctor.post("/me/evidence", &start).await.read(201);
    let document = IdentityDocument {
        evidence: form.evidence.clone(),
    };
    // Nothing is sent that was not looked at.
    let early = doctor.post("/me/identity-documents", &document).await;
    let _ = early.problem(ProblemKind::Invalid);
    doctor.upload(&form.url, &form.fields, file.to_vec()).await;
    let path = format!("/me/evidence/{}/check", form.evidence);
    doctor.post(&path, &serde_json::json!({})).await.expect(200);
    document
}

/// Sends an image of the licence from 登録情報, as the site does.
async fn send_licence(doctor: &journeys::Client, file: &[u8]) -> EvidenceId {
    let document = upload_licence(doctor, file).await;
    for _ in 0..2 {
        let view: ProfileView = doctor
            .post("/me/identity-documents", &document)
            .await
            .read(200);
        assert_eq!(view.identity_documents.len(), 1);
    }
    document.evidence
}

#[tokio::test]
async fn officers_see_the_licence_that_either_side_of_a_claim_sent() {
    let world = World::start().await;
    contest(&world).await;
    let (holder, _) = world.sign_in("firstdoc1").await;
    let (claimant, _) = world.sign_in("seconddoc1").await;
    let licences = [
        send_licence(&holder, &[PDF, b"first"].concat()).await,
        send_licence(&claimant, &[PDF, b"second"].concat()).await,
    ];
    let other = world.register("third@example.jp", form("ThirdDoc1", "054321"));
    other.await;
    let (third, _) = world.sign_in("thirddoc1").await;
    let unrelated = send_licence(&third, PDF).await;

    let tokyo = world.officer("13").await;
    let claim = only_claim(&tokyo).await;
    let sides = [claim.holder.as_ref().unwrap(), &claim.claimant];
    for ((side, licence), text) in sides.iter().zip(&licences).zip(["first", "second"]) {
        assert_eq!(side.documents.len(), 1);
        assert_eq!(side.documents[0].id, *licence);
        let path = format!("/review/identity-claims/{}/documents/{licence}", claim.id);
        let address: DocumentAddress = tokyo.get(&path).await.read(200);
        let file = tokyo.fetch(&address.url).await;
        assert!(file.expect(200).text().ends_with(text));
        for blind in ["14", "13-001", "national"] {
            let elsewhere = world.officer(blind).await.get(&path).await;
            let _ = elsewhere.problem(ProblemKind::NotFound);
        }
    }
    let path = format!("/review/identity-claims/{}/documents/{unrelated}", claim.id);
    let _ = tokyo.get(&path).await.problem(ProblemKind::NotFound);
    let audit = world.items(&Range::whole("AUDIT#012345".to_owned())).await;
    // The holder's licence waits beside the claim on the same number.
    assert_eq!(audit.len(), 4, "two lines of the list and two documents");

    let settlement = Settlement {
        claimant_is_doctor: true,
        compared: "医師免許証の画像".to_owned(),
    };
    let path = format!("/review/identity-claims/{}/settlement", claim.id);
    tokyo.post(&path, &settlement).await.expect(200);
    // The holder is displaced, and waits for nothing any more.
    let queue: IdentityClaimQueue = tokyo.get("/review/identity-claims").await.read(200);
    let waiting: Vec<String> = queue
        .claims
        .iter()
        .map(|claim| claim.register_number.to_string())
        .collect();
    assert_eq!(waiting, ["054321"]);
    // What each sent went with each; the confirmed one has nothing to send any more.
    for (login, licence) in ["firstdoc1", "seconddoc1"].into_iter().zip(&licences) {
        let (client, _) = world.sign_in(login).await;
        let view: ProfileView = client.get("/me/profile").await.read(200);
        assert_eq!(view.identity_documents.len(), 1);
        assert_eq!(view.identity_documents[0].id, *licence);
        let path = format!("/me/evidence/{licence}/document");
        client.get(&path).await.expect(200);
        if view.assurance == Assurance::Confirmed {
            let again = IdentityDocument {
                evidence: unrelated.clone(),
            };
            let refused = client.post("/me/identity-documents", &again).await;
            let _ = refused.problem(ProblemKind::WrongState);
        }
    }
    let path = format!(
        "/review/identity-claims/{}/documents/{}",
        claim.id, licences[1]
    );
    let _ = tokyo.get(&path).await.problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn a_refused_claim_changes_nothing_for_the_holder() {
    let world = World::start().await;
    contest(&world).await;
    let tokyo = world.officer("13").await;
    let claim = only_claim(&tokyo).await;
    let path = format!("/review/identity-claims/{}/settlement", claim.id);
    let nothing_said = Settlement {
        claimant_is_doctor: false,
        compared: " ".to_owned(),
    };
    let refused = tokyo.post(&path, &nothing_said).await;
    assert_eq!(refused.wrong_fields(), ["compared"]);
    let refused = Settlement {
        compared: "厚生労働省の検索と免許証の氏名が異なる".to_owned(),
        ..nothing_said
    };
    tokyo.post(&path, &refused).await.expect(200);
    let holder: IdentityRecord = world.find(&Key::identity(&number("012345"))).await.unwrap();
    assert_eq!(holder.login, "FirstDoc1");
    world.sign_in("firstdoc1").await;
    let (second, _) = world.sign_in("seconddoc1").await;
    second.get("/me/profile").await.expect(200);
}

#[tokio::test]
async fn a_confirmed_doctor_is_displaced_by_nobody() {
    let world = World::start().await;
    Doctor::member("012345").enter(&world).await;
    world
        .register("second@example.jp", form("SecondDoc1", "012345"))
        .await;
    let tokyo = world.officer("13").await;
    let claim = only_claim(&tokyo).await;
    let settlement = Settlement {
        claimant_is_doctor: true,
        compared: "医師免許証".to_owned(),
    };
    let path = format!("/review/identity-claims/{}/settlement", claim.id);
    let _ = tokyo
        .post(&path, &settlement)
        .await
        .problem(ProblemKind::WrongState);
    let holder: IdentityRecord = world.find(&Key::identity(&number("012345"))).await.unwrap();
    assert_eq!(holder.login, "doctor012345");
}
