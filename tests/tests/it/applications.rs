//! 申請: from preparing to the decision, and everything that is refused on the way.

use std::time::Duration;

use adapters::store::items::audit::AuditRecord;
use adapters::store::{Found, Range};
use api::applications::{ApplicationView, DocumentAddress, HistoryEvent, Preparation};
use api::problem::ProblemKind;
use api::review::{ApplicationCase, ApplicationQueue};
use domain::application::{ApplicationForm, ApplicationStatus};
use domain::evidence::EvidenceKind;
use domain::units::Units;
use journeys::applying::{PDF, PROGRAMME, form, handed_in};
use journeys::{Doctor, Person, World};
use serde_json::json;

pub(super) const HOUR: Duration = Duration::from_secs(60 * 60);

pub(super) fn units(text: &str) -> Units {
    Units::parse(text).expect("units")
}

/// A member with `classroom` units of an earlier day and a document for one practical item.
pub(super) async fn applicant(world: &World, classroom: &str) -> (Person, ApplicationForm) {
    let doctor = Doctor::member("123456").enter(world).await;
    world.award(&doctor, classroom, world.today()).await;
    let evidence = doctor.practical_evidence().await;
    (doctor, form(&evidence))
}

pub(super) async fn queue(officer: &Person) -> ApplicationQueue {
    officer.get("/review/applications").await.read(200)
}

pub(super) async fn preparation(doctor: &Person) -> Preparation {
    let path = format!("/me/application-preparations/{PROGRAMME}");
    doctor.get(&path).await.read(200)
}

pub(super) async fn audited(world: &World, subject: &str) -> Vec<AuditRecord> {
    let trail = world.items(&Range::whole(format!("AUDIT#{subject}"))).await;
    trail
        .iter()
        .map(|item: &Found| item.decode().expect("an audit record"))
        .collect()
}

/// Subjects of the mails about applications, newest first.
async fn mails_on_applications(world: &World, doctor: &Person) -> Vec<String> {
    let mails = world.mails(&doctor.email).await.into_iter();
    mails
        .map(|mail| mail.subject)
        .filter(|subject| subject.contains("申請"))
        .collect()
}

/// Ids of the requirements that an answer names as unmet.
pub(super) fn unmet(problem: &api::problem::Problem) -> Vec<&str> {
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
        !look.url.starts_with(&world.site()),
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
    assert_eq!(
        mails_on_applications(&world, &doctor).await,
        ["【MAMIS】申請を受け付けました"]
    );
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
    assert_eq!(
        mails_on_applications(&world, &doctor).await,
        [
            "【MAMIS】申請が承認されました",
            "【MAMIS】申請を受け付けました"
        ]
    );
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
    let refused = doctor.post("/me/applications", &bad).await;
    assert_eq!(
        refused.wrong_fields(),
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
