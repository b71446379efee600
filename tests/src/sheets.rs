//! Lists of attendees as organisers have them: a CSV file from a Japanese Windows, a workbook.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// 受付番号, 氏名, 医籍登録番号 in Shift_JIS, with lines as Windows ends them: 髙橋　直子 012345,
/// 山田　太郎 23456, 佐藤　花子 12a456, 伊藤　薫 ９９９００１.
pub const SHIFT_JIS: &[u8] = b"\x8e\xf3\x95t\x94\xd4\x8d\x86,\x8e\x81\x96\xbc,\x88\xe3\x90\xd0\x93o\x98^\x94\xd4\x8d\x86\r\n1,\xee\xe0\x8b\xb4\x81@\x92\xbc\x8eq,012345\r\n2,\x8eR\x93c\x81@\x91\xbe\x98Y,23456\r\n3,\x8d\xb2\x93\xa1\x81@\x89\xd4\x8eq,12a456\r\n4,\x88\xc9\x93\xa1\x81@\x8cO,\x82X\x82X\x82X\x82O\x82O\x82P\r\n";

const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="受講者" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
/// The second style shows a number as a day.
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

/// A cell of a sheet.
#[derive(Debug, Clone, Copy)]
pub enum Cell {
    /// Text.
    Text(&'static str),
    /// A number: a register number without its zeros.
    Number(u32),
    /// A day, counted from 1899-12-30.
    Day(u32),
}

/// A workbook with these rows.
///
/// # Panics
/// Never: it is packed in memory.
#[must_use]
pub fn workbook(rows: &[&[Cell]]) -> Vec<u8> {
    let mut sheet = String::from(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
    );
    for (row, cells) in (1..).zip(rows) {
        sheet.push_str(&format!(r#"<row r="{row}">"#));
        for (column, cell) in ('A'..='Z').zip(*cells) {
            let place = format!("{column}{row}");
            sheet.push_str(&match cell {
                Cell::Text(text) => {
                    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
                }
                Cell::Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                Cell::Day(day) => format!(r#"<c r="{place}" s="1"><v>{day}</v></c>"#),
            });
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in [
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        packed.start_file(name, options).expect("a part begins");
        packed.write_all(content.as_bytes()).expect("it is written");
    }
    packed.finish().expect("it is closed").into_inner()
}
