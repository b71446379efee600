//! 申請: from preparing to the decision, and everything that is refused on the way.

use std::time::Duration;

use adapters::store::items::audit::AuditRecord;
use adapters::store::{Found, Range};
use api::applications::{
    ApplicationView, DocumentAddress, EvidenceView, HistoryEvent, Preparation,
};
use api::problem::ProblemKind;
use api::review::{ApplicationCase, ApplicationQueue};
use domain::application::{ApplicationForm, ApplicationStatus};
use domain::evidence::{EvidenceKind, FILE_MAX};
use domain::units::Units;
use journeys::applying::{PDF, PNG, PROGRAMME, form, handed_in, practical, practical_two};
use journeys::{Doctor, Person, World};
use serde_json::json;

const HOUR: Duration = Duration::from_secs(60 * 60);

fn units(text: &str) -> Units {
    Units::parse(text).expect("units")
}

/// A member with `classroom` units of an earlier day and a document for one practical item.
async fn applicant(world: &World, classroom: &str) -> (Person, ApplicationForm) {
    let doctor = Doctor::member("123456").enter(world).await;
    world.award(&doctor, classroom, world.today()).await;
    let evidence = doctor.practical_evidence().await;
    (doctor, form(&evidence))
}

async fn queue(officer: &Person) -> ApplicationQueue {
    officer.get("/review/applications").await.read(200)
}

async fn preparation(doctor: &Person) -> Preparation {
    let path = format!("/me/application-preparations/{PROGRAMME}");
    doctor.get(&path).await.read(200)
}

async fn audited(world: &World, subject: &str) -> Vec<AuditRecord> {
    let trail = world.items(&Range::whole(format!("AUDIT#{subject}"))).await;
    trail
        .iter()
        .map(|item: &Found| item.decode().expect("an audit record"))
        .collect()
}

/// Ids of the requirements that an answer names as unmet.
fn unmet(problem: &api::problem::Problem) -> Vec<&str> {
    let fields = problem.fields.iter();
    fields
        .map(|field| field.field.trim_start_matches("requirements."))
        .collect()
}

