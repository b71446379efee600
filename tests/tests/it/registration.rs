//! 利用者登録, from the mailed link to the first sign-in (features.md #5, #6, #9–#31).

use std::time::Duration;

use adapters::identity::sign_in::Principal;
use adapters::store::items::doctor::{ConsentRecord, ProfileRecord};
use adapters::store::{Key, Range};
use api::identity::{
    LinkSecret, RegistrationDraft, RegistrationOpened, RegistrationStarted, SignInView,
};
use api::my_page::ProfileView;
use api::problem::ProblemKind;
use domain::assurance::Assurance;
use domain::login::Password;
use domain::register_number::MedicalRegisterNumber;
use journeys::registering::{PASSWORD, beginning, form};
use journeys::{World, eventually};
use serde_json::json;

const HOUR: Duration = Duration::from_secs(60 * 60);

fn number(text: &str) -> MedicalRegisterNumber {
    MedicalRegisterNumber::parse(text).expect("a register number")
}

#[tokio::test]
async fn a_doctor_registers_by_the_mailed_link_and_signs_in() {
    let world = World::start().await;
    let email = "Naoko@example.jp";
    let link = world.begin_registration(email).await;

    let opened: RegistrationOpened = world
        .visitor()
        .post("/registrations/opening", &link)
        .await
        .read(200);
    assert_eq!(opened.email, email);
    assert!(opened.form.is_none());

    world
        .complete(&link, form("Takahashi01", "12345"))
        .await
        .expect(201);
    let mail = world.mail(email, "利用者登録が完了").await;
    assert!(mail.text.contains("Takahashi01"), "{}", mail.text);
    assert!(!mail.text.contains(PASSWORD));

    let partition = Key::doctor(&number("12345"));
    let profile: ProfileRecord = world.find(&Key::profile(&partition)).await.unwrap();
    assert_eq!(profile.profile.name.kanji.to_string(), "髙橋　直子");
    assert_eq!(profile.assurance, Assurance::Claimed);
    let consents = world.items(&Range::prefix(&partition, "C#")).await;
    let consents: Vec<String> = consents
        .iter()
        .map(|item| item.decode::<ConsentRecord>().unwrap().document)
        .collect();
    assert_eq!(consents, ["privacy", "terms"]);

    let (client, view) = world.sign_in("takahashi01").await;
    assert_eq!(view.name, "髙橋　直子");
    // As registered, however it was typed.
    assert_eq!(view.login_id, "Takahashi01");
    let current: SignInView = client.get("/sign-ins/current").await.read(200);
    assert_eq!(current, view);
    let (_, by_address) = world.sign_in("naoko@EXAMPLE.jp").await;
    assert_eq!(by_address.login_id, view.login_id);
}

#[tokio::test]
async fn consents_and_address_are_checked_before_a_mail_goes_out() {
    let world = World::start().await;
    let visitor = world.visitor();
    let mut start = beginning("naoko@example.jp");
    start.consented = false;
    start.email_again = "naoki@example.jp".to_owned();
    let refused = visitor.post("/registrations", &start).await;
    assert_eq!(refused.wrong_fields(), ["consented", "email_again"]);

    let long = format!("{}@example.jp", "a".repeat(90));
    let answer = visitor.post("/registrations", &beginning(&long)).await;
    assert_eq!(answer.wrong_fields(), ["email", "email_again"]);

    let mut start = beginning("naoko@example.jp");
    start.terms_version = "2020-01-01".to_owned();
    let _ = visitor
        .post("/registrations", &start)
        .await
        .problem(ProblemKind::Changed);

    let mut start = beginning("naoko@example.jp");
    start.privacy_version = "2020-01-01".to_owned();
    let _ = visitor
        .post("/registrations", &start)
        .await
        .problem(ProblemKind::Changed);

    let unknown = json!({ "consented": true, "e_mail": "naoko@example.jp" });
    let problem = visitor
        .post("/registrations", &unknown)
        .await
        .problem(ProblemKind::Malformed);
    assert!(problem.detail.unwrap().contains("e_mail"));
    assert!(world.mails("naoko@example.jp").await.is_empty());
}

