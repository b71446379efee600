//! The national association brings in holders, a prefecture finds them in time (features.md #72, #132).

use anyhow::Result;
use api::holders::HolderImport;
use domain::holder::HolderRow;
use journeys::Doctor;
use journeys::holders::row;

use super::{enter, open, sign_out, world};

#[tokio::test(flavor = "multi_thread")]
async fn letters_take_a_sheet_each_and_grace_is_set_and_withdrawn() -> Result<()> {
    let world = world().await?;
    let national = world.officer("national").await;
    let soon = world.today().add_days(40);
    let rows = ["801", "802", "803"].map(|number| HolderRow {
        building: "見本ビルディング三号館 地域医療連携センター内 1204号室".to_owned(),
        ..row(number, soon)
    });
    let body = HolderImport {
        rows: rows.to_vec(),
    };
    national.post("/holders/imports", &body).await.expect(200);
    let tokyo = world.officer("13").await;
    let browser = open(&world, "letters").await?;
    enter(&browser, &world, &tokyo).await?;
    browser.menu("保持者").await?;
    browser.press("お知らせの手紙").await?;
    browser.see("髙橋　直子 先生").await?;
    browser.calm("letters").await?;
    assert_eq!(browser.sheets("letters").await?, 3);
    browser.width(390).await?;
    browser.calm("letters-narrow").await?;
    browser.width(1280).await?;
    browser.press("印刷済みにする").await?;
    browser.see("いま印刷する手紙はありません").await?;
    browser.calm("printed").await?;

    browser.press("保持者の一覧へ").await?;
    browser.see("あと20単位").await?;
    browser.press("髙橋　直子").await?;
    browser.see("猶予は認められていません").await?;
    browser.press("猶予を認める").await?;
    assert_eq!(browser.error_beside("note").await?, "入力してください。");
    browser.choose("reason", "illness").await?;
    browser.fill("note", "診断書の写しを受け取った").await?;
    browser.press("猶予を認める").await?;
    browser.see("認めた理由").await?;
    browser.see("診断書の写しを受け取った").await?;
    // The browser itself says that the first try was refused.
    browser.calm_but("grace", "422").await?;
    browser.width(390).await?;
    browser.calm("grace-narrow").await?;
    browser.width(1280).await?;
    browser.fill("note", "別の方の診断書でした").await?;
    browser.press("猶予を取り消す").await?;
    browser.see("猶予は認められていません").await?;
    browser.see("取り消した").await?;
    browser.calm("withdrawn").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn holders_are_brought_in_and_found_before_they_lapse() -> Result<()> {
    let world = world().await?;
    let soon = world.today().add_months(4);
    Doctor::member("12345").enter(&world).await;
    world.earned_for_renewal("12345", "17", world.today()).await;
    let browser = open(&world, "holders").await?;
    let national = world.officer("national").await;
    enter(&browser, &world, &national).await?;
    browser.go("/review/holder-import").await?;
    let heading = "制度種別,医籍登録番号,氏名,区分,承認日,開始,終了,認定証番号,都道府県,郵便番号,都道府県,住所,建物";
    let mut list = heading.to_owned();
    for (number, kind) in [("12345", "更新"), ("801", "更新"), ("802", "延長")] {
        let row = row(number, soon);
        let cells = [
            row.programme,
            row.register_number,
            row.name,
            kind.to_owned(),
            row.decided_on,
            row.valid_from,
            row.valid_to,
            row.certificate,
            row.prefecture,
            row.postal_code,
            row.address_prefecture,
            row.street,
            row.building,
        ];
        list.push('\n');
        list.push_str(&cells.join(","));
    }
    browser.fill("list", &list).await?;
    browser.press("3行を登録する").await?;
    browser.see("登録 2").await?;
    browser.see("4行目").await?;
    browser.calm("import").await?;
    browser.width(390).await?;
    browser.calm("import-narrow").await?;
    browser.width(1280).await?;
    sign_out(&browser).await?;

    let tokyo = world.officer("13").await;
    enter(&browser, &world, &tokyo).await?;
    browser.menu("保持者").await?;
    browser.see("あと1単位").await?;
    browser.see("郵送").await?;
    browser.calm("list").await?;
    browser.press("CSVで保存する").await?;
    browser.width(390).await?;
    browser.calm("list-narrow").await?;
    browser.width(1280).await?;
    browser.fill("number", "801").await?;
    browser.press("検索").await?;
    browser.press("コロナ特例").await?;
    browser.see("該当する保持者はいません").await?;
    browser.press("期限が近い").await?;
    browser.see("あと1単位").await?;
    browser
        .script("document.querySelectorAll('table.holders a')[0].click()")
        .await?;
    browser.see("承認の履歴").await?;
    browser.calm("holder").await?;
    browser.close().await
}
