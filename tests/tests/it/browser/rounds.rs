//! A round in a browser: passed on by the prefecture, fees recorded, decided by the committee singly
//! and in bulk with its minutes, sent (features.md #86, #90, #91, L18).

use anyhow::Result;
use domain::rounds::Round;
use journeys::browser::Browser;
use journeys::rounds::{applicant, applicant_with_handbook};
use journeys::titles::INDUSTRIAL;
use journeys::{Doctor, World};

use super::{enter, open, sign_out, world};

const MINUTES: &str = "第4回運営委員会 議事録 4-1";

/// Two whose renewals are rule-clean.
async fn two(world: &World) {
    for number in ["901", "902"] {
        applicant(world, Doctor::member(number)).await;
    }
}

/// The same page at a desk and on a phone.
async fn looked_at(browser: &Browser, name: &str) -> Result<()> {
    browser.calm(name).await?;
    browser.width(390).await?;
    browser.calm(&format!("{name}-narrow")).await?;
    browser.width(1280).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_prefecture_passes_on_in_bulk_and_records_a_fee() -> Result<()> {
    let world = world().await?;
    two(&world).await;
    applicant_with_handbook(&world, Doctor::member("903")).await;
    let tokyo = world.officer("13").await;
    let browser = open(&world, "forwarding").await?;
    enter(&browser, &world, &tokyo).await?;
    browser.menu("審査回").await?;
    browser.see("一括で進達できる申請（2件）").await?;
    browser.see("個別に審査する申請（1件）").await?;
    browser.see("いま受け付けている回の締切").await?;
    looked_at(&browser, "waiting").await?;
    browser.press("2件を一括で進達する").await?;
    browser.see("2件を日本医師会に進達します").await?;
    browser.calm("asked").await?;
    browser.press("2件を一括で進達する").await?;
    browser.see("処理が終わりました").await?;
    browser.see("残した申請と理由").await?;
    browser.gone("一括で進達できる申請").await?;
    looked_at(&browser, "passed-on").await?;
    // What became of it is still there after the page was loaded anew.
    browser.go("/review/forwarding").await?;
    browser.see("処理が終わりました").await?;

    browser.menu("議案・承認済み").await?;
    browser.see("一括で承認できる申請（2件）").await?;
    browser.see("登録料 未納のみ 2").await?;
    looked_at(&browser, "own-agenda").await?;
    browser.press("髙橋　直子").await?;
    browser.see("まだ記録されていません").await?;
    browser.choose("state", "paid").await?;
    browser.press("登録料を記録する").await?;
    assert_eq!(browser.error_beside("receipt").await?, "入力してください。");
    browser.calm_but("fee-refused", "422").await?;
    browser.fill("receipt", "R-2026-17").await?;
    browser.press("登録料を記録する").await?;
    browser.see("領収書 R-2026-17").await?;
    browser.choose("state", "waived").await?;
    browser.press("登録料を記録する").await?;
    browser.see("免除").await?;
    browser.see("領収書 R-2026-17").await?;
    looked_at(&browser, "fee").await?;
    browser.press("議案の一覧へ").await?;
    browser.see("登録料 未納のみ 1").await?;
    browser.close().await
}

/// The round in which what was applied for today is decided.
fn round(world: &World) -> Round {
    let tokyo = domain::contact::PrefectureCode::parse("13").expect("a prefecture");
    let book = domain::rounds::RoundBook::embedded().expect("rounds");
    let placed = book.placement(INDUSTRIAL, tokyo, world.today());
    placed.expect("a round").round
}

/// Two rule-clean applications and one that was looked at, before the committee on its day.
async fn before_the_committee(world: &World) {
    two(world).await;
    let (_, checked) = applicant_with_handbook(world, Doctor::member("903")).await;
    let tokyo = world.officer("13").await;
    let second = world.officer_named("13", "clerk-13-second").await;
    let version = second.case(&checked).await.application.version;
    tokyo.receive_handbook(&checked, version).await.expect(200);
    let version = second.case(&checked).await.application.version;
    let found = second.check_declared(&checked, version, &["18"], &[]);
    found.await.expect(200);
    second.forwarded(&checked).await;
    let start = serde_json::json!({ "programme": INDUSTRIAL.as_str() });
    tokyo.post("/forwardings", &start).await.expect(200);
    let path = format!("/rounds/{INDUSTRIAL}/{}", round(world).id);
    journeys::eventually("the agenda", || async {
        let agenda: api::rounds::RoundView = tokyo.get(&path).await.read(200);
        (agenda.lines.len() == 3).then_some(())
    })
    .await;
    world.pass_to(round(world).committee);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_committee_decides_singly_and_in_bulk_and_the_paper_is_sent() -> Result<()> {
    let world = world().await?;
    let day = round(&world).committee.to_string();
    before_the_committee(&world).await;
    let national = world.officer("national").await;
    let browser = open(&world, "round").await?;
    enter(&browser, &world, &national).await?;
    browser.menu("審査回").await?;
    browser.see("一括で承認できる申請（2件）").await?;
    browser.see("個別に審査する申請（1件）").await?;
    browser.see("運営委員会待ち").await?;
    looked_at(&browser, "agenda").await?;
    assert_eq!(browser.sheets("agenda").await?, 1);

    // J goes to the first name, Enter opens it.
    browser.keys("j").await?;
    browser.keys("\u{E007}").await?;
    browser.see("委員会の決定").await?;
    browser.see("手帳 到着済").await?;
    // The browser's own clock has not moved: the day is not there yet.
    browser.fill("decided_on", &day).await?;
    browser.fill("minutes", MINUTES).await?;
    looked_at(&browser, "case").await?;
    browser.press("承認して次へ").await?;
    browser.see("承認しました：髙橋　直子").await?;
    browser.see("個別に審査する申請はありません").await?;

    browser.fill("decided_on", &day).await?;
    browser.fill("minutes", MINUTES).await?;
    browser.press("2件を一括承認する").await?;
    browser.see("認定証が作成され").await?;
    browser.calm("asked").await?;
    browser.press("2件を一括承認する").await?;
    browser.see("処理が終わりました").await?;
    browser
        .see("この審査回には、議決を待つ申請はありません")
        .await?;
    looked_at(&browser, "decided").await?;
    browser.press("承認済み 3").await?;
    browser.see(MINUTES).await?;
    looked_at(&browser, "minutes").await?;
    assert_eq!(browser.sheets("minutes").await?, 1);
    browser.press("CSVで保存する").await?;
    // An address of its own: loading it anew shows the same round, and how the job ended.
    browser.script("location.reload()").await?;
    browser.see("処理が終わりました").await?;

    browser.press("認定証の発送リスト").await?;
    browser.see("東京都（3通）").await?;
    browser.see("〒").await?;
    looked_at(&browser, "dispatch").await?;
    browser.press("CSVで保存する").await?;
    assert_eq!(browser.sheets("dispatch").await?, 1);
    sign_out(&browser).await?;
    browser.close().await
}
