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

    // A code that does not exist says so, also where none begins so; one that does fills prefecture
    // and town.
    let (code, street) = ("profile.contact.postal_code", "profile.contact.street");
    for unknown in ["9999999", "0000000"] {
        browser.fill(code, unknown).await?;
        browser.see("この郵便番号の住所は一覧にありません").await?;
    }
    browser.calm("no-such-code").await?;
    browser.fill(code, "1010021").await?;
    browser.gone("この郵便番号の住所は一覧にありません").await?;
    browser.see_in(street, "千代田区外神田").await?;
    assert_eq!(browser.value("profile.contact.prefecture").await?, "13");
    // What was filled in is replaced with the code, what was typed is not.
    browser.fill(code, "2310017").await?;
    browser.see_in(street, "横浜市中区港町").await?;
    assert_eq!(browser.value("profile.contact.prefecture").await?, "14");
    browser.fill(street, "本駒込2-28-16").await?;
    browser.fill(code, "1130021").await?;
    browser.see("入力済みの住所はそのままにしています").await?;
    assert_eq!(browser.value(street).await?, "本駒込2-28-16");
    assert_eq!(browser.value("profile.contact.prefecture").await?, "14");
    browser.calm("typed-before").await?;
    browser.press("東京都文京区本駒込").await?;
    browser.see_in(street, "文京区本駒込").await?;
    assert_eq!(browser.value("profile.contact.prefecture").await?, "13");
    // That the list did not come is not said of the code.
    browser.offline(true).await?;
    browser.fill(code, "6020000").await?;
    browser.see("住所を調べられませんでした").await?;
    browser
        .calm_but("no-connection", "ERR_INTERNET_DISCONNECTED")
        .await?;
    browser.offline(false).await?;
    browser.fill(code, "1130021").await?;
    browser.gone("住所を調べられませんでした").await?;
    browser
        .fill("profile.contact.street", "文京区本駒込2-28-16")
        .await?;

    for (id, text) in [
        ("profile.former_family_kana", "キュウダ"),
        ("profile.former_family", "旧田"),
    ] {
        browser.fill(id, text).await?;
    }
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
        "旧田（キュウダ）",
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
    // Whoever has asked before finds the help here, too.
    browser
        .press("1時間経過しても確認メールが届かない場合")
        .await?;
    browser.see("迷惑メールのフォルダー").await?;
    browser.calm("consents").await?;
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
    browser.see("確認メールを送信しました").await?;
    browser
        .see("1時間経過しても確認メールが届かない場合")
        .await?;
    browser.see("1時間に5通までです").await?;
    browser.calm("help").await?;

    browser.fill("email", EMAIL).await?;
    browser.fill("email_again", EMAIL).await?;
    browser.press("もう一度送信する").await?;
    browser.see("もう一度送信する手続きをしました").await?;
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

#[tokio::test(flavor = "multi_thread")]
async fn another_link_in_the_same_tab_begins_with_a_form_of_its_own() -> Result<()> {
    let world = world().await?;
    let browser = open(&world, "another-link").await?;
    let address = to_the_form(&browser, &world).await?;
    browser.fill("profile.family", "渡邉").await?;
    browser.see("保存しました").await?;
    // Opened again it goes on, another one knows nothing of it.
    browser.go(&address).await?;
    browser.see_in("profile.family", "渡邉").await?;
    let other = world.begin_registration("jiro.sato@example.jp").await;
    browser.go(&format!("/register#{}", other.secret)).await?;
    browser.see("jiro.sato@example.jp").await?;
    browser.see_in("profile.family", "").await?;
    browser.calm("another-link").await?;
    browser.close().await
}
