//! A list as CSV that Excel opens: UTF-8 with its mark, cells quoted, lines ended as RFC 4180 says.

/// Lines of cells as one text.
pub fn write(lines: &[Vec<String>]) -> String {
    let mut text = String::from("\u{feff}");
    for line in lines {
        let cells: Vec<String> = line.iter().map(|text| cell(text)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Quoted; what a spreadsheet would take for a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn cells_are_quoted_and_no_cell_is_a_formula() {
        let lines = [
            vec!["氏名".to_owned(), "備考".to_owned()],
            vec!["髙橋 \"直子\"".to_owned(), "=1+1, x".to_owned()],
        ];
        assert_eq!(
            write(&lines),
            "\u{feff}\"氏名\",\"備考\"\r\n\"髙橋 \"\"直子\"\"\",\"'=1+1, x\"\r\n"
        );
    }
}
