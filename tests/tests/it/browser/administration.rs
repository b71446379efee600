//! An administrator writes a new version of the rules and adopts it (features.md L9).

use std::time::Duration;

use anyhow::{Context, Result};
use domain::application::ApplicationStatus;
use domain::{calendar::Date, rules::GoalKind};
use journeys::rules::INDUSTRIAL_RULES;
use journeys::titles::{INDUSTRIAL, title_form};
use journeys::{Doctor, Person, World};

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

/// The present rules of 産業医 with 22 units for a renewal in the place of 20, from a day on.
fn stricter(text: &str, from: Date) -> String {
    text.replacen("industrial-physician.2025", "industrial-physician.9001", 1)
        .replacen("2025-04-01", &from.to_string(), 1)
        .replace("at_least = \"20\"", "at_least = \"22\"")
}

/// Whether a doctor has the units for a renewal, as the doctor's own page tells it.
async fn has_enough(world: &World, doctor: &Person) -> Result<bool> {
    let title = world.again(doctor).await.title(INDUSTRIAL).await;
    let renewal = title
        .goals
        .iter()
        .find(|goal| goal.kind == GoalKind::Renewal);
    let mut asked = renewal.context("a renewal")?.evaluation.requirements.iter();
    let total = asked.find(|one| one.id == "total");
    Ok(total.context("a sum")?.met)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_rules_is_tried_on_everybody_adopted_and_alters_only_later_decisions()
-> Result<()> {
    let world = world().await?;
    let administrator = world.administrator().await;
    world
        .holds("12345", "13", world.today().add_months(20))
        .await;
    world
        .holds("000702", "14", world.today().add_months(20))
        .await;
    world.earned_for_renewal("12345", "18", world.today()).await;
    let doctor = Doctor::member("12345").enter(&world).await;
    assert!(has_enough(&world, &doctor).await?);
    let first_day = world.today().add_days(30);

    let browser = open(&world, "replay").await?;
    enter(&browser, &world, &administrator).await?;
    browser.see("日医認定産業医").await?;
    browser.go("/rule-sets/industrial-physician/2025").await?;
    browser.press("この版をもとに新しい版を書く").await?;
    let edited = stricter(&browser.value("text").await?, first_day);
    browser.fill("text", &edited).await?;
    browser.press("確かめて下書きを保存する").await?;
    browser.see("下書きを捨てる").await?;
    browser.press("試す").await?;
    browser.see("処理が終わりました").await?;
    browser.see("変わる医師の例（はじめの1人）").await?;
    let page = browser.text().await?;
    assert!(page.contains("満たさなくなる"), "{page}");
    assert!(!page.contains("012345") && !page.contains("髙橋"), "{page}");
    let result = "document.querySelector('h4').parentNode.scrollIntoView()";
    browser.script(result).await?;
    browser.calm("tried").await?;
    browser.width(390).await?;
    browser.script(result).await?;
    browser.calm("tried-narrow").await?;
    browser.width(1280).await?;
    browser.press("施行を決める").await?;
    browser.see("決めたあとは変更できません").await?;
    browser.press("施行を決める").await?;
    browser.see("施行の決定").await?;
    browser.calm("adopted").await?;

    // Applications of today still go by the rules of today, whenever they are decided.
    world.pass(Duration::from_secs(16 * 60));
    assert!(has_enough(&world, &doctor).await?);
    let doctor = world.again(&doctor).await;
    let form = title_form(INDUSTRIAL, "renewal");
    let application = doctor.applied(&form).await;
    world.pass_to(first_day);
    assert!(!has_enough(&world, &doctor).await?);
    let id = application.summary.id;
    let case = world.officer("13").await.forwarded(&id).await;
    assert_eq!(case.application.evaluation.rule_set, INDUSTRIAL_RULES);
    let committee = case.application.summary.title.context("a title")?.committee;
    let case = world.approved_on(&id, committee).await;
    let decided = case.application.summary.status;
    assert_eq!(decided, ApplicationStatus::Approved);
    browser.close().await
}