#[tokio::test]
async fn beginning_tells_nobody_whether_an_address_is_known() {
    let world = World::start().await;
    world
        .register("known@example.jp", form("Takahashi01", "012345"))
        .await;
    let visitor = world.visitor();
    let known = visitor
        .post("/registrations", &beginning("known@example.jp"))
        .await;
    let unknown = visitor
        .post("/registrations", &beginning("other@example.jp"))
        .await;
    assert_eq!(known.text(), unknown.text());
    assert_eq!(known.status, 202);
    assert_eq!(known.cost(), unknown.cost());
    let started: RegistrationStarted = known.read(202);
    assert_eq!(
        (started.valid_hours, started.sender_domain.as_str()),
        (24, "mamis.example.jp")
    );
}

/// Mails to these addresses, once the stream has done its work.
async fn mails_to(world: &World, addresses: &[String]) -> usize {
    eventually("the outbox to be empty", || async {
        let queue = world.queue(adapters::store::keys::OUTBOX_QUEUE).await;
        queue.is_empty().then_some(())
    })
    .await;
    let mut count = 0;
    for address in addresses {
        count += world.mails(address).await.len();
    }
    count
}

#[tokio::test]
async fn an_address_is_not_flooded_and_a_stranger_cannot_tell() {
    let world = World::start().await;
    world.pass_to_the_hour();
    let address = "naoko@example.jp".to_owned();
    let mut answers = Vec::new();
    for client in 0..8 {
        // Whoever it is, and however the address is written.
        let from = world.visitor().from(&format!("127.0.0.{}", client + 2));
        let written = if client % 2 == 0 {
            "NAOKO@example.jp"
        } else {
            "naoko@example.jp"
        };
        answers.push(from.post("/registrations", &beginning(written)).await);
    }
    for answer in &answers {
        assert_eq!((answer.status, answer.text()), (202, answers[0].text()));
    }
    // How many they are is said beforehand, the same to everybody.
    let started: RegistrationStarted = answers.remove(0).read(202);
    let most = usize::try_from(started.mails_an_hour).unwrap();
    assert_eq!(mails_to(&world, std::slice::from_ref(&address)).await, most);
    assert_eq!(most, 5);
    world.pass(HOUR);
    world.begin_registration(&address).await;
    assert_eq!(mails_to(&world, &[address]).await, 6);
}

#[tokio::test]
async fn a_client_floods_nobody_and_another_one_is_not_held_back() {
    let world = World::start().await;
    world.pass_to_the_hour();
    let addresses: Vec<String> = (0..63).map(|n| format!("doctor{n}@example.jp")).collect();
    let from = world.visitor().from("127.0.0.9");
    for address in &addresses {
        from.post("/registrations", &beginning(address))
            .await
            .expect(202);
    }
    assert_eq!(mails_to(&world, &addresses).await, 60);
    let other = world.visitor().from("127.0.0.10");
    other
        .post("/registrations", &beginning(&addresses[62]))
        .await
        .expect(202);
    assert_eq!(mails_to(&world, &addresses).await, 61);
    let kept = world
        .items(&Range::whole("FLOOD#127.0.0.9".to_owned()))
        .await;
    assert!(kept.is_empty(), "no address is kept as it is");
}

#[tokio::test]
async fn a_link_lives_24_hours_and_another_mail_can_be_asked_for_at_a_corrected_address() {
    let world = World::start().await;
    let visitor = world.visitor();
    let first = world.begin_registration("wrong@example.jp").await;
    world.pass(HOUR);
    let second = world.begin_registration("right@example.jp").await;
    for link in [&first, &second] {
        visitor
            .post("/registrations/opening", link)
            .await
            .expect(200);
    }
    world.pass(23 * HOUR);
    let _ = visitor
        .post("/registrations/opening", &first)
        .await
        .problem(ProblemKind::LinkExpired);
    let late = world.complete(&first, form("Takahashi01", "012345")).await;
    let _ = late.problem(ProblemKind::LinkExpired);
    let completed = world.complete(&second, form("Takahashi01", "012345")).await;
    completed.expect(201);
}

