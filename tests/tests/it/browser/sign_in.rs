//! Signing in by the form in a browser, and what happens when it or the connection ends
//! (features.md #1).

use std::time::Duration;

use anyhow::Result;
use journeys::{Doctor, Person, World};

use super::{PASSWORD, enter, open, world};

/// Longer than any sign-in lives.
const DAY: Duration = Duration::from_hours(24);

async fn doctor(world: &World) -> Person {
    let doctor = Doctor::member("12345").enter(world).await;
    world.give_password(&doctor, PASSWORD).await;
    doctor
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_sent_before_the_application_has_come_signs_in_all_the_same() -> Result<()> {
    let world = world().await?;
    let doctor = doctor(&world).await;
    let browser = open(&world, "early-sign-in").await?;
    browser.slow(20_000).await?;
    browser.go("/").await?;
    assert!(
        !browser.text().await?.contains("English"),
        "it was not slow"
    );
    browser.fill("login", &doctor.login).await?;
    browser.fill("password", PASSWORD).await?;
    browser.keys("\u{E007}").await?;
    browser.shot("sent-early").await?;
    assert!(
        !browser.text().await?.contains("English"),
        "it was not slow"
    );
    browser.slow(-1).await?;
    browser.see("次にすること").await?;
    browser.calm("signed-in").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_can_be_shown_a_wrong_one_is_said_and_enter_sends() -> Result<()> {
    let world = world().await?;
    let doctor = doctor(&world).await;
    let browser = open(&world, "sign-in").await?;
    browser.go("/").await?;
    browser.see("English").await?;
    browser.press("ログインする").await?;
    assert_eq!(browser.error_beside("login").await?, "入力してください。");
    browser.fill("login", &doctor.login).await?;
    browser.fill("password", "kagurazaka").await?;
    let kind = "return document.getElementById('password').type";
    assert_eq!(browser.script(kind).await?, "password");
    browser.press("パスワードを表示").await?;
    browser.see("パスワードを隠す").await?;
    assert_eq!(browser.script(kind).await?, "text");
    browser.calm("shown").await?;
    browser.press("ログインする").await?;
    browser.see("ログインIDまたはパスワードが違います").await?;
    // That an attempt was refused is what the browser itself writes down.
    browser.calm_but("refused", "/api/sign-ins").await?;
    browser.fill("password", PASSWORD).await?;
    browser.keys("\u{E007}").await?;
    browser.see("次にすること").await?;
    browser.calm("signed-in").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_ends_in_a_long_form_is_renewed_over_the_page() -> Result<()> {
    let world = world().await?;
    let doctor = doctor(&world).await;
    let browser = open(&world, "ended-sign-in").await?;
    enter(&browser, &world, &doctor).await?;
    browser.menu("登録情報").await?;
    browser.press("連絡先・自宅住所を変更する").await?;
    browser.fill("mobile", "090-1111-2222").await?;
    world.pass(DAY);
    browser.press("変更する").await?;
    browser.see("もう一度ログインしてください").await?;
    browser.see("入力した内容は残っています").await?;
    browser.calm_but("asked-again", "/api/me/contact").await?;
    browser.fill("login", &doctor.login).await?;
    browser.fill("password", PASSWORD).await?;
    browser.keys("\u{E007}").await?;
    // What was sent is sent again by itself, once.
    browser.see("変更しました").await?;
    browser.see("090-1111-2222").await?;
    browser.calm("changed").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_about_a_sign_in_that_has_ended() -> Result<()> {
    let world = world().await?;
    let doctor = doctor(&world).await;
    let browser = open(&world, "yesterday").await?;
    enter(&browser, &world, &doctor).await?;
    browser.see("次にすること").await?;
    // The next morning, for the server and for what the browser has noted.
    world.pass(DAY);
    browser
        .script(
            "const until = Number(localStorage.getItem('signed-in'));
             localStorage.setItem('signed-in', String(until - 24 * 60 * 60 * 1000));",
        )
        .await?;
    browser.go("/me").await?;
    browser.see("ログインする").await?;
    browser.calm("sign-in").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_connection_loses_nothing() -> Result<()> {
    let world = world().await?;
    let doctor = doctor(&world).await;
    let browser = open(&world, "offline").await?;
    enter(&browser, &world, &doctor).await?;
    browser.menu("登録情報").await?;
    browser.press("連絡先・自宅住所を変更する").await?;
    browser.fill("mobile", "090-1111-2222").await?;
    browser.offline(true).await?;
    browser.press("変更する").await?;
    browser.see("通信できませんでした").await?;
    // In view, though the button stands at the end of a long form.
    let seen = "const box = document.querySelector('[role=alert]').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight";
    assert_eq!(browser.script(seen).await?, true);
    assert_eq!(browser.value("mobile").await?, "090-1111-2222");
    browser
        .calm_but("no-connection", "ERR_INTERNET_DISCONNECTED")
        .await?;
    browser.offline(false).await?;
    browser.press("変更する").await?;
    browser.see("変更しました").await?;
    browser.see("090-1111-2222").await?;
    browser.calm("changed").await?;
    browser.close().await
}
