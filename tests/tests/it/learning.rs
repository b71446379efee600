//! 日医生涯教育制度: years, credits from outside courses, the yearly declaration, papers.

use std::time::Duration;

use adapters::store::items::audit::AuditRecord;
use adapters::store::{Found, Range};
use api::applications::DocumentAddress;
use api::certificates::{CertificateSummary, Verification};
use api::credits::{Fate, Receipt, ReceiptRow};
use api::learning::{DeclarationCase, DeclarationQueue, LearningView, MyDeclaration};
use api::my_page::{CreditHistory, MyPage, NextStep};
use api::organizers::ApiKeyCreated;
use api::problem::ProblemKind;
use domain::calendar::{Date, FiscalYear};
use domain::credit::CreditOrigin;
use domain::evidence::EvidenceKind;
use domain::id::EvidenceId;
use domain::learning::DeclarationStatus;
use domain::programme::Programme;
use domain::units::Units;
use journeys::applying::PDF;
use journeys::courses::{course_form, receipt, row};
use journeys::paper::qr_codes;
use journeys::{Answer, Client, Doctor, Person, World, eventually};
use serde_json::{Value, json};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn units(text: &str) -> Units {
    Units::parse(text).expect("units")
}

fn move_to(world: &World, month: u8, day: u8) {
    let today = world.today();
    let this = Date::new(today.year(), month, day).expect("a day");
    let then = if this > today {
        this
    } else {
        Date::new(today.year() + 1, month, day).expect("a day")
    };
    let days = u32::try_from(today.days_until(then)).expect("days to come");
    world.pass(DAY * days);
}

/// A doctor with these documents on a day to come. They are uploaded beforehand: the documents'
/// own server goes by the clock of the machine.
async fn on(
    world: &World,
    (month, day): (u8, u8),
    doctor: Doctor,
    kinds: &[EvidenceKind],
) -> (Person, Vec<EvidenceId>) {
    let person = doctor.clone().enter(world).await;
    let mut documents = Vec::new();
    for kind in kinds {
        documents.push(person.evidence(*kind).await);
    }
    move_to(world, month, day);
    (doctor.enter(world).await, documents)
}

fn over(world: &World) -> FiscalYear {
    FiscalYear::of(world.today()).previous()
}

async fn learning(doctor: &Person) -> LearningView {
    let answer = doctor.get("/me/learning").await;
    assert_eq!(answer.expect(200).trips(), 1);
    answer.read(200)
}

fn feed_row(id: &str, number: &str, kind: &str, date: Date) -> Value {
    json!({
        "row_id": id, "register_number": number, "name": "髙橋直子", "kind": kind,
        "title": "高血圧の最新治療", "units": "0.5", "codes": ["74"], "date": date,
    })
}

/// The program of the CME site.
async fn program(world: &World) -> Client {
    let officer = world.officer("national").await;
    let made: ApiKeyCreated = officer
        .post_once(
            "/api-keys",
            "feed-key-1",
            &json!({ "label": "生涯教育 on-line", "kind": "feed" }),
        )
        .await
        .read(201);
    world.visitor().with_key(made.key)
}

async fn fed(program: &Client, rows: &[Value]) -> Vec<ReceiptRow> {
    let answer = program
        .post("/learning/feed", &json!({ "rows": rows }))
        .await;
    answer.read::<Receipt>(200).rows
}

fn fates(rows: &[ReceiptRow]) -> Vec<Fate> {
    rows.iter().map(|row| row.fate).collect()
}

/// An item from outside with a document.
fn outside(evidence: &EvidenceId, title: &str, date: Date) -> Value {
    json!({
        "kind": "unregistered-course", "title": title, "date": date, "units": "1.5",
        "codes": ["15", "73"], "evidence": [evidence],
    })
}

async fn declare(doctor: &Person, year: FiscalYear, version: u32, outside: &[Value]) -> Answer {
    let body = json!({ "version": version, "form": { "outside": outside, "confirmed": true } });
    doctor
        .post(&format!("/me/learning/declarations/{year}"), &body)
        .await
}

