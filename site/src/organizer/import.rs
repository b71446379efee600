//! From what an organiser has (pasted cells, CSV, a sheet) to rows of attendees. Pure.
//!
//! Every row gets an id by which sending again does it once: the column chosen for it, or else the
//! register number, since a doctor attends a course once.

use std::collections::BTreeMap;

use domain::{
    calendar::Date,
    credit::{AttendeeRow, RowId},
    label::Label,
    register_number::MedicalRegisterNumber,
};

use crate::text::organizer as say;

/// Most rows of one list.
pub const MOST_ROWS: usize = 10_000;
/// Characters of a row id, as `domain` has it.
const ROW_ID_MAX: usize = domain::credit::ROW_ID_MAX;

/// Cells of a list, line by line.
pub type Cells = Vec<Vec<String>>;

/// Why a list cannot be read, with where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub text: Label,
    /// Values for the text.
    pub values: Vec<(&'static str, String)>,
}

impl Fault {
    fn new(text: Label) -> Self {
        Fault {
            text,
            values: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }
}

/// Which column holds what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Columns {
    /// 医籍登録番号
    pub number: Option<usize>,
    /// 氏名
    pub name: Option<usize>,
    /// 生年月日
    pub birth: Option<usize>,
    /// 単位
    pub units: Option<usize>,
    /// The organiser's own row id.
    pub id: Option<usize>,
    /// Whether the first line names the columns.
    pub heading: bool,
}

/// Reads separated values; tabs (as pasted from a sheet) or commas, by what the first line has.
///
/// # Errors
/// A quotation mark that is not closed, or a line with another number of columns; with line and column.
pub fn read_separated(text: &str) -> Result<Cells, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // One way to end a line, so that lines are counted as they are seen.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(Fault::new(say::FAULT_EMPTY));
    }
    if let Some((line, column)) = unclosed_quote(text) {
        return Err(Fault::new(say::FAULT_QUOTE)
            .with("line", line)
            .with("column", column));
    }
    let first = text.trim_start().lines().next().unwrap_or_default();
    let separator = if first.contains('\t') { b'\t' } else { b',' };
    let mut lines = tokenize(text, separator);
    lines.retain(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let wanted = lines.first().map_or(0, |(_, cells)| cells.len());
    let mut cells = Vec::new();
    for (line, row) in lines {
        if row.len() != wanted {
            return Err(Fault::new(say::FAULT_COLUMNS)
                .with("line", line)
                .with("found", row.len())
                .with("wanted", wanted)
                .with("column", row.len().min(wanted) + 1));
        }
        cells.push(row);
    }
    checked(cells)
}

/// Bounds a list from a sheet as one from text, and evens out its lines: a sheet leaves out empty
/// cells at the end.
///
/// # Errors
/// An empty list, or one with too many rows.
pub fn checked(mut cells: Cells) -> Result<Cells, Fault> {
    cells.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    if cells.is_empty() {
        return Err(Fault::new(say::FAULT_EMPTY));
    }
    if cells.len() > MOST_ROWS {
        return Err(Fault::new(say::FAULT_TOO_MANY));
    }
    let widest = cells.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut cells {
        row.resize(widest, String::new());
    }
    Ok(cells)
}

/// The cells of each line that is not empty, with its number, counted from 1.
fn tokenize(text: &str, separator: u8) -> Vec<(usize, Vec<String>)> {
    use csv_core::ReadRecordResult;
    let mut reader = csv_core::ReaderBuilder::new().delimiter(separator).build();
    let mut input = text.as_bytes();
    let mut output = vec![0; text.len().max(64)];
    let mut ends = vec![0; 1024];
    let mut lines = Vec::new();
    let mut line = 1;
    loop {
        // The reader passes over empty lines on its way to the next record.
        while let Some(rest) = input.strip_prefix(b"\n") {
            input = rest;
            line += 1;
        }
        let begin = input;
        let (mut written, mut fields) = (0, 0);
        loop {
            let (result, read, out, end) =
                reader.read_record(input, &mut output[written..], &mut ends[fields..]);
            input = &input[read..];
            written += out;
            fields += end;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => output.resize(output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return lines,
            }
        }
        let mut start = 0;
        let row = ends[..fields].iter().map(|&end| {
            let cell = String::from_utf8_lossy(&output[start..end])
                .trim()
                .to_owned();
            start = end;
            cell
        });
        lines.push((line, row.collect()));
        let read = &begin[..begin.len() - input.len()];
        line += read.iter().filter(|&&byte| byte == b'\n').count();
    }
}

