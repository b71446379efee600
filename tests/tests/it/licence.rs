//! The licence sent from 登録情報 where nobody contests the number: an officer compares it, and papers
//! can be printed before any application (domain.md "Identity assurance", decision 0019).

use api::applications::DocumentAddress;
use api::my_page::{IdentityDocument, ProfileView};
use api::problem::ProblemKind;
use api::review::{IdentityClaim, IdentityClaimQueue, Settled, Settlement};
use domain::assurance::Assurance;
use domain::calendar::FiscalYear;
use domain::evidence::EvidenceKind;
use journeys::client::Answer;
use journeys::titles::{INDUSTRIAL, title_form};
use journeys::{Doctor, Person, World};
use serde_json::json;

/// Uploads the licence and sends it.
async fn send(doctor: &Person) -> Answer {
    let evidence = doctor.evidence(EvidenceKind::Licence).await;
    let document = IdentityDocument { evidence };
    doctor.post("/me/identity-documents", &document).await
}

async fn waiting(officer: &Person) -> Vec<IdentityClaim> {
    let queue: IdentityClaimQueue = officer.get("/review/identity-claims").await.read(200);
    queue.claims
}

async fn settle(officer: &Person, claim: &IdentityClaim, is_doctor: bool) -> Answer {
    let path = format!("/review/identity-claims/{}/settlement", claim.id);
    let settlement = Settlement {
        claimant_is_doctor: is_doctor,
        compared: "医師免許証の画像".to_owned(),
    };
    officer.post(&path, &settlement).await
}

/// 受講証明書 of the fiscal year.
async fn paper(world: &World, doctor: &Person) -> Answer {
    let from = FiscalYear::of(world.today()).start();
    let request = json!({ "kind": "attendance", "from": from, "to": world.today() });
    doctor.post("/me/learning/papers", &request).await
}

async fn assurance(doctor: &Person) -> Assurance {
    let view: ProfileView = doctor.get("/me/profile").await.read(200);
    view.assurance
}

#[tokio::test]
async fn a_non_member_is_confirmed_by_the_licence_and_prints_papers_before_any_application() {
    let world = World::start().await;
    let doctor = Doctor::non_member("123456").enter(&world).await;
    world.award(&doctor, "3", world.today()).await;
    let problem = paper(&world, &doctor).await;
    let problem = problem.problem(ProblemKind::WrongState);
    let text = problem.detail.unwrap_or_default();
    assert!(text.contains("登録情報"), "{text}");

    let tokyo = world.officer("13").await;
    assert!(waiting(&tokyo).await.is_empty());
    // Front and back: it is one claim.
    for _ in 0..2 {
        send(&doctor).await.expect(200);
    }
    assert!(waiting(&world.officer("14").await).await.is_empty());
    let claim = waiting(&tokyo).await.remove(0);
    assert!(claim.holder.is_none());
    assert_eq!(claim.claimant.name, "髙橋　直子");
    assert_eq!(claim.claimant.documents.len(), 2);
    let document = &claim.claimant.documents[0].id;
    let path = format!("/review/identity-claims/{}/documents/{document}", claim.id);
    let address: DocumentAddress = tokyo.get(&path).await.read(200);
    tokyo.fetch(&address.url).await.expect(200);

    // It cannot be read: the doctor is told, and sends it again.
    settle(&tokyo, &claim, false).await.expect(200);
    world.mail(&doctor.email, "本人確認のお願い").await;
    assert!(waiting(&tokyo).await.is_empty());
    assert_eq!(assurance(&doctor).await, Assurance::Claimed);
    send(&doctor).await.expect(200);
    let again = waiting(&tokyo).await.remove(0);
    assert_ne!(again.id, claim.id);
    for _ in 0..2 {
        let settled: Settled = settle(&tokyo, &again, true).await.read(200);
        assert_eq!(settled.by.to_string(), "13");
    }
    let opposite = settle(&tokyo, &again, false).await;
    opposite.problem(ProblemKind::WrongState);
    world.mail(&doctor.email, "本人確認が完了").await;
    assert_eq!(assurance(&doctor).await, Assurance::Confirmed);
    assert!(waiting(&tokyo).await.is_empty());
    paper(&world, &doctor).await.expect(201);
    let needless = send(&doctor).await;
    needless.problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn who_is_confirmed_with_an_application_waits_for_nobody() {
    let world = World::start().await;
    let doctor = Doctor::non_member("123456");
    let doctor = world.holder_who_can_renew(doctor, 90).await;
    send(&doctor).await.expect(200);
    let tokyo = world.officer("13").await;
    let claim = waiting(&tokyo).await.remove(0);
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.target = "13".to_owned();
    form.identity_documents = vec![doctor.evidence(EvidenceKind::Licence).await.to_string()];
    let id = doctor.applied(&form).await.summary.id;
    assert_eq!(waiting(&tokyo).await.len(), 1);
    tokyo.forwarded(&id).await;
    assert_eq!(assurance(&doctor).await, Assurance::Confirmed);
    assert!(waiting(&tokyo).await.is_empty());
    let gone = settle(&tokyo, &claim, true).await;
    gone.problem(ProblemKind::NotFound);
}