async fn declaration(doctor: &Person, year: FiscalYear) -> MyDeclaration {
    let path = format!("/me/learning/declarations/{year}");
    doctor.get(&path).await.read(200)
}

async fn waiting(officer: &Person) -> DeclarationQueue {
    officer.get("/review/declarations").await.read(200)
}

#[tokio::test]
async fn a_doctor_sees_years_with_units_codes_and_origins_and_what_the_certificate_lacks() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let current = FiscalYear::of(world.today());
    world.award(&doctor, "3", world.today()).await;
    world.award(&doctor, "2.5", current.previous().end()).await;
    // Four years ago: in sight, and outside the window.
    let old = current.previous().previous().previous().previous();
    world.award(&doctor, "50", old.start()).await;
    let view = learning(&doctor).await;
    assert_eq!(view.years.len(), 6);
    assert_eq!(view.years[0].year, current);
    assert_eq!(view.years[0].units, units("3"));
    assert_eq!(view.years[0].by_origin[0].origin, CreditOrigin::Course);
    assert_eq!(view.years[4].units, units("50"));
    let running = &view.running;
    assert_eq!(
        (running.first, running.last),
        (current.previous().previous(), current)
    );
    // The code of both credits is the same: 5.5 units and one code.
    assert_eq!((running.units, running.codes.len()), (units("5.5"), 1));
    assert!(!running.met);
    let missing = running.requirements[0].missing.as_ref().expect("words");
    assert!(missing.ja.contains("あと53.5"), "{}", missing.ja);
    assert!(view.national_member);
    let declaration = view.declaration.expect("a declaration");
    assert_eq!(declaration.deadline.year, current.previous());
    assert_eq!(
        view.next.expect("the next").due.to_string(),
        format!("{}-04-30", current.year() + 1)
    );
}

#[tokio::test]
async fn one_attendance_counts_in_two_programmes_by_what_the_course_awards() {
    let world = World::start().await;
    let date = world.today().add_days(200);
    let mut form = course_form(date);
    form.programmes.push("industrial-physician".to_owned());
    for lecture in &mut form.lectures {
        let mut second = lecture.awards[0].clone();
        second.programme = "industrial-physician".to_owned();
        second.category = "renewal-special".to_owned();
        second.code = String::new();
        lecture.awards.push(second);
    }
    let holder = world.officer("13-001").await;
    let course = world.course_in_order(&holder, &form).await;
    world.approved_by_the_committee(&course).await;
    world.pass_to(date);
    let id = course.line.id;
    let holder = world.officer("13-001").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let rows = receipt(&holder, &id, vec![row("1", "123456", "髙橋直子")]).await;
    assert_eq!(rows[0].fate, Fate::Posted);
    let page: MyPage = doctor.get("/me").await.read(200);
    let year = &page.years[0];
    let total = |programme| year.programmes[&programme].total();
    assert_eq!(total(Programme::ContinuingEducation), units("2"));
    assert_eq!(total(Programme::IndustrialPhysician), units("2"));
    // One attendance: in each programme what the course awards there, and nothing of the other.
    let view = learning(&doctor).await;
    assert_eq!(
        (view.years[0].units, view.years[0].codes.len()),
        (units("2"), 2)
    );
    let history = format!("/me/credits?fiscal_year={}", view.current);
    let history: CreditHistory = doctor.get(&history).await.read(200);
    assert_eq!(history.credits.len(), 2);
    assert!(
        history
            .credits
            .iter()
            .all(|credit| credit.course.as_ref() == Some(&id))
    );
}

