//! A row of attendees, as an organiser posts it (features.md #59, #126, #128).

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::contact::free_text;
use crate::course::CourseAward;
use crate::person::PostedName;
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Problems, Rejection};
use crate::units::Units;
use crate::width;

/// Characters of a row id.
pub const ROW_ID_MAX: usize = 40;
/// Characters of a posted name: family and given name at their longest and a space.
pub const POSTED_NAME_MAX: usize = 2 * crate::person::KANA_MAX + 1;

text_value! {
    /// The organiser's own id of a row: 1–40 visible characters. Sending a row again under its id
    /// does it once.
    RowId,
    pattern = "^\\S(.{0,38}\\S)?$",
    description = "The organiser's own row id: 1-40 characters, no control characters."
}

impl RowId {
    /// Reads a row id; white space around it is dropped, nothing else changed.
    ///
    /// # Errors
    /// `required`, `bad-row-id`.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let text = width::trim(text);
        if text.is_empty() {
            return Err(Code::Required.into());
        }
        let unseen = |c: char| {
            c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        };
        if text.chars().any(unseen) || text.chars().count() > ROW_ID_MAX {
            return Err(Rejection::new(Code::BadRowId).with("max", ROW_ID_MAX));
        }
        Ok(RowId(text.to_owned()))
    }
}

/// A row as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AttendeeRow {
    /// The organiser's own id of the row, unique within the course.
    pub row_id: String,
    /// 医籍登録番号
    pub register_number: String,
    /// 氏名, kanji or kana.
    pub name: String,
    /// 生年月日; may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// 単位, where the doctor heard less than the whole; may be left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub units: Option<String>,
}

/// A row whose every value is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// The organiser's own id of the row.
    pub row_id: RowId,
    /// 医籍登録番号
    pub register_number: MedicalRegisterNumber,
    /// Whether zeros were put before the number sent; the receipt says so.
    pub register_number_padded: bool,
    /// Name and birth date.
    pub posted: PostedName,
    /// 単位, where other than those of the course.
    pub units: Option<Units>,
}

impl AttendeeRow {
    /// Checks every field; `awards` is what the whole course earns. Units of their own are possible
    /// where the course counts in one category only, up to its units.
    ///
    /// # Errors
    /// All refusals.
    pub fn check(
        &self,
        awards: &[CourseAward],
        today: Date,
    ) -> Result<CheckedRow, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let row_id = problems.take("row_id", RowId::parse(&self.row_id));
        let number = problems.take(
            "register_number",
            MedicalRegisterNumber::parse_noting(&self.register_number),
        );
        let name = problems.take("name", free_text(&self.name, POSTED_NAME_MAX));
        let birth = self.birth_date.as_deref().unwrap_or_default();
        let birth_date = problems.take_optional("birth_date", birth, |text| {
            let date = Date::parse(text)?;
            if date > today {
                Err(Code::InFuture.into())
            } else {
                Ok(date)
            }
        });
        let units =
            problems.take_optional("units", self.units.as_deref().unwrap_or_default(), |text| {
                own_units(text, awards)
            });
        let row = (|| {
            let (register_number, register_number_padded) = number?;
            Some(CheckedRow {
                row_id: row_id?,
                register_number,
                register_number_padded,
                posted: PostedName {
                    text: name?,
                    birth_date: birth_date?,
                },
                units: units?,
            })
        })();
        problems.finish(row)
    }
}

fn own_units(text: &str, awards: &[CourseAward]) -> Result<Units, Rejection> {
    let units = Units::parse(text)?;
    if units.is_zero() {
        return Err(Code::UnitsZero.into());
    }
    match awards {
        [only] if units <= only.units => Ok(units),
        [only] => Err(Rejection::new(Code::UnitsTooMany).with("max", only.units)),
        _ => Err(Code::UnitsNotDivisible.into()),
    }
}

