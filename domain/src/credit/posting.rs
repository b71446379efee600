//! What becomes of rows that an organiser posts for a course (features.md #59, #126, #128, #129).
//!
//! Decided from the rows, the roster as it stands and what is known of the doctors; who calls this
//! loads and stores.

use std::collections::BTreeMap;

use super::{AttendeeRow, CheckedRow, RowId};
use crate::calendar::{Date, Moment};
use crate::course::CourseAward;
use crate::person::{Agreement, NameIdentity, agreement};
use crate::register_number::MedicalRegisterNumber;
use crate::rejection::{Code, FieldProblem, Rejection};

/// A row that was posted before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterRow {
    /// As posted.
    pub row: CheckedRow,
    /// When.
    pub at: Moment,
    /// Taken back by a correction.
    pub corrected: bool,
}

/// Everything posted for a course so far, in the order posted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    rows: Vec<RosterRow>,
    by_id: BTreeMap<RowId, usize>,
    standing: BTreeMap<MedicalRegisterNumber, usize>,
}

impl Roster {
    /// A roster of these rows.
    #[must_use]
    pub fn new(rows: Vec<RosterRow>) -> Self {
        let mut roster = Roster::default();
        for row in rows {
            let place = roster.rows.len();
            roster.by_id.insert(row.row.row_id.clone(), place);
            if !row.corrected {
                roster
                    .standing
                    .insert(row.row.register_number.clone(), place);
            }
            roster.rows.push(row);
        }
        roster
    }

    /// The rows, in the order posted.
    #[must_use]
    pub fn rows(&self) -> &[RosterRow] {
        &self.rows
    }

    /// A row by its id.
    #[must_use]
    pub fn row(&self, id: &RowId) -> Option<&RosterRow> {
        self.by_id.get(id).map(|place| &self.rows[*place])
    }

    /// The row under which a doctor stands.
    #[must_use]
    pub fn attendee(&self, number: &MedicalRegisterNumber) -> Option<&RosterRow> {
        self.standing.get(number).map(|place| &self.rows[*place])
    }
}

/// What is to be done with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Post it.
    New(CheckedRow),
    /// It came before and stands.
    Unchanged(CheckedRow),
    /// It came before and was taken back.
    Corrected(CheckedRow),
    /// It cannot be posted.
    Rejected(Vec<FieldProblem>),
}

/// Decides on each row; `awards` is what the whole course earns.
///
/// A row id is one row for ever: the same values again change nothing, other values are a conflict.
/// A doctor attends a course once.
#[must_use]
pub fn decide(
    rows: &[AttendeeRow],
    awards: &[CourseAward],
    roster: &Roster,
    today: Date,
) -> Vec<Decision> {
    let mut ids: BTreeMap<RowId, usize> = BTreeMap::new();
    let mut numbers: BTreeMap<MedicalRegisterNumber, RowId> = BTreeMap::new();
    let one = |(place, row): (usize, &AttendeeRow)| {
        let row = match row.check(awards, today) {
            Ok(row) => row,
            Err(problems) => return Decision::Rejected(problems),
        };
        if let Some(first) = ids.get(&row.row_id) {
            let twice = Rejection::new(Code::DuplicateRow).with("place", first + 1);
            return rejected("row_id", twice);
        }
        ids.insert(row.row_id.clone(), place);
        let decision = against_roster(row, roster);
        if let Decision::New(row) = &decision {
            if let Some(other) = numbers.get(&row.register_number) {
                return duplicate_attendee(other);
            }
            numbers.insert(row.register_number.clone(), row.row_id.clone());
        }
        decision
    };
    rows.iter().enumerate().map(one).collect()
}

fn against_roster(row: CheckedRow, roster: &Roster) -> Decision {
    if let Some(before) = roster.row(&row.row_id) {
        return if before.row.fingerprint_input() != row.fingerprint_input() {
            rejected("row_id", Code::Conflict)
        } else if before.corrected {
            Decision::Corrected(row)
        } else {
            Decision::Unchanged(row)
        };
    }
    match roster.attendee(&row.register_number) {
        Some(other) => duplicate_attendee(&other.row.row_id),
        None => Decision::New(row),
    }
}

fn duplicate_attendee(other: &RowId) -> Decision {
    let twice = Rejection::new(Code::DuplicateAttendee).with("row", other);
    rejected("register_number", twice)
}

fn rejected(field: &str, rejection: impl Into<Rejection>) -> Decision {
    Decision::Rejected(vec![FieldProblem::new(field, rejection)])
}

