//! 主催者 and staff: applying, approving, inviting (features.md #32, #123).

use std::time::Duration;

use api::access::RoleName;
use api::identity::LinkSecret;
use api::organizers::{
    InvitationForm, InvitationOpened, OrganizerApplied, OrganizerHome, OrganizerQueue,
    OrganizerStatus, OrganizerView,
};
use api::problem::ProblemKind;
use api::reference::AssociationList;
use api::review::SendingBack;
use domain::association::AssociationId;
use domain::contact::EmailAddress;
use domain::label;
use domain::language::Language;
use functions::{Scope, bootstrap};
use journeys::registering::{acceptance, body, secret_of};
use journeys::{Answer, World};

const BODY: &str = "城東地域医療連携研究会";
const EMAIL: &str = "kenshu@example.jp";

async fn invitation(world: &World, to: &str) -> LinkSecret {
    let mail = world.mail(to, "担当者登録のご案内").await;
    LinkSecret {
        secret: secret_of(&mail.text),
    }
}

async fn accept(world: &World, link: &LinkSecret, login: &str) -> Answer {
    let visitor = world.visitor();
    visitor
        .post("/staff-invitations/acceptance", &acceptance(link, login))
        .await
}

#[tokio::test]
async fn an_external_body_applies_is_approved_and_its_staff_sign_in() {
    let world = World::start().await;
    let visitor = world.visitor();
    let form = body(BODY, EMAIL);
    let applied: OrganizerApplied = visitor
        .post_once("/organizers", "application-1", &form)
        .await
        .read(202);
    assert_eq!(applied.reviewed_by, "東京都医師会");
    visitor
        .post_once("/organizers", "application-1", &form)
        .await
        .expect(202);
    let another = visitor
        .post_once("/organizers", "application-1", &body("別の会", EMAIL))
        .await;
    let _ = another.problem(ProblemKind::KeyReused);
    world.mail(EMAIL, "申請を受け付けました").await;

    let tokyo = world.officer("13").await;
    let queue: OrganizerQueue = tokyo.get("/review/organizers").await.read(200);
    assert_eq!(
        queue.organizers.len(),
        1,
        "applying twice is one application"
    );
    let waiting = &queue.organizers[0];
    assert_eq!(waiting.status, OrganizerStatus::Pending);
    let path = format!("/review/organizers/{}/approval", waiting.id);
    let kanagawa = world.officer("14").await;
    let elsewhere = kanagawa.post(&path, &serde_json::json!({})).await;
    let _ = elsewhere.problem(ProblemKind::NotFound);
    for _ in 0..2 {
        let view: OrganizerView = tokyo.post(&path, &serde_json::json!({})).await.read(200);
        assert_eq!(view.status, OrganizerStatus::Approved);
    }
    let link = invitation(&world, EMAIL).await;
    let opened: InvitationOpened = visitor
        .post("/staff-invitations/opening", &link)
        .await
        .read(200);
    assert_eq!(opened.body.name, BODY);
    assert_eq!(opened.body.association, None);
    for _ in 0..2 {
        accept(&world, &link, "Kenshu001").await.expect(201);
    }
    let _ = accept(&world, &link, "Another01")
        .await
        .problem(ProblemKind::LinkExpired);
    let (staff, view) = world.sign_in("kenshu001").await;
    assert_eq!(view.role, RoleName::Organizer);
    assert_eq!(view.body.unwrap().name, BODY);
    let answer = staff.get("/organizer").await;
    assert_eq!(answer.trips(), 2);
    let home: OrganizerHome = answer.read(200);
    assert_eq!(home.staff.len(), 1);
    assert_eq!(home.staff[0].name, "佐藤 花子");
    let mails = world.mails(EMAIL).await;
    let invitations = mails
        .iter()
        .filter(|mail| mail.subject.contains("担当者登録"));
    assert_eq!(invitations.count(), 1, "approving twice invites once");
}

