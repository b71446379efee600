//! Filling in an application in a browser: where it goes, by which year it is judged, what is kept and
//! for whom (features.md #101, #102, #109–#113).

use std::time::Duration;

use anyhow::Result;
use domain::calendar::FiscalYear;
use domain::evidence::EvidenceKind;
use journeys::applying::{form, handed_in};
use journeys::browser::Browser;
use journeys::paper::pdf;
use journeys::{Doctor, Person, World};

use super::{PASSWORD, enter, file, open, sign_out, upload, world};

const APPLICATION: &str = "/me/applications/new/family-physician-function";

/// A member of 千代田区医師会 with units enough, before the form.
async fn applying(browser: &Browser, world: &World) -> Result<Person> {
    let doctor = Doctor::member("12345").enter(world).await;
    world.award(&doctor, "5", world.today()).await;
    enter(browser, world, &doctor).await?;
    browser.go(APPLICATION).await?;
    browser.see("座学研修").await?;
    Ok(doctor)
}

/// Whether it can be sent.
async fn is_complete(browser: &Browser) -> Result<bool> {
    let button = "return document.querySelector('aside button[type=submit]').disabled";
    Ok(browser.script(button).await? == false)
}

/// Sends it, having read to whom it goes.
async fn send(browser: &Browser, action: &str, target: &str) -> Result<()> {
    browser.press(action).await?;
    browser.see("この内容で申請しますか").await?;
    browser.see(&format!("{target} に申請します")).await?;
    browser.calm("asked").await?;
    browser.press(action).await?;
    browser.see("審査中").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_back_in_march_is_corrected_in_april() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    world.award(&doctor, "3", world.today()).await;
    let mut form = form(&doctor.practical_evidence().await);
    let attendance = doctor.evidence(EvidenceKind::AttendanceCertificate).await;
    form.handed_in = vec![handed_in("2", &world.today().to_string(), &attendance)];
    let application = doctor.applied(&form).await;
    let id = &application.summary.id;
    let officer = world.officer("13-001").await;
    let sent_back = officer.send_back(id, application.version, "日付").await;
    sent_back.expect(200);

    let year_end = FiscalYear::of(world.today()).end();
    let days = u64::try_from(world.today().days_until(year_end) + 10)?;
    let time = Duration::from_secs(days * 24 * 60 * 60);
    world.pass(time);
    let browser = open(&world, "next-year").await?;
    browser.ahead(time).await?;
    enter(&browser, &world, &doctor).await?;
    browser
        .go(&format!("/me/applications/{id}/resubmission"))
        .await?;
    browser.see("差戻しされた申請を直す").await?;
    browser.see("10 / 10").await?;
    assert!(!browser.text().await?.contains("不足"));
    browser.calm("correcting").await?;
    send(&browser, "再申請する", "千代田区医師会").await?;
    browser.calm("sent-again").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_goes_where_the_form_shows() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "target").await?;
    let doctor = applying(&browser, &world).await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "訪問診療の記録.pdf", &pdf("HOME VISITS 2026"))?;
    browser.click("practical-home-visits").await?;
    upload(&browser, "practical.one[0].evidence", &paper).await?;
    browser.see("400日後に削除されます").await?;
    browser.see_in("target", "13-001").await?;
    browser.gone("不足").await?;
    assert!(is_complete(&browser).await?);

    // The own association is not among those of another prefecture, so it is chosen no longer.
    browser.choose("target-prefecture", "14").await?;
    browser.see_in("target", "").await?;
    browser.see("不足").await?;
    assert!(!is_complete(&browser).await?);
    browser.calm("another-prefecture").await?;
    browser.choose("target", "14-001").await?;
    browser.gone("不足").await?;

    // What the tab kept is shown as it was chosen.
    browser.go(APPLICATION).await?;
    browser.see_in("target", "14-001").await?;
    browser.see_in("target-prefecture", "14").await?;
    send(&browser, "申請する", "横浜市医師会").await?;
    let application = doctor.applications().await.remove(0);
    assert_eq!(application.target.id.as_str(), "14-001");

    // And so is what came back.
    let officer = world.officer("14-001").await;
    let version = doctor.application(&application.id).await.version;
    let sent_back = officer.send_back(&application.id, version, "記録の日付");
    sent_back.await.expect(200);
    let correction = format!("/me/applications/{}/resubmission", application.id);
    browser.go(&correction).await?;
    browser.see_in("target", "14-001").await?;
    browser.see_in("target-prefecture", "14").await?;
    browser.calm("correcting").await?;
    send(&browser, "再申請する", "横浜市医師会").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn other_practical_training_goes_to_a_prefecture_or_the_national_association() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "practical-two").await?;
    applying(&browser, &world).await?;
    // S1, 注1.
    browser.see("ⅠとⅡの併用はできません。").await?;
    browser.see("Ⅰの中から最も内容が近いと思われるもの").await?;
    browser.click("practical-home-visits").await?;
    assert_eq!(browser.count("[id='practical-other']:disabled").await?, 1);
    browser.click("practical-home-visits").await?;
    browser.click("practical-other").await?;
    let excluded = browser
        .count("[id='practical-home-visits']:disabled")
        .await?;
    assert_eq!(excluded, 1);
    // The own district is not for this.
    browser
        .see("都道府県医師会または日本医師会となります")
        .await?;
    browser.see_in("target", "").await?;

    let folder = tempfile::tempdir()?;
    let photo = file(&folder, "研修.HEIC", b"ftypheic")?;
    let plan = file(&folder, "研修の内容.pdf", &pdf("TRAINING"))?;
    let proof = file(&folder, "修了証.pdf", &pdf("PROOF"))?;
    browser.attach("practical.two.description", &photo).await?;
    browser
        .see("研修.HEIC：HEIC形式の写真は表示できないため、JPEGに変換してから")
        .await?;
    browser.calm("heic").await?;
    upload(&browser, "practical.two.description", &plan).await?;
    upload(&browser, "practical.two.evidence", &proof).await?;
    browser.gone("研修.HEIC").await?;
    assert!(!is_complete(&browser).await?);
    let choices = browser.count("[id='target'] option").await?;
    assert_eq!(choices, 3, "nothing, 東京都医師会, 日本医師会");
    browser.choose("target", "national").await?;
    browser.gone("不足").await?;
    browser.calm("national").await?;
    browser.choose("target", "13").await?;
    send(&browser, "申請する", "東京都医師会").await?;
    browser.close().await
}