#[tokio::test]
async fn an_application_is_prepared_submitted_sent_back_corrected_and_approved() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "3").await;
    let officer = world.officer("13-001").await;

    let prepared = preparation(&doctor).await;
    assert_eq!(prepared.classroom.len(), 1);
    assert_eq!(prepared.classroom[0].units, units("3"));
    let own = prepared.default_target.as_ref().expect("a member's own");
    assert_eq!(
        (own.id.as_str(), own.name.as_str()),
        ("13-001", "千代田区医師会")
    );
    assert!(prepared.member && !prepared.evaluation.submittable);
    assert_eq!(prepared.evidence.len(), 1);

    // 3 + 5 = 8: two units are missing, and nothing is written.
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["total"]);
    assert!(
        problem.fields[0].text.contains("あと2単位"),
        "{}",
        problem.fields[0].text
    );
    assert!(doctor.applications().await.is_empty());

    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    let today = world.today().to_string();
    form.handed_in = vec![handed_in("2", &today, &attendance)];
    let application = doctor.applied(&form).await;
    let id = application.summary.id.clone();
    assert_eq!(application.summary.status, ApplicationStatus::Pending);
    assert_eq!(application.summary.target.name, "千代田区医師会");
    assert!(application.evaluation.submittable);
    world.mail(&doctor.email, "申請を受け付けました").await;

    let better = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    world.pass(25 * HOUR);
    let officer_again = world.officer("13-001").await;
    let waiting = queue(&officer_again).await.applications;
    assert_eq!(waiting.len(), 1);
    assert_eq!((&waiting[0].id, waiting[0].days), (&id, 1));
    assert_eq!(
        (waiting[0].name.as_str(), waiting[0].units),
        ("髙橋　直子", units("10"))
    );
    assert!(waiting[0].member && waiting[0].confirmed && !waiting[0].resubmitted);
    // The sign-in of yesterday is over.
    let _ = officer
        .get("/review/applications")
        .await
        .problem(ProblemKind::SignInRequired);

    let case = officer_again.case(&id).await;
    assert_eq!(case.name, "髙橋　直子");
    assert_eq!(
        case.associations,
        ["千代田区医師会", "東京都医師会", "日本医師会"]
    );
    assert_eq!(case.application.evidence.len(), 2);
    let path = format!("/review/applications/{id}/evidence/{attendance}");
    let look: DocumentAddress = officer_again.get(&path).await.read(200);
    let document = officer_again.fetch(&look.url).await;
    assert_eq!(document.expect(200).body, PDF);
    assert_eq!(document.headers["content-type"], "application/pdf");
    assert!(
        !look.url.starts_with(world.stack().origin()),
        "documents have an origin of their own"
    );

    let reason = "参加証の日付が読み取れません。もう一度アップロードしてください。";
    let case: ApplicationCase = officer_again
        .send_back(&id, case.application.version, reason)
        .await
        .read(200);
    assert_eq!(case.application.summary.status, ApplicationStatus::SentBack);
    assert!(queue(&officer_again).await.applications.is_empty());
    let mail = world.mail(&doctor.email, "差戻し").await;
    assert!(
        !mail.text.contains("参加証"),
        "the reason is read after signing in"
    );

    let doctor = Doctor::member("123456").enter(&world).await;
    let seen = doctor.application(&id).await;
    assert_eq!(seen.summary.reason.as_deref(), Some(reason));
    form.handed_in[0].evidence = vec![better.to_string()];
    let path = format!("/me/applications/{id}/resubmissions");
    let again: ApplicationView = doctor.post(&path, &form).await.read(200);
    assert_eq!(
        (again.summary.status, again.summary.reason),
        (ApplicationStatus::Pending, None)
    );
    let once_more: ApplicationView = doctor.post(&path, &form).await.read(200);
    assert_eq!(once_more.version, again.version);

    let waiting = queue(&officer_again).await.applications;
    assert!(waiting[0].resubmitted);
    let approved: ApplicationCase = officer_again
        .approve(&id, again.version, false)
        .await
        .read(200);
    assert_eq!(
        approved.application.summary.status,
        ApplicationStatus::Approved
    );
    assert!(approved.application.summary.certificate.is_some());
    world.mail(&doctor.email, "承認されました").await;
    assert!(queue(&officer_again).await.applications.is_empty());

    let story: Vec<HistoryEvent> = doctor
        .application(&id)
        .await
        .history
        .iter()
        .map(|line| line.what)
        .collect();
    assert_eq!(
        story,
        [
            HistoryEvent::Submitted,
            HistoryEvent::SentBack,
            HistoryEvent::Resubmitted,
            HistoryEvent::Approved
        ]
    );
    let looks: Vec<(String, String)> = audited(&world, "123456")
        .await
        .into_iter()
        .map(|look| (look.who, look.endpoint))
        .collect();
    let clerk = || "clerk-13-001".to_owned();
    assert_eq!(
        looks,
        [
            (clerk(), "read_application".to_owned()),
            (clerk(), "view_evidence".to_owned())
        ]
    );
    assert_eq!(audited(&world, "13-001#application").await.len(), 4);
}

#[tokio::test]
async fn half_a_unit_decides() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "4.5").await;
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["total"]);
    assert!(
        problem.fields[0].text.contains("0.5"),
        "{}",
        problem.fields[0].text
    );
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    form.handed_in = vec![handed_in("０．５", &world.today().to_string(), &attendance)];
    assert_eq!(
        doctor.applied(&form).await.summary.status,
        ApplicationStatus::Pending
    );
}

#[tokio::test]
async fn practical_training_alone_is_not_enough_nor_is_classroom_training_alone() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let first = doctor.practical_evidence().await;
    let second = doctor.practical_evidence().await;
    let mut form = form(&first);
    form.practical.one.push(practical("school-doctor", &second));
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["classroom"]);

    world.award(&doctor, "12", world.today()).await;
    form.practical.one.clear();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["practical"]);
}

#[tokio::test]
async fn a_credit_under_another_name_does_not_count() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    world
        .award_as(&doctor, "6", world.today(), "山田太郎")
        .await;
    assert!(preparation(&doctor).await.classroom.is_empty());
    world
        .award_as(&doctor, "6", world.today(), "高橋　直子")
        .await;
    assert_eq!(preparation(&doctor).await.classroom[0].units, units("6"));
}

#[tokio::test]
async fn units_handed_in_are_of_the_year_of_the_application() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "3").await;
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    let first_day = domain::calendar::FiscalYear::of(world.today()).start();
    form.handed_in = vec![handed_in(
        "2",
        &first_day.add_days(-1).to_string(),
        &attendance,
    )];
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(unmet(&problem).contains(&"handed-in-year"), "{problem:?}");

    form.handed_in[0].date = world.today().add_days(1).to_string();
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        (
            problem.fields[0].field.as_str(),
            problem.fields[0].code.as_str()
        ),
        ("handed_in[0].date", "in-future")
    );

    form.handed_in[0].date = first_day.to_string();
    doctor.applied(&form).await;
}

