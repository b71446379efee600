//! A workbook is read into rows, and nothing of it is kept (features.md #59).

use api::{
    credits::{Spreadsheet, SpreadsheetRows},
    problem::ProblemKind,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{
    World,
    sheets::{Cell, workbook},
};

fn sent(file: &[u8]) -> Spreadsheet {
    Spreadsheet {
        content: STANDARD.encode(file),
    }
}

#[tokio::test]
async fn an_organiser_has_a_workbook_read_and_what_is_none_is_refused() {
    let world = World::start().await;
    let organizer = world.organizer("x0123456789abcdef", "城東の会").await;
    let heading = [Cell::Text("氏名"), Cell::Text("医籍登録番号")];
    let attendee = [Cell::Text("髙橋　直子"), Cell::Number(12345)];
    let file = workbook(&[&heading, &attendee]);
    let read: SpreadsheetRows = organizer
        .post("/spreadsheets", &sent(&file))
        .await
        .read(200);
    assert_eq!(read.sheet, "受講者");
    assert_eq!(
        read.rows,
        [["氏名", "医籍登録番号"], ["髙橋　直子", "12345"]]
    );

    let cut = &file[..file.len() / 2];
    for other in [cut, b"name,number\n".as_slice()] {
        let refused = organizer.post("/spreadsheets", &sent(other)).await;
        let _ = refused.problem(ProblemKind::BadFile);
    }
    let visitor = world.visitor().post("/spreadsheets", &sent(&file)).await;
    let _ = visitor.problem(ProblemKind::SignInRequired);
}
