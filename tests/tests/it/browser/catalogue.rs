//! The catalogue of courses in a browser, without a sign-in (features.md #81, #131).

use anyhow::Result;
use domain::course::CourseForm;
use journeys::World;
use journeys::courses::course_form;

use super::{open, world};

async fn announced(world: &World, form: &CourseForm) {
    let holder = world.officer("13-001").await;
    world.course_in_order(&holder, form).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_finds_a_course_without_signing_in() -> Result<()> {
    let world = world().await?;
    let today = world.today();
    for number in 0..31 {
        let mut form = course_form(today.add_days(20 + number));
        form.title = format!("第{number}回 生涯教育講座");
        announced(&world, &form).await;
    }
    let mut online = course_form(today.add_days(3));
    online.title = "心不全の地域連携".to_owned();
    online.place.kind = "online".to_owned();
    online.place.address = "https://example.jp/live".to_owned();
    announced(&world, &online).await;
    let mut osaka = course_form(today.add_days(4));
    osaka.title = "髙齢者の運動".to_owned();
    osaka.place.prefecture = "27".to_owned();
    osaka.place.venue = "大阪府医師会館".to_owned();
    announced(&world, &osaka).await;

    let browser = open(&world, "catalogue").await?;
    browser.go("/").await?;
    browser.see("English").await?;
    browser.press("研修会をさがす").await?;
    browser.see("心不全の地域連携").await?;
    browser.see("第0回 生涯教育講座").await?;
    browser.calm("all").await?;
    browser.press("続きを表示する").await?;
    browser.see("第30回 生涯教育講座").await?;
    browser.gone("続きを表示する").await?;
    browser.fill("text", "高齢者").await?;
    browser.press("検索").await?;
    browser.see("大阪府医師会にご相談ください").await?;
    browser.gone("心不全の地域連携").await?;
    browser.width(390).await?;
    browser.calm("osaka-narrow").await?;
    browser.fill("text", "").await?;
    browser.choose("place", "online").await?;
    browser.press("検索").await?;
    browser.see("心不全の地域連携").await?;
    browser.gone("髙齢者の運動").await?;
    browser.press("講義・お問合せ").await?;
    browser.see("千代田区医師会 学術課").await?;
    browser.calm("online-narrow").await?;
    assert_eq!(
        browser
            .count("a[href='/api/catalogue.ics?online=true']")
            .await?,
        1
    );
    browser.press("日付・区分などでしぼる").await?;
    browser.fill("from", "昨日").await?;
    browser.press("検索").await?;
    assert!(!browser.error_beside("from").await?.is_empty());
    browser.fill("from", "").await?;
    browser.choose("programme", "sports-physician").await?;
    browser.choose("category", "early-overview").await?;
    browser.press("検索").await?;
    browser.see("条件に合う研修会はありません").await?;
    browser.calm("none-narrow").await?;
    browser.close().await
}