#[tokio::test]
async fn an_application_without_an_address_to_invite_is_refused_by_its_field() {
    let world = World::start().await;
    let mut form = body("", EMAIL);
    form.enquiries.email = String::new();
    let answer = world.visitor().post("/organizers", &form).await;
    let problem = answer.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "name");
    form.name = BODY.to_owned();
    let answer = world.visitor().post("/organizers", &form).await;
    let problem = answer.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "enquiries.email");
}

#[tokio::test]
async fn a_refused_body_gets_the_reason_by_mail() {
    let world = World::start().await;
    world
        .visitor()
        .post("/organizers", &body(BODY, EMAIL))
        .await
        .expect(202);
    let tokyo = world.officer("13").await;
    let queue: OrganizerQueue = tokyo.get("/review/organizers").await.read(200);
    let path = format!("/review/organizers/{}/refusal", queue.organizers[0].id);
    let refusal = |version, reason: &str| SendingBack {
        version,
        reason: reason.to_owned(),
    };
    let empty = tokyo.post(&path, &refusal(1, " ")).await;
    let _ = empty.problem(ProblemKind::Invalid);
    let stale = tokyo.post(&path, &refusal(7, "資料がありません。")).await;
    let _ = stale.problem(ProblemKind::Changed);
    for _ in 0..2 {
        let view: OrganizerView = tokyo
            .post(&path, &refusal(1, "資料がありません。"))
            .await
            .read(200);
        assert_eq!(view.status, OrganizerStatus::Refused);
    }
    let mail = world.mail(EMAIL, "申請について").await;
    assert!(mail.text.contains("資料がありません。"));
    let approval = format!("/review/organizers/{}/approval", queue.organizers[0].id);
    let late = tokyo.post(&approval, &serde_json::json!({})).await;
    let _ = late.problem(ProblemKind::WrongState);
    let queue: OrganizerQueue = tokyo.get("/review/organizers").await.read(200);
    assert!(queue.organizers.is_empty());
}

#[tokio::test]
async fn officers_invite_for_their_own_association_and_those_directly_below() {
    let world = World::start().await;
    let invite = |email: &str, association: Option<&str>| InvitationForm {
        email: email.to_owned(),
        association: association.map(|id| AssociationId::parse(id).unwrap()),
    };
    let path = "/staff-invitations";
    let tokyo = world.officer("13").await;
    for _ in 0..2 {
        let form = invite("chiyoda@example.jp", Some("13-001"));
        tokyo
            .post_once(path, "invitation-1", &form)
            .await
            .expect(202);
    }
    tokyo
        .post(path, &invite("tokyo@example.jp", None))
        .await
        .expect(202);
    for forbidden in ["14-001", "14", "national", "13-999"] {
        let answer = tokyo
            .post(path, &invite("x@example.jp", Some(forbidden)))
            .await;
        let _ = answer.problem(ProblemKind::NotFound);
    }
    let district = world.officer("13-001").await;
    let upwards = district
        .post(path, &invite("x@example.jp", Some("13")))
        .await;
    let _ = upwards.problem(ProblemKind::NotFound);
    let body = world.organizer("x0123456789abcdef", "研究会").await;
    let officially = body.post(path, &invite("x@example.jp", Some("13"))).await;
    let _ = officially.problem(ProblemKind::Forbidden);
    let national = world.officer("national").await;
    national
        .post(path, &invite("kanagawa@example.jp", Some("14")))
        .await
        .expect(202);
    let skipping = national
        .post(path, &invite("x@example.jp", Some("14-001")))
        .await;
    let _ = skipping.problem(ProblemKind::NotFound);

    let link = invitation(&world, "chiyoda@example.jp").await;
    accept(&world, &link, "Chiyoda001").await.expect(201);
    let (officer, view) = world.sign_in("chiyoda001").await;
    assert_eq!(view.role, RoleName::Officer);
    let works_for = view.body.unwrap();
    assert_eq!(works_for.name, "千代田区医師会");
    assert_eq!(works_for.association.unwrap().to_string(), "13-001");
    officer.get("/review/applications").await.expect(200);
    assert_eq!(
        world.mails("chiyoda@example.jp").await.len(),
        1,
        "invited once"
    );
}

