//! 証明書類: what may be uploaded, what becomes of it, and who may use it.

use std::time::Duration;

use adapters::store::items::doctor::EvidenceRecord;
use adapters::store::keys::UNUSED_QUEUE;
use adapters::store::{Key, Record};
use api::applications::{DocumentAddress, EvidenceView};
use api::problem::ProblemKind;
use domain::evidence::{EvidenceKind, FILE_MAX, KEPT_UNUSED_DAYS};
use domain::id::EvidenceId;
use journeys::applying::{PDF, PNG, form, handed_in};
use journeys::{Doctor, Person, World};
use serde_json::json;

use super::applications::{applicant, preparation};

#[tokio::test]
async fn the_evidence_of_another_doctor_cannot_be_seen_or_used() {
    let world = World::start().await;
    let (doctor, _) = applicant(&world, "5").await;
    let colleague = Doctor::member("654321").enter(&world).await;
    let theirs = colleague.practical_evidence().await;
    let _ = doctor
        .get(&format!("/me/evidence/{theirs}/document"))
        .await
        .problem(ProblemKind::NotFound);
    let _ = doctor
        .check_upload(&theirs)
        .await
        .problem(ProblemKind::NotFound);
    let problem = doctor
        .apply(&form(&theirs))
        .await
        .problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, format!("evidence.{theirs}"));
    assert!(doctor.applications().await.is_empty());
}

#[tokio::test]
async fn a_document_stands_with_one_application_until_that_is_withdrawn() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let application = doctor.applied(&form).await;
    assert!(preparation(&doctor).await.evidence.is_empty());
    let officer = world.officer("13-001").await;
    officer
        .approve(&application.summary.id, application.version, false)
        .await
        .expect(200);
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        problem.fields[0].field,
        format!("evidence.{}", form.practical.one[0].evidence[0])
    );

    let colleague = Doctor::member("654321").enter(&world).await;
    world.award(&colleague, "5", world.today()).await;
    let form = journeys::applying::form(&colleague.practical_evidence().await);
    let application = colleague.applied(&form).await;
    let path = format!("/me/applications/{}/withdrawal", application.summary.id);
    colleague.post(&path, &json!({})).await.expect(200);
    assert_eq!(preparation(&colleague).await.evidence.len(), 1);
    let second = colleague.applied(&form).await;
    assert_ne!(second.summary.id, application.summary.id);
}

#[tokio::test]
async fn a_file_of_a_false_type_or_a_heic_photograph_stays_unusable() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (declared, file, says) in [
        ("image/png", PDF, "一致していません"),
        ("application/pdf", PNG, "一致していません"),
        (
            "application/pdf",
            b"<html><script>alert(1)</script>",
            "PDF・JPEG・PNG",
        ),
        ("image/jpeg", heic, "JPEGに変換"),
    ] {
        let answer = doctor
            .try_upload(EvidenceKind::PracticalEvidence, declared, file)
            .await;
        let problem = answer.problem(ProblemKind::BadFile);
        let detail = problem.detail.expect("what to do");
        assert!(detail.contains(says), "{detail}");
    }
    assert_eq!(
        preparation(&doctor).await.evidence.len(),
        1,
        "only the PDF of before"
    );

    // Begun and never checked, it cannot stand in an application, nor be looked at.
    let begun = doctor
        .begin_upload(EvidenceKind::PracticalEvidence, "application/pdf", 100)
        .await;
    let _ = doctor
        .check_upload(&begun.evidence)
        .await
        .problem(ProblemKind::BadFile);
    form.practical.one[0].evidence = vec![begun.evidence.to_string()];
    let _ = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    let look = format!("/me/evidence/{}/document", begun.evidence);
    let _ = doctor.get(&look).await.problem(ProblemKind::NotFound);
}

#[tokio::test]
async fn types_and_sizes_are_refused_before_anything_is_uploaded() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    for (media_type, size, field) in [
        ("application/pdf", FILE_MAX + 1, "size"),
        ("application/pdf", 0, "size"),
        ("image/heic", 1000, "media_type"),
        ("text/html", 1000, "media_type"),
    ] {
        let start = json!({"kind": "practical-evidence", "media_type": media_type, "size": size, "file_name": "a"});
        let problem = doctor
            .post("/me/evidence", &start)
            .await
            .problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, field, "{media_type} {size}");
    }
    let start = json!({"kind": "practical-evidence", "media_type": "application/pdf", "size": FILE_MAX, "file_name": "a"});
    doctor.post("/me/evidence", &start).await.expect(201);
}

