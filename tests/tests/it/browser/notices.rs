//! お知らせ and the maintenance mode on the site (features.md #3).

use anyhow::Result;
use journeys::{Doctor, World};

use super::{enter, open, site, world};

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_announces_an_outage_and_everybody_sees_it_before_signing_in() -> Result<()>
{
    let world = world().await?;
    let administrator = world.administrator().await;
    let browser = open(&world, "notices").await?;
    enter(&browser, &world, &administrator).await?;
    browser.menu("お知らせ").await?;
    browser
        .see("表示中・表示予定のお知らせはありません")
        .await?;
    browser.press("お知らせを出す").await?;
    assert_eq!(browser.error_beside("title").await?, "入力してください。");
    let day = world.today().add_days(3).to_string();
    browser.fill("title", "システム停止のお知らせ").await?;
    let text = "定期メンテナンスのため、次の時間は利用できません。";
    browser.fill("text", text).await?;
    browser.click("outage").await?;
    browser.fill("from_day", &day).await?;
    browser.fill("from_time", "1:00").await?;
    browser.fill("until_day", &day).await?;
    browser.fill("until_time", "0:30").await?;
    browser.press("お知らせを出す").await?;
    assert!(browser.error_beside("until_time").await?.contains("後"));
    browser.fill("until_time", "5:00").await?;
    browser.press("お知らせを出す").await?;
    browser.see("停止の予告").await?;
    browser.calm("posted").await?;

    let visitor = open(&world, "notices-visitor").await?;
    visitor.go("/").await?;
    visitor.see("システム停止のお知らせ").await?;
    visitor
        .see(&format!("停止する時間：{day} 01:00〜05:00"))
        .await?;
    visitor.calm("sign-in").await?;
    visitor.width(390).await?;
    visitor.calm("sign-in-narrow").await?;
    visitor.close().await?;

    browser.press("取り下げる").await?;
    browser.see("表示をやめます").await?;
    browser.press("取り下げる").await?;
    browser
        .see("表示中・表示予定のお知らせはありません")
        .await?;
    browser.width(390).await?;
    browser.calm("withdrawn").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_system_is_said_plainly_on_every_page() -> Result<()> {
    let world = World::start_closed(Some(site()?)).await;
    let doctor = Doctor::member("12345").enter(&world).await;
    let browser = open(&world, "maintenance").await?;
    browser.go("/").await?;
    browser.see("English").await?;
    browser.fill("login", &doctor.login).await?;
    browser.fill("password", "Kagurazaka%2026").await?;
    browser.press("ログインする").await?;
    browser.see("メンテナンスのため停止しています").await?;
    // That a request was refused is what the browser itself writes down.
    browser.calm_but("sign-in", "/api/sign-ins").await?;
    browser.go("/catalogue").await?;
    browser.see("メンテナンスのため停止しています").await?;
    browser.width(390).await?;
    browser.calm_but("catalogue", "/api/").await?;
    browser.close().await
}
