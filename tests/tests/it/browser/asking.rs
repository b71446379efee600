//! A credit that is missing, in a browser: the clock, and asking the organiser (features.md #60).

use anyhow::Result;
use api::courses::{CourseApproval, CourseView};
use journeys::Doctor;
use journeys::courses::course_form;

use super::{enter, open, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_sees_until_when_to_wait_and_asks_the_organiser_after_that() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    let holder = world.officer("13-001").await;
    let tokyo = world.officer("13").await;
    let (now, then) = (world.today(), world.today().add_days(-40));
    for (date, title) in [(now, "きょうの研修会"), (then, "先月の研修会")] {
        let mut form = course_form(date);
        form.title = title.to_owned();
        form.enquiries.email = "gakujutsu@example.jp".to_owned();
        let made: CourseView = holder.post("/courses", &form).await.read(201);
        let approval = CourseApproval {
            version: made.version,
        };
        let path = format!("/review/courses/{}/approval", made.line.id);
        tokyo.post(&path, &approval).await.expect(200);
    }
    let browser = open(&world, "asking").await?;
    enter(&browser, &world, &doctor).await?;
    browser.menu("単位・受講").await?;
    browser.see("単位が見当たらないとき").await?;
    browser.press("研修会を探す").await?;
    assert!(!browser.error_beside("held_on").await?.is_empty());

    browser.fill("held_on", &now.to_string()).await?;
    browser.choose("held_in", "13").await?;
    browser.press("研修会を探す").await?;
    browser.see("きょうの研修会").await?;
    browser.see("もう少しお待ちください").await?;
    browser.calm("in-time").await?;

    browser.fill("held_on", &then.to_string()).await?;
    browser.press("研修会を探す").await?;
    browser.see("先月の研修会").await?;
    browser.see("gakujutsu@example.jp").await?;
    browser.press("主催者に問い合わせる").await?;
    browser.see("お問合せの内容").await?;
    browser.press("問い合わせを送る").await?;
    assert!(!browser.error_beside("message").await?.is_empty());
    browser
        .fill("message", "受講しましたが、単位が見当たりません。")
        .await?;
    browser.calm("question").await?;
    browser.press("問い合わせを送る").await?;
    browser.see("返信をお待ちください").await?;
    browser.width(390).await?;
    browser.calm("asked").await?;
    let mail = world
        .mail("gakujutsu@example.jp", "単位についてのお問合せ")
        .await;
    assert!(mail.text.contains("先月の研修会") && mail.text.contains("見当たりません"));
    browser.close().await
}