/// 申請年度 is the year of the first submission: whoever is sent back in March corrects in April.
#[tokio::test]
async fn a_correction_in_the_next_fiscal_year_keeps_the_year_of_the_application() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "3").await;
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    form.handed_in = vec![handed_in("2", &world.today().to_string(), &attendance)];
    let application = doctor.applied(&form).await;
    let officer = world.officer("13-001").await;
    officer
        .send_back(&application.summary.id, application.version, "日付")
        .await
        .expect(200);

    let year_end = domain::calendar::FiscalYear::of(world.today()).end();
    let days = world.today().days_until(year_end) + 10;
    world.pass(24 * HOUR * u32::try_from(days).expect("days"));
    let doctor = Doctor::member("123456").enter(&world).await;
    world.award(&doctor, "3", world.today()).await;
    form.handed_in[0].title = "地域医療を考える会（訂正）".to_owned();
    let path = format!("/me/applications/{}/resubmissions", application.summary.id);
    let again: ApplicationView = doctor.post(&path, &form).await.read(200);
    assert_eq!(again.summary.fiscal_year, application.summary.fiscal_year);
}

#[tokio::test]
async fn one_and_two_exclude_each_other_and_two_goes_to_no_district() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let description = doctor.evidence(EvidenceKind::PracticalDescription).await;
    let proof = doctor.practical_evidence().await;
    form.practical.two = Some(practical_two(&description, &proof));
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(
        (
            problem.fields[0].field.as_str(),
            problem.fields[0].code.as_str()
        ),
        ("practical.two", "practical-both")
    );

    form.practical.one.clear();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["target"]);

    form.target = "13".to_owned();
    let application = doctor.applied(&form).await;
    assert_eq!(application.summary.target.name, "東京都医師会");
}

#[tokio::test]
async fn two_without_its_description_is_refused() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    let proof = doctor.practical_evidence().await;
    form.practical.one.clear();
    form.practical.two = Some(practical_two(&proof, &proof));
    if let Some(two) = &mut form.practical.two {
        two.description.clear();
    }
    form.target = "13".to_owned();
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["practical-evidence"]);
}

#[tokio::test]
async fn a_non_member_adds_the_licence_and_nothing_else_passes_for_it() {
    let world = World::start().await;
    let doctor = Doctor::non_member("222222").enter(&world).await;
    world.award(&doctor, "5", world.today()).await;
    let prepared = preparation(&doctor).await;
    assert!(!prepared.member && prepared.default_target.is_none());
    let mut form = form(&doctor.practical_evidence().await);
    let problem = doctor
        .apply(&form)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert_eq!(unmet(&problem), ["identity"]);

    form.identity_documents = vec![doctor.evidence(EvidenceKind::Other).await.to_string()];
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "identity_documents[0]");

    let licence = doctor.evidence(EvidenceKind::Licence).await;
    form.identity_documents = vec![licence.to_string()];
    let application = doctor.applied(&form).await;

    let officer = world.officer("13-001").await;
    let case = officer.case(&application.summary.id).await;
    assert!(!case.member && !case.confirmed);
    let refused = officer
        .approve(&application.summary.id, application.version, false)
        .await;
    let _ = refused.problem(ProblemKind::WrongState);
    let case: ApplicationCase = officer
        .approve(&application.summary.id, application.version, true)
        .await
        .read(200);
    assert!(case.confirmed);
}

#[tokio::test]
async fn pressing_the_button_twice_submits_once() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let (one, two) = tokio::join!(doctor.apply(&form), doctor.apply(&form));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201], "{}\n{}", one.text(), two.text());
    let id = |answer: &journeys::Answer| answer.read::<ApplicationView>(answer.status).summary.id;
    assert_eq!(id(&one), id(&two));
    assert_eq!(doctor.applications().await.len(), 1);
    world.mail(&doctor.email, "申請を受け付けました").await;

    let mut other = form.clone();
    other.target = "13".to_owned();
    let _ = doctor.apply(&other).await.problem(ProblemKind::WrongState);
    assert_eq!(world.mails(&doctor.email).await.len(), 1);
}