/// Line and column of a quotation mark that opens a cell and is never closed.
fn unclosed_quote(text: &str) -> Option<(usize, usize)> {
    let (mut line, mut column) = (1, 0);
    let mut open = None;
    for character in text.chars() {
        column += 1;
        match character {
            '"' => {
                open = if open.is_some() {
                    None
                } else {
                    Some((line, column))
                }
            }
            '\n' => (line, column) = (line + 1, 0),
            _ => {}
        }
    }
    open
}

/// Guesses the columns by their names, or by what stands in them.
pub fn guess(cells: &Cells) -> Columns {
    let Some(first) = cells.first() else {
        return Columns::default();
    };
    let heading = !first.iter().any(|cell| is_number(cell));
    let mut columns = Columns {
        heading,
        ..Columns::default()
    };
    if heading {
        let find = |words: &[&str]| {
            first.iter().position(|cell| {
                let cell = cell.to_lowercase();
                words.iter().any(|word| cell.contains(word))
            })
        };
        columns.number = find(&["医籍", "登録番号", "register"]);
        columns.name = find(&["氏名", "名前", "姓名", "name"])
            .or_else(|| find(&["カナ", "フリガナ", "ふりがな"]));
        columns.birth = find(&["生年月日", "birth"]);
        columns.units = find(&["単位", "unit"]);
        columns.id = find(&["受付", "行番号", "row", "id"]);
        return columns;
    }
    columns.number = first.iter().position(|cell| is_number(cell));
    columns.name = first
        .iter()
        .position(|cell| !cell.is_empty() && !cell.chars().any(char::is_numeric));
    columns
}

/// Whether a cell looks like a register number: 1–6 digits, half- or full-width.
fn is_number(cell: &str) -> bool {
    let cell = cell.trim();
    (1..=6).contains(&cell.chars().count())
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The rows to send.
///
/// # Errors
/// Number or name have no column.
pub fn rows(cells: &Cells, columns: Columns) -> Result<Vec<AttendeeRow>, Fault> {
    let number = columns
        .number
        .ok_or_else(|| Fault::new(say::FAULT_NUMBER))?;
    let name = columns.name.ok_or_else(|| Fault::new(say::FAULT_NAME))?;
    let cell = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    let optional = |row: &Vec<String>, column: Option<usize>| {
        column
            .map(|column| cell(row, column))
            .filter(|text| !text.is_empty())
    };
    let mut made: BTreeMap<String, u32> = BTreeMap::new();
    let mut make = |register_number: &str| {
        let id = row_id(register_number);
        let round = made.entry(id.clone()).or_default();
        *round += 1;
        if *round == 1 {
            id
        } else {
            format!("{id}-{round}")
        }
    };
    Ok(cells
        .iter()
        .skip(usize::from(columns.heading))
        .map(|row| {
            let register_number = cell(row, number);
            AttendeeRow {
                row_id: optional(row, columns.id).unwrap_or_else(|| make(&register_number)),
                register_number,
                name: cell(row, name),
                birth_date: optional(row, columns.birth),
                units: optional(row, columns.units),
            }
        })
        .collect())
}

/// The id of a row by its register number: `n012345`.
pub fn row_id(register_number: &str) -> String {
    match domain::register_number::MedicalRegisterNumber::parse(register_number) {
        Ok(number) => format!("n{number}"),
        Err(_) => {
            let text: String = register_number
                .chars()
                .filter(|c| !c.is_control())
                .take(ROW_ID_MAX - 1)
                .collect();
            format!("n{}", text.trim())
        }
    }
}

/// Which of the ids made from this number an id is, counted from 1; none where it is another one.
fn round(id: &str, register_number: &str) -> Option<u32> {
    match id.strip_prefix(&*row_id(register_number))? {
        "" => Some(1),
        rest => rest.strip_prefix('-')?.parse().ok(),
    }
}

/// Whether the id of a row was made from its number.
pub fn has_made_id(row: &AttendeeRow) -> bool {
    round(&row.row_id, &row.register_number).is_some()
}

/// The id of the row that takes the place of the one under `before`: by its number, and counted on
/// where the number has stayed.
pub fn row_id_after(before: &str, register_number: &str) -> String {
    let id = row_id(register_number);
    match round(before, register_number) {
        Some(round) => format!("{id}-{}", round.saturating_add(1)),
        None => id,
    }
}

/// What a row has in common with an earlier one: its place, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// The row id.
    Id(usize),
    /// The doctor.
    Doctor(usize),
}

