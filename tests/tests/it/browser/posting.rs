//! Posting credits in a browser: a file as an organiser has it, its columns, what will become of each
//! row, correcting and sending again (features.md #59, #61, #62, #125–#129).

use anyhow::Result;
use api::my_page::MyPage;
use domain::calendar::Date;
use domain::id::CourseId;
use journeys::browser::Browser;
use journeys::sheets::{Cell, SHIFT_JIS, workbook};
use journeys::{Doctor, Person, World};

use super::{enter, file, open, world};

/// A clerk of 千代田区医師会 before the page on which credits are posted for a course of that day.
async fn posting(
    browser: &Browser,
    world: &World,
    date: Date,
    way: &str,
) -> Result<(Person, CourseId)> {
    let clerk = world.officer("13-001").await;
    let course = world.approved_course(&clerk, date).await;
    enter(browser, world, &clerk).await?;
    browser.menu("主催する研修会").await?;
    browser.see("高血圧の最新治療").await?;
    browser.calm("courses").await?;
    browser.press(way).await?;
    browser.see("名簿を貼り付ける").await?;
    Ok((clerk, course))
}

/// 山田太郎, beside 髙橋直子.
async fn yamada(world: &World) -> Person {
    let doctor = Doctor::member("23465").named("山田", "太郎", "ヤマダ", "タロウ");
    doctor.enter(world).await
}