/// Everything or nothing: where one row is rejected, none is posted, and each is told so.
#[must_use]
pub fn all_or_none(decisions: Vec<Decision>) -> Vec<Decision> {
    let whole = !decisions
        .iter()
        .any(|decision| matches!(decision, Decision::Rejected(_)));
    let withheld = |decision| match decision {
        Decision::New(_) if !whole => rejected("row_id", Code::OtherRowsRejected),
        other => other,
    };
    decisions.into_iter().map(withheld).collect()
}

/// Where a posted row stands with its doctor, as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Number and name agree: it counts.
    Counts,
    /// Nobody has registered with this number yet.
    Waits,
    /// Number and name, or birth date, do not agree.
    Differs(Agreement),
}

/// Where a row stands with the doctor of its number, if there is one.
#[must_use]
pub fn standing(row: &CheckedRow, identity: Option<&NameIdentity>) -> Standing {
    match identity.map(|identity| agreement(&row.posted, identity)) {
        None => Standing::Waits,
        Some(Agreement::Agrees) => Standing::Counts,
        Some(differs) => Standing::Differs(differs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Category, Programme};
    use crate::units::Units;

    fn row(id: &str, number: &str, name: &str) -> AttendeeRow {
        AttendeeRow {
            row_id: id.into(),
            register_number: number.into(),
            name: name.into(),
            ..Default::default()
        }
    }

    fn decide_on(rows: &[AttendeeRow], roster: &Roster) -> Vec<Decision> {
        let awards = [CourseAward {
            programme: Programme::ContinuingEducation,
            category: Category::general(),
            units: Units::whole(2),
            codes: Default::default(),
        }];
        let today = Date::new(2026, 6, 1).unwrap_or_else(|| panic!("a day"));
        decide(rows, &awards, roster, today)
    }

    fn posted(rows: &[AttendeeRow], corrected: bool) -> Roster {
        let rows = decide_on(rows, &Roster::default()).into_iter();
        Roster::new(
            rows.filter_map(|decision| match decision {
                Decision::New(row) => Some(RosterRow {
                    row,
                    at: Moment::from_millis(0),
                    corrected,
                }),
                _ => None,
            })
            .collect(),
        )
    }

    fn codes(decisions: &[Decision]) -> Vec<&'static str> {
        let code = |decision: &Decision| match decision {
            Decision::New(_) => "new",
            Decision::Unchanged(_) => "unchanged",
            Decision::Corrected(_) => "corrected",
            Decision::Rejected(problems) => problems[0].rejection.code.as_str(),
        };
        decisions.iter().map(code).collect()
    }

    #[test]
    fn the_same_row_again_is_unchanged_and_another_under_its_id_a_conflict() {
        let roster = posted(&[row("1", "１２３", "山田花子")], false);
        let again = [row("1", "000123", "山田花子")];
        assert_eq!(codes(&decide_on(&again, &roster)), ["unchanged"]);
        let other = [row("1", "000124", "山田花子")];
        assert_eq!(codes(&decide_on(&other, &roster)), ["conflict"]);
    }

    #[test]
    fn a_row_id_or_a_doctor_twice_in_one_call_is_rejected_the_second_time() {
        let rows = [
            row("1", "123", "山田花子"),
            row("1", "124", "佐藤一郎"),
            row("2", "123", "山田花子"),
            row("3", "125", "鈴木"),
        ];
        let decisions = decide_on(&rows, &Roster::default());
        assert_eq!(
            codes(&decisions),
            ["new", "duplicate-row", "duplicate-attendee", "new"]
        );
        let Decision::Rejected(problems) = &decisions[1] else {
            panic!("rejected");
        };
        assert_eq!(problems[0].rejection.params["place"], "1");
    }

    #[test]
    fn a_doctor_whose_row_was_taken_back_can_be_posted_again() {
        let rows = [row("1", "123", "山田花子")];
        let again = [row("2", "123", "山田花子")];
        assert_eq!(
            codes(&decide_on(&again, &posted(&rows, false))),
            ["duplicate-attendee"]
        );
        assert_eq!(codes(&decide_on(&again, &posted(&rows, true))), ["new"]);
        assert_eq!(
            codes(&decide_on(&rows, &posted(&rows, true))),
            ["corrected"]
        );
    }

    #[test]
    fn everything_or_nothing_withholds_the_good_rows_and_tells_them_so() {
        let rows = [row("1", "123", "山田花子"), row("2", "x", "佐藤")];
        let decisions = all_or_none(decide_on(&rows, &Roster::default()));
        assert_eq!(
            codes(&decisions),
            ["other-rows-rejected", "bad-register-number"]
        );
        let good = all_or_none(decide_on(&rows[..1], &Roster::default()));
        assert_eq!(codes(&good), ["new"]);
    }
}
