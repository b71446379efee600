//! The first sheet of an XLSX file as text, within bounds: a small file can unpack to gigabytes.

use std::io::{Cursor, Read};

use api::credits::SpreadsheetRows;
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};

/// Largest file: what fits into a request after base64.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// Largest size of everything in it, unpacked.
const MOST_UNPACKED: u64 = 20 * 1024 * 1024;
/// Most rows of a sheet.
const MOST_ROWS: usize = 10_000;
/// Most columns of a sheet.
const MOST_COLUMNS: usize = 50;

/// Why a file was not read.
#[derive(Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not base64.
    Base64(String),
    /// Not an XLSX file, or a damaged or encrypted one.
    NotXlsx,
    /// Larger than the bounds, packed or unpacked.
    TooLarge,
    /// Nothing in it.
    Empty,
}

impl Unreadable {
    /// For people, Japanese and English.
    #[must_use]
    pub fn texts(&self) -> (String, String) {
        match self {
            Self::Base64(why) => (
                format!("ファイルの内容を読み取れません（base64: {why}）。"),
                format!("The content is not base64: {why}."),
            ),
            Self::NotXlsx => (
                "Excelブック（.xlsx）として読み取れません。パスワードを外すか、CSVで保存してください。"
                    .to_owned(),
                "This is not a readable .xlsx file. Remove its password, or save it as CSV.".to_owned(),
            ),
            Self::TooLarge => (
                format!(
                    "ファイルが大きすぎます（{MOST_ROWS}行×{MOST_COLUMNS}列まで）。分けて保存してください。"
                ),
                format!("The file is too large (at most {MOST_ROWS} rows of {MOST_COLUMNS} columns)."),
            ),
            Self::Empty => (
                "最初のシートにデータがありません。".to_owned(),
                "The first sheet is empty.".to_owned(),
            ),
        }
    }
}

/// Reads the first sheet.
///
/// # Errors
/// [`Unreadable`].
pub fn first_sheet(bytes: &[u8]) -> Result<SpreadsheetRows, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    check_unpacked(bytes)?;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| {
        tracing::info!(%error, "a file was not read as a workbook");
        Unreadable::NotXlsx
    })?;
    let sheet = workbook
        .sheet_names()
        .first()
        .cloned()
        .ok_or(Unreadable::Empty)?;
    // The extent that a sheet's cells span, before a grid of it is made: two far cells are a bomb too.
    check_extent(&mut workbook, &sheet)?;
    let range = workbook
        .worksheet_range(&sheet)
        .map_err(|_| Unreadable::NotXlsx)?;
    if range.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(SpreadsheetRows {
        rows: texts(&range),
        sheet,
    })
}

/// Unpacks every part into nothing, counting: what the directory says about sizes may be a lie.
fn check_unpacked(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::NotXlsx)?;
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Unreadable::NotXlsx)?;
        if part.size() > left {
            return Err(Unreadable::TooLarge);
        }
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|_| Unreadable::NotXlsx)?;
        left = left.checked_sub(read).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn check_extent(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<(), Unreadable> {
    let mut cells = workbook
        .worksheet_cells_reader(sheet)
        .map_err(|_| Unreadable::NotXlsx)?;
    while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::NotXlsx)? {
        let (row, column) = cell.get_position();
        if row as usize >= MOST_ROWS || column as usize >= MOST_COLUMNS {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok(())
}

/// Every cell as text; rows without any are left out.
fn texts(range: &Range<Data>) -> Vec<Vec<String>> {
    range
        .rows()
        .map(|row| row.iter().map(text).collect::<Vec<String>>())
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.trim().to_owned(),
        // A register number is a number to Excel: 12345, not 12345.0.
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTime(duration) => duration.to_string(),
        Data::DateTimeIso(text) => text.split('T').next().unwrap_or_default().to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="受講者" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

    fn xlsx(cells: &str, extra: &[(&str, &[u8])]) -> Vec<u8> {
        let sheet = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}</sheetData></worksheet>"#
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let parts = [
            ("_rels/.rels", ROOT.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/styles.xml", STYLES.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ];
        for (name, content) in parts.iter().chain(extra) {
            writer.start_file(*name, packed).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    const ROWS: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>医籍登録番号</t></is></c><c r="B1" t="inlineStr"><is><t>生年月日</t></is></c></row><row r="2"><c r="A2"><v>12345</v></c><c r="B2" s="1"><v>23833</v></c></row>"#;

    #[test]
    fn register_numbers_keep_their_digits_and_dates_are_days() {
        let read = first_sheet(&xlsx(ROWS, &[])).unwrap();
        assert_eq!(read.sheet, "受講者");
        assert_eq!(read.rows[0], ["医籍登録番号", "生年月日"]);
        assert_eq!(read.rows[1], ["12345", "1965-04-01"]);
    }

    #[test]
    fn a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_read() {
        let zeros = vec![0; usize::try_from(MOST_UNPACKED).unwrap() + 1];
        let bomb = xlsx(ROWS, &[("xl/media/zeros.bin", &zeros)]);
        assert!(bomb.len() < 100_000, "{}", bomb.len());
        assert_eq!(first_sheet(&bomb).unwrap_err(), Unreadable::TooLarge);
    }

    #[test]
    fn a_cell_far_away_makes_no_huge_grid() {
        for place in ["A10001", "AY1"] {
            let cell = format!(r#"<row r="1"><c r="{place}"><v>1</v></c></row>"#);
            let read = first_sheet(&xlsx(&cell, &[]));
            assert_eq!(read.unwrap_err(), Unreadable::TooLarge, "{place}");
        }
    }

    #[test]
    fn other_files_and_empty_sheets_are_refused() {
        assert_eq!(first_sheet(b"a,b,c").unwrap_err(), Unreadable::NotXlsx);
        assert_eq!(first_sheet(&xlsx("", &[])).unwrap_err(), Unreadable::Empty);
    }
}
