//! The main job in a browser: sign up by the mailed link, sign in, see credits, apply with a
//! document, be approved by an officer, open the certificate, have it checked.

use anyhow::Result;
use api::courses::CourseView;
use api::credits::{Fate, Receipt};
use journeys::browser::Browser;
use journeys::paper::{pdf, qr_codes};
use journeys::{World, eventually};
use serde_json::json;

use super::{PASSWORD, file, link, open, sign_in, sign_out, upload, world};

pub const EMAIL: &str = "naoko.takahashi@example.jp";
pub const LOGIN: &str = "takahashi68";

pub async fn register(browser: &Browser, world: &World) -> Result<()> {
    browser.go("/").await?;
    browser.see("利用者登録").await?;
    browser.calm("sign-in").await?;
    browser.press("利用者登録").await?;
    browser.click("consented").await?;
    browser.fill("email", EMAIL).await?;
    browser.fill("email_again", EMAIL).await?;
    browser.calm("consents").await?;
    browser.press("送信する").await?;
    browser.see(EMAIL).await?;
    browser.calm("mail-sent").await?;

    let mail = world.mail(EMAIL, "利用者登録").await;
    browser.go(link(&mail.text, "/register#")?).await?;
    browser.see("ログイン").await?;
    for (id, text) in [
        ("login_id", LOGIN),
        ("password", PASSWORD),
        ("register_number", "１２３４５"),
        ("register_date", "平成7年5月10日"),
        ("profile.family_kana", "タカハシ"),
        ("profile.given_kana", "ナオコ"),
        ("profile.family", "髙橋"),
        ("profile.given", "直子"),
        ("profile.birth_date", "昭和43年4月2日"),
        ("profile.contact.postal_code", "101-0021"),
        ("profile.contact.mobile", "090-0000-0001"),
        ("profile.education.graduation_month", "1995-03"),
    ] {
        browser.fill(id, text).await?;
    }
    browser.choose("profile.contact.prefecture", "13").await?;
    browser
        .fill("profile.contact.street", "千代田区外神田1-2-3")
        .await?;
    browser.pick("profile.main_specialty", "内科").await?;
    browser
        .pick("profile.education.school.name", "東京大学")
        .await?;
    browser.calm("form").await?;
    browser.press("確認画面へ進む").await?;
    browser.see("まだ登録は完了していません").await?;
    browser.see("012345").await?;
    browser.calm("confirmation").await?;
    browser.press("登録する").await?;
    browser.see(LOGIN).await?;
    browser.see("登録").await?;
    browser.calm("registered").await?;
    world.mail(EMAIL, "登録").await;
    Ok(())
}

/// The prefecture's own course of five units, approved, and its one attendee posted.
async fn award(world: &World) {
    let prefecture = world.officer("13").await;
    let course = json!({
        "title": "地域医療研修会",
        "enquiries": { "name": "学術課", "telephone": "000-0000-0000", "email": "" },
        "programmes": ["continuing-education"],
        "place": { "kind": "venue", "venue": "東京都医師会館", "prefecture": "13", "address": "" },
        "date": world.today().to_string(),
        "lectures": [{
            "title": "在宅医療の実際", "lecturer": "日医　太郎", "start": "09:00", "end": "14:00",
            "awards": [{ "programme": "continuing-education", "units": "5", "code": "80" }],
        }],
    });
    let course: CourseView = prefecture.post("/courses", &course).await.read(201);
    let id = &course.line.id;
    let approval = json!({ "version": course.version });
    let path = format!("/review/courses/{id}/approval");
    prefecture.post(&path, &approval).await.expect(200);
    let rows = json!({ "rows": [
        { "row_id": "1", "register_number": "12345", "name": "高橋直子" },
    ]});
    let path = format!("/courses/{id}/credits");
    let receipt: Receipt = prefecture.post(&path, &rows).await.read(200);
    assert_eq!(receipt.rows[0].fate, Fate::Posted);
}

