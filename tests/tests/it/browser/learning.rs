//! 生涯教育 in a browser: the years, the declaration with a credit from outside, its acceptance, and
//! the paper of the year (features.md #73–#80, L15).

use anyhow::Result;
use domain::calendar::FiscalYear;
use journeys::browser::Browser;
use journeys::paper::{pdf, qr_codes};
use journeys::{Doctor, World};

use super::{enter, file, open, sign_out, upload, world};

/// The page at the width of a screen and of a telephone.
async fn looked_at(browser: &Browser, name: &str) -> Result<()> {
    browser.calm(name).await?;
    browser.width(390).await?;
    browser.calm(&format!("{name}-on-a-telephone")).await?;
    browser.width(1280).await
}

async fn declare(browser: &Browser, year: FiscalYear) -> Result<()> {
    browser.press("申告書を確認して提出する").await?;
    browser.see("登録されていない単位の追加").await?;
    // Nothing is sent before it was looked at and confirmed.
    browser.press("提出する").await?;
    assert_eq!(
        browser.error_beside("confirmed").await?,
        "入力してください。"
    );
    browser.press("単位を追加する").await?;
    browser.choose("kind", "society-meeting").await?;
    browser.fill("title", "日本内科学会総会").await?;
    let outside = year.start().add_days(-1);
    browser.fill("date", &outside.to_string()).await?;
    browser.fill("units", "2.5").await?;
    browser.pick("codes", "高血圧").await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "参加証.pdf", &pdf("GENERAL MEETING"))?;
    upload(browser, "evidence", &paper).await?;
    browser.press("追加").await?;
    // Of another year: told at once, beside the field.
    browser.see("年度").await?;
    assert!(browser.error_beside("date").await?.contains("年度"));
    browser.fill("date", &year.start().to_string()).await?;
    browser.calm("adding").await?;
    browser.press("追加").await?;
    browser.see("日本内科学会総会").await?;
    browser.click("confirmed").await?;
    looked_at(browser, "declaration").await?;
    browser.press("提出する").await?;
    browser.see("千代田区医師会で確認中です").await?;
    browser.calm("declared").await
}

async fn accept(browser: &Browser) -> Result<()> {
    browser.menu("申告").await?;
    browser.see("生涯教育申告書の受理").await?;
    browser.press("髙橋").await?;
    browser.see("日本内科学会総会").await?;
    browser.press("参加証.pdf").await?;
    browser.see("別のタブで開く").await?;
    looked_at(browser, "acceptance").await?;
    browser.click("accept").await?;
    browser.see("受理しました：髙橋").await?;
    browser.see("受理待ちの申告書はありません").await?;
    browser.calm("accepted").await
}

async fn paper(browser: &Browser, world: &World, year: FiscalYear) -> Result<()> {
    let button = format!("学習単位取得証を発行 {}", year.in_words());
    browser.press(&button).await?;
    browser.press("開く").await?;
    let address = browser.new_window().await?;
    // Only for the picture: the viewer tells nobody when it has drawn the page.
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    browser.shot("certificate-of-units").await?;
    let documents = world.stack().outside.documents.origin();
    assert!(address.starts_with(documents), "{address}");
    let pdf = world.visitor().fetch(&address).await;
    assert!(pdf.expect(200).body.starts_with(b"%PDF-1.7"));
    let icon = format!("{documents}/favicon.ico");
    let said = browser.console().await?;
    assert!(said.iter().all(|line| line.starts_with(&icon)), "{said:#?}");
    browser.close_window().await?;
    browser.go(&qr_codes(&pdf.body)[0]).await?;
    browser.see("この証書は有効です").await?;
    for printed in [
        "学習単位取得証",
        "14.5単位",
        "日本内科学会総会",
        "日本医師会之印",
    ] {
        browser.see(printed).await?;
    }
    browser.calm("check-page").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_declares_what_was_earned_elsewhere_and_opens_the_certificate_of_the_year()
-> Result<()> {
    let world = world().await?;
    let current = FiscalYear::of(world.today());
    let year = current.previous();
    let doctor = Doctor::member("012345").enter(&world).await;
    world.award(&doctor, "12", year.start()).await;
    world.award(&doctor, "15.5", year.previous().start()).await;
    world.award(&doctor, "8", world.today()).await;
    let officer = world.officer("13-001").await;
    let browser = open(&world, "learning").await?;

    enter(&browser, &world, &doctor).await?;
    browser.menu("生涯教育").await?;
    browser.see("認定証まで").await?;
    browser.see("単位とカリキュラムコードの合計があと").await?;
    browser.see("申告書はまだ提出されていません").await?;
    looked_at(&browser, "years").await?;
    declare(&browser, year).await?;
    world
        .mail(&doctor.email, "生涯教育申告書を受け付けました")
        .await;
    sign_out(&browser).await?;

    enter(&browser, &world, &officer).await?;
    accept(&browser).await?;
    world.mail(&doctor.email, "受理されました").await;
    sign_out(&browser).await?;

    enter(&browser, &world, &doctor).await?;
    browser.menu("生涯教育").await?;
    browser.see("受理されました").await?;
    browser.see("申告 2.5").await?;
    paper(&browser, &world, year).await?;
    browser.go("/me/learning").await?;
    browser.see("認定証まで").await?;
    looked_at(&browser, "afterwards").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_national_association_takes_units_of_earlier_years_over() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("012345").enter(&world).await;
    let officer = world.officer("national").await;
    let over = FiscalYear::of(world.today()).previous();
    let browser = open(&world, "learning-import").await?;

    enter(&browser, &world, &officer).await?;
    browser.menu("申告").await?;
    browser.press("過年度の単位の取込み").await?;
    browser.see("貼り付け").await?;
    browser.fill("list", "1,012345").await?;
    browser.press("取り込む").await?;
    assert!(!browser.error_beside("list").await?.is_empty());
    let list = format!(
        "行ID,医籍登録番号,氏名,年度,単位,コード\n1,012345,髙橋直子,{over},12.5,1 2 15\n2,012399,佐藤一郎,{over},3,\n3,012345,髙橋直子,{},1,9\n",
        over.next()
    );
    browser.fill("list", &list).await?;
    browser.press("取り込む").await?;
    browser.see("取込みの結果").await?;
    browser.see("終了した年度").await?;
    looked_at(&browser, "taken-over").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &doctor).await?;
    browser.menu("生涯教育").await?;
    browser.see("過年度分 12.5").await?;
    browser.calm("in-the-years").await?;
    browser.close().await
}
