//! Organisers in a browser: a course from the first draft to its approval, colleagues and API keys
//! (features.md #58, #123).

use anyhow::Result;
use journeys::browser::Browser;

use super::{PASSWORD, enter, link, open, sign_out, world};

const COLLEAGUE: &str = "colleague@example.jp";

/// Everything that a course asks for.
pub async fn fill_in(browser: &Browser, date: &str) -> Result<()> {
    for (id, text) in [
        ("title", "心不全の地域連携"),
        ("date", date),
        ("place.venue", "千代田区医師会館"),
        ("enquiries.name", "研究会 事務局"),
        ("enquiries.telephone", "03-0000-0000"),
        ("lectures[0].title", "心不全の診かた"),
        ("lectures[0].lecturer", "鈴木　一郎"),
        ("lectures[0].start", "14:00"),
        ("lectures[0].end", "15:30"),
        ("lectures[0].awards[0].units", "1.5"),
    ] {
        browser.fill(id, text).await?;
    }
    browser.choose("place.prefecture", "13").await?;
    browser.choose("lectures[0].awards[0].code", "24").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_applied_for_sent_back_corrected_and_approved() -> Result<()> {
    let world = world().await?;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let tokyo = world.officer("13").await;
    let browser = open(&world, "course").await?;
    enter(&browser, &world, &organizer).await?;
    browser.press("研修会を申請する").await?;
    browser.see("研修会の申請").await?;
    browser.press("申請する").await?;
    assert_eq!(browser.error_beside("title").await?, "入力してください。");
    browser.see("研修会名：入力してください。").await?;
    browser.see("講義 1 演題：入力してください。").await?;
    browser.calm("nothing-typed").await?;
    browser.fill("co_organizers", &"あ".repeat(101)).await?;
    browser.keys("\u{E004}").await?;
    let said = browser.error_beside("co_organizers").await?;
    assert!(said.contains("100"), "{said}");
    browser.see(&format!("共催・後援：{said}")).await?;
    browser.calm("a-name-too-long").await?;
    // A separator with nothing behind it is no error.
    browser.fill("co_organizers", "東京都医師会、").await?;
    browser.gone(&said).await?;
    fill_in(&browser, &world.today().add_days(60).to_string()).await?;

    // A reload in the middle loses nothing.
    browser.go("/courses/new").await?;
    browser.see("研修会の申請").await?;
    assert_eq!(browser.value("title").await?, "心不全の地域連携");
    browser.calm("filled-in").await?;
    browser.press("申請する").await?;
    browser.see("東京都医師会の承認待ちです").await?;
    browser.calm("submitted").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &tokyo).await?;
    browser.menu("研修会の承認").await?;
    browser.press("心不全の地域連携").await?;
    browser.see("受講者が得る単位").await?;
    browser.calm("reviewed").await?;
    browser.press("差戻し").await?;
    browser
        .fill("reason", "講師の所属を書いてください。")
        .await?;
    browser.press("差し戻す").await?;
    browser.see("差し戻しました：心不全の地域連携").await?;
    browser.calm("sent-back").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &organizer).await?;
    browser.press("心不全の地域連携").await?;
    browser.see("講師の所属を書いてください。").await?;
    browser.press("直して再申請する").await?;
    browser.see("研修会の再申請").await?;
    assert_eq!(browser.value("lectures[0].end").await?, "15:30");
    browser
        .fill("lectures[0].lecturer", "鈴木　一郎（城東病院）")
        .await?;
    // Nor does it lose a correction.
    browser.script("location.reload()").await?;
    browser
        .see_in("lectures[0].lecturer", "鈴木　一郎（城東病院）")
        .await?;
    browser.press("申請する").await?;
    browser.see("東京都医師会の承認待ちです").await?;
    browser.calm("resubmitted").await?;
    sign_out(&browser).await?;

    enter(&browser, &world, &tokyo).await?;
    browser.menu("研修会の承認").await?;
    browser.press("心不全の地域連携").await?;
    browser.see("鈴木　一郎（城東病院）").await?;
    browser.press("承認する").await?;
    browser.see("承認しました：心不全の地域連携").await?;
    browser.see("承認待ちの研修会はありません").await?;
    browser.calm("approved").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_course_is_withdrawn_by_its_organiser() -> Result<()> {
    let world = world().await?;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let form = journeys::courses::course_form(world.today().add_days(60));
    organizer.post("/courses", &form).await.expect(201);
    let browser = open(&world, "withdrawal").await?;
    enter(&browser, &world, &organizer).await?;
    browser.press(&form.title).await?;
    browser.see("東京都医師会の承認待ちです").await?;
    browser.press("申請を取り下げる").await?;
    browser.see("研修会の申請を取り下げますか").await?;
    browser.calm("asked").await?;
    browser.press("申請を取り下げる").await?;
    browser.see("研修会の申請を取り下げました").await?;
    browser.see("取下げ").await?;
    assert_eq!(browser.count("main .button").await?, 0);
    browser.calm("withdrawn").await?;
    browser.width(390).await?;
    browser.calm("withdrawn-narrow").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_shown_once_and_a_colleague_registers_by_the_invitation() -> Result<()> {
    let world = world().await?;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let browser = open(&world, "staff-and-keys").await?;
    enter(&browser, &world, &organizer).await?;
    browser.menu("担当者・連携").await?;
    browser
        .see("お使いのシステムから単位を送るための鍵です")
        .await?;
    assert_eq!(
        browser.count("[id='kind']").await?,
        0,
        "one kind: no choice"
    );
    browser.fill("label", "受付システム").await?;
    browser.press("APIキーを作る").await?;
    browser.see("このキーは一度だけ表示されます").await?;
    browser.see("受付システム").await?;
    // Not kept as a picture: it is a key. Afterwards it is nowhere on the page.
    browser.go("/organizer").await?;
    browser.see("受付システム").await?;
    assert!(!browser.text().await?.contains("一度だけ表示"));
    assert_eq!(browser.count("[id='api-key']").await?, 0);
    browser.calm("key").await?;
    browser.press("失効させる").await?;
    browser.see("「受付システム」を失効させますか").await?;
    browser.press("失効させる").await?;
    browser.see("失効させました").await?;
    browser.see("APIキーはありません").await?;

    browser.fill("email", COLLEAGUE).await?;
    browser.press("招待を送る").await?;
    browser.see("招待を送りました").await?;
    browser.calm("invited").await?;
    sign_out(&browser).await?;

    let mail = world.mail(COLLEAGUE, "担当者登録").await;
    browser.go(link(&mail.text, "/invitation#")?).await?;
    browser.see("城東の会の担当者として登録します").await?;
    browser.fill("name", "佐藤　次郎").await?;
    browser.fill("login_id", "satojiro01").await?;
    browser.fill("password", "short").await?;
    browser.press("登録する").await?;
    assert!(!browser.error_beside("password").await?.is_empty());
    browser.calm("invitation").await?;
    browser.fill("password", PASSWORD).await?;
    browser.press("登録する").await?;
    browser.see("登録しました。ログインしてください").await?;
    super::sign_in(&browser, "satojiro01", PASSWORD).await?;
    browser.see("城東の会").await?;
    browser.calm("colleague").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_national_association_makes_a_key_that_opens_the_feed_and_nothing_else() -> Result<()> {
    let world = world().await?;
    let national = world.officer("national").await;
    let browser = open(&world, "key-for-the-feed").await?;
    enter(&browser, &world, &national).await?;
    browser.menu("担当者・連携").await?;
    browser.see("できること").await?;
    assert_eq!(browser.value("kind").await?, "credits");
    browser.fill("label", "生涯教育 on-line").await?;
    browser.choose("kind", "feed").await?;
    browser.calm("asked-for").await?;
    browser.press("APIキーを作る").await?;
    browser.see("このキーは一度だけ表示されます").await?;
    let key = browser
        .script("return document.getElementById('api-key').textContent")
        .await?;
    let program = world.visitor().with_key(key.as_str().unwrap_or_default());
    let rows = serde_json::json!({ "rows": [{
        "row_id": "e-1", "register_number": "123456", "name": "髙橋直子", "kind": "e-learning",
        "title": "高血圧の最新治療", "units": "0.5", "codes": ["74"], "date": world.today(),
    }] });
    program.post("/learning/feed", &rows).await.expect(200);
    program.get("/courses").await.expect(403);
    browser.go("/organizer").await?;
    browser.see("生涯教育 on-line の単位の受け取り").await?;
    browser.calm("made").await?;
    browser.width(390).await?;
    browser.calm("made-narrow").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_applies_for_an_account_and_the_prefecture_lets_it_in() -> Result<()> {
    let world = world().await?;
    let tokyo = world.officer("13").await;
    let browser = open(&world, "organizer-account").await?;
    browser.go("/").await?;
    browser.see("English").await?;
    browser.press("主催者アカウントを申請する").await?;
    browser
        .see("研修会を主催する外部団体の方のお申し込みです")
        .await?;
    browser.fill("name", "城東地域医療連携研究会").await?;
    browser.choose("prefecture", "13").await?;
    browser.fill("enquiries.name", "事務局").await?;
    browser.fill("enquiries.email", COLLEAGUE).await?;
    browser.calm("applying").await?;
    browser.press("申請する").await?;
    browser.see("審査は東京都医師会が行います").await?;
    browser.calm("applied").await?;

    enter(&browser, &world, &tokyo).await?;
    browser.menu("主催者").await?;
    browser.see("城東地域医療連携研究会").await?;
    browser.calm("to-review").await?;
    browser.press("承認して招待を送る").await?;
    browser.see("承認し、招待メールを送りました").await?;
    browser.calm("approved").await?;
    world.mail(COLLEAGUE, "担当者登録").await;
    browser.close().await
}
