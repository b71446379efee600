//! A course for industrial physicians, from the organiser's form to the national committee, in a
//! browser (features.md #58, #87).

use anyhow::Result;
use domain::id::CourseId;
use journeys::Doctor;
use journeys::courses::{award, post, row};

use super::organizer::fill_in;
use super::{enter, open, sign_out, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_course_for_industrial_physicians_is_approved_by_the_committee() -> Result<()> {
    let world = world().await?;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let tokyo = world.officer("13").await;
    let browser = open(&world, "course-round").await?;
    enter(&browser, &world, &organizer).await?;
    browser.press("研修会を申請する").await?;
    browser.see("研修会の申請").await?;
    fill_in(&browser, &world.today().to_string()).await?;
    let field = |place: usize, field: &str| format!("lectures[0].awards[{place}].{field}");
    // Either 基礎 or 生涯: two units of one lecture.
    for (place, category) in ["basic-late", "renewal-special"].into_iter().enumerate() {
        if place > 0 {
            browser.press("この講義の単位を追加").await?;
        }
        browser
            .choose(&field(place, "programme"), "industrial-physician")
            .await?;
        browser.fill(&field(place, "units"), "1.5").await?;
        if place == 0 {
            browser.press("申請する").await?;
            let error = browser.error_beside(&field(0, "category")).await?;
            assert!(!error.is_empty(), "a category is wanted");
        }
        browser.choose(&field(place, "category"), category).await?;
    }
    browser
        .see("日本医師会の運営委員会（奇数月の審査回）")
        .await?;
    browser.calm_but("form", "/api/courses").await?;
    browser.width(390).await?;
    browser.calm("form-narrow").await?;
    browser.width(1280).await?;
    browser.press("申請する").await?;
    browser.see("東京都医師会の承認待ちです").await?;
    browser.see("で審査される予定です").await?;
    browser.see("基礎研修・後期 1.5単位").await?;
    browser.see("生涯研修・専門 1.5単位").await?;
    browser.calm("submitted").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &tokyo).await?;
    browser.menu("研修会の承認").await?;
    browser.press("心不全の地域連携").await?;
    browser.see("確認して日本医師会へ進達する").await?;
    browser.calm("at-the-prefecture").await?;
    browser.press("確認して日本医師会へ進達する").await?;
    browser.see("進達しました：心不全の地域連携").await?;
    sign_out(&browser).await?;

    let today = world.today();
    let tokyo = domain::contact::PrefectureCode::parse("13").expect("a prefecture");
    let book = domain::rounds::RoundBook::embedded().expect("rounds");
    let programmes = [domain::programme::Programme::IndustrialPhysician];
    let placed = book.placement_of_course(programmes, tokyo, today, today);
    world.pass_to(placed.expect("a round").round.committee);
    let national = world.officer("national").await;
    enter(&browser, &world, &national).await?;
    browser.menu("研修会の承認").await?;
    browser.see("運営委員会にかかる研修会").await?;
    browser.see("心不全の地域連携").await?;
    browser.press("心不全の地域連携").await?;
    browser.see("受講者が得る単位").await?;
    browser.calm("looked-at").await?;
    browser.press("閉じる").await?;
    browser.press("すべて選ぶ").await?;
    browser.see("選んだ1件を承認する").await?;
    browser.calm("agenda").await?;
    browser.width(390).await?;
    browser.calm("agenda-narrow").await?;
    browser.width(1280).await?;
    browser.press("選んだ1件を承認する").await?;
    browser.see("1件を承認しました").await?;
    browser.see("（未決定 0件）").await?;
    browser.calm("approved").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &organizer).await?;
    browser.press("心不全の地域連携").await?;
    browser.see("承認日：").await?;
    browser.see("進達").await?;
    browser.calm("told").await?;
    let address = browser.address().await?;
    let course = address.rsplit('/').next().unwrap_or_default();
    sign_out(&browser).await?;

    // Both of the either-or units reach the doctor, each in its category.
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let doctor = Doctor::member("123456").enter(&world).await;
    let list = award(vec![row("1", "123456", "髙橋直子")]);
    let course = CourseId::parse(course).expect("a course");
    post(&organizer, &course, &list).await.expect(200);
    enter(&browser, &world, &doctor).await?;
    browser.see("日医認定産業医制度・基礎研修・後期").await?;
    browser.see("日医認定産業医制度・生涯研修・専門").await?;
    browser.calm("credits").await?;
    browser.close().await
}
