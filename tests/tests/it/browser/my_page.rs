//! マイページ in a browser: own data, credits, the history of applications (features.md #46, #72,
//! #114, #115).

use anyhow::Result;
use journeys::Doctor;

use super::{enter, open, world};

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_changes_address_and_telephone_and_is_told_by_mail() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    let browser = open(&world, "contact").await?;
    enter(&browser, &world, &doctor).await?;
    browser.menu("登録情報").await?;
    browser.see("連絡先・自宅住所を変更する").await?;
    browser.see("千代田区外神田1-2-3").await?;
    browser.calm("as-registered").await?;

    browser.press("連絡先・自宅住所を変更する").await?;
    browser.fill("mobile", "９０").await?;
    browser.keys("\u{E004}").await?;
    assert!(!browser.error_beside("mobile").await?.is_empty());
    browser.press("変更する").await?;
    browser.see("入力内容をご確認ください").await?;
    browser.calm("wrong").await?;

    browser.fill("mobile", "090-1111-2222").await?;
    // The address that stands there is replaced only on purpose.
    browser.fill("postal_code", "113-0021").await?;
    browser.see("入力済みの住所はそのままにしています").await?;
    assert_eq!(browser.value("street").await?, "千代田区外神田1-2-3");
    browser.calm("another-postal-code").await?;
    browser.press("東京都文京区本駒込").await?;
    browser.see_in("street", "文京区本駒込").await?;
    browser.gone("入力済みの住所はそのままにしています").await?;
    browser.fill("street", "文京区本駒込2-28-16").await?;
    // A reload loses nothing.
    browser.go("/me/profile").await?;
    browser.see_in("street", "文京区本駒込2-28-16").await?;
    browser.see_in("mobile", "090-1111-2222").await?;
    browser.calm("after-a-reload").await?;
    browser.press("変更する").await?;
    browser.see("変更しました").await?;
    browser.see("〒113-0021 東京都文京区本駒込2-28-16").await?;
    browser.see("090-1111-2222").await?;
    browser.width(390).await?;
    browser.calm("changed").await?;
    world.mail(&doctor.email, "変更").await;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_sees_credits_by_year_and_finds_an_application_again() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    world.award(&doctor, "5", world.today()).await;
    let evidence = doctor.practical_evidence().await;
    doctor.applied(&journeys::applying::form(&evidence)).await;
    let browser = open(&world, "history").await?;
    enter(&browser, &world, &doctor).await?;
    browser.see("申請は医師会で審査中です").await?;
    browser.calm("home").await?;

    browser.menu("単位・受講").await?;
    browser.see("地域医療研修会").await?;
    browser.see("反映済み").await?;
    browser.calm("credits").await?;

    browser.menu("申請").await?;
    browser.see("千代田区医師会").await?;
    browser.fill("from", "1999/1/1").await?;
    browser.fill("until", "1999/12/31").await?;
    browser.press("検索").await?;
    browser.see("該当する申請はありません").await?;
    browser.fill("until", &world.today().to_string()).await?;
    browser.press("検索").await?;
    browser.see("審査中").await?;
    browser.calm("found").await?;

    // 取下げ, asked for twice.
    browser
        .press("かかりつけ医機能報告制度にかかる研修")
        .await?;
    browser.see("経過").await?;
    browser.press("申請を取り下げる").await?;
    browser.see("取り下げた申請は元に戻せません").await?;
    browser.calm("withdrawing").await?;
    browser.press("申請を取り下げる").await?;
    browser.see("申請を取り下げました").await?;
    browser.see("取下げ").await?;
    browser.calm("withdrawn").await?;
    browser.close().await
}