#[tokio::test]
async fn the_feed_counts_once_for_members_and_tells_why_others_are_refused() {
    let world = World::start().await;
    let member = Doctor::member("123456").enter(&world).await;
    let local = Doctor::member("123457")
        .of(&["13-001", "13"])
        .enter(&world)
        .await;
    let program = program(&world).await;
    let today = world.today();
    let rows = [
        feed_row("q1", "123456", "journal-quiz", today),
        feed_row("e1", "123456", "e-learning", today),
        feed_row("q2", "123457", "journal-quiz", today),
        feed_row("q3", "999999", "journal-quiz", today),
        feed_row("q4", "123456", "course", today),
    ];
    let receipt = fed(&program, &rows).await;
    assert_eq!(
        fates(&receipt),
        [
            Fate::Posted,
            Fate::Posted,
            Fate::Rejected,
            Fate::Rejected,
            Fate::Rejected
        ]
    );
    assert_eq!(receipt[2].notes[0].code.as_str(), "members-only");
    assert!(receipt[2].notes[0].text.contains("日本医師会会員のみ"));
    assert_eq!(receipt[4].notes[0].field, "kind");
    // The quiz counts when it is marked, e-learning from the next day on.
    assert_eq!(learning(&member).await.years[0].units, units("0.5"));
    assert_eq!(learning(&local).await.years[0].units, Units::ZERO);
    world.pass(DAY);
    let member = Doctor::member("123456").enter(&world).await;
    let year = learning(&member)
        .await
        .years
        .into_iter()
        .find(|year| year.entries > 0);
    let year = year.expect("a year with credits");
    assert_eq!((year.units, year.codes.len()), (units("1"), 1));
    assert_eq!(year.by_origin.len(), 2);

    // Sent again nothing changes; other contents under an id are a conflict.
    assert_eq!(
        fates(&fed(&program, &rows[..2]).await),
        [Fate::Unchanged, Fate::Unchanged]
    );
    let mut other = rows[0].clone();
    other["units"] = json!("1");
    let conflict = fed(&program, &[other]).await;
    assert_eq!(conflict[0].notes[0].code.as_str(), "conflict");

    // A mistake is taken back by a reversal, once however often, and its id stays used.
    for _ in 0..2 {
        let reversed = program
            .post("/learning/feed/reversals", &json!({ "row_id": "q1" }))
            .await;
        assert_eq!(reversed.read::<ReceiptRow>(200).fate, Fate::Corrected);
    }
    let year = learning(&member)
        .await
        .years
        .into_iter()
        .find(|year| year.entries > 0);
    assert_eq!(year.expect("a year").units, units("0.5"));
    assert_eq!(fates(&fed(&program, &rows[..1]).await), [Fate::Corrected]);
    let gone = program
        .post("/learning/feed/reversals", &json!({ "row_id": "nobody" }))
        .await;
    let _ = gone.problem(ProblemKind::NotFound);

    // Nobody but the national association feeds.
    let prefecture = world.officer("13").await;
    let refused = prefecture
        .post("/learning/feed", &json!({ "rows": [rows[0]] }))
        .await;
    let _ = refused.problem(ProblemKind::Forbidden);
}

#[tokio::test]
async fn units_of_earlier_years_are_taken_over_once_and_wait_for_their_doctor() {
    let world = World::start().await;
    let officer = world.officer("national").await;
    let over = over(&world);
    let import = |id: &str, number: &str, year: FiscalYear| {
        json!({
            "row_id": id, "register_number": number, "name": "髙橋直子",
            "fiscal_year": year.to_string(), "units": "20.5", "codes": ["1", "2", "3"],
        })
    };
    let rows = json!({ "rows": [
        import("1", "123456", over),
        import("2", "123456", over.previous()),
        import("3", "123456", over.next()),
    ] });
    let first: Receipt = officer.post("/learning/imports", &rows).await.read(200);
    assert_eq!(
        fates(&first.rows),
        [Fate::Waiting, Fate::Waiting, Fate::Rejected]
    );
    assert_eq!(first.rows[2].notes[0].code.as_str(), "year-not-over");
    let again: Receipt = officer.post("/learning/imports", &rows).await.read(200);
    assert_eq!((again.counts.unchanged, again.counts.rejected), (2, 1));
    let doctor = Doctor::member("123456").enter(&world).await;
    let view = learning(&doctor).await;
    assert_eq!(view.years[1].units, units("20.5"));
    assert_eq!(view.years[1].by_origin[0].origin, CreditOrigin::Import);
    assert_eq!(
        (view.closed.units, view.closed.codes.len()),
        (units("41"), 3)
    );
    let other = world
        .officer("13")
        .await
        .post("/learning/imports", &rows)
        .await;
    let _ = other.problem(ProblemKind::Forbidden);
    let taken_back = officer
        .post("/learning/imports/reversals", &json!({ "row_id": "2" }))
        .await;
    assert_eq!(taken_back.read::<ReceiptRow>(200).fate, Fate::Corrected);
    assert_eq!(learning(&doctor).await.closed.units, units("20.5"));
}