#[tokio::test]
async fn ten_megabytes_are_taken_and_one_byte_more_is_refused_by_the_documents_themselves() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let most = usize::try_from(FILE_MAX).expect("a size");
    let mut file = PDF.to_vec();
    file.resize(most, b' ');
    let answer = doctor
        .try_upload(EvidenceKind::PracticalEvidence, "application/pdf", &file)
        .await;
    assert_eq!(answer.read::<EvidenceView>(200).size, FILE_MAX);

    // Whoever says less than it is finds the form itself bound to 10 MB.
    let begun = doctor
        .begin_upload(EvidenceKind::PracticalEvidence, "application/pdf", 100)
        .await;
    file.push(b' ');
    let posted = doctor.upload(&begun.url, &begun.fields, file).await;
    assert!(
        (400..500).contains(&posted.status),
        "{}: {}",
        posted.status,
        posted.text()
    );
    let _ = doctor
        .check_upload(&begun.evidence)
        .await
        .problem(ProblemKind::BadFile);
}

#[tokio::test]
async fn a_form_for_one_type_does_not_take_another() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let begun = doctor
        .begin_upload(EvidenceKind::PracticalEvidence, "image/png", PNG.len())
        .await;
    let fields: Vec<(String, String)> = begun
        .fields
        .iter()
        .cloned()
        .map(|(name, value)| {
            let value = if name == "Content-Type" {
                "text/html".to_owned()
            } else {
                value
            };
            (name, value)
        })
        .collect();
    let posted = doctor.upload(&begun.url, &fields, PNG.to_vec()).await;
    assert!(
        (400..500).contains(&posted.status),
        "{}: {}",
        posted.status,
        posted.text()
    );
}

/// The upload form lives on for minutes: what was checked must not be exchanged under it.
#[tokio::test]
async fn a_checked_document_cannot_be_replaced_through_its_old_form() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let begun = doctor
        .begin_upload(
            EvidenceKind::PracticalEvidence,
            "application/pdf",
            PDF.len(),
        )
        .await;
    doctor.upload(&begun.url, &begun.fields, PDF.to_vec()).await;
    doctor.check_upload(&begun.evidence).await.expect(200);
    let other = b"%PDF-1.7\nsomething else altogether\n".to_vec();
    doctor.upload(&begun.url, &begun.fields, other).await;
    doctor.check_upload(&begun.evidence).await.expect(200);
    let look: DocumentAddress = doctor
        .get(&format!("/me/evidence/{}/document", begun.evidence))
        .await
        .read(200);
    assert_eq!(doctor.fetch(&look.url).await.expect(200).body, PDF);
}

#[tokio::test]
async fn an_upload_begun_twice_under_one_key_is_one_document() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let start = json!({"kind": "other", "media_type": "application/pdf", "size": PDF.len(), "file_name": "参加証.pdf"});
    let begin = async || -> api::applications::EvidenceUpload {
        doctor
            .post_once("/me/evidence", "one-and-the-same", &start)
            .await
            .read(201)
    };
    assert_eq!(begin().await.evidence, begin().await.evidence);
    let _ = doctor
        .post_once("/me/evidence", "short", &start)
        .await
        .problem(ProblemKind::KeyRequired);
    let other = json!({"kind": "licence", "media_type": "image/png", "size": PDF.len(), "file_name": "参加証.pdf"});
    let _ = doctor
        .post_once("/me/evidence", "one-and-the-same", &other)
        .await
        .problem(ProblemKind::KeyReused);
}

#[tokio::test]
async fn more_documents_than_one_transaction_holds_are_refused_by_name() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let made_up = |place: u8| EvidenceId::new([place; 10]);
    form.handed_in = (0..10)
        .map(|item| {
            let mut line = handed_in("1", &world.today().to_string(), &made_up(item));
            line.evidence = (0..10)
                .map(|place| made_up(item * 10 + place).to_string())
                .collect();
            line
        })
        .collect();
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        (
            problem.fields[0].field.as_str(),
            problem.fields[0].code.as_str()
        ),
        ("evidence", "too-many")
    );
}

/// The form of an upload lives on for minutes, and brings a file to where the bucket forgets it.
#[tokio::test]
async fn what_is_uploaded_is_forgotten_and_what_was_checked_of_it_is_kept() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let kind = EvidenceKind::PracticalEvidence;
    let form = doctor
        .begin_upload(kind, "application/pdf", PDF.len())
        .await;
    let key = form.fields.iter().find(|(name, _)| name == "key").unwrap();
    assert!(key.1.starts_with("evidence/new/"), "{}", key.1);
    let posted = doctor.upload(&form.url, &form.fields, PDF.to_vec()).await;
    assert!(posted.status < 300);
    doctor.check_upload(&form.evidence).await.expect(200);
    let record: EvidenceRecord = world
        .find(&Key::evidence(&doctor.partition, &form.evidence))
        .await
        .unwrap();
    assert!(record.object.starts_with("kept/"), "{}", record.object);
    assert!(!record.object.contains("new/"));
}