#[tokio::test]
async fn approving_twice_approves_once_and_a_stale_decision_is_refused() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let application = doctor.applied(&form).await;
    let id = &application.summary.id;
    let officer = world.officer("13-001").await;
    let _ = officer
        .approve(id, application.version + 1, false)
        .await
        .problem(ProblemKind::Changed);
    let _ = officer
        .send_back(id, application.version + 1, "理由")
        .await
        .problem(ProblemKind::Changed);

    let (one, two) = tokio::join!(
        officer.approve(id, application.version, false),
        officer.approve(id, application.version, false)
    );
    for answer in [&one, &two] {
        let case: ApplicationCase = answer.read(200);
        assert_eq!(case.application.summary.status, ApplicationStatus::Approved);
    }
    let _ = officer
        .send_back(id, application.version, "やはり")
        .await
        .problem(ProblemKind::Changed);
    let approvals = doctor.application(id).await.history;
    assert_eq!(approvals.len(), 2);
    assert_eq!(doctor.certificates().await.len(), 1);
    world.mail(&doctor.email, "承認されました").await;
    assert_eq!(world.mails(&doctor.email).await.len(), 2);
}

#[tokio::test]
async fn another_association_finds_nothing_and_another_role_is_refused() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let application = doctor.applied(&form).await;
    let id = &application.summary.id;
    let evidence = &form.practical.one[0].evidence[0];
    for place in ["13-002", "13", "14-001", "national"] {
        let stranger = world.officer(place).await;
        assert!(queue(&stranger).await.applications.is_empty());
        let _ = stranger
            .get(&format!("/review/applications/{id}"))
            .await
            .problem(ProblemKind::NotFound);
        let look = format!("/review/applications/{id}/evidence/{evidence}");
        let _ = stranger.get(&look).await.problem(ProblemKind::NotFound);
        let _ = stranger
            .approve(id, application.version, true)
            .await
            .problem(ProblemKind::NotFound);
        let _ = stranger
            .send_back(id, application.version, "理由")
            .await
            .problem(ProblemKind::NotFound);
    }
    let body = world.organizer("x0123456789abcdef", "医療研修の会").await;
    for someone in [&doctor, &body] {
        let _ = someone
            .get("/review/applications")
            .await
            .problem(ProblemKind::Forbidden);
        let _ = someone
            .approve(id, application.version, true)
            .await
            .problem(ProblemKind::Forbidden);
    }
    let officer = world.officer("13-001").await;
    let _ = officer.apply(&form).await.problem(ProblemKind::Forbidden);

    let colleague = Doctor::member("654321").enter(&world).await;
    let _ = colleague
        .get(&format!("/me/applications/{id}"))
        .await
        .problem(ProblemKind::NotFound);
    let withdrawal = format!("/me/applications/{id}/withdrawal");
    let _ = colleague
        .post(&withdrawal, &json!({}))
        .await
        .problem(ProblemKind::NotFound);
    let path = format!("/me/applications/{id}/resubmissions");
    let _ = colleague
        .post(&path, &form)
        .await
        .problem(ProblemKind::NotFound);
    assert_eq!(doctor.application(id).await.version, application.version);
}

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
    let made_up = |place: u8| domain::id::EvidenceId::new([place; 10]);
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

