//! Reviewing by keyboard in a browser: the documents, sending back, correcting, approving
//! (features.md #113).

use anyhow::Result;
use journeys::paper::pdf;
use journeys::rounds::applicant_with_handbook;
use journeys::{Doctor, World};

use super::{enter, file, open, sign_out, upload, world};

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_sent_back_by_keys_corrected_and_approved() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    world.award(&doctor, "6", world.today()).await;
    let evidence = doctor.practical_evidence().await;
    let applied = doctor.applied(&journeys::applying::form(&evidence)).await;
    let officer = world.officer("13-001").await;
    let browser = open(&world, "send-back").await?;

    enter(&browser, &world, &officer).await?;
    browser.see("審査待ち").await?;
    browser.see("髙橋").await?;
    browser.calm("queue").await?;
    // No click anywhere: J takes the first, R asks for the reason.
    browser.keys("j").await?;
    browser.see("承認して次へ").await?;
    browser.calm("case").await?;
    browser.keys("r").await?;
    browser.see("差戻しの理由").await?;
    browser.press("差し戻す").await?;
    assert_eq!(browser.error_beside("reason").await?, "入力してください。");
    browser
        .fill("reason", "訪問診療の記録の日付が読めません。")
        .await?;
    browser.calm("reason").await?;
    browser.press("差し戻す").await?;
    browser.see("差し戻しました：髙橋").await?;
    browser.see("審査待ちの申請はありません").await?;
    browser.calm("sent-back").await?;
    world.mail(&doctor.email, "差戻し").await;
    sign_out(&browser).await?;

    enter(&browser, &world, &doctor).await?;
    browser.see("申請が差し戻されました").await?;
    browser.see("訪問診療の記録の日付が読めません。").await?;
    browser.calm("told").await?;
    browser.press("申請を直す").await?;
    browser.see("差戻しされた申請を直す").await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "読める記録.pdf", &pdf("HOME VISITS 2026-10-01"))?;
    upload(&browser, "practical.one[0].evidence", &paper).await?;
    browser.calm("correcting").await?;
    browser.press("再申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("再申請する").await?;
    browser.see("審査中").await?;
    browser.calm("resubmitted").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &officer).await?;
    browser.see("再申請").await?;
    browser.keys("j").await?;
    browser.see("読める記録.pdf").await?;
    browser.press("読める記録.pdf").await?;
    shows_a_pdf(&browser, &world).await?;
    browser.calm("document").await?;
    browser.keys("a").await?;
    browser.keys("\u{E007}").await?;
    browser.see("承認しました：髙橋").await?;
    browser.calm("approved").await?;
    assert!(doctor.ready_certificate().await.ready);
    let seen = doctor.application(&applied.summary.id).await;
    assert_eq!(seen.history.len(), 4, "{:?}", seen.history);
    browser.close().await
}

/// The document stands in a frame of its own origin, sandboxed for whatever is no PDF, and Chromium
/// shows it there.
async fn shows_a_pdf(browser: &journeys::browser::Browser, world: &World) -> Result<()> {
    browser.see("別のタブで開く").await?;
    let frame = browser
        .script(
            "const f = document.querySelector('figure iframe'); f.scrollIntoView(); return f.src",
        )
        .await?;
    let frame = frame.as_str().unwrap_or_default().to_owned();
    assert!(frame.starts_with(world.stack().outside.documents.origin()));
    let document = world.visitor().fetch(&frame).await;
    assert!(document.expect(200).body.starts_with(b"%PDF"));
    // The page itself cannot reach into it.
    let inside = browser
        .script("return document.querySelector('figure iframe').contentDocument === null")
        .await?;
    assert_eq!(inside, true);
    // Only for the picture: the viewer tells nobody when it has drawn the page.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handbook_is_ticked_checked_by_a_second_person_and_passed_on() -> Result<()> {
    let world = world().await?;
    applicant_with_handbook(&world, Doctor::member("123456")).await;
    let first = world.officer("13").await;
    let second = world.officer_named("13", "clerk-13-second").await;
    let browser = open(&world, "handbook").await?;
    enter(&browser, &world, &first).await?;
    browser.press("髙橋　直子").await?;
    browser.see("手帳 未着").await?;
    browser.calm("awaited").await?;
    browser.press("手帳の原本が届いた").await?;
    browser.see("手帳を受け取った方とは別の担当者が").await?;
    browser.calm("arrived").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &second).await?;
    browser.press("髙橋　直子").await?;
    browser.see("手帳 到着済").await?;
    browser.fill("found-0", "18").await?;
    browser.press("確認した内容を記録する").await?;
    browser.see("申告内容 確認済").await?;
    browser.calm("checked").await?;
    browser.press("進達して次へ").await?;
    browser.see("進達しました：髙橋　直子").await?;
    browser.see("審査待ちの申請はありません").await?;
    browser.calm("passed-on").await?;
    browser.close().await
}