#[tokio::test]
async fn the_form_resumes_where_it_was_left_without_the_password() {
    let world = World::start().await;
    let visitor = world.visitor();
    let link = world.begin_registration("naoko@example.jp").await;
    let whole = form("Takahashi01", "012345");
    let with_password = RegistrationDraft {
        secret: link.secret.clone(),
        form: whole.clone(),
    };
    let answer = visitor.post("/registrations/draft", &with_password).await;
    let _ = answer.problem(ProblemKind::Malformed);
    let draft = RegistrationDraft {
        secret: link.secret.clone(),
        form: whole.without_password(),
    };
    visitor
        .post("/registrations/draft", &draft)
        .await
        .expect(200);
    let opened: RegistrationOpened = visitor
        .post("/registrations/opening", &link)
        .await
        .read(200);
    assert_eq!(opened.form, Some(whole.without_password()));

    world.complete(&link, whole).await.expect(201);
    for (path, body) in [
        ("/registrations/opening", json!(link)),
        ("/registrations/draft", json!(draft)),
    ] {
        let _ = visitor
            .post(path, &body)
            .await
            .problem(ProblemKind::LinkExpired);
    }
    let nobodys = LinkSecret {
        secret: "A".repeat(43),
    };
    let _ = visitor
        .post("/registrations/opening", &nobodys)
        .await
        .problem(ProblemKind::LinkExpired);
}

#[tokio::test]
async fn completing_twice_registers_once_and_a_used_link_registers_nobody_else() {
    let world = World::start().await;
    let link = world.begin_registration("naoko@example.jp").await;
    let first = world.complete(&link, form("Takahashi01", "012345")).await;
    let again = world.complete(&link, form("Takahashi01", "012345")).await;
    assert_eq!(first.text(), again.text());
    assert_eq!((first.status, again.status), (201, 201));
    let other = world.complete(&link, form("Somebody01", "012346")).await;
    let _ = other.problem(ProblemKind::LinkExpired);
    let mail = world.mail("naoko@example.jp", "登録が完了").await;
    assert!(mail.text.contains("Takahashi01"));
    assert_eq!(world.leads_to("somebody01").await, None);
}

#[tokio::test]
async fn two_clicks_at_once_register_once() {
    let world = World::start().await;
    let link = world.begin_registration("naoko@example.jp").await;
    let (first, second) = futures::join!(
        world.complete(&link, form("Takahashi01", "012345")),
        world.complete(&link, form("Takahashi01", "012345")),
    );
    assert_eq!(
        (first.status, second.status),
        (201, 201),
        "{}{}",
        first.text(),
        second.text()
    );
    assert!(matches!(
        world.leads_to("takahashi01").await,
        Some(Principal::Doctor { claim: None, .. })
    ));
}

#[tokio::test]
async fn every_field_that_is_wrong_is_named_and_nothing_is_written() {
    let world = World::start().await;
    let link = world.begin_registration("naoko@example.jp").await;
    let mut wrong = form("short", "1234567");
    wrong.password = Password::new("password");
    wrong.profile.family_kana = "abc".to_owned();
    wrong.profile.contact.mobile = "1".repeat(16);
    let refused = world.complete(&link, wrong).await;
    assert_eq!(
        refused.wrong_fields(),
        [
            "login_id",
            "password",
            "register_number",
            "profile.family_kana",
            "profile.contact.mobile"
        ]
    );
    let mut unlisted = form("Takahashi01", "012345");
    unlisted.profile.main_specialty = "99".to_owned();
    unlisted.profile.societies = vec!["nowhere".to_owned()];
    unlisted.profile.education.school.code = "nowhere".to_owned();
    let refused = world.complete(&link, unlisted).await;
    assert_eq!(
        refused.wrong_fields(),
        [
            "profile.main_specialty",
            "profile.societies[0]",
            "profile.education.school.code"
        ]
    );
    // Full-width digits are folded, and the link still works.
    let folded = form("Ｔａｋａｈａｓｈｉ０１", "１２３４５");
    world.complete(&link, folded).await.expect(201);
    assert!(world.leads_to("takahashi01").await.is_some());
}