#[tokio::test]
async fn an_invitation_expires_after_seven_days_and_is_no_registration() {
    let world = World::start().await;
    let tokyo = world.officer("13").await;
    let form = InvitationForm {
        email: "tokyo@example.jp".to_owned(),
        association: None,
    };
    tokyo.post("/staff-invitations", &form).await.expect(202);
    let link = invitation(&world, "tokyo@example.jp").await;
    let visitor = world.visitor();
    let mistaken = visitor.post("/registrations/opening", &link).await;
    let _ = mistaken.problem(ProblemKind::LinkExpired);
    let mut weak = acceptance(&link, "Tokyo0001");
    weak.password = "password".to_owned();
    weak.name = " ".to_owned();
    let answer = visitor.post("/staff-invitations/acceptance", &weak).await;
    assert_eq!(answer.wrong_fields(), ["name", "password"]);
    world.pass(Duration::from_secs(7 * 24 * 60 * 60));
    let _ = accept(&world, &link, "Tokyo0001")
        .await
        .problem(ProblemKind::LinkExpired);
    let _ = visitor
        .post("/staff-invitations/opening", &link)
        .await
        .problem(ProblemKind::LinkExpired);
}

#[tokio::test]
async fn the_associations_of_a_prefecture_are_listed_with_the_prefectural_one_first() {
    let world = World::start().await;
    let answer = world.visitor().get("/associations?prefecture=13").await;
    assert_eq!(answer.trips(), 1);
    let list: AssociationList = answer.read(200);
    let names: Vec<&str> = list
        .associations
        .iter()
        .map(|association| association.name.as_str())
        .collect();
    assert_eq!(names, ["東京都医師会", "千代田区医師会", "中央区医師会"]);
    let wrong = world.visitor().get("/associations?prefecture=48").await;
    let _ = wrong.problem(ProblemKind::Malformed);
}

#[tokio::test]
async fn an_empty_system_begins_with_invitations_of_the_national_officer_and_the_administrator() {
    let world = World::start_empty(None).await;
    let links = local::empty::open(world.stack()).await.unwrap().unwrap();
    let administrator = secret_in(&links.administrator);
    accept(&world, &administrator, "Kanri0001")
        .await
        .expect(201);
    let (_, view) = world.sign_in("kanri0001").await;
    assert_eq!(view.role, RoleName::Administrator);
    assert_eq!(view.body.unwrap().name, label::ADMINISTRATION.ja);
    let link = secret_in(&links.officer);
    accept(&world, &link, "Nichii001").await.expect(201);
    let (national, view) = world.sign_in("nichii001").await;
    assert_eq!(view.body.unwrap().name, "日本医師会");
    let form = InvitationForm {
        email: "osaka@example.jp".to_owned(),
        association: Some(AssociationId::parse("27").unwrap()),
    };
    national.post("/staff-invitations", &form).await.expect(202);
    world
        .mail(local::empty::FIRST_OFFICER, "担当者登録のご案内")
        .await;
    // Begun again, it keeps what stands there and makes another link.
    let scope = Scope::new(world.stack().world(), bootstrap::NEEDS, Language::Ja);
    let email = EmailAddress::parse("second@example.jp").unwrap();
    let second = bootstrap::begin(&scope, &email, Vec::new()).await.unwrap();
    assert!(!second.ends_with(&link.secret));
}

fn secret_in(link: &str) -> LinkSecret {
    let (address, secret) = link.split_once('#').unwrap();
    assert!(address.ends_with("/invitation"));
    LinkSecret {
        secret: secret.to_owned(),
    }
}
