//! The main job from both beginnings: an empty system, into which everybody has to be invited, and
//! the demonstration data.

use anyhow::{Context, Result};
use journeys::World;
use journeys::browser::Browser;
use journeys::paper::pdf;
use local::demo::accounts::{DEMO_ACCOUNTS, NEWCOMER};
use local::demo::opening;

use super::main_job::{LOGIN, apply, certificate, register, rendered, review};
use super::organizer::fill_in;
use super::{PASSWORD, file, link, open, sign_in, sign_out, site, upload};

const TOKYO: &str = "tokyo@example.jp";

/// Registers as staff by the link of an invitation, and signs in.
async fn accept(browser: &Browser, link: &str, body: &str, login: &str) -> Result<()> {
    browser.go(link).await?;
    browser
        .see(&format!("{body}の担当者として登録します"))
        .await?;
    browser.fill("name", "佐藤　花子").await?;
    browser.fill("login_id", login).await?;
    browser.fill("password", PASSWORD).await?;
    browser.press("登録する").await?;
    browser.see("登録しました。ログインしてください").await?;
    sign_in(browser, login, PASSWORD).await
}

/// 東京都医師会 holds a course of five units, approves it, and posts somebody who has not registered.
async fn hold_a_course(browser: &Browser, world: &World) -> Result<()> {
    browser.menu("主催する研修会").await?;
    browser.press("研修会を申請する").await?;
    fill_in(browser, &world.today().to_string()).await?;
    browser.fill("lectures[0].end", "19:00").await?;
    browser.fill("lectures[0].awards[0].units", "5").await?;
    browser.press("申請する").await?;
    browser.see("東京都医師会の承認待ちです").await?;
    browser.menu("審査").await?;
    browser.menu("研修会の承認").await?;
    browser.press("心不全の地域連携").await?;
    browser.press("承認する").await?;
    browser.see("承認しました：心不全の地域連携").await?;
    browser.menu("主催する研修会").await?;
    browser.press("単位を登録する").await?;
    browser
        .fill("list", "医籍登録番号,氏名\n12345,高橋直子\n")
        .await?;
    browser.click("check").await?;
    browser.press("1名を登録する").await?;
    browser.see("登録結果").await?;
    browser.see("取り消す").await?;
    browser.see("預かり").await?;
    browser.calm("posted").await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_an_empty_system_to_the_first_certificate() -> Result<()> {
    let world = World::start_empty(Some(site()?)).await;
    let first = local::empty::open(world.stack()).await?;
    let browser = open(&world, "empty-start").await?;
    let first = first.context("the first links")?.officer;
    accept(&browser, &first, "日本医師会", "nichii0001").await?;
    browser.see("審査待ちの申請はありません").await?;
    browser.calm("first-officer").await?;
    browser.menu("担当者・連携").await?;
    browser.fill("email", TOKYO).await?;
    browser.choose("association", "13").await?;
    browser.calm("inviting").await?;
    browser.press("招待を送る").await?;
    browser.see("招待を送りました").await?;
    sign_out(&browser).await?;

    let mail = world.mail(TOKYO, "担当者登録").await;
    let invitation = link(&mail.text, "/invitation#")?;
    accept(&browser, invitation, "東京都医師会", "tokyo00001").await?;
    hold_a_course(&browser, &world).await?;
    sign_out(&browser).await?;

    register(&browser, &world).await?;
    sign_in(&browser, LOGIN, PASSWORD).await?;
    // What waited for the number counts.
    browser.see("心不全の地域連携").await?;
    browser.calm("my-page").await?;
    apply(&browser, "13").await?;
    sign_out(&browser).await?;
    sign_in(&browser, "tokyo00001", PASSWORD).await?;
    review(&browser).await?;
    sign_out(&browser).await?;
    sign_in(&browser, LOGIN, PASSWORD).await?;
    rendered(&world).await;
    certificate(&browser, &world, "東京都医師会之印").await?;
    browser.close().await
}

async fn demonstrated(browser: &Browser, login: &str) -> Result<()> {
    let account = DEMO_ACCOUNTS.iter().find(|known| known.login == login);
    let account = account.context("an account that is printed")?;
    sign_in(browser, account.login, account.password).await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_demonstration_data_a_doctor_applies_and_opens_the_certificate() -> Result<()> {
    let world = World::start_empty(Some(site()?)).await;
    opening::open(world.stack())
        .await?
        .context("it is loaded")?;
    let browser = open(&world, "demonstration").await?;
    demonstrated(&browser, NEWCOMER).await?;
    browser
        .see("かかりつけ医機能報告制度にかかる研修の修了申請ができます")
        .await?;
    browser.calm("newcomer").await?;
    browser.press("修了申請をはじめる").await?;
    browser.see("不足").await?;
    browser.see("あと5単位必要です。").await?;
    // The credits that count, year by year, stand beside what they count for.
    browser.see("年度　").await?;
    browser.calm("why-not-yet").await?;
    browser.click("practical-home-visits").await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "訪問診療の記録.pdf", &pdf("HOME VISITS 2026"))?;
    upload(&browser, "practical.one[0].evidence", &paper).await?;
    browser.gone("不足").await?;
    browser.calm("application").await?;
    browser.press("申請する").await?;
    browser.see("文京区医師会 に申請します").await?;
    browser.press("申請する").await?;
    browser.see("審査中").await?;
    sign_out(&browser).await?;

    demonstrated(&browser, "bunkyo001").await?;
    browser.see("審査待ち").await?;
    browser.calm("queue").await?;
    browser.press("辻").await?;
    browser.see("訪問診療の記録.pdf").await?;
    browser.calm("case").await?;
    browser.click("approve").await?;
    browser.see("承認しました：辻").await?;
    sign_out(&browser).await?;

    demonstrated(&browser, NEWCOMER).await?;
    while !browser.text().await?.contains("修了証ができました") {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        browser.go("/me").await?;
        browser.see("次にすること").await?;
    }
    browser.calm("ready").await?;
    browser.press("修了証を開く").await?;
    let address = browser.new_window().await?;
    let paper = world.visitor().fetch(&address).await;
    assert!(paper.expect(200).body.starts_with(b"%PDF-1.7"));
    browser.close().await
}
