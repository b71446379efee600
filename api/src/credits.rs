//! 単位の付与: rows, receipts, corrections, spreadsheets.

use domain::{
    calendar::Moment,
    credit::{AttendeeRow, RowId},
};
use serde::{Deserialize, Serialize};

use crate::problem::FieldText;

/// Most rows a call may have; larger files are sent in parts.
pub const MOST_ROWS: usize = 2_000;

/// Rows of one course.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// Only look, or write.
    #[serde(default)]
    pub mode: Mode,
    /// Everything or nothing, or each row for itself.
    #[serde(default)]
    pub atomicity: Atomicity,
    /// At most 2,000.
    pub rows: Vec<AttendeeRow>,
}

/// Only look, or write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Dry run: the receipt says what would happen.
    Validate,
    /// Write.
    #[default]
    Commit,
}

/// Everything or nothing, or each row for itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Atomicity {
    /// One rejected row and nothing is written; otherwise all of them are, whatever happens in
    /// between.
    All,
    /// Each row for itself.
    #[default]
    Row,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// 登録した: counts now.
    Posted,
    /// 変更なし: the same row came before.
    Unchanged,
    /// 預かり: no account yet; counts the second its doctor registers.
    Waiting,
    /// 確認が要る: number and name or birth date don't agree.
    Held,
    /// 訂正済み: taken back by a correction.
    Corrected,
    /// 登録できない: see code, field and suggestion.
    Rejected,
}

/// Mirrors the request row by row, in the order sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// As asked.
    pub mode: Mode,
    /// One for each row sent.
    pub rows: Vec<ReceiptRow>,
    /// How many of each fate.
    pub counts: Counts,
}

/// How many rows of each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// All rows.
    pub received: u32,
    /// 登録した.
    pub posted: u32,
    /// 変更なし.
    pub unchanged: u32,
    /// 預かり.
    pub waiting: u32,
    /// 確認が要る.
    pub held: u32,
    /// 訂正済み.
    pub corrected: u32,
    /// 登録できない.
    pub rejected: u32,
}

impl Counts {
    /// Counts the fates of `rows`.
    #[must_use]
    pub fn of(rows: &[ReceiptRow]) -> Self {
        let count = |fate| {
            u32::try_from(rows.iter().filter(|row| row.fate == fate).count()).unwrap_or(u32::MAX)
        };
        Self {
            received: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            posted: count(Fate::Posted),
            unchanged: count(Fate::Unchanged),
            waiting: count(Fate::Waiting),
            held: count(Fate::Held),
            corrected: count(Fate::Corrected),
            rejected: count(Fate::Rejected),
        }
    }
}

/// One row's fate, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReceiptRow {
    /// As sent, cut to 40 characters when it was not usable.
    pub row_id: String,
    /// As sent, folded to 6 digits where it could be.
    pub register_number: String,
    /// What became of it.
    pub fate: Fate,
    /// Code, field and text of what is wrong or was changed ("padded to 6 digits").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<FieldText>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// A posted row as it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AwardLine {
    /// The organiser's own id.
    pub row_id: RowId,
    /// As posted.
    pub register_number: domain::register_number::MedicalRegisterNumber,
    /// As posted; never a name that was not supplied.
    pub name: String,
    /// Posted, waiting or held, as it is now; or corrected.
    pub fate: Fate,
    /// When.
    pub posted_at: Moment,
}

/// All rows of a course.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AwardList {
    /// In the order posted.
    pub rows: Vec<AwardLine>,
}

/// Corrects one posted row: the old entry is reversed, the new one stands under `row`'s id.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The row that was wrong.
    pub row_id: RowId,
    /// What it should have been, under a row id of its own; absent: only take it back.
    pub replacement: Option<AttendeeRow>,
}

/// An XLSX file, base64 (the gateway carries text).
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spreadsheet {
    /// Base64, ≤ 4 MB decoded.
    pub content: String,
}

/// Cells of the first sheet as text.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpreadsheetRows {
    /// Name of the sheet.
    pub sheet: String,
    /// Rows of cells; the first is usually the heading.
    pub rows: Vec<Vec<String>>,
}