/// Whether the form that is open has this ticked.
async fn ticked(browser: &Browser) -> Result<bool> {
    let ticked = browser
        .count("[id='practical-home-visits']:checked")
        .await?;
    Ok(ticked == 1)
}

/// The sign-in of this browser has ended; the form is opened again, and somebody signs in.
async fn come_back(browser: &Browser, person: &Person) -> Result<()> {
    browser
        .script("localStorage.removeItem('signed-in')")
        .await?;
    browser.go(APPLICATION).await?;
    browser.see("ログインする").await?;
    browser.see("English").await?;
    browser.fill("login", &person.login).await?;
    browser.fill("password", PASSWORD).await?;
    browser.press("ログインする").await?;
    browser.see("座学研修").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_filled_in_is_kept_for_one_person_and_shown_to_no_other() -> Result<()> {
    let world = world().await?;
    let other = Doctor::member("23456").named("佐藤", "次郎", "サトウ", "ジロウ");
    let other = other.of(&["14-001", "14", "national"]).enter(&world).await;
    world.give_password(&other, PASSWORD).await;
    let browser = open(&world, "drafts").await?;
    let doctor = applying(&browser, &world).await?;
    browser.click("practical-home-visits").await?;
    browser.see_in("target", "13-001").await?;

    come_back(&browser, &doctor).await?;
    assert!(ticked(&browser).await?);
    browser.calm("the-same-person").await?;
    come_back(&browser, &other).await?;
    browser.see_in("target", "14-001").await?;
    assert!(!ticked(&browser).await?);
    browser.calm("another-person").await?;

    // Whoever signs out leaves nothing.
    browser.click("practical-home-visits").await?;
    assert!(ticked(&browser).await?);
    sign_out(&browser).await?;
    let kept = browser.script("return sessionStorage.length").await?;
    assert_eq!(kept, 0);
    browser.calm("signed-out").await?;
    browser.close().await
}
