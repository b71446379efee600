//! The receipt: what became of each row, in words, with what to do about it (features.md #126).

use std::collections::HashMap;

use api::{
    credits::{Fate, ReceiptRow},
    problem::FieldText,
};
use domain::{
    course::Course,
    credit::{AttendeeRow, CheckedRow, Decision, ROW_ID_MAX, Standing, standing},
    person::{Agreement, NameIdentity},
    register_number::MedicalRegisterNumber,
    rejection::{Code, FieldProblem, Rejection},
};

use crate::Scope;

/// What is said of a row that was taken back or corrected before.
const TAKEN_BACK: (&str, &str) = (
    "この行は、取消しまたは訂正が済んでいます。この受講者をあらためて登録するときは、新しい行IDで送ってください。",
    "This row was taken back or corrected before. To post this attendee anew, send the row under a new row id.",
);

/// The receipt of one row.
#[must_use]
pub fn row(
    scope: &Scope,
    course: &Course,
    sent: &AttendeeRow,
    decision: &Decision,
    holders: &HashMap<MedicalRegisterNumber, NameIdentity>,
) -> ReceiptRow {
    let (fate, problems, number) = match decision {
        Decision::Rejected(problems) => (
            Fate::Rejected,
            problems.clone(),
            MedicalRegisterNumber::parse(&sent.register_number)
                .map_or_else(|_| sent.register_number.clone(), |n| n.to_string()),
        ),
        Decision::Unchanged(row) => (Fate::Unchanged, Vec::new(), row.register_number.to_string()),
        Decision::Corrected(row) => (Fate::Corrected, Vec::new(), row.register_number.to_string()),
        Decision::New(row) => {
            let (fate, notes) = fate(scope, course, row, holders.get(&row.register_number));
            (fate, notes, row.register_number.to_string())
        }
    };
    let advice = match decision {
        Decision::Corrected(_) => Some(TAKEN_BACK),
        _ => problems
            .first()
            .and_then(|problem| suggestion(problem.rejection.code)),
    };
    ReceiptRow {
        row_id: sent.row_id.chars().take(ROW_ID_MAX).collect(),
        register_number: number.chars().take(ROW_ID_MAX).collect(),
        fate,
        suggestion: advice.map(|(ja, en)| scope.say(ja, en)),
        notes: problems
            .iter()
            .map(|problem| FieldText::of(problem, scope.language))
            .collect(),
    }
}

/// The receipt of a row that is posted, as its doctor is known now.
fn fate(
    scope: &Scope,
    course: &Course,
    row: &CheckedRow,
    holder: Option<&NameIdentity>,
) -> (Fate, Vec<FieldProblem>) {
    let mut notes = Vec::new();
    let fate = match standing(row, holder) {
        Standing::Counts => Fate::Posted,
        Standing::Waits => {
            notes.push(FieldProblem::new("register_number", Code::NoAccountYet));
            Fate::Waiting
        }
        Standing::Differs(agreement) => {
            let (field, code) = if agreement == Agreement::BirthDateDiffers {
                ("birth_date", Code::BirthDateDiffers)
            } else {
                ("name", Code::NameDiffers)
            };
            notes.push(FieldProblem::new(field, code));
            Fate::Held
        }
    };
    if row.register_number_padded {
        let padded = Rejection::new(Code::NumberPadded).with("number", &row.register_number);
        notes.push(FieldProblem::new("register_number", padded));
    }
    if scope.today() > course.post_by() {
        let late = Rejection::new(Code::PostedLate).with("until", course.post_by());
        notes.push(FieldProblem::new("row_id", late));
    }
    (fate, notes)
}

/// The fate of a row on the roster, as its doctor is known now.
#[must_use]
pub fn fate_now(
    row: &CheckedRow,
    corrected: bool,
    holders: &HashMap<MedicalRegisterNumber, NameIdentity>,
) -> Fate {
    if corrected {
        return Fate::Corrected;
    }
    match standing(row, holders.get(&row.register_number)) {
        Standing::Counts => Fate::Posted,
        Standing::Waits => Fate::Waiting,
        Standing::Differs(_) => Fate::Held,
    }
}

/// What to do, in Japanese and English.
pub const fn suggestion(code: Code) -> Option<(&'static str, &'static str)> {
    Some(match code {
        Code::Conflict => (
            "登録済みの行を直すときは、訂正をご利用ください。別の受講者であれば、新しい行IDを付けてください。",
            "To change a posted row, use a correction. For another attendee, give it a row id of its own.",
        ),
        Code::DuplicateRow => (
            "行ごとに異なる行IDを付けて、もう一度送ってください。",
            "Give each row an id of its own and send it again.",
        ),
        Code::DuplicateAttendee => (
            "重複していないかご確認ください。登録済みの行が誤りのときは、先に訂正してください。",
            "Check whether this row is a duplicate. If the posted row is wrong, correct that one first.",
        ),
        Code::OtherRowsRejected => (
            "誤りのある行を直して、もう一度すべての行を送ってください。",
            "Fix the rows with errors and send all rows again.",
        ),
        Code::NameDiffers | Code::BirthDateDiffers => (
            "医籍登録番号と氏名・生年月日を本人にご確認ください。誤りがあれば訂正してください。",
            "Check number, name and birth date with the attendee. If they are wrong, make a correction.",
        ),
        Code::NoAccountYet => (
            "番号に誤りがなければ、そのままお待ちください。",
            "If the number is right, there is nothing to do.",
        ),
        Code::BadRegisterNumber | Code::RegisterNumberZero => (
            "医籍登録番号（6桁以内の数字）を確認して、もう一度送ってください。",
            "Check the register number (up to 6 digits) and send the row again.",
        ),
        Code::MembersOnly => (
            "医籍登録番号と会員の登録をご確認ください。会員になられた後で、もう一度送ってください。",
            "Check the register number and the membership. Send the row again once the doctor is a member.",
        ),
        Code::Required => (
            "空欄を埋めて、もう一度送ってください。",
            "Fill in what is missing and send the row again.",
        ),
        Code::NumberPadded | Code::PostedLate => return None,
        _ => (
            "示された項目を直して、もう一度送ってください。",
            "Fix the field named and send the row again.",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rejection_comes_with_something_to_do() {
        for code in Code::ALL {
            if !matches!(code, Code::NumberPadded | Code::PostedLate) {
                let (ja, en) = suggestion(*code).unwrap();
                assert!(ja.ends_with('。') && en.ends_with('.'));
            }
        }
    }
}