/// The days that a document waits, and one more.
fn its_time(world: &World) {
    let days = KEPT_UNUSED_DAYS.unsigned_abs() + 1;
    world.pass(Duration::from_secs(days * 24 * 60 * 60));
}

/// Whether the object of a document is still in the bucket.
async fn lies_in_the_bucket(world: &World, object: &str) -> bool {
    let process = world.process();
    let s3 = process.s3.as_ref().unwrap();
    let head = s3.head_object().bucket(&process.bucket);
    let answer = head.key(format!("evidence/{object}")).send().await;
    answer.is_ok()
}

async fn record_of(world: &World, doctor: &Person, id: &EvidenceId) -> Option<EvidenceRecord> {
    world.find(&Key::evidence(&doctor.partition, id)).await
}

#[tokio::test]
async fn a_document_that_nothing_used_is_forgotten_after_its_time_and_one_that_was_used_is_kept() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let used = doctor.applied(&form).await.evidence[0].id.clone();
    let unused = doctor.practical_evidence().await;
    let object = |record: Option<EvidenceRecord>| record.unwrap().object;
    let used_object = object(record_of(&world, &doctor, &used).await);
    let unused_object = object(record_of(&world, &doctor, &unused).await);

    // Its time has not come.
    world.work("forget_documents").await;
    assert_eq!(preparation(&doctor).await.evidence.len(), 1);
    assert!(lies_in_the_bucket(&world, &unused_object).await);

    its_time(&world);
    // The sign-in of then is over.
    let doctor = Doctor::member("123456").enter(&world).await;
    let worked = world.work_on("forget_documents", json!({})).await;
    assert_eq!(worked, json!({ "forgotten": 1 }));
    assert!(record_of(&world, &doctor, &unused).await.is_none());
    assert!(!lies_in_the_bucket(&world, &unused_object).await);
    assert!(preparation(&doctor).await.evidence.is_empty());
    let look = format!("/me/evidence/{unused}/document");
    let _ = doctor.get(&look).await.problem(ProblemKind::NotFound);
    assert!(record_of(&world, &doctor, &used).await.is_some());
    assert!(lies_in_the_bucket(&world, &used_object).await);
    assert!(world.queue(UNUSED_QUEUE).await.is_empty());
}

/// Whoever took a document away may die before the bucket did; whoever applies may be a moment late.
#[tokio::test]
async fn a_document_that_is_being_taken_away_can_be_used_by_nobody_and_goes_the_next_time() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let id = EvidenceId::parse(&form.practical.one[0].evidence[0]).unwrap();
    let record = record_of(&world, &doctor, &id).await.unwrap();
    world
        .seed(&EvidenceRecord {
            forgotten: true,
            ..record.clone()
        })
        .await;
    assert!(preparation(&doctor).await.evidence.is_empty());
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, format!("evidence.{id}"));
    let look = format!("/me/evidence/{id}/document");
    let _ = doctor.get(&look).await.problem(ProblemKind::NotFound);

    its_time(&world);
    world.work("forget_documents").await;
    assert!(record_of(&world, &doctor, &id).await.is_none());
    assert!(!lies_in_the_bucket(&world, &record.object).await);
    // Once more: nothing is there, and nothing fails.
    world.work("forget_documents").await;
}

#[tokio::test]
async fn a_licence_that_was_sent_for_the_confirmation_of_identity_is_kept() {
    let world = World::start().await;
    let doctor = Doctor::non_member("123456").enter(&world).await;
    let sent = doctor.evidence(EvidenceKind::Licence).await;
    let document = json!({ "evidence": sent });
    doctor
        .post("/me/identity-documents", &document)
        .await
        .expect(200);
    let object = record_of(&world, &doctor, &sent).await.unwrap().object;
    its_time(&world);
    world.work("forget_documents").await;
    assert!(record_of(&world, &doctor, &sent).await.is_some());
    assert!(lies_in_the_bucket(&world, &object).await);
}

/// The bucket forgets the upload after a day, so the item is of no use then.
#[tokio::test]
async fn what_was_begun_and_never_checked_expires_by_itself() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let kind = EvidenceKind::PracticalEvidence;
    let begun = doctor.begin_upload(kind, "application/pdf", 100).await;
    let record = record_of(&world, &doctor, &begun.evidence).await.unwrap();
    let expires = record.expires_at().unwrap();
    assert_eq!(expires, record.begun_at.plus_days(2));
    let checked = doctor.practical_evidence().await;
    let checked = record_of(&world, &doctor, &checked).await.unwrap();
    assert!(checked.expires_at().is_none());
}
