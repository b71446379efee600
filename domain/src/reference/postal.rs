//! Postal codes (`features.md #20`, an addition of ours): what a code says about an address, and no more.
//!
//! The site fetches `postal/<first three digits>.json`, a map from code to [`PostalAddress`].
//! There is a file for each of the 1,000 prefixes, so that a file that does not come is a failure and
//! no answer. A code that is in none fills nothing; a code of several towns fills only what they share.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a postal code tells. In JSON an array: `["13","文京区本駒込"]`, with the choices third.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Row", into = "Row")]
pub struct PostalAddress {
    /// Two digits of JIS X 0401; empty where the code lies in two prefectures.
    pub prefecture: String,
    /// City and town, or only what all places of the code share; may be empty.
    pub address: String,
    /// What may follow `address`; more than one means that the person must choose. Whole
    /// addresses with the prefecture's name where `prefecture` is empty.
    pub choices: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Row(
    String,
    String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")] Vec<String>,
);

impl From<Row> for PostalAddress {
    fn from(Row(prefecture, address, choices): Row) -> Self {
        Self {
            prefecture,
            address,
            choices,
        }
    }
}

impl From<PostalAddress> for Row {
    fn from(value: PostalAddress) -> Self {
        Self(value.prefecture, value.address, value.choices)
    }
}

/// One line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalLine<'a> {
    /// Seven digits, no hyphen.
    pub code: &'a str,
    /// What it tells.
    pub address: PostalAddress,
}

/// A line of the table that is not as described in `infra/reference/postal.py`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalLineError {
    /// Counts from 1.
    pub line: usize,
}

impl fmt::Display for PostalLineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the table of postal codes is malformed in line {}",
            self.line
        )
    }
}

impl std::error::Error for PostalLineError {}

/// Reads the unpacked table, line by line, in order of the codes.
pub fn postal_lines(table: &str) -> impl Iterator<Item = Result<PostalLine<'_>, PostalLineError>> {
    table
        .lines()
        .enumerate()
        .map(|(at, line)| parse_line(line).ok_or(PostalLineError { line: at + 1 }))
}

fn parse_line(line: &str) -> Option<PostalLine<'_>> {
    let mut fields = line.split('\t');
    let code = fields.next()?;
    let address = PostalAddress {
        prefecture: fields.next()?.to_owned(),
        address: fields.next()?.to_owned(),
        choices: fields
            .next()
            .map(|choices| choices.split('|').map(str::to_owned).collect())
            .unwrap_or_default(),
    };
    let valid =
        code.len() == 7 && code.bytes().all(|b| b.is_ascii_digit()) && fields.next().is_none();
    valid.then_some(PostalLine { code, address })
}

/// The three digits that name the file in which a code stands.
///
/// `code` is seven ASCII digits, a hyphen after the third allowed; anything else is `None`.
pub fn postal_prefix(code: &str) -> Option<&str> {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let shape = match code.as_bytes() {
        [_, _, _, b'-', _, _, _, _] => digits == 7,
        [_, _, _, _, _, _, _] => digits == 7,
        _ => false,
    };
    shape.then(|| &code[..3])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_no_more_than_the_code_decides() {
        let lines: Vec<_> = postal_lines(
            "1130021\t13\t文京区本駒込\n4980000\t\t\t愛知県弥富市|三重県桑名郡木曽岬町\n",
        )
        .collect::<Result<_, _>>()
        .expect("two good lines");
        assert_eq!(lines[0].code, "1130021");
        assert_eq!(lines[0].address.address, "文京区本駒込");
        assert!(lines[0].address.choices.is_empty());
        assert_eq!(lines[1].address.prefecture, "");
        assert_eq!(
            lines[1].address.choices,
            ["愛知県弥富市", "三重県桑名郡木曽岬町"]
        );
    }

    #[test]
    fn a_malformed_line_is_named() {
        for bad in [
            "113-0021\t13\tx",
            "113002\t13\tx",
            "1130021\t13",
            "1130021\t13\tx\ty\tz",
        ] {
            let table = format!("1130021\t13\t文京区\n{bad}\n");
            let first = postal_lines(&table).find_map(Result::err);
            assert_eq!(first, Some(PostalLineError { line: 2 }), "{bad}");
        }
    }

    #[test]
    fn the_file_of_a_code_is_its_first_three_digits() {
        assert_eq!(postal_prefix("113-0021"), Some("113"));
        assert_eq!(postal_prefix("1130021"), Some("113"));
        for bad in [
            "113-002",
            "11-30021",
            "113002１",
            "１１３",
            "",
            "113--021",
            "113-00211",
        ] {
            assert_eq!(postal_prefix(bad), None, "{bad}");
        }
    }
}
