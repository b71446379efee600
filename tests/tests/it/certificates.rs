//! 証書: rendered after the decision, opened by its doctor, checked by whoever holds the paper.

use adapters::store::items::certificate::CertificateSummaryRecord;
use adapters::store::{Key, Range};
use api::certificates::Verification;
use api::problem::ProblemKind;
use domain::certificate::{CertificateKind, CertificateStatus};
use journeys::applying::form;
use journeys::paper::qr_codes;
use journeys::{Doctor, Person, World, eventually};
use local::stack::Stack;
use serde_json::json;

/// A doctor whose application was approved.
async fn certified(world: &World, doctor: Doctor) -> Person {
    let doctor = doctor.enter(world).await;
    world
        .award_as(&doctor, "5", world.today(), "タカハシナオコ")
        .await;
    let application = doctor
        .applied(&form(&doctor.practical_evidence().await))
        .await;
    let officer = world.officer("13-001").await;
    officer
        .approve(&application.summary.id, application.version, true)
        .await
        .expect(200);
    doctor
}

async fn secret_on_the_paper(doctor: &Person, origin: &str) -> (Vec<u8>, String) {
    let certificate = doctor.ready_certificate().await;
    let path = format!("/me/certificates/{}/document", certificate.number);
    let address = doctor.get(&path).await.location();
    assert!(
        !address.starts_with(origin),
        "documents have an origin of their own"
    );
    let pdf = doctor.fetch(&address).await;
    assert_eq!(pdf.expect(200).headers["content-type"], "application/pdf");
    let codes = qr_codes(&pdf.body);
    let [code] = &codes[..] else {
        panic!("one code, not {codes:?}")
    };
    let start = format!("{origin}/verify.html#");
    let secret = code
        .strip_prefix(&start)
        .expect("the address of the check page");
    (pdf.body, secret.to_owned())
}

#[tokio::test]
async fn the_code_on_the_paper_shows_every_printed_field_to_anybody() {
    let world = World::start().await;
    let name = ["髙﨑", "𠮷之助", "タカサキ", "ヨシノスケ"];
    let doctor = Doctor::member("012345").named(name[0], name[1], name[2], name[3]);
    let doctor = doctor.enter(&world).await;
    world
        .award_as(&doctor, "5", world.today(), "高崎吉之助")
        .await;
    let application = doctor
        .applied(&form(&doctor.practical_evidence().await))
        .await;
    let officer = world.officer("13-001").await;
    officer
        .approve(&application.summary.id, 1, false)
        .await
        .expect(200);

    let (pdf, secret) = secret_on_the_paper(&doctor, &world.site()).await;
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let answer = world
        .visitor()
        .post("/certificates/verification", &json!({ "secret": secret }))
        .await;
    assert_eq!(answer.expect(200).trips(), 1);
    let found: Verification = answer.read(200);
    let printed = found.printed;
    assert_eq!(
        (found.status, found.checked_on),
        (CertificateStatus::Valid, world.today())
    );
    assert_eq!(printed.title, "修了証");
    assert_eq!(printed.programme, "かかりつけ医機能報告制度にかかる研修");
    assert_eq!(printed.name, "髙﨑　𠮷之助");
    assert_eq!(printed.register_number.as_str(), "012345");
    assert_eq!(printed.issued_on, world.today());
    assert_eq!(printed.issuer, ["千代田区医師会", "会長"]);
    assert_eq!(printed.seal, "千代田区医師会之印");
    assert!(
        printed.sentence.contains(&world.today().both_calendars()),
        "{}",
        printed.sentence
    );
    assert_eq!(printed.valid_until, None);
    let own = doctor.ready_certificate().await;
    assert_eq!(printed.number, own.number);
    assert_eq!(own.number.as_str().len(), "KF-2026-7K3M9QXV1H".len());
    assert_eq!(
        (own.kind, own.status),
        (CertificateKind::Completion, CertificateStatus::Valid)
    );
}

