//! The English site, page by page: nothing Japanese stands there but what is data, which are names of
//! people, bodies, places and schools, titles of courses, files and texts that people wrote, and what a
//! date field reads back in the Japanese calendar too.

mod reader;

use anyhow::Result;
use api::courses::CourseView;
use api::holders::HolderImport;
use api::my_page::IdentityDocument;
use api::rule_sets::RuleSetDraft;
use domain::calendar::FiscalYear;
use domain::evidence::EvidenceKind;
use domain::id::ApplicationId;
use domain::notice::NoticeForm;
use journeys::Doctor;
use journeys::courses::{course_form, industrial_course};
use journeys::holders::row;
use journeys::rounds::{applicant, applicant_with_handbook};
use journeys::rules::later_industrial_rules;
use journeys::titles::{INDUSTRIAL, SPORTS};
use serde_json::json;

use self::reader::Reader;
use super::world;

#[tokio::test(flavor = "multi_thread")]
async fn visitors_read_english() -> Result<()> {
    let world = world().await?;
    let district = world.officer("13-001").await;
    let course = world
        .approved_course(&district, world.today().add_days(20))
        .await;
    let link = world.begin_registration("naoko@example.jp").await;
    let day = world.today().add_days(3).to_string();
    let outage = NoticeForm {
        outage: true,
        title: "システム停止のお知らせ".to_owned(),
        text: "ご確認ください。".to_owned(),
        title_en: "Maintenance".to_owned(),
        text_en: "Please plan ahead.".to_owned(),
        from_day: day.clone(),
        from_time: "1:00".to_owned(),
        until_day: day,
        until_time: "5:00".to_owned(),
    };
    let administrator = world.administrator().await;
    administrator.post("/notices", &outage).await.expect(201);
    let mut reader = Reader::open(&world, "english-visitor").await?;
    reader.here("Closed:").await?;
    reader.page("/register", "Registration").await?;
    reader.page("/catalogue", "Find a course").await?;
    let course = format!("/catalogue/{course}");
    reader.page(&course, "高血圧の最新治療").await?;
    let apply = "Application for an organiser account";
    reader.page("/organizers/apply", apply).await?;
    reader.page("/invitation", "Staff registration").await?;
    let form = format!("/register#{}", link.secret);
    reader.page(&form, "Login ID").await?;
    // Everything that can be wrong is said in English too.
    reader
        .press("Go on to confirm", "Please check what you entered")
        .await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn doctors_read_english() -> Result<()> {
    let world = world().await?;
    let (doctor, title) = applicant_with_handbook(&world, Doctor::member("123456")).await;
    world.award(&doctor, "6", world.today()).await;
    // Before the validity it does not count, and why not is said.
    let early = world.today().add_days(180).add_years(-5);
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-practical"), "5", early)
        .await;
    let evidence = doctor.practical_evidence().await;
    let applied = doctor.applied(&journeys::applying::form(&evidence)).await;
    let year = FiscalYear::of(world.today());
    let mut reader = Reader::open(&world, "english-doctor").await?;
    reader.sign_in(&world, &doctor).await?;
    for (path, heading) in [
        ("/me", "What to do next"),
        ("/me/credits", "Credits and courses"),
        ("/me/certificates", "Certificates"),
        ("/me/learning", "Continuing medical education"),
        ("/me/titles/industrial-physician", "Valid until"),
        ("/me/titles/industrial-physician/plan", "Plan of courses"),
        (
            "/me/titles/sports-physician",
            "You do not hold this title yet",
        ),
        ("/me/titles/sports-physician/plan", "Plan of courses"),
        ("/me/profile", "My data"),
        ("/me/applications", "Applications"),
        ("/catalogue", "Find a course"),
    ] {
        reader.page(path, heading).await?;
    }
    let declaration = format!("/me/learning/{}", year.previous());
    reader.page(&declaration, "Declaration of").await?;
    for id in [&title, &applied.summary.id] {
        let path = format!("/me/applications/{id}");
        reader.page(&path, "What happened").await?;
    }
    for (id, association) in [(&title, "13"), (&applied.summary.id, "13-001")] {
        let version = doctor.application(id).await.version;
        let officer = world.officer(association).await;
        let sent_back = officer.send_back(id, version, "Please look at the days.");
        sent_back.await.expect(200);
    }
    correct(&mut reader, &title, &applied.summary.id).await?;
    reader.sign_out().await?;

    let other = Doctor::non_member("654321").enter(&world).await;
    reader.sign_in(&world, &other).await?;
    apply(&mut reader).await?;
    reader.sign_out().await?;
    reader.done().await
}

/// What came back is corrected, and the renewal sent again.
async fn correct(
    reader: &mut Reader,
    title: &ApplicationId,
    training: &ApplicationId,
) -> Result<()> {
    reader.page("/me", "Your application came back").await?;
    let case = format!("/me/applications/{training}");
    reader.page(&case, "Correct and send again").await?;
    let again = format!("{case}/resubmission");
    reader.page(&again, "Association applied to").await?;
    reader.press("Add units", "Curriculum codes").await?;
    let again = format!("/me/titles/{INDUSTRIAL}/corrections/{title}");
    reader.page(&again, "post the original handbook").await?;
    reader.press("Send again", "Send this application?").await?;
    reader
        .press("Send again", "Your application was received")
        .await
}

/// The forms of a non-member, with a line of each kind.
async fn apply(reader: &mut Reader) -> Result<()> {
    let training = "/me/applications/new/family-physician-function";
    reader.page(training, "Document of identity").await?;
    for (programme, goal, add) in [
        (INDUSTRIAL, "new", "Add units on paper"),
        (SPORTS, "new", "Add a certificate"),
        (SPORTS, "renewal", "Add practice"),
    ] {
        let path = format!("/me/titles/{programme}/apply/{goal}");
        reader.browser.go(&path).await?;
        reader.press(add, "Prefecture of the workplace").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn organisers_read_english() -> Result<()> {
    let world = world().await?;
    Doctor::member("123456").enter(&world).await;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let course = world.approved_course(&organizer, world.today()).await;
    let later = industrial_course(world.today().add_days(60));
    let later: CourseView = organizer.post("/courses", &later).await.read(201);
    let sent_back = json!({ "version": later.version, "reason": "Please add the hours." });
    let path = format!("/review/courses/{}/sending-back", later.line.id);
    let tokyo = world.officer("13").await;
    tokyo.post(&path, &sent_back).await.expect(200);
    let label = json!({ "label": "reception" });
    organizer.post("/api-keys", &label).await.expect(201);
    let mut reader = Reader::open(&world, "english-organiser").await?;
    reader.sign_in(&world, &organizer).await?;
    reader.page("/courses", "Courses").await?;
    reader
        .page("/courses/new", "Application for a course")
        .await?;
    reader
        .press("Submit", "Please check what you entered")
        .await?;
    reader
        .page(&format!("/courses/{course}"), "History")
        .await?;
    let back = format!("/courses/{}", later.line.id);
    reader.page(&back, "Sent back:").await?;
    reader
        .press("Correct and resubmit", "Resubmission of a course")
        .await?;
    reader.page("/organizer", "API keys").await?;
    let path = format!("/courses/{course}/credits");
    reader.page(&path, "Paste the list").await?;
    let list = "register number,name\n123456,Takahashi\n9999999,Nobody\n";
    reader.browser.fill("list", list).await?;
    reader.browser.click("check").await?;
    reader.here("All rows").await?;
    reader.sign_out().await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn associations_read_english() -> Result<()> {
    let world = world().await?;
    let (doctor, title) = applicant_with_handbook(&world, Doctor::member("123456")).await;
    let (_, clean) = applicant(&world, Doctor::member("901")).await;
    world.award(&doctor, "6", world.today()).await;
    let evidence = doctor.practical_evidence().await;
    doctor.applied(&journeys::applying::form(&evidence)).await;
    let district = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let national = world.officer("national").await;
    for form in [
        course_form(world.today().add_days(60)),
        industrial_course(world.today().add_days(60)),
    ] {
        district.post("/courses", &form).await.expect(201);
    }
    let soon = industrial_course(world.today().add_days(90));
    let soon = world.course_in_order(&district, &soon).await;
    let course_round = soon.round.expect("a round").round.id;
    tokyo.forwarded(&clean).await;
    let round = tokyo.case(&clean).await.application.summary.title;
    let round = round.expect("a title").round;
    let body = HolderImport {
        rows: vec![row("801", world.today().add_days(40))],
    };
    national.post("/holders/imports", &body).await.expect(200);
    let claimant = Doctor::non_member("902").claimed().enter(&world).await;
    let document = IdentityDocument {
        evidence: claimant.evidence(EvidenceKind::Licence).await,
    };
    let path = "/me/identity-documents";
    claimant.post(path, &document).await.expect(200);

    let mut reader = Reader::open(&world, "english-associations").await?;
    reader.sign_in(&world, &district).await?;
    reader
        .page("/review/applications", "Waiting for review")
        .await?;
    reader.press("髙橋", "Send back").await?;
    let declarations = "Declarations of continuing education";
    reader.page("/review/declarations", declarations).await?;
    reader.page("/courses", "Courses").await?;
    reader.sign_out().await?;

    reader.sign_in(&world, &tokyo).await?;
    for (path, heading) in [
        ("/review/applications", "Waiting for review"),
        ("/review/courses", "高血圧の最新治療"),
        ("/review/identity", "Registrations to be settled"),
        ("/review/organizers", "Organisers' applications"),
        (
            "/review/forwarding",
            "Passing on to the national association",
        ),
        ("/review/holder-letters", "Letters about renewals"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.page("/review/holders", "髙橋").await?;
    reader
        .follow("/review/holders/", "Grace for illness")
        .await?;
    reader
        .page(&format!("/review/rounds/cases/{title}"), "Handbook")
        .await?;
    reader.sign_out().await?;

    reader.sign_in(&world, &national).await?;
    let agenda = format!("/review/rounds/{INDUSTRIAL}/{round}");
    let (dispatch, case) = (
        format!("{agenda}/dispatch"),
        format!("/review/rounds/cases/{clean}"),
    );
    let courses = "Courses before the national committee";
    reader.page("/review/courses", courses).await?;
    let round = course_round.to_string();
    reader.press(&round, "Approve the 0 chosen").await?;
    reader.press("産業医研修会", "History").await?;
    reader
        .press("Send back", "The applicant reads this")
        .await?;
    for (path, heading) in [
        ("/review/rounds", "Rounds of the committee"),
        (&*agenda, "髙橋"),
        (&*dispatch, "Dispatch list"),
        (&*case, "Decision of the committee"),
        ("/review/learning-import", "Units of earlier years"),
        ("/review/holder-import", "Import holders"),
        ("/organizer", "API keys"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.sign_out().await?;
    reader.done().await
}

#[tokio::test(flavor = "multi_thread")]
async fn administrators_read_english() -> Result<()> {
    let world = world().await?;
    let administrator = world.administrator().await;
    let text = later_industrial_rules(world.today().add_days(30), &[], "");
    let draft = RuleSetDraft { text };
    administrator.post("/rule-sets", &draft).await.expect(201);
    let mut reader = Reader::open(&world, "english-administrator").await?;
    reader.sign_in(&world, &administrator).await?;
    for (path, heading) in [
        ("/rule-sets", "Rules"),
        ("/rule-sets/industrial-physician/9001", "Adopt"),
        ("/notices", "Notices"),
        ("/round-calendars", "Rounds"),
        ("/round-calendars/rounds/2026", "Committee"),
    ] {
        reader.page(path, heading).await?;
    }
    reader.sign_out().await?;
    reader.done().await
}
