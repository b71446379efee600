//! A non-member is confirmed by the licence in a browser, and prints a paper without any application
//! (domain.md "Identity assurance", features.md #79).

use anyhow::Result;
use journeys::paper::pdf;
use journeys::{Doctor, World};

use super::{enter, file, open, sign_out, upload, world};

/// The doctor asks for 受講証明書.
async fn ask_for_paper(browser: &journeys::browser::Browser) -> Result<()> {
    browser.go("/me/learning").await?;
    browser.see("受講証明書").await?;
    browser.press("発行する").await
}

async fn registered(world: &World) -> journeys::Person {
    let doctor = Doctor::non_member("12345").enter(world).await;
    world.award(&doctor, "3", world.today()).await;
    doctor
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_compares_the_licence_and_the_certificate_of_attendance_can_be_opened()
-> Result<()> {
    let world = world().await?;
    let doctor = registered(&world).await;
    let officer = world.officer("13").await;
    let browser = open(&world, "licence").await?;
    enter(&browser, &world, &doctor).await?;
    ask_for_paper(&browser).await?;
    browser.see("本人確認が済んでから発行できます").await?;
    browser.calm_but("not-confirmed", "/papers").await?;
    browser.menu("登録情報").await?;
    browser.see("本人確認中です").await?;
    let folder = tempfile::tempdir()?;
    let licence = file(&folder, "医師免許証.pdf", &pdf("LICENCE"))?;
    upload(&browser, "licence", &licence).await?;
    browser.calm("sent").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &officer).await?;
    browser.menu("本人確認").await?;
    browser.see("登録された方").await?;
    browser.see("髙橋　直子").await?;
    browser.press("医師免許証.pdf").await?;
    browser.see("別のタブで開く").await?;
    browser.press("本人であることを確認した").await?;
    assert!(!browser.error_beside("compared").await?.is_empty());
    browser.fill("compared", "医師免許証の画像").await?;
    browser.calm("compared").await?;
    browser.width(390).await?;
    browser.calm("compared-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("本人であることを確認した").await?;
    browser.see("本人確認が要る登録はありません").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &doctor).await?;
    ask_for_paper(&browser).await?;
    browser.press("開く").await?;
    let address = browser.new_window().await?;
    let paper = world.visitor().fetch(&address).await;
    assert!(paper.expect(200).body.starts_with(b"%PDF-1.7"));
    browser.close().await
}