#[tokio::test]
async fn a_declaration_is_sent_back_corrected_and_accepted_and_its_credits_count_once() {
    let world = World::start().await;
    let two = [EvidenceKind::AttendanceCertificate; 2];
    let (doctor, files) = on(&world, (4, 10), Doctor::member("123456"), &two).await;
    let year = over(&world);
    world.award(&doctor, "3", year.start()).await;
    let district = world.officer("13-001").await;

    // Pre-filled: what the system has need not be typed.
    let blank = declaration(&doctor, year).await;
    assert_eq!(blank.association.name, "千代田区医師会");
    assert_eq!((blank.year.units, blank.credits.len()), (units("3"), 1));
    assert_eq!(blank.state.days_left, Some(20));
    assert_eq!((blank.state.status, blank.version), (None, 0));

    let item = outside(&files[0], "日本内科学会総会", year.start());
    let made = declare(&doctor, year, 0, std::slice::from_ref(&item)).await;
    let made: MyDeclaration = made.read(201);
    assert_eq!(made.state.status, Some(DeclarationStatus::Submitted));
    assert!(!made.state.late);
    world
        .mail(&doctor.email, "生涯教育申告書を受け付けました")
        .await;
    // Pressed twice it is submitted once; something else is refused while it waits.
    declare(&doctor, year, 0, std::slice::from_ref(&item))
        .await
        .expect(200);
    let other = declare(&doctor, year, made.version, &[]).await;
    let _ = other.problem(ProblemKind::WrongState);

    // The district's queue, and nobody else's.
    let queue = waiting(&district).await.declarations;
    assert_eq!(queue.len(), 1);
    assert_eq!(
        (queue[0].system_units, queue[0].outside_units),
        (units("3"), units("1.5"))
    );
    assert!(
        waiting(&world.officer("13").await)
            .await
            .declarations
            .is_empty()
    );
    let path = format!("/review/declarations/{}", queue[0].id);
    let elsewhere = world.officer("14-001").await.get(&path).await;
    let _ = elsewhere.problem(ProblemKind::NotFound);
    let case: DeclarationCase = district.get(&path).await.read(200);
    let look = format!("{path}/evidence/{}", case.evidence[0].id);
    let look: DocumentAddress = district.get(&look).await.read(200);
    assert_eq!(district.fetch(&look.url).await.expect(200).body, PDF);
    let trail = world.items(&Range::whole("AUDIT#123456".to_owned())).await;
    let trail: Vec<AuditRecord> = trail
        .iter()
        .map(|item: &Found| item.decode().unwrap())
        .collect();
    let endpoints: Vec<&str> = trail.iter().map(|line| line.endpoint.as_str()).collect();
    assert_eq!(endpoints, ["read_declaration", "view_declaration_evidence"]);

    // Sent back, corrected, and what the officer had seen before can no longer be accepted.
    let reason = "参加証の日付が読み取れません。";
    let back = json!({ "version": case.version, "reason": reason });
    let back = district.post(&format!("{path}/sending-back"), &back).await;
    assert_eq!(
        back.read::<DeclarationCase>(200).status,
        DeclarationStatus::SentBack
    );
    world.mail(&doctor.email, "差戻し").await;
    let mine = declaration(&doctor, year).await;
    assert_eq!(mine.state.reason.as_deref(), Some(reason));
    let page: MyPage = doctor.get("/me").await.read(200);
    let next = NextStep::CorrectDeclaration {
        year,
        reason: reason.to_owned(),
    };
    assert_eq!(page.next, next);
    let better = outside(&files[1], "日本内科学会総会", year.start().add_days(1));
    let stale = declare(&doctor, year, 1, std::slice::from_ref(&better)).await;
    let _ = stale.problem(ProblemKind::Changed);
    let again = declare(&doctor, year, mine.version, std::slice::from_ref(&better)).await;
    let again: MyDeclaration = again.read(201);
    let accept = format!("{path}/acceptance");
    let unseen = district
        .post(&accept, &json!({ "version": case.version }))
        .await;
    let _ = unseen.problem(ProblemKind::Changed);
    assert_eq!(learning(&doctor).await.years[1].units, units("3"));

    for _ in 0..2 {
        let done = district
            .post(&accept, &json!({ "version": again.version }))
            .await;
        assert_eq!(
            done.read::<DeclarationCase>(200).status,
            DeclarationStatus::Accepted
        );
    }
    world.mail(&doctor.email, "受理されました").await;
    let view = learning(&doctor).await;
    assert_eq!(
        (view.years[1].units, view.years[1].codes.len()),
        (units("4.5"), 2)
    );
    let origins = view.years[1]
        .by_origin
        .iter()
        .map(|part| (part.origin, part.units));
    assert_eq!(
        origins.collect::<Vec<_>>(),
        [
            (CreditOrigin::Course, units("3")),
            (CreditOrigin::Outside, units("1.5"))
        ]
    );
    let mails = world.mails(&doctor.email).await;
    let of = |text: &str| {
        mails
            .iter()
            .filter(|mail| mail.subject.contains(text))
            .count()
    };
    assert_eq!(
        (of("受け付けました"), of("差戻し"), of("受理されました")),
        (2, 1, 1)
    );
    let after = declare(&doctor, year, again.version + 1, &[]).await;
    let _ = after.problem(ProblemKind::WrongState);
}