#[tokio::test]
async fn a_made_up_code_is_not_found_and_costs_what_a_real_one_costs() {
    let world = World::start().await;
    let visitor = world.visitor();
    for secret in [
        "A".repeat(43),
        "x".to_owned(),
        String::new(),
        "字".repeat(5000),
    ] {
        let answer = visitor
            .post("/certificates/verification", &json!({ "secret": secret }))
            .await;
        assert_eq!(answer.trips(), 1, "{}", secret.len());
        let _ = answer.problem(ProblemKind::NotFound);
    }
    let body = json!({ "secret": "A", "number": "KF-2026-0000000000" });
    let problem = visitor
        .post("/certificates/verification", &body)
        .await
        .problem(ProblemKind::Malformed);
    assert!(
        problem
            .detail
            .is_some_and(|detail| detail.contains("「number」"))
    );
}

#[tokio::test]
async fn nobody_opens_the_certificate_of_another() {
    let world = World::start().await;
    let doctor = certified(&world, Doctor::member("123456")).await;
    let number = doctor.ready_certificate().await.number;
    let path = format!("/me/certificates/{number}/document");
    let colleague = Doctor::member("654321").enter(&world).await;
    let _ = colleague.get(&path).await.problem(ProblemKind::NotFound);
    assert!(colleague.certificates().await.is_empty());
    let _ = world
        .visitor()
        .get(&path)
        .await
        .problem(ProblemKind::SignInRequired);
    let officer = world.officer("13-001").await;
    let _ = officer.get(&path).await.problem(ProblemKind::Forbidden);
    let _ = doctor
        .get("/me/certificates/KF-2026-0/document")
        .await
        .problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn told_twice_the_worker_issues_one_certificate_and_keeps_it() {
    let world = World::start().await;
    let doctor = certified(&world, Doctor::member("123456")).await;
    let (pdf, secret) = secret_on_the_paper(&doctor, &world.site()).await;
    let certificate = doctor.ready_certificate().await;
    let number = doctor.number.clone().expect("a doctor");
    let key = Key::certificate_summary(&number, &certificate.number);
    let stored: CertificateSummaryRecord = world.find(&key).await.expect("its line");
    let application = stored.application.clone();
    again(world.stack(), application.as_str()).await;
    let after: CertificateSummaryRecord = world.find(&key).await.expect("its line");
    assert_eq!((after.v, &after.object), (stored.v, &stored.object));
    let range = Range::prefix(&doctor.partition, "R#");
    assert_eq!(world.items(&range).await.len(), 1);

    // Lost before the last step, it is made again as it was.
    world
        .seed(&CertificateSummaryRecord {
            object: None,
            v: 1,
            ..stored.clone()
        })
        .await;
    let path = format!("/me/certificates/{}/document", certificate.number);
    let _ = doctor.get(&path).await.problem(ProblemKind::Busy);
    again(world.stack(), application.as_str()).await;
    let (pdf_again, secret_again) = secret_on_the_paper(&doctor, &world.site()).await;
    assert_eq!((pdf_again == pdf, secret_again), (true, secret));
}

/// Has the worker told of an approved application once more.
async fn again(stack: &Stack, application: &str) {
    let event = json!({ "Records": [{
        "messageId": "again", "body": json!({ "application": application }).to_string(),
    }]});
    let run = issue_certificate::WORKER.run;
    let answer = run(stack.world(), event).await.expect("the worker answers");
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
}

#[tokio::test]
async fn a_name_that_no_font_can_print_ends_in_the_dead_letters_not_on_paper() {
    let world = World::start().await;
    // A variation sequence that the font does not have would be printed as another form.
    let doctor = Doctor::member("123456").named("髙橋\u{E01EF}", "直子", "タカハシ", "ナオコ");
    let doctor = certified(&world, doctor).await;
    let number = eventually("the approved certificate", || async {
        doctor
            .certificates()
            .await
            .into_iter()
            .next()
            .map(|own| own.number)
    })
    .await;
    let event = json!({ "Records": [{
        "messageId": "once", "body": json!({ "application": doctor.applications().await[0].id }).to_string(),
    }]});
    let run = issue_certificate::WORKER.run;
    let answer = run(world.stack().world(), event)
        .await
        .expect("the worker answers");
    assert_eq!(
        answer,
        json!({ "batchItemFailures": [{ "itemIdentifier": "once" }] })
    );
    let path = format!("/me/certificates/{number}/document");
    let _ = doctor.get(&path).await.problem(ProblemKind::Busy);
}
