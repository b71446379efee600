//! 認定の保持者: who holds a title through which prefecture, until when, and what is missing for the
//! renewal (features.md #72, #92, #94, #132).

use domain::{
    application::ApplicationStatus,
    calendar::{Date, Moment},
    contact::PrefectureCode,
    holder::{HolderRow, ImportFate},
    programme::Programme,
    register_number::MedicalRegisterNumber,
    rounds::SafeDay,
    rules::{Bilingual, RequirementResult},
};
use serde::{Deserialize, Serialize};

use crate::{
    problem::FieldText,
    titles::{ApprovalView, StandingView},
};

/// Most rows of one call.
pub const IMPORT_MOST: usize = 200;

/// Rows of a list of holders, at most 200.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderImport {
    /// In the order of the list.
    pub rows: Vec<HolderRow>,
}

/// What became of each row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportReceipt {
    /// In the order of the rows.
    pub rows: Vec<ImportLine>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportLine {
    /// 医籍登録番号, where it could be read.
    pub register_number: Option<MedicalRegisterNumber>,
    /// What became of it.
    pub fate: ImportFate,
    /// What is wrong with it, where it was refused.
    pub fields: Vec<FieldText>,
}

/// Which holders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum HolderPart {
    /// 期限が近い: titles that end within a year, or in grace.
    #[default]
    Due,
    /// コロナ特例: ended, and going on by an exemption.
    Exempt,
    /// 失効: ended within the last two years.
    Lapsed,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderFilter {
    /// 制度種別.
    pub programme: Programme,
    /// One prefecture only; a prefectural association sees its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefecture: Option<PrefectureCode>,
    /// Which.
    #[serde(default)]
    pub part: HolderPart,
    /// Go on after this one; as answered in `next`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Holders, the most urgent first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderList {
    /// The lines.
    pub holders: Vec<HolderLine>,
    /// There is more after this.
    pub next: Option<String>,
}

/// How a notice reaches somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// By mail.
    Mail,
    /// By post.
    Post,
    /// Neither: no account that is surely the holder's, and no address.
    Nobody,
}

/// One holder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderLine {
    /// Opaque; it says nothing of the person, so that it can stand in an address.
    pub holder: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// 氏名.
    pub name: String,
    /// The managing prefecture.
    pub prefecture: PrefectureCode,
    /// 有効期限 as printed.
    pub expiry: Date,
    /// 認定証番号.
    pub certificate: Option<String>,
    /// How the title stands today.
    pub standing: StandingView,
    /// Until when the renewals that are due are safe, one after the other.
    pub safe: Vec<SafeDay>,
    /// What is missing for the renewal; empty when it could be applied for, or is.
    pub missing: Vec<Bilingual>,
    /// The renewal under way.
    pub renewal: Option<RenewalView>,
    /// How a notice reaches the holder.
    pub reach: Reach,
}

/// A renewal under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RenewalView {
    /// 審査状況.
    pub status: ApplicationStatus,
    /// When it was handed in first.
    pub submitted_on: Date,
}

/// Looks a holder up by number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HolderSearch {
    /// 制度種別.
    pub programme: String,
    /// 医籍登録番号.
    pub register_number: String,
}

/// Names a holder in the path.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderPath {
    /// As answered in `holder`.
    pub holder: String,
}

/// One holder with everything.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HolderView {
    /// As in the list.
    pub line: HolderLine,
    /// 制度種別.
    pub programme: Programme,
    /// Name of the title.
    pub label: Bilingual,
    /// Whether the doctor has an account.
    pub account: bool,
    /// Every approval, the newest first.
    pub approvals: Vec<ApprovalView>,
    /// The requirements of the renewal.
    pub requirements: Vec<RequirementResult>,
    /// The reason for grace that holds.
    pub grace: Option<String>,
    /// The reasons for which grace can be set.
    pub grace_reasons: Vec<GraceChoice>,
    /// What was set and withdrawn, the newest first.
    pub grace_events: Vec<GraceEvent>,
    /// Notices that went out, the newest first.
    pub notices: Vec<NoticeView>,
    /// Counts changes.
    pub version: u32,
}

/// A reason for grace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraceChoice {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
}

/// Grace set or withdrawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GraceEvent {
    /// The reason; none when it was withdrawn.
    pub reason: Option<String>,
    /// What the officer noted.
    pub note: String,
    /// ログインID.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A notice that went out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoticeView {
    /// The last day that it was about.
    pub last: Date,
    /// How long before: `4m`.
    pub distance: String,
    /// By mail; else printed for the post.
    pub mail: bool,
    /// When.
    pub at: Moment,
}

/// 猶予 for illness or a stay abroad.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GraceDecision {
    /// As read.
    pub version: u32,
    /// The reason; empty withdraws it.
    pub reason: String,
    /// What was seen or heard, 1–500 characters.
    pub note: String,
}

/// Letters for those whom no mail reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterList {
    /// Ready to be printed.
    pub letters: Vec<LetterView>,
    /// There is more after this.
    pub next: Option<String>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterView {
    /// Whom it is about, and what is missing.
    pub line: HolderLine,
    /// Name of the title.
    pub label: Bilingual,
    /// The postal code, and the lines of the address.
    pub address: Vec<String>,
    /// The last day on which the title can be renewed.
    pub last: Date,
    /// Which notice: `4m`.
    pub distance: String,
}

/// Letters that were printed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LettersPrinted {
    /// As answered in `holder`; at most 200.
    pub holders: Vec<String>,
}

/// How many were written down as printed; those written down before are not counted again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LettersKept {
    /// New ones.
    pub printed: u32,
}