#[tokio::test]
async fn a_late_declaration_is_taken_and_marked_and_other_years_are_refused() {
    let world = World::start().await;
    let one = [EvidenceKind::AttendanceCertificate];
    let (doctor, files) = on(&world, (5, 1), Doctor::non_member("123456"), &one).await;
    let year = over(&world);
    let blank = declaration(&doctor, year).await;
    assert!(blank.state.late && blank.state.days_left.is_none());
    // Without an association it goes to the home prefecture.
    assert_eq!(blank.association.name, "東京都医師会");
    for wrong in [year.next(), year.previous()] {
        let refused = declare(&doctor, wrong, 0, &[]).await;
        let _ = refused.problem(ProblemKind::WrongState);
    }
    let before = outside(&files[0], "前年度の学会", year.start().add_days(-1));
    let outside_year = declare(&doctor, year, 0, &[before]).await;
    let problem = outside_year.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "outside[0].date");
    let made: MyDeclaration = declare(&doctor, year, 0, &[]).await.read(201);
    assert!(made.state.late);
    let queue = waiting(&world.officer("13").await).await.declarations;
    assert!(queue[0].late);
}

#[tokio::test]
async fn evidence_of_another_or_another_kind_or_used_elsewhere_is_not_taken() {
    let world = World::start().await;
    let other = Doctor::member("123457").enter(&world).await;
    let foreign = other.evidence(EvidenceKind::AttendanceCertificate).await;
    let doctor = Doctor::member("123456");
    let begun = doctor.clone().enter(&world).await;
    let begun = begun.begin_upload(EvidenceKind::AttendanceCertificate, "application/pdf", 10);
    let begun = begun.await.evidence;
    let kinds = [EvidenceKind::Licence, EvidenceKind::AttendanceCertificate];
    let (doctor, files) = on(&world, (4, 10), doctor, &kinds).await;
    let year = over(&world);
    let item = |evidence| outside(evidence, "参加証", year.start());
    for wrong in [&foreign, &begun, &files[0]] {
        let refused = declare(&doctor, year, 0, &[item(wrong)]).await;
        let problem = refused.problem(ProblemKind::Invalid);
        assert_eq!(problem.fields[0].field, "outside[0].evidence[0]");
    }
    declare(&doctor, year, 0, &[item(&files[1])])
        .await
        .expect(201);
}