pub async fn apply(browser: &Browser, target: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "訪問診療の記録.pdf", &pdf("HOME VISITS 2026"))?;
    let licence = file(&folder, "医師免許証.pdf", &pdf("MEDICAL LICENCE"))?;
    // The menu as in S1: 申請, then 制度種別.
    browser.menu("申請").await?;
    browser.see("申請する制度種別を選んでください").await?;
    browser.calm("choice-of-programme").await?;
    browser.press("申請する").await?;
    browser.click("practical-home-visits").await?;
    upload(browser, "practical.one[0].evidence", &paper).await?;
    upload(browser, "identity_documents", &licence).await?;
    browser.choose("target-prefecture", "13").await?;
    browser.choose("target", target).await?;
    browser.calm("application").await?;
    browser.width(390).await?;
    browser.calm("application-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser.see("審査中").await?;
    browser.calm("submitted").await
}

pub async fn review(browser: &Browser) -> Result<()> {
    browser.see("髙橋").await?;
    browser.calm("queue").await?;
    browser.press("髙橋").await?;
    browser.see("012345").await?;
    browser.press("医師免許証").await?;
    browser.see("タブ").await?;
    browser.click("identity").await?;
    browser.calm("case").await?;
    browser.click("approve").await?;
    browser.see("承認しました：髙橋").await?;
    browser.calm("approved").await
}

pub async fn certificate(browser: &Browser, world: &World, seal: &str) -> Result<()> {
    browser.go("/me/certificates").await?;
    browser.see("修了証").await?;
    let link = browser.button("KF-").await?;
    let shown = link.text().await?;
    browser.calm("certificates").await?;
    link.click().await?;
    let address = browser.new_window().await?;
    // Only for the picture: the viewer tells nobody when it has drawn the page.
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    browser.shot("certificate").await?;
    let documents = world.stack().outside.documents.origin();
    assert!(address.starts_with(documents), "{address}");
    let pdf = world.visitor().fetch(&address).await;
    assert!(pdf.expect(200).body.starts_with(b"%PDF-1.7"), "{shown}");
    // The browser asks every origin for an icon; the documents' has none, and that is all it says.
    let icon = format!("{documents}/favicon.ico");
    let said = browser.console().await?;
    assert!(said.iter().all(|line| line.starts_with(&icon)), "{said:#?}");
    browser.close_window().await?;

    let codes = qr_codes(&pdf.body);
    browser.go(&codes[0]).await?;
    browser.see("この証書は有効です").await?;
    for printed in [
        "修了証",
        "かかりつけ医機能報告制度にかかる研修",
        "髙橋",
        "第012345号",
        seal,
        "会長",
    ] {
        browser.see(printed).await?;
    }
    browser.calm("check-page").await
}

/// Waits for the only certificate of the doctor of this story.
pub async fn rendered(world: &World) {
    let number = domain::register_number::MedicalRegisterNumber::parse("012345");
    let number = number.expect("a number");
    eventually("the rendered certificate", || async {
        let range = adapters::store::Range::prefix(&adapters::store::Key::doctor(&number), "R#");
        let found = world.items(&range).await;
        let line: adapters::store::items::certificate::CertificateSummaryRecord =
            found.first()?.decode().ok()?;
        line.object
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_signs_up_applies_and_opens_a_certificate_that_proves_valid() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "main-job").await?;
    register(&browser, &world).await?;
    award(&world).await;

    sign_in(&browser, LOGIN, PASSWORD).await?;
    browser.see("髙橋").await?;
    browser.see("地域医療研修会").await?;
    browser.calm("my-page").await?;
    apply(&browser, "13-001").await?;
    world.mail(EMAIL, "申請を受け付けました").await;
    sign_out(&browser).await?;

    let officer = world.officer_with_password("13-001", PASSWORD).await;
    sign_in(&browser, &officer.login, PASSWORD).await?;
    review(&browser).await?;
    world.mail(EMAIL, "承認されました").await;
    sign_out(&browser).await?;

    sign_in(&browser, LOGIN, PASSWORD).await?;
    browser.see("髙橋").await?;
    rendered(&world).await;
    certificate(&browser, &world, "千代田区医師会之印").await?;
    browser.close().await
}