async fn credits(doctor: &Person) -> usize {
    doctor.get("/me").await.read::<MyPage>(200).credits.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_shift_jis_is_checked_posted_corrected_and_sent_again() -> Result<()> {
    let world = world().await?;
    let takahashi = Doctor::member("12345").enter(&world).await;
    let sato = Doctor::member("23456").named("佐藤", "次郎", "サトウ", "ジロウ");
    let sato = sato.enter(&world).await;
    let yamada = yamada(&world).await;
    let browser = open(&world, "posting-shift-jis").await?;
    posting(&browser, &world, world.today(), "単位を登録する").await?;

    let folder = tempfile::tempdir()?;
    let list = file(&folder, "受講者.csv", SHIFT_JIS)?;
    browser.attach("list-file", &list).await?;
    browser.see("「受講者.csv」を読み込みました（5行）").await?;
    // The columns were found by their headings; the sample shows that 髙 was read right.
    assert_eq!(browser.value("column-number").await?, "2");
    assert_eq!(browser.value("column-name").await?, "1");
    assert_eq!(browser.value("column-id").await?, "0");
    browser.see("髙橋　直子").await?;
    browser.calm("columns").await?;

    browser.click("check").await?;
    browser.see("番号と氏名が一致").await?;
    browser.see("直す行 2行").await?;
    browser.calm("checked").await?;
    browser.width(390).await?;
    browser.calm("checked-on-a-telephone").await?;
    browser.width(1280).await?;
    // Nothing is written by looking, and no name is shown that was not in the list.
    assert_eq!(credits(&takahashi).await, 0);
    assert!(!browser.text().await?.contains("次郎"));

    // The row that cannot be posted is corrected before anything is.
    browser.fill("number-2", "123456").await?;
    browser.press("直して送る").await?;
    browser.see("直す行 1行").await?;
    browser.press("4名を登録する").await?;
    browser.see("ほかの名簿を登録する").await?;
    browser.see("登録した").await?;
    assert_eq!(credits(&takahashi).await, 1);
    assert_eq!(credits(&sato).await, 0);
    browser.calm("posted").await?;

    // The held one has two digits swapped: corrected, it counts for its doctor at once.
    browser.fill("number-1", "23465").await?;
    browser.press("直して送る").await?;
    browser.gone("直す行").await?;
    assert_eq!(credits(&yamada).await, 1);
    assert_eq!(credits(&sato).await, 0);
    browser.calm("corrected").await?;

    // The same file again changes nothing.
    browser.press("ほかの名簿を登録する").await?;
    browser.attach("list-file", &list).await?;
    browser.see("（5行）").await?;
    browser.click("check").await?;
    browser.see("変更なし").await?;
    browser.calm("again").await?;
    assert_eq!(credits(&takahashi).await, 1);
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_is_posted_and_a_credit_taken_back() -> Result<()> {
    let world = world().await?;
    let takahashi = Doctor::member("12345").enter(&world).await;
    let browser = open(&world, "posting-workbook").await?;
    posting(&browser, &world, world.today(), "単位を登録する").await?;
    let heading = ["医籍登録番号", "氏名", "生年月日"].map(Cell::Text);
    // 1968-04-02 as a sheet counts days; a sheet also drops the zeros of a number.
    let attendee = [
        Cell::Number(12345),
        Cell::Text("タカハシ ナオコ"),
        Cell::Day(24_930),
    ];
    let folder = tempfile::tempdir()?;
    let list = file(&folder, "受講者.xlsx", &workbook(&[&heading, &attendee]))?;
    browser.attach("list-file", &list).await?;
    browser
        .see("「受講者.xlsx」を読み込みました（2行）")
        .await?;
    browser.calm("columns").await?;
    browser.click("check").await?;
    browser.see("番号と氏名が一致").await?;
    browser.press("1名を登録する").await?;
    browser.see("登録結果").await?;
    browser.see("取り消す").await?;
    assert_eq!(credits(&takahashi).await, 1);
    browser.calm("posted").await?;

    browser.press("取り消す").await?;
    browser.see("の登録を取り消しますか").await?;
    browser.press("取り消す").await?;
    browser.see("取り消しました").await?;
    browser.see("訂正済").await?;
    browser.calm("taken-back").await?;
    let page: MyPage = takahashi.get("/me").await.read(200);
    assert!(page.credits.iter().all(|credit| credit.reversed));
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_list_says_where_it_is_broken_and_is_only_checked_before_the_course() -> Result<()>
{
    let world = world().await?;
    Doctor::member("12345").enter(&world).await;
    let browser = open(&world, "posting-early").await?;
    let date = world.today().add_days(30);
    posting(&browser, &world, date, "名簿を確かめる").await?;
    browser
        .see("開催前のため、名簿の確認だけができます")
        .await?;
    browser
        .fill("list", "医籍登録番号,氏名\n12345,\"髙橋直子\n")
        .await?;
    browser.see("2行目 7文字目の引用符").await?;
    browser
        .fill("list", "医籍登録番号,氏名\n12345,髙橋,直子\n")
        .await?;
    browser.see("2行目：列が3列あります").await?;
    browser.calm("broken").await?;
    browser
        .fill("list", "医籍登録番号,氏名\n１２３４５,高橋　直子\n")
        .await?;
    browser.click("check").await?;
    browser.see("番号と氏名が一致").await?;
    assert_eq!(browser.count("[id='commit']").await?, 0);
    browser.calm("only-checked").await?;
    browser.close().await
}

/// Pastes a list and has it checked.
async fn check(browser: &Browser, list: &str) -> Result<()> {
    browser.fill("list", list).await?;
    browser.click("check").await?;
    browser.see("すべての行").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_doctor_who_stands_twice_in_a_long_list_is_found_before_it_is_posted() -> Result<()> {
    let world = world().await?;
    let takahashi = Doctor::member("12345").enter(&world).await;
    let yamada = yamada(&world).await;
    let browser = open(&world, "posting-long").await?;
    posting(&browser, &world, world.today(), "単位を登録する").await?;
    // Longer than one request: the first and the last are not sent together.
    let others = (1..=520).map(|n| format!("{},佐藤 一郎\r\n", 300_000 + n));
    let list: String = std::iter::once("12345,髙橋 直子\r\n".to_owned())
        .chain(others)
        .chain(std::iter::once("012345,山田 太郎\r\n".to_owned()))
        .collect();
    let folder = tempfile::tempdir()?;
    let list = file(&folder, "受講者.csv", list.as_bytes())?;
    browser.attach("list-file", &list).await?;
    browser.see("（522行）").await?;
    browser.click("check").await?;
    browser.see("直す行 1行").await?;
    browser.see("医籍登録番号が1行目と同じです。").await?;
    browser.calm("twice").await?;
    // Another number of the list is no better.
    browser.fill("number-521", "300001").await?;
    browser.press("直して送る").await?;
    browser.see("医籍登録番号が2行目と同じです。").await?;
    browser.fill("number-521", "23465").await?;
    browser.press("直して送る").await?;
    browser.gone("直す行").await?;
    browser.press("522名を登録する").await?;
    browser.see("ほかの名簿を登録する").await?;
    browser.gone("直す行").await?;
    browser.calm("posted").await?;
    assert_eq!(credits(&takahashi).await, 1);
    assert_eq!(credits(&yamada).await, 1);
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_that_was_taken_back_is_posted_anew_from_the_list() -> Result<()> {
    let world = world().await?;
    let takahashi = Doctor::member("12345").enter(&world).await;
    let browser = open(&world, "posting-anew").await?;
    posting(&browser, &world, world.today(), "単位を登録する").await?;
    let counting = async || {
        let page: MyPage = takahashi.get("/me").await.read(200);
        let credits = page.credits.iter();
        credits.filter(|credit| !credit.reversed).count()
    };
    check(&browser, "12345,髙橋 直子\n").await?;
    browser.press("1名を登録する").await?;
    browser.see("取り消す").await?;
    browser.press("取り消す").await?;
    browser.see("の登録を取り消しますか").await?;
    browser.press("取り消す").await?;
    browser.see("取り消しました").await?;
    assert_eq!(counting().await, 0);

    // With another name the id is refused: correcting gives the row one of its own.
    browser.press("ほかの名簿を登録する").await?;
    check(&browser, "12345,タカハシ ナオコ\n").await?;
    browser.see("別の内容ですでに登録されています").await?;
    browser.calm("another-name").await?;
    browser.press("直して送る").await?;
    browser.gone("直す行").await?;
    browser.see("番号と氏名が一致").await?;

    // The same row again: what became of it is said, and it is posted only on purpose.
    browser.press("名簿を直す").await?;
    check(&browser, "12345,髙橋 直子\n").await?;
    browser.see("取消しまたは訂正が済んでいます").await?;
    browser.calm("taken-back").await?;
    browser.press("新しい行として登録する").await?;
    browser.see("番号と氏名が一致").await?;
    browser.press("1名を登録する").await?;
    browser.see("ほかの名簿を登録する").await?;
    browser.see("取り消す").await?;
    assert_eq!(counting().await, 1);
    browser.calm("posted-anew").await?;
    browser.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn birth_date_and_units_are_corrected_where_the_row_stands() -> Result<()> {
    let world = world().await?;
    let takahashi = Doctor::member("12345").enter(&world).await;
    let yamada = yamada(&world).await;
    let browser = open(&world, "posting-birth-date").await?;
    posting(&browser, &world, world.today(), "単位を登録する").await?;
    let list = "医籍登録番号,氏名,生年月日,単位\n\
                12345,髙橋 直子,1968/4/3,2\n\
                23465,山田 太郎,昭和43年13月2日,9\n";
    check(&browser, list).await?;
    browser.see("直す行 2行").await?;
    browser.calm("wrong").await?;
    browser.width(390).await?;
    browser.calm("wrong-on-a-telephone").await?;
    browser.width(1280).await?;
    // The row that cannot be posted is corrected before, the one that is held after.
    browser.fill("birth-1", "昭和43年4月2日").await?;
    browser.fill("units-1", "1").await?;
    browser.press("直して送る").await?;
    browser.see("直す行 1行").await?;
    browser.press("2名を登録する").await?;
    browser.see("ほかの名簿を登録する").await?;
    assert_eq!(credits(&yamada).await, 1);
    assert_eq!(credits(&takahashi).await, 0);
    browser.fill("birth-0", "1968/4/2").await?;
    browser.press("直して送る").await?;
    browser.gone("直す行").await?;
    assert_eq!(credits(&takahashi).await, 1);
    browser.calm("corrected").await?;
    browser.close().await
}