#[tokio::test]
async fn withdrawing_ends_it_once_and_a_decided_application_stays() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let application = doctor.applied(&form).await;
    let path = format!("/me/applications/{}/withdrawal", application.summary.id);
    for _ in 0..2 {
        let view: ApplicationView = doctor.post(&path, &json!({})).await.read(200);
        assert_eq!(
            (view.summary.status, view.history.len()),
            (ApplicationStatus::Withdrawn, 2)
        );
    }
    world.mail(&doctor.email, "取下げ").await;
    let officer = world.officer("13-001").await;
    assert!(queue(&officer).await.applications.is_empty());
    let _ = officer
        .approve(&application.summary.id, 2, false)
        .await
        .problem(ProblemKind::WrongState);
    let _ = doctor
        .post(
            &format!("/me/applications/{}/resubmissions", application.summary.id),
            &form,
        )
        .await
        .problem(ProblemKind::WrongState);

    let second = doctor.applied(&form).await;
    officer
        .approve(&second.summary.id, second.version, false)
        .await
        .expect(200);
    let path = format!("/me/applications/{}/withdrawal", second.summary.id);
    let _ = doctor
        .post(&path, &json!({}))
        .await
        .problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn unknown_fields_are_refused_by_name_and_wrong_ones_by_place() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let mut body = json!(form);
    body["practical"]["three"] = json!([]);
    let problem = doctor
        .post("/me/applications", &body)
        .await
        .problem(ProblemKind::Malformed);
    assert!(
        problem
            .detail
            .is_some_and(|detail| detail.contains("「three」"))
    );

    let bad = json!({
        "programme": PROGRAMME, "target": "99",
        "handed_in": [{"kind": "no-such", "title": "", "date": "2026-02-30", "units": "0.3", "codes": [], "evidence": ["x"]}],
        "practical": {"one": [{"item": "nothing", "evidence": []}]},
        "identity_documents": []
    });
    let problem = doctor
        .post("/me/applications", &bad)
        .await
        .problem(ProblemKind::Invalid);
    let fields: Vec<&str> = problem
        .fields
        .iter()
        .map(|field| field.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "target",
            "handed_in[0].kind",
            "handed_in[0].title",
            "handed_in[0].date",
            "handed_in[0].units",
            "handed_in[0].codes",
            "handed_in[0].evidence[0]",
            "practical.one[0].item",
        ]
    );
    let english = journeys::Client::clone(&doctor)
        .in_english()
        .post("/me/applications", &bad)
        .await
        .problem(ProblemKind::Invalid);
    assert!(
        english.fields.iter().all(|field| field.text.is_ascii()),
        "{english:?}"
    );

    let unknown = json!({"version": 1, "reason": "理由", "mood": "bad"});
    let officer = world.officer("13-001").await;
    let application = doctor.applied(&form).await;
    let path = format!(
        "/review/applications/{}/sending-back",
        application.summary.id
    );
    let problem = officer
        .post(&path, &unknown)
        .await
        .problem(ProblemKind::Malformed);
    assert!(
        problem
            .detail
            .is_some_and(|detail| detail.contains("「mood」"))
    );
    for reason in ["", " 　", &"あ".repeat(1001)] {
        let _ = officer
            .send_back(&application.summary.id, application.version, reason)
            .await
            .problem(ProblemKind::Invalid);
    }
    officer
        .send_back(
            &application.summary.id,
            application.version,
            &"あ".repeat(1000),
        )
        .await
        .expect(200);
}

#[tokio::test]
async fn an_association_that_does_not_exist_cannot_be_chosen() {
    let world = World::start().await;
    let (doctor, mut form) = applicant(&world, "5").await;
    form.target = "13-999".to_owned();
    let problem = doctor.apply(&form).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "target");
    for programme in ["sports-physician", "no-such"] {
        form.programme = programme.to_owned();
        assert!(
            [404, 422].contains(&doctor.apply(&form).await.status),
            "{programme}"
        );
    }
}

#[tokio::test]
async fn the_history_is_searched_by_programme_year_and_day() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    doctor.applied(&form).await;
    let today = world.today();
    let year = domain::calendar::FiscalYear::of(today);
    let found = async |query: String| -> usize {
        let answer = doctor.get(&format!("/me/applications?{query}")).await;
        answer
            .read::<api::applications::ApplicationList>(200)
            .applications
            .len()
    };
    assert_eq!(
        found(format!("programme={PROGRAMME}&from={today}&until={today}")).await,
        1
    );
    assert_eq!(found(format!("fiscal_year={year}")).await, 1);
    assert_eq!(found(format!("until={}", today.add_days(-1))).await, 0);
    assert_eq!(found("programme=sports-physician".to_owned()).await, 0);
    let _ = doctor
        .get("/me/applications?colour=red")
        .await
        .problem(ProblemKind::Malformed);
}

#[tokio::test]
async fn reading_costs_the_trips_that_were_promised() {
    let world = World::start().await;
    let (doctor, form) = applicant(&world, "5").await;
    let application = doctor.applied(&form).await;
    let id = &application.summary.id;
    let officer = world.officer("13-001").await;
    for (who, path, trips) in [
        (&doctor, "/me/applications".to_owned(), 1),
        (&doctor, "/me/certificates".to_owned(), 1),
        (&doctor, format!("/me/applications/{id}"), 2),
        (
            &doctor,
            format!("/me/application-preparations/{PROGRAMME}"),
            2,
        ),
        (&officer, "/review/applications".to_owned(), 3),
        (&officer, format!("/review/applications/{id}"), 4),
    ] {
        let answer = who.get(&path).await;
        assert_eq!(answer.expect(200).trips(), trips, "{path}");
    }
}
