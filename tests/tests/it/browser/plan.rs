//! 受講計画 in a browser: what is missing by when, the courses that fill it, and the way to them
//! (features.md #131, L6, L7).

use anyhow::Result;
use journeys::courses::{course_earning, earns};
use journeys::titles::INDUSTRIAL;
use journeys::{Doctor, World};

use super::{enter, open, world};

/// Courses of 東京都 in so many days, approved by one committee.
async fn announced(world: &World, courses: &[(&str, &str, i32)]) -> Vec<String> {
    let tokyo = world.officer("13").await;
    let mut made = Vec::new();
    for (title, category, days) in courses {
        let awards = [earns(INDUSTRIAL.as_str(), category, "2", "")];
        let form = course_earning(world.today().add_days(*days), title, &awards);
        made.push(world.course_in_order(&tokyo, &form).await);
    }
    for course in &made {
        world.approved_by_the_committee(course).await;
    }
    made.iter()
        .map(|course| course.line.id.to_string())
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_finds_the_courses_that_fill_what_is_missing() -> Result<()> {
    let world = world().await?;
    let today = world.today();
    let doctor = Doctor::member("12345").enter(&world).await;
    let until = today.add_days(400);
    world.hold_title(&doctor, INDUSTRIAL, until).await;
    for (category, units, ago) in [("renewal-update", "10", 700), ("renewal-special", "9", 300)] {
        let day = today.add_days(-ago);
        world
            .earn(&doctor, (INDUSTRIAL, category), units, day)
            .await;
    }
    let courses = [
        ("職場巡視の実地", "renewal-practical", 130),
        ("事業場での実習", "renewal-practical", 160),
        ("化学物質の自律的な管理", "renewal-special", 120),
    ];
    let practical = announced(&world, &courses).await.remove(0);

    let browser = open(&world, "plan").await?;
    enter(&browser, &world, &doctor).await?;
    browser.calm("my-page").await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("実地があと1単位必要です").await?;
    browser.press("足りない単位を取れる研修会をさがす").await?;
    browser.see("受講計画").await?;
    browser.see("までに申請").await?;
    browser.see("この研修会で足りない単位がそろいます").await?;
    browser.see("受講予定：").await?;
    browser.see("都合が合わないときは").await?;
    browser.calm("plan").await?;
    let see = "document.getElementById('timeline').scrollIntoView()";
    browser.script(see).await?;
    browser.calm("timeline").await?;
    browser.width(390).await?;
    browser.calm("timeline-on-a-telephone").await?;
    browser.script("scrollTo(0, 0)").await?;
    browser.calm("plan-on-a-telephone").await?;
    browser.width(1280).await?;

    // Each course leads to its page in the catalogue and into a calendar.
    let entry = format!("a[href='/api/catalogue/{practical}/calendar-entry']");
    assert_eq!(browser.count(&entry).await?, 1);
    browser.press("職場巡視の実地").await?;
    browser.see("カレンダーに入れる").await?;
    browser.see("お問合せ先").await?;
    assert!(
        browser
            .address()
            .await?
            .ends_with(&format!("/catalogue/{practical}"))
    );
    browser.calm("course").await?;
    browser.width(390).await?;
    browser.calm("course-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("ほかの研修会をさがす").await?;
    browser.see("事業場での実習").await?;
    // The catalogue is in the doctor's menu.
    browser.menu("ホーム").await?;
    browser.see("次にすること").await?;
    browser.menu("研修会をさがす").await?;
    browser.see("化学物質の自律的な管理").await?;
    browser.close().await
}
