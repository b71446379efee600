//! An administrator writes a new version of the rules and adopts it (features.md L9).

use anyhow::Result;

use super::{enter, open, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_of_the_rules_is_written_checked_and_adopted() -> Result<()> {
    let world = world().await?;
    let administrator = world.administrator().await;
    let browser = open(&world, "rules").await?;
    enter(&browser, &world, &administrator).await?;
    browser.see("日医生涯教育制度").await?;
    browser.calm("rules").await?;
    browser.go("/rule-sets/continuing-education/2016").await?;
    browser.press("この版をもとに新しい版を書く").await?;
    browser.press("確かめて下書きを保存する").await?;
    browser.see("規則に誤りがあります").await?;
    browser.see("本日").await?;
    browser.calm_but("mistake", "/api/rule-sets").await?;

    let first_day = world.today().add_days(30).to_string();
    let edited = browser
        .value("text")
        .await?
        .replacen("continuing-education.2016", "continuing-education.9001", 1)
        .replacen("2016-04-01", &first_day, 1);
    browser.fill("text", &edited).await?;
    browser.press("確かめて下書きを保存する").await?;
    browser.see("下書きを捨てる").await?;
    assert!(browser.address().await?.ends_with("/9001"));
    browser.calm("draft").await?;

    // What was typed and not kept cannot be adopted.
    browser.fill("text", &format!("{edited} ")).await?;
    browser.gone("施行を決める").await?;
    browser.fill("text", &edited).await?;
    browser.press("施行を決める").await?;
    browser.see("決めたあとは変更できません").await?;
    browser.calm("asked").await?;
    browser.press("施行を決める").await?;
    browser.see("施行前").await?;
    browser.see("施行の決定").await?;
    browser.width(390).await?;
    browser.calm("adopted").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_of_a_committee_is_entered_and_the_calendar_adopted() -> Result<()> {
    let world = world().await?;
    let administrator = world.administrator().await;
    let browser = open(&world, "rounds").await?;
    enter(&browser, &world, &administrator).await?;
    browser.menu("審査回の暦").await?;
    browser.press("rounds.2026").await?;
    browser.see("運営委員会（日医承認）").await?;
    browser.calm("calendar").await?;
    browser.press("この版をもとに新しい版を書く").await?;
    browser.press("確かめて下書きを保存する").await?;
    browser.see("これから始まる年度にするか").await?;
    browser.calm_but("mistake", "/api/round-calendars").await?;

    let book = domain::rounds::RoundBook::embedded().expect("rounds");
    let tokyo = domain::contact::PrefectureCode::parse("13").expect("a prefecture");
    let programme = domain::programme::Programme::IndustrialPhysician;
    let placed = book.placement(programme, tokyo, world.today());
    let round = placed.expect("a round").round;
    let known = round.committee.add_days(-2);
    let text = browser.value("text").await?.replacen(
        "id = \"rounds.2026\"",
        "id = \"rounds.2026-9001\"\nreplaces = \"rounds.2026\"",
        1,
    );
    let (year, number) = (round.fiscal_year, round.number);
    let dates = format!("\n[[dates]]\nyear = {year}\nnumber = {number}\ncommittee = \"{known}\"\n");
    browser.fill("text", &format!("{text}{dates}")).await?;
    browser.press("確かめて下書きを保存する").await?;
    browser.see("下書きを捨てる").await?;
    assert!(browser.address().await?.ends_with("/rounds/2026-9001"));
    let shown = format!("{}.{:02}.{:02}", known.year(), known.month(), known.day());
    browser.see(&shown).await?;
    browser.calm("draft").await?;
    browser.press("この暦に決める").await?;
    browser.see("決めたあとは変更できません").await?;
    browser.press("この暦に決める").await?;
    browser.see("使用中").await?;
    browser.width(390).await?;
    browser.calm("adopted").await?;
    browser.close().await
}
