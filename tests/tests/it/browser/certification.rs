//! Applying for a title in a browser, the less common ways: non-members, practice, a sign-in that ends
//! in the form, grace, and what officers did with the paper (features.md #69, #72, #84, #92, L7, L14).

use std::time::Duration;

use anyhow::Result;
use api::holders::{GraceDecision, HolderList};
use journeys::paper::pdf;
use journeys::rounds::applicant_with_handbook;
use journeys::titles::{INDUSTRIAL, SPORTS, title_form};
use journeys::{Doctor, World};

use super::{PASSWORD, enter, file, open, upload, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_non_member_adds_the_licence_and_chooses_the_prefecture_of_the_workplace() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::non_member("12345");
    let doctor = world.holder_who_can_renew(doctor, 200).await;
    let browser = open(&world, "non-member").await?;
    enter(&browser, &world, &doctor).await?;
    browser
        .go("/me/titles/industrial-physician/apply/renewal")
        .await?;
    browser.see("本人確認と申請先").await?;
    browser.see("画像をアップロードしてください").await?;
    let button = "return document.querySelector('aside button[type=submit]').disabled";
    assert_eq!(browser.script(button).await?, true);
    browser.choose("target", "").await?;
    browser.calm("without-a-licence").await?;
    let folder = tempfile::tempdir()?;
    let licence = file(&folder, "医師免許証.pdf", &pdf("LICENCE"))?;
    upload(&browser, "identity_documents", &licence).await?;
    browser.gone("画像をアップロードしてください").await?;
    browser.press("申請する").await?;
    assert!(!browser.error_beside("target").await?.is_empty());
    browser.choose("target", "14").await?;
    browser.see("神奈川県医師会").await?;
    browser.calm("with-everything").await?;
    browser.width(390).await?;
    browser.calm("with-everything-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser.see("申請を受け付けました").await?;
    let application = doctor.applications().await.remove(0);
    assert_eq!(application.target.id.to_string(), "14");
    browser.close().await
}

/// A holder of 認定健康スポーツ医 with the training for a renewal.
async fn sports_physician(world: &World, days: i32) -> journeys::Person {
    let doctor = Doctor::member("12345").enter(world).await;
    let until = world.today().add_days(days);
    world.hold_title(&doctor, SPORTS, until).await;
    let day = world.today().add_days(-400);
    world.earn(&doctor, (SPORTS, "renewal"), "5", day).await;
    doctor
}

#[tokio::test(flavor = "multi_thread")]
async fn practice_with_its_evidence_completes_a_renewal_of_sports_physicians() -> Result<()> {
    let world = world().await?;
    let doctor = sports_physician(&world, 150).await;
    let browser = open(&world, "practice").await?;
    enter(&browser, &world, &doctor).await?;
    browser
        .go("/me/titles/sports-physician/apply/renewal")
        .await?;
    browser
        .see("実践活動とその証明書類があと1件必要です")
        .await?;
    browser.press("実践活動を加える").await?;
    let field = |name: &str| format!("title.activities[0].{name}");
    browser.fill(&field("title"), "市民マラソンの救護").await?;
    browser.fill(&field("date"), "明日").await?;
    browser.keys("\u{E004}").await?;
    assert!(!browser.error_beside(&field("date")).await?.is_empty());
    let day = world.today().add_days(-30);
    browser.fill(&field("date"), &day.to_string()).await?;
    // Without evidence it does not count.
    browser
        .see("実践活動とその証明書類があと1件必要です")
        .await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "救護の記録.pdf", &pdf("FIRST AID"))?;
    upload(&browser, &field("evidence"), &paper).await?;
    browser.see("1 / 1").await?;
    browser.calm("practice").await?;
    browser.width(390).await?;
    browser.calm("practice-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser.see("申請を受け付けました").await?;
    browser.press("審査状況を見る").await?;
    browser.see("市民マラソンの救護").await?;
    browser.see("救護の記録.pdf").await?;
    browser.calm("case").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_ends_in_the_form_keeps_what_was_typed() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345");
    let doctor = world.holder_who_lacks_special(doctor, 200).await;
    let browser = open(&world, "ended-in-the-form").await?;
    enter(&browser, &world, &doctor).await?;
    browser
        .go("/me/titles/industrial-physician/apply/renewal")
        .await?;
    browser.press("手帳の単位を加える").await?;
    let field = |name: &str| format!("title.declared[0].{name}");
    browser
        .choose(&field("category"), "renewal-special")
        .await?;
    browser.fill(&field("units"), "18").await?;
    browser.fill(&field("from"), "2024-04-01").await?;
    browser.fill(&field("to"), "2025-03-31").await?;
    browser.see("20 / 20").await?;
    world.pass(Duration::from_secs(24 * 60 * 60));
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser.see("もう一度ログインしてください").await?;
    browser.see("入力した内容は残っています").await?;
    assert_eq!(browser.value(&field("units")).await?, "18");
    browser
        .calm_but("asked-again", "/api/me/applications")
        .await?;
    browser.fill("login", &doctor.login).await?;
    browser.fill("password", PASSWORD).await?;
    browser.keys("\u{E007}").await?;
    // What was sent is sent again by itself, once.
    browser.see("申請を受け付けました").await?;
    let doctor = world.again(&doctor).await;
    assert_eq!(doctor.applications().await.len(), 1);
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_that_was_in_time_is_corrected_after_the_validity_has_ended() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345");
    let doctor = world.holder_who_can_renew(doctor, 30).await;
    let application = doctor.applied(&title_form(INDUSTRIAL, "renewal")).await;
    let (id, version) = (&application.summary.id, application.version);
    let tokyo = world.officer("13").await;
    let sent_back = tokyo.send_back(id, version, "勤務先をご確認ください。");
    sent_back.await.expect(200);

    let time = Duration::from_secs(60 * 24 * 60 * 60);
    world.pass(time);
    let browser = open(&world, "corrected-in-time").await?;
    browser.ahead(time).await?;
    enter(&browser, &world, &doctor).await?;
    browser
        .go(&format!("/me/titles/industrial-physician/corrections/{id}"))
        .await?;
    browser.see("勤務先をご確認ください。").await?;
    browser.see("20 / 20").await?;
    browser.calm("correcting").await?;
    browser.press("再申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("再申請する").await?;
    browser.see("申請を受け付けました").await?;
    browser.calm("sent-again").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_in_grace_sees_until_when_it_can_be_renewed() -> Result<()> {
    let world = world().await?;
    let doctor = sports_physician(&world, -90).await;
    let tokyo = world.officer("13").await;
    let lapsed: HolderList = tokyo
        .get("/holders?programme=sports-physician&part=lapsed")
        .await
        .read(200);
    let path = format!("/holders/{}/grace", lapsed.holders[0].holder);
    let grace = GraceDecision {
        version: 1,
        reason: "illness".to_owned(),
        note: "診断書の写し".to_owned(),
    };
    tokyo.post(&path, &grace).await.expect(200);
    let until = world.today().add_days(-89).add_months(6).add_days(-1);

    let browser = open(&world, "grace").await?;
    enter(&browser, &world, &doctor).await?;
    browser.go("/me/titles/sports-physician").await?;
    browser.see("猶予期間").await?;
    let said = format!("{}までは更新できます", until.both_calendars());
    browser.see(&said).await?;
    browser.see("猶予が認められています").await?;
    browser.see("猶予の期限").await?;
    // Applying by that day is in time.
    browser.see("申請できる最終日まで").await?;
    browser.gone("過ぎています").await?;
    browser.see("更新申請まで、次のものが足りません").await?;
    browser.calm("grace").await?;
    browser.width(390).await?;
    browser.calm("grace-on-a-telephone").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_officers_did_with_the_paper_stands_on_the_page_of_the_application() -> Result<()> {
    let world = world().await?;
    let (doctor, id) = applicant_with_handbook(&world, Doctor::member("12345")).await;
    let (tokyo, second) = (
        world.officer("13").await,
        world.officer_named("13", "clerk-13-second").await,
    );
    let version = tokyo.case(&id).await.application.version;
    tokyo.receive_handbook(&id, version).await.expect(200);
    let checked = second.check_declared(&id, version + 1, &["18"], &[]).await;
    checked.expect(200);
    let case = tokyo.forwarded(&id).await;

    let browser = open(&world, "paper").await?;
    enter(&browser, &world, &doctor).await?;
    browser.go(&format!("/me/applications/{id}")).await?;
    for step in ["手帳の到着", "申告内容の確認", "進達"] {
        browser.see(step).await?;
    }
    browser.see("東京都医師会").await?;
    browser.see("日本医師会").await?;
    browser.calm("passed-on").await?;
    browser.width(390).await?;
    browser.calm("passed-on-on-a-telephone").await?;
    browser.width(1280).await?;

    // Approved, the units are among the credits.
    let committee = case.application.summary.title.unwrap().committee;
    world.approved_on(&id, committee).await;
    let browser = {
        browser.close().await?;
        open(&world, "paper-approved").await?
    };
    enter(&browser, &world, &doctor).await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("生涯研修・専門").await?;
    browser.calm("approved").await?;
    browser.go("/me/credits").await?;
    browser.see("単位").await?;
    browser.calm("credits").await?;
    browser.close().await
}
