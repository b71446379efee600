//! The address of a doctor's own calendar in a browser (features.md L7).

use anyhow::Result;
use journeys::Doctor;

use super::{enter, open, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_makes_an_address_for_a_calendar_and_revokes_it() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("123456").enter(&world).await;
    let browser = open(&world, "calendar").await?;
    enter(&browser, &world, &doctor).await?;
    browser.menu("登録情報").await?;
    browser.press("アドレスを作る").await?;
    browser.see("このアドレスは一度だけ表示されます").await?;
    assert_eq!(browser.count("[id='calendar-address']").await?, 1);
    // Whether a browser without a screen lets it onto the clipboard or not, it is said.
    browser.press("アドレスをコピーする").await?;
    browser.see("コピー").await?;
    browser.width(390).await?;
    browser.calm("made-narrow").await?;
    browser.width(1280).await?;
    browser.go("/me/profile").await?;
    browser.see("もう一度表示することはできません").await?;
    assert_eq!(browser.count("[id='calendar-address']").await?, 0);
    browser.press("アドレスを失効させる").await?;
    browser.see("今のアドレスは使えなくなり").await?;
    browser.press("アドレスを失効させる").await?;
    browser.see("アドレスを失効させました").await?;
    browser.gone("もう一度表示することはできません").await?;
    browser.calm("revoked").await?;
    browser.close().await
}
