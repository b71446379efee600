//! 利用者登録 in a browser: the form that checks while one types, its pickers, the mail that did not
//! come, the link that opens again (features.md #9–#31).

use anyhow::Result;
use journeys::World;
use journeys::browser::Browser;

use super::{PASSWORD, link, open, sign_in, world};

const EMAIL: &str = "haruka.watanabe@example.jp";
const LOGIN: &str = "watanabe99";

/// Every field that is asked for and has no story of its own here.
const PLAIN: &[(&str, &str)] = &[
    ("register_date", "平成7年5月10日"),
    ("profile.family_kana", "ワタナベ"),
    ("profile.given_kana", "ハルカ"),
    ("profile.family", "渡邉"),
    ("profile.given", "遥"),
    ("profile.contact.mobile", "090-0000-0001"),
    ("profile.education.graduation_month", "1995-03"),
];

async fn to_the_form(browser: &Browser, world: &World) -> Result<String> {
    let opened = world.begin_registration(EMAIL).await;
    let address = format!("/register#{}", opened.secret);
    browser.go(&address).await?;
    browser.see("ログイン情報・利用者登録情報の入力").await?;
    Ok(address)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_field_says_what_is_wrong_with_it_as_one_types() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "registration-form").await?;
    to_the_form(&browser, &world).await?;

    browser.press("確認画面へ進む").await?;
    browser.see("入力内容をご確認ください").await?;
    for required in ["login_id", "password", "register_number", "profile.family"] {
        let said = browser.error_beside(required).await?;
        assert_eq!(said, "入力してください。", "{required}");
    }
    // 医師等資格確認検索, for whoever has forgotten the number.
    let search = "a[href='https://licenseif.mhlw.go.jp/search_isei/'][target='_blank']";
    assert_eq!(browser.count(search).await?, 1);
    browser.calm("nothing-typed").await?;

    browser.fill("login_id", "abc").await?;
    let said = browser.error_beside("login_id").await?;
    assert!(said.contains("8"), "{said}");
    browser.fill("password", "abc").await?;
    let said = browser.error_beside("password").await?;
    assert!(said.contains("3種類"), "{said}");
    browser.fill("register_number", "1234567").await?;
    let said = browser.error_beside("register_number").await?;
    assert!(said.contains("6桁"), "{said}");
    browser.fill("profile.birth_date", "S43.13.1").await?;
    let said = browser.error_beside("profile.birth_date").await?;
    assert!(said.contains("存在しない"), "{said}");
    browser.calm("wrong").await?;

    // As soon as it is right, the error goes, and what was understood stands there instead.
    browser.fill("register_number", "９９９").await?;
    browser.see("「第000999号」として登録します").await?;
    browser.fill("profile.birth_date", "S43.4.2").await?;
    browser.see("1968年4月2日（昭和43年）").await?;
    assert_eq!(browser.count("[id='register_number-error']").await?, 0);
    assert_eq!(browser.count("[id='profile.birth_date-error']").await?, 0);
    browser.width(390).await?;
    browser.calm("on-a-telephone").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pickers_and_the_postal_code_fill_in_what_is_confirmed_before_it_is_registered()