/// The paper, once its PDF can be opened: its bytes.
async fn opened(doctor: &Person, paper: &CertificateSummary) -> Vec<u8> {
    let path = format!("/me/certificates/{}/document", paper.number);
    let address = eventually("the paper", || async {
        let answer = doctor.get(&path).await;
        (answer.status == 303).then(|| answer.location())
    })
    .await;
    let pdf = doctor.fetch(&address).await;
    assert_eq!(pdf.expect(200).headers["content-type"], "application/pdf");
    pdf.body.clone()
}

/// What the check page shows of a paper.
async fn checked(world: &World, pdf: &[u8]) -> Verification {
    let codes = qr_codes(pdf);
    let (_, secret) = codes[0].split_once('#').expect("a secret");
    let answer = world
        .visitor()
        .post("/certificates/verification", &json!({ "secret": secret }))
        .await;
    answer.read(200)
}

async fn paper(doctor: &Person, request: Value) -> Answer {
    doctor.post("/me/learning/papers", &request).await
}

#[tokio::test]
async fn papers_of_learning_state_what_was_earned_and_can_be_checked() {
    let world = World::start().await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let year = over(&world);
    let program = program(&world).await;
    world.award(&doctor, "30", year.start()).await;
    world.award(&doctor, "28.5", year.previous().start()).await;
    let quiz = feed_row("q1", "123456", "journal-quiz", year.end());
    assert_eq!(fates(&fed(&program, &[quiz]).await), [Fate::Posted]);

    // 学習単位取得証: of a year that is over, the quiz included.
    let open = json!({ "kind": "yearly-units", "year": year.next() });
    let _ = paper(&doctor, open).await.problem(ProblemKind::WrongState);
    let yearly = json!({ "kind": "yearly-units", "year": year });
    let made: CertificateSummary = paper(&doctor, yearly.clone()).await.read(201);
    assert!(made.number.as_str().starts_with("YU-"));
    let again: CertificateSummary = paper(&doctor, yearly).await.read(200);
    assert_eq!(again.number, made.number);
    let printed = checked(&world, &opened(&doctor, &made).await).await.printed;
    assert_eq!(printed.title, "学習単位取得証");
    assert!(
        printed.sentence.contains("30.5単位、2種類"),
        "{}",
        printed.sentence
    );
    assert_eq!(printed.details.len(), 2);
    assert!(printed.details[1].contains("日医雑誌問題解答"));

    // 受講証明書: the quiz is not on it.
    let attendance = json!({ "kind": "attendance", "from": year.start(), "to": year.end() });
    let made: CertificateSummary = paper(&doctor, attendance).await.read(201);
    let printed = checked(&world, &opened(&doctor, &made).await).await.printed;
    assert_eq!(printed.title, "受講証明書");
    assert_eq!(printed.details.len(), 1);
    let future = json!({ "kind": "attendance", "from": year.start(), "to": "2099-01-01" });
    let problem = paper(&doctor, future).await.problem(ProblemKind::Invalid);
    assert_eq!(problem.fields[0].field, "to");

    // 認定証: 59 units and 2 codes of the three years are 61.
    let certificate = json!({ "kind": "qualification", "year": year });
    let made: CertificateSummary = paper(&doctor, certificate).await.read(201);
    assert!(made.number.as_str().starts_with("CE-"));
    let printed = checked(&world, &opened(&doctor, &made).await).await.printed;
    assert_eq!(printed.title, "認定証");
    assert!(
        printed.sentence.contains("59単位、2種類"),
        "{}",
        printed.sentence
    );
    let earlier = json!({ "kind": "qualification", "year": year.previous() });
    let problem = paper(&doctor, earlier)
        .await
        .problem(ProblemKind::RequirementsUnmet);
    assert!(
        problem.fields[0].text.contains("あと"),
        "{}",
        problem.fields[0].text
    );
}
