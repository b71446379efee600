//! 認定 in a browser: how a title stands, what is missing, and a renewal until it is sent (features.md
//! #68, #72, #82–#84, L5, L7).

use anyhow::Result;
use api::titles::TitlePreparation;
use domain::application::DeclaredForm;
use domain::calendar::Date;
use journeys::browser::Browser;
use journeys::paper::pdf;
use journeys::titles::{INDUSTRIAL, SPORTS, judged, title_form};
use journeys::{Doctor, Person, World};

use super::{enter, file, open, upload, world};

/// The page as on a telephone, for the eye too.
async fn on_a_telephone(browser: &Browser, name: &str) -> Result<()> {
    browser.width(390).await?;
    browser.calm(name).await?;
    browser.width(1280).await
}

/// The same with a part of the page in view.
async fn look_at(browser: &Browser, id: &str, name: &str) -> Result<()> {
    let script = format!("document.getElementById('{id}').scrollIntoView()");
    browser.script(&script).await?;
    browser.calm(name).await
}

/// A holder of 認定産業医 whose validity ends in `days`.
async fn holder(world: &World, days: i32) -> (Person, Date) {
    let doctor = Doctor::member("12345").enter(world).await;
    let until = world.today().add_days(days);
    world.hold_title(&doctor, INDUSTRIAL, until).await;
    (doctor, until)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_holder_renews_from_my_page_and_sees_the_round_and_the_committee() -> Result<()> {
    let world = world().await?;
    let (doctor, until) = holder(&world, 200).await;
    for (category, units, ago) in [
        ("renewal-update", "5", 1300),
        ("renewal-practical", "3", 900),
        ("renewal-special", "6", 500),
        ("renewal-practical", "2", 200),
        ("renewal-special", "4", 30),
    ] {
        let day = world.today().add_days(-ago);
        world
            .earn(&doctor, (INDUSTRIAL, category), units, day)
            .await;
    }
    let browser = open(&world, "renewal").await?;
    enter(&browser, &world, &doctor).await?;
    browser.see("あと200日").await?;
    browser.see("第1234567号").await?;
    browser.calm("my-page").await?;
    on_a_telephone(&browser, "my-page-on-a-telephone").await?;

    browser.press("状況と要件を見る").await?;
    browser
        .see(&format!("{}まで有効です", until.both_calendars()))
        .await?;
    browser.see("更新申請に必要なものはそろっています").await?;
    browser.see("20 / 20").await?;
    browser.see("申請の最終日").await?;
    browser.see("生涯研修・専門").await?;
    browser.calm("title").await?;
    look_at(&browser, "timeline", "timeline").await?;
    browser.width(390).await?;
    look_at(&browser, "timeline", "timeline-on-a-telephone").await?;
    browser.script("scrollTo(0, 0)").await?;
    on_a_telephone(&browser, "title-on-a-telephone").await?;

    browser.press("更新申請").await?;
    browser.see("東京都医師会").await?;
    browser.see("10,000円").await?;
    browser.see("要件").await?;
    browser.calm("form").await?;
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser.see("申請を受け付けました").await?;
    browser.see("このあとの流れ").await?;
    let application = doctor.applications().await.remove(0);
    let title = application.title.expect("an application for a title");
    browser.see(&title.committee.both_calendars()).await?;
    browser.see(&title.round.in_words()).await?;
    browser.calm("submitted").await?;
    on_a_telephone(&browser, "submitted-on-a-telephone").await?;

    browser.press("審査状況を見る").await?;
    browser.see("審査中の医師会").await?;
    browser.see("未納").await?;
    browser.calm("case").await?;
    on_a_telephone(&browser, "case-on-a-telephone").await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("申請は審査中です").await?;
    // Nothing is missing because of the own application.
    browser.see("下の要件は、今日の時点で見たものです").await?;
    browser.gone("不足").await?;
    browser.calm("under-review").await?;
    browser.close().await
}

/// The panel says of each requirement what the same rules and facts say when judged in this process.
async fn panel_is_as_judged_natively(
    browser: &Browser,
    world: &World,
    doctor: &Person,
    units: &str,
) -> Result<()> {
    let mut form = title_form(INDUSTRIAL, "renewal");
    form.title.as_mut().unwrap().declared = vec![DeclaredForm {
        category: "renewal-special".to_owned(),
        units: units.to_owned(),
        from: "2024-04-01".to_owned(),
        to: "2025-03-31".to_owned(),
        evidence: Vec::new(),
    }];
    let path = format!("/me/titles/{INDUSTRIAL}/preparation");
    let preparation: TitlePreparation = doctor.get(&path).await.read(200);
    let goal = judged(&preparation, &form, world.today());
    let total = &goal.evaluation.requirements[2];
    let sum = [&total.have, &total.need].map(|one| one.clone().unwrap_or_default());
    browser.see(&sum.join(" / ")).await?;
    let script =
        "return [...document.querySelectorAll('aside .asks > li')].map((li) => li.innerText)";
    let shown = browser.script(script).await?;
    let shown: Vec<String> = serde_json::from_value(shown)?;
    assert_eq!(shown.len(), goal.evaluation.requirements.len());
    for (text, result) in shown.iter().zip(&goal.evaluation.requirements) {
        let amounts = result.have.as_ref().zip(result.need.as_ref());
        let amounts = amounts.map(|(have, need)| format!("{have} / {need}"));
        let missing = result.missing.as_ref().map(|text| text.ja.clone());
        for part in [Some(result.label.ja.clone()), amounts, missing]
            .into_iter()
            .flatten()
        {
            assert!(text.contains(&part), "{part} in {text}");
        }
        let alone = result.missing.is_some() || !text.contains("必要です");
        assert!(alone, "{text}");
    }
    let button = "return document.querySelector('aside button[type=submit]').disabled";
    assert_eq!(browser.script(button).await?, !goal.evaluation.submittable);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn handbook_units_are_declared_judged_while_typed_and_kept_over_a_reload() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345");
    let doctor = world.holder_who_lacks_special(doctor, 90).await;
    let browser = open(&world, "handbook").await?;
    enter(&browser, &world, &doctor).await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("次のものが足りません").await?;
    // The day is that of the rules.
    browser.see("手帳などにある2025年3月31日").await?;
    browser.press("更新申請").await?;
    browser.see("2 / 20").await?;
    browser.press("手帳の単位を加える").await?;
    // Only what the renewal counts can be declared.
    let offered = "select[id='title.declared[0].category'] option:not([value=''])";
    assert_eq!(browser.count(offered).await?, 3);
    browser
        .choose("title.declared[0].category", "renewal-special")
        .await?;
    browser.fill("title.declared[0].units", "１８").await?;
    browser
        .fill("title.declared[0].from", "令和6年4月1日")
        .await?;
    browser.fill("title.declared[0].to", "2025-04-01").await?;
    browser.keys("\u{E004}").await?;
    let error = browser.error_beside("title.declared[0].to").await?;
    assert!(error.contains("2025-03-31"), "{error}");
    browser.see("入力の途中の行は、まだ数えていません").await?;
    browser.calm("after-the-cut-over").await?;
    on_a_telephone(&browser, "after-the-cut-over-on-a-telephone").await?;

    browser.fill("title.declared[0].to", "2025-03-31").await?;
    browser.see("20 / 20").await?;
    browser
        .go("/me/titles/industrial-physician/apply/renewal")
        .await?;
    browser.see("20 / 20").await?;
    assert_eq!(browser.value("title.declared[0].units").await?, "１８");

    // Judged where it is typed, by the same rules as in the function: no network is needed.
    browser.offline(true).await?;
    for units in ["17", "17.5", "18"] {
        browser.fill("title.declared[0].units", units).await?;
        panel_is_as_judged_natively(&browser, &world, &doctor, units).await?;
    }
    browser.offline(false).await?;
    browser.calm("declared").await?;
    browser.press("申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("申請する").await?;
    browser
        .see("産業医学研修手帳の原本を、東京都医師会に郵送してください")
        .await?;
    browser.calm("post-the-handbook").await?;
    browser.press("審査状況を見る").await?;
    browser.see("生涯研修・専門").await?;
    browser.see("申請後").await?;
    browser.calm("case").await?;

    let application = doctor.applications().await.remove(0);
    let case = doctor.application(&application.id).await;
    let tokyo = world.officer("13").await;
    let reason = "専門の単位をご確認ください。";
    tokyo
        .send_back(&application.id, case.version, reason)
        .await
        .expect(200);
    browser.go("/me/titles/industrial-physician").await?;
    browser.see(reason).await?;
    browser.calm("sent-back").await?;
    browser.press("申請を直す").await?;
    browser.see(reason).await?;
    assert_eq!(browser.value("title.declared[0].units").await?, "18");
    browser.fill("title.declared[0].units", "18.5").await?;
    browser.see("20.5 / 20").await?;
    browser.press("再申請する").await?;
    browser.see("この内容で申請しますか").await?;
    browser.press("再申請する").await?;
    browser.see("申請を受け付けました").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_until_when_and_on_which_ways_is_said() -> Result<()> {
    let world = world().await?;
    let (doctor, _) = holder(&world, 240).await;
    let day = world.today().add_days(-400);
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-update"), "7.5", day)
        .await;
    world
        .earn(
            &doctor,
            (INDUSTRIAL, "renewal-special"),
            "6",
            day.add_days(-300),
        )
        .await;
    // Before the validity it does not count, and the page says so.
    let early = world.today().add_days(240).add_years(-5);
    world
        .earn(&doctor, (INDUSTRIAL, "renewal-practical"), "5", early)
        .await;
    let browser = open(&world, "missing").await?;
    enter(&browser, &world, &doctor).await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("更新申請まで、次のものが足りません").await?;
    browser.see("あと6.5単位必要です").await?;
    browser.see("実地があと1単位必要です").await?;
    browser.see("申請できる最終日まで").await?;
    browser.see("13.5 / 20").await?;
    browser.press("数えられない単位（1件）とその理由").await?;
    browser.calm("missing").await?;
    on_a_telephone(&browser, "missing-on-a-telephone").await?;

    // A programme never applied for: the ways of a first approval.
    browser.go("/me/titles/sports-physician").await?;
    browser.see("まだ認定を受けていません").await?;
    browser.see("いずれか1つの方法で満たせます").await?;
    browser.calm("ways").await?;
    look_at(&browser, "requirements", "ways-in-full").await?;
    browser.width(390).await?;
    look_at(&browser, "requirements", "ways-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.press("新規申請").await?;
    browser.see("修了証・認定証を加える").await?;
    browser.press("修了証・認定証を加える").await?;
    browser
        .choose("title.certificates[0].certificate", "late-half")
        .await?;
    browser.fill("title.certificates[0].date", "1999年").await?;
    browser.keys("\u{E004}").await?;
    assert!(
        !browser
            .error_beside("title.certificates[0].date")
            .await?
            .is_empty()
    );
    browser
        .fill("title.certificates[0].date", "2019-03-01")
        .await?;
    let folder = tempfile::tempdir()?;
    let paper = file(&folder, "後期修了証.pdf", &pdf("LATE HALF"))?;
    upload(&browser, "title.certificates[0].evidence", &paper).await?;
    browser
        .see("受領者とは別の担当者が確認する必要があります")
        .await?;
    browser.calm("certificates").await?;
    on_a_telephone(&browser, "certificates-on-a-telephone").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pandemic_holder_sees_both_renewals_and_a_lapsed_one_the_new_application() -> Result<()> {
    let world = world().await?;
    let doctor = Doctor::member("12345").enter(&world).await;
    let day = |text: &str| text.parse::<Date>().expect("a day");
    world
        .hold_title(&doctor, INDUSTRIAL, day("2021-06-30"))
        .await;
    world.hold_title(&doctor, SPORTS, day("2018-06-30")).await;
    let browser = open(&world, "exemption").await?;
    enter(&browser, &world, &doctor).await?;
    browser.see("過ぎています").await?;
    browser.go("/me/titles/industrial-physician").await?;
    browser.see("コロナ特例により2028年3月31日").await?;
    browser.see("更新をあと2回").await?;
    browser.see("2回目の更新").await?;
    browser.calm("two-renewals").await?;
    browser.width(390).await?;
    look_at(&browser, "timeline", "two-renewals-on-a-telephone").await?;
    browser.width(1280).await?;
    browser.go("/me/titles/sports-physician").await?;
    browser
        .see("2018年6月30日（平成30年）で失効しました")
        .await?;
    browser.see("新規申請まで").await?;
    browser.calm("lapsed").await?;
    browser.close().await
}