-> Result<()> {
    let world = world().await?;
    let browser = open(&world, "registration").await?;
    browser.go("/register").await?;
    browser.see("日本の医師免許をお持ちの医師").await?;
    to_the_form(&browser, &world).await?;
    for (id, text) in PLAIN {
        browser.fill(id, text).await?;
    }
    browser.fill("login_id", LOGIN).await?;
    browser.fill("password", PASSWORD).await?;
    browser.fill("register_number", "999001").await?;
    browser.fill("profile.birth_date", "1968/4/2").await?;

    // A code that does not exist says so; one that does fills prefecture and town.
    browser
        .fill("profile.contact.postal_code", "9999999")
        .await?;
    browser.see("この郵便番号の住所は一覧にありません").await?;
    browser
        .fill("profile.contact.postal_code", "1130021")
        .await?;
    browser.gone("この郵便番号の住所は一覧にありません").await?;
    browser
        .see_in("profile.contact.street", "文京区本駒込")
        .await?;
    assert_eq!(browser.value("profile.contact.prefecture").await?, "13");
    browser
        .fill("profile.contact.street", "文京区本駒込2-28-16")
        .await?;

    browser.pick("profile.main_specialty", "内科").await?;
    browser.pick("profile.further_specialties", "小児").await?;
    browser.pick("profile.societies", "内科").await?;
    browser.pick("profile.societies", "小児科").await?;
    browser.see("日本小児科学会").await?;
    // Part of a name shows every university that has it; one that is in no list is taken as typed.
    browser
        .fill("profile.education.school.name", "東京")
        .await?;
    browser.see("東京慈恵会医科大学").await?;
    browser
        .fill("profile.education.school.name", "千代田医科大学")
        .await?;
    browser.keys("\u{E004}").await?;
    browser
        .see("一覧にない大学として「千代田医科大学」を登録します")
        .await?;
    browser.calm("filled").await?;

    browser.press("確認画面へ進む").await?;
    browser.see("まだ登録は完了していません").await?;
    for shown in [
        "第999001号",
        "渡邉 遥（ワタナベ ハルカ）",
        "〒113-0021 東京都文京区本駒込2-28-16",
        "千代田医科大学",
        "日本内科学会、日本小児科学会",
    ] {
        browser.see(shown).await?;
    }
    assert!(!browser.text().await?.contains(PASSWORD));
    browser.calm("confirmation").await?;

    // Going back loses nothing, the password included.
    browser.press("戻って直す").await?;
    assert_eq!(browser.value("login_id").await?, LOGIN);
    assert_eq!(browser.value("password").await?, PASSWORD);
    browser.fill("profile.given", "悠").await?;
    browser.press("確認画面へ進む").await?;
    browser.see("渡邉 悠").await?;
    browser.press("登録する").await?;
    browser.see("利用者登録が完了しました").await?;
    browser.calm("done").await?;
    world.mail(EMAIL, "登録が完了").await;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_did_not_come_is_sent_again_to_the_corrected_address() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "lost-mail").await?;
    browser.go("/register").await?;
    browser.see("利用規約").await?;
    browser.press("送信する").await?;
    let said = browser.error_beside("consented").await?;
    assert_eq!(said, "同意のチェックを入れてください。");
    browser.click("consented").await?;
    browser.fill("email", "haruka@example.jp").await?;
    browser.fill("email_again", "haruko@example.jp").await?;
    browser.keys("\u{E004}").await?;
    let said = browser.error_beside("email_again").await?;
    assert!(said.contains("一致"), "{said}");
    browser.calm("two-addresses").await?;
    browser.fill("email_again", "haruka@example.jp").await?;
    browser.press("送信する").await?;
    browser
        .see("1時間経過しても確認メールが届かない場合")
        .await?;
    browser.calm("help").await?;

    browser.fill("email", EMAIL).await?;
    browser.fill("email_again", EMAIL).await?;
    browser.press("もう一度送信する").await?;
    browser.see("もう一度送信しました").await?;
    browser.see(EMAIL).await?;
    browser.calm("sent-again").await?;
    let mail = world.mail(EMAIL, "利用者登録").await;
    browser.go(link(&mail.text, "/register#")?).await?;
    browser.see("ログイン情報・利用者登録情報の入力").await?;
    // The secret does not stay in the address, nor in the history.
    assert!(!browser.address().await?.contains('#'));
    browser.calm("opened").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_opens_before_the_registration_is_complete_and_it_resumes_elsewhere() -> Result<()>
{
    let world = world().await?;
    let browser = open(&world, "unfinished").await?;
    let address = to_the_form(&browser, &world).await?;
    browser.fill("login_id", LOGIN).await?;
    browser.fill("password", PASSWORD).await?;
    browser.fill("profile.family", "渡邉").await?;
    browser.see("保存しました").await?;
    browser.calm("kept").await?;

    for page in ["/me", "/me/credits", "/me/applications", "/courses"] {
        browser.go(page).await?;
        browser.see("ログインする").await?;
    }
    browser.fill("login", LOGIN).await?;
    browser.fill("password", PASSWORD).await?;
    browser.press("ログインする").await?;
    browser.see("ログインIDまたはパスワードが違います").await?;
    browser.calm_but("not-registered", "/api/sign-ins").await?;

    let elsewhere = open(&world, "unfinished-elsewhere").await?;
    elsewhere.go(&address).await?;
    elsewhere.see("前回の入力の続きから始めます").await?;
    assert_eq!(elsewhere.value("profile.family").await?, "渡邉");
    assert_eq!(elsewhere.value("password").await?, "");
    elsewhere.calm("resumed").await?;
    elsewhere.close().await?;

    let mut form = journeys::registering::form(LOGIN, "999001");
    form.password = domain::login::Password::new(PASSWORD);
    let secret = address.trim_start_matches("/register#").to_owned();
    let opened = api::identity::LinkSecret { secret };
    world.complete(&opened, form).await.expect(201);
    sign_in(&browser, LOGIN, PASSWORD).await?;
    browser.see("次にすること").await?;
    browser.calm("registered").await?;
    browser.close().await
}