impl CheckedRow {
    /// The text whose hash tells whether a row sent again under its id is the same: the values, not
    /// the way they were typed.
    #[must_use]
    pub fn fingerprint_input(&self) -> String {
        // The separator cannot occur in any of the values: they have no control characters.
        let birth_date = self
            .posted
            .birth_date
            .map(|date| date.to_string())
            .unwrap_or_default();
        let units = self
            .units
            .map(|units| units.to_string())
            .unwrap_or_default();
        [
            self.register_number.as_str(),
            &self.posted.text,
            &birth_date,
            &units,
        ]
        .join("\u{1f}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Category, Programme};

    fn awards(units: &[u16]) -> Vec<CourseAward> {
        let award = |units: &u16| CourseAward {
            programme: Programme::ContinuingEducation,
            category: Category::general(),
            units: Units::whole(*units),
            codes: Default::default(),
        };
        units.iter().map(award).collect()
    }

    fn today() -> Date {
        Date::new(2026, 4, 1).unwrap_or_else(|| panic!("a day"))
    }

    fn row() -> AttendeeRow {
        AttendeeRow {
            row_id: "1".into(),
            register_number: "１２３４５".into(),
            name: "髙﨑　花子".into(),
            birth_date: Some("S40.4.1".into()),
            units: None,
        }
    }

    #[test]
    fn all_refusals_of_a_row_are_told_at_once() {
        let row = AttendeeRow {
            birth_date: Some("2026-04-02".into()),
            units: Some("3".into()),
            ..Default::default()
        };
        let fields: Vec<(String, Code)> = match row.check(&awards(&[2]), today()) {
            Ok(_) => panic!("taken"),
            Err(problems) => problems
                .into_iter()
                .map(|p| (p.field, p.rejection.code))
                .collect(),
        };
        let expected = [
            ("row_id", Code::Required),
            ("register_number", Code::Required),
            ("name", Code::Required),
            ("birth_date", Code::InFuture),
            ("units", Code::UnitsTooMany),
        ];
        assert_eq!(
            fields,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
    }

    #[test]
    fn the_fingerprint_is_of_the_values_not_of_the_typing() {
        let print = |row: AttendeeRow| {
            row.check(&awards(&[2]), today())
                .map(|row| row.fingerprint_input())
        };
        let other = AttendeeRow {
            register_number: "012345".into(),
            birth_date: Some("1965-04-01".into()),
            ..row()
        };
        assert_eq!(print(row()), print(other));
        assert_ne!(
            print(row()),
            print(AttendeeRow {
                name: "高崎　花子".into(),
                ..row()
            })
        );
    }

    #[test]
    fn own_units_need_a_course_with_one_category() {
        let half = AttendeeRow {
            units: Some("1.5".into()),
            ..row()
        };
        assert!(half.check(&awards(&[2]), today()).is_ok());
        let refused = half
            .check(&awards(&[2, 2]), today())
            .map_err(|p| p[0].rejection.code);
        assert_eq!(refused.map(|_| ()), Err(Code::UnitsNotDivisible));
    }

    #[test]
    fn every_field_is_accepted_at_its_limit_and_refused_beyond() {
        let refused = |row: AttendeeRow| {
            let found = row.check(&awards(&[2]), today()).err().unwrap_or_default();
            let codes = found.into_iter().map(|one| (one.field, one.rejection.code));
            codes.collect::<Vec<_>>()
        };
        let filled = |more: usize| AttendeeRow {
            row_id: "受".repeat(40 + more),
            name: "ア".repeat(129 + more),
            ..row()
        };
        assert_eq!(refused(filled(0)), []);
        let beyond = [("row_id", Code::BadRowId), ("name", Code::TooLong)];
        let beyond = beyond.map(|(field, code)| (field.to_owned(), code));
        assert_eq!(refused(filled(1)), beyond);
    }

    #[test]
    fn row_ids_are_kept_as_sent() {
        assert_eq!(
            RowId::parse(" 受付-001 ").map(|id| id.to_string()),
            Ok("受付-001".into())
        );
        assert!(RowId::parse(&"a".repeat(41)).is_err());
        assert!(RowId::parse("a\tb").is_err());
    }
}