/// The rows of a list looked at so far. The whole list is looked through here, since the function is
/// sent parts of it; it takes the first of rows that repeat, so does this.
pub struct Seen {
    today: Date,
    ids: BTreeMap<RowId, usize>,
    doctors: BTreeMap<MedicalRegisterNumber, usize>,
}

impl Seen {
    /// Nothing yet.
    pub fn new(today: Date) -> Self {
        Seen {
            today,
            ids: BTreeMap::new(),
            doctors: BTreeMap::new(),
        }
    }

    /// Looks at the row of this place. One that is refused for itself stands in nobody's way.
    pub fn look(&mut self, place: usize, row: &AttendeeRow) -> Option<Repeat> {
        // The units depend on the course, and are judged where that is known.
        let row = AttendeeRow {
            units: None,
            ..row.clone()
        };
        let row = row.check(&[], self.today).ok()?;
        if let Some(first) = self.doctors.get(&row.register_number) {
            return Some(Repeat::Doctor(*first));
        }
        if let Some(first) = self.ids.get(&row.row_id) {
            return Some(Repeat::Id(*first));
        }
        self.doctors.insert(row.register_number, place);
        self.ids.insert(row.row_id, place);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_sheet_is_read_by_its_tabs_and_headings() {
        let cells = read_separated(
            "受付\t氏名\t医籍登録番号\n1\t髙﨑 花子\t012398\n2\t葛󠄀西 一郎\t２０４４１１\n",
        )
        .unwrap();
        let columns = guess(&cells);
        assert_eq!(
            (columns.number, columns.name, columns.id, columns.heading),
            (Some(2), Some(1), Some(0), true)
        );
        let rows = rows(&cells, columns).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].name, "葛󠄀西 一郎");
        assert_eq!(rows[1].row_id, "2");
    }

    #[test]
    fn without_a_heading_the_cells_tell_the_columns_and_the_number_is_the_id() {
        let cells = read_separated("5512,山田 太郎\n412006,木村 翔\n").unwrap();
        let rows = rows(&cells, guess(&cells)).unwrap();
        assert_eq!(rows[0].row_id, "n005512");
        assert_eq!(rows[0].name, "山田 太郎");
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn quoted_cells_may_hold_commas_quotes_and_line_ends() {
        let cells =
            read_separated("番号,氏名\n\"012345\",\"山田 \"\"太郎\"\"\n（代表）, 様\"\n").unwrap();
        assert_eq!(cells[1][1], "山田 \"太郎\"\n（代表）, 様");
    }

    #[test]
    fn faults_say_line_and_column() {
        let fault = read_separated("番号,氏名\n012345,\"山田").unwrap_err();
        assert_eq!(fault.text, say::FAULT_QUOTE);
        assert_eq!(
            fault.values,
            [("line", "2".to_owned()), ("column", "8".to_owned())]
        );
        let fault = read_separated("番号,氏名\n012345,山田,余り\n").unwrap_err();
        assert_eq!(fault.text, say::FAULT_COLUMNS);
        assert!(fault.values.contains(&("line", "2".to_owned())));
        assert!(fault.values.contains(&("column", "3".to_owned())));
    }

    #[test]
    fn the_line_of_a_fault_is_the_one_that_is_seen() {
        let line = |text: &str| {
            let fault = read_separated(text).unwrap_err();
            assert_eq!(fault.text, say::FAULT_COLUMNS, "{text:?}");
            fault.values[0].1.clone()
        };
        for end in ["\n", "\r\n", "\r"] {
            let lines = |lines: &[&str]| line(&lines.join(end));
            assert_eq!(lines(&["番号,氏名", "1,山田", "2,佐藤,余り", ""]), "3");
            assert_eq!(
                lines(&["", "番号,氏名", "", "", "1,山田", " ", "2,佐藤,余り"]),
                "7"
            );
            assert_eq!(
                lines(&["番号,氏名", "1,\"山", "田\"", "2,佐藤,余り"]),
                "4",
                "a cell of two lines"
            );
        }
        let fault = read_separated("番号,氏名\r\n\r\n1,\"山田").unwrap_err();
        assert_eq!(fault.values[0], ("line", "3".to_owned()));
    }

    #[test]
    fn an_empty_list_and_one_without_columns_are_refused() {
        assert_eq!(read_separated(" \n").unwrap_err().text, say::FAULT_EMPTY);
        let cells = read_separated("a,b\nc,d\n").unwrap();
        assert_eq!(
            rows(&cells, Columns::default()).unwrap_err().text,
            say::FAULT_NUMBER
        );
    }

    #[test]
    fn a_byte_order_mark_and_empty_lines_do_not_matter() {
        let cells = read_separated("\u{feff}番号,氏名\n\n012345,山田\n,\n").unwrap();
        assert_eq!(cells.len(), 2);
        assert_eq!(cells[0][0], "番号");
    }

    #[test]
    fn a_long_sheet_is_read_whole() {
        let text: String = (1..=3000).map(|n| format!("{n},山田{n}太郎\n")).collect();
        assert_eq!(read_separated(&text).unwrap().len(), 3000);
    }

    #[test]
    fn a_row_corrected_again_and_again_gets_an_id_of_its_own_each_time() {
        assert_eq!(row_id_after("n012345", "12354"), "n012354");
        assert_eq!(row_id_after("n012345", "12345"), "n012345-2");
        assert_eq!(row_id_after("n012345-2", "12345"), "n012345-3");
        assert_eq!(row_id_after("受付7", "12345"), "n012345");
        // The number had a digit too many: no round of the shorter one.
        assert_eq!(row_id_after("n1234567", "123456"), "n123456");
    }

    #[test]
    fn a_number_that_stands_twice_makes_two_ids() {
        let cells = read_separated("12345,山田 太郎\n012345,佐藤 次郎\n1,x\n,\n").unwrap();
        let rows = rows(&cells, guess(&cells)).unwrap();
        let ids: Vec<&str> = rows.iter().map(|row| row.row_id.as_str()).collect();
        assert_eq!(ids, ["n012345", "n012345-2", "n000001"]);
        assert!(rows.iter().all(has_made_id));
        assert!(!has_made_id(&row("7", "12345", "山田")));
    }

    fn row(id: &str, number: &str, name: &str) -> AttendeeRow {
        AttendeeRow {
            row_id: id.to_owned(),
            register_number: number.to_owned(),
            name: name.to_owned(),
            ..AttendeeRow::default()
        }
    }

    #[test]
    fn what_repeats_an_earlier_row_is_found_over_the_whole_list() {
        let mut list: Vec<AttendeeRow> = (1..=600)
            .map(|n| row(&n.to_string(), &n.to_string(), "山田 太郎"))
            .collect();
        list.push(row("x", "００００７", "佐藤 次郎"));
        list.push(row(" 8 ", "900001", "佐藤 次郎"));
        // Refused for itself, so that the row after it is the first.
        list.push(row("y", "900002", ""));
        list.push(row("z", "900002", "鈴木 花子"));
        // Of its own units only the course can tell.
        list[0].units = Some("99".to_owned());
        list.push(row("1b", "1", "山田 太郎"));
        let mut seen = Seen::new(Date::new(2026, 4, 1).unwrap());
        let found: Vec<(usize, Repeat)> = list
            .iter()
            .enumerate()
            .filter_map(|(place, row)| Some((place, seen.look(place, row)?)))
            .collect();
        assert_eq!(
            found,
            [
                (600, Repeat::Doctor(6)),
                (601, Repeat::Id(7)),
                (604, Repeat::Doctor(0))
            ]
        );
    }
}