/// Every field that has a limit, with `more` characters than that.
fn at_the_limits(more: usize) -> domain::registration::RegistrationForm {
    let filled = |character: &str, limit: usize| character.repeat(limit + more);
    let mut form = form(&filled("a", 32), "123456");
    form.password = Password::new(
        filled("ab1!cd2%", 16)
            .chars()
            .take(128 + more)
            .collect::<String>(),
    );
    let person = &mut form.profile;
    person.family_kana = filled("ア", 64);
    person.given_kana = filled("ア", 64);
    person.family = filled("髙", 32);
    person.given = filled("𠮷", 32);
    person.former_family_kana = filled("ア", 64);
    person.former_given_kana = filled("ア", 64);
    person.former_family = filled("﨑", 32);
    person.former_given = filled("𠮷", 32);
    person.former_name_on_mail = true;
    person.other_society = filled("会", 20);
    person.education.school.name = filled("大", 30);
    person.education.faculty = filled("医", 30);
    person.education.graduate_school.name = filled("院", 30);
    person.education.graduate_department = filled("科", 100);
    person.education.graduate_completion_month = "1999-03".to_owned();
    person.education.degree_month = "平成11年3月".to_owned();
    person.contact.street = filled("町", 100);
    person.contact.building = filled("階", 50);
    person.contact.mobile = format!("090-1234-5678{}", filled("9", 2));
    person.contact.telephone = format!("03-1234-5678{}", filled("9", 3));
    person.contact.fax = format!("03-1234-5678{}", filled("9", 3));
    form
}

#[tokio::test]
async fn every_field_is_kept_as_typed_at_its_limit_and_refused_beyond() {
    let world = World::start().await;
    let email = format!("{}@{}.example.jp", "n".repeat(60), "d".repeat(28));
    assert_eq!(email.len(), 100);
    let link = world.begin_registration(&email).await;
    let beyond = world.complete(&link, at_the_limits(1)).await;
    assert_eq!(
        beyond.wrong_fields(),
        [
            "login_id",
            "password",
            "profile.family_kana",
            "profile.given_kana",
            "profile.family",
            "profile.given",
            "profile.former_family",
            "profile.former_given",
            "profile.former_family_kana",
            "profile.former_given_kana",
            "profile.education.school.name",
            "profile.education.faculty",
            "profile.education.graduate_department",
            "profile.education.graduate_school.name",
            "profile.other_society",
            "profile.contact.street",
            "profile.contact.building",
            "profile.contact.mobile",
            "profile.contact.telephone",
            "profile.contact.fax",
        ]
    );
    let typed = at_the_limits(0);
    world.complete(&link, typed.clone()).await.expect(201);
    let answer = world
        .try_password(&typed.login_id, typed.password.reveal())
        .await;
    answer.expect(201);
    let mut client = world.visitor();
    client.keep_cookie(&answer);
    let view: ProfileView = client.get("/me/profile").await.read(200);
    assert_eq!(view.email.to_string(), email);
    assert_eq!(view.profile, typed.profile.check(world.today()).unwrap());
    assert_eq!(view.profile.name.kanji.given.to_string(), "𠮷".repeat(32));
}

#[tokio::test]
async fn a_name_that_no_certificate_could_bear_is_refused_at_intake() {
    let world = World::start().await;
    let link = world.begin_registration("naoko@example.jp").await;
    let mut typed = form("Takahashi01", "012345");
    typed.profile.family = "髙橋\u{E01EF}".to_owned();
    let refused = world.complete(&link, typed.clone()).await;
    assert_eq!(refused.wrong_fields(), ["profile.family"]);
    let problem = refused.problem(ProblemKind::Invalid);
    assert!(problem.fields[0].text.contains("橋\u{E01EF}"));
    // The same name with variants that the certificate's font has.
    typed.profile.family = "葛\u{E0100}城".to_owned();
    world.complete(&link, typed).await.expect(201);
}

#[tokio::test]
async fn a_login_id_is_taken_whatever_its_case() {
    let world = World::start().await;
    world
        .register("a@example.jp", form("Takahashi01", "012345"))
        .await;
    // Somebody mistyped an ID before it was registered: that takes it from nobody.
    world.try_password("free-login", "x").await.expect(401);
    world.try_password("freelogin1", "x").await.expect(401);
    let link = world.begin_registration("b@example.jp").await;
    let taken = world.complete(&link, form("TAKAHASHI01", "012346")).await;
    let _ = taken.problem(ProblemKind::LoginIdTaken);
    world
        .complete(&link, form("freelogin1", "012346"))
        .await
        .expect(201);
}
