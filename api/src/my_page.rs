//! マイページ: what a doctor sees at once.

use domain::{
    assurance::Assurance,
    calendar::{Date, FiscalYear, Moment},
    contact::{EmailAddress, PhoneNumber, PrefectureCode},
    credit::{CreditOrigin, YearTally},
    curriculum::CurriculumCode,
    id::{CourseId, EvidenceId},
    programme::{Category, Programme},
    register_number::MedicalRegisterNumber,
    registration::Profile,
    rules::Bilingual,
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::{
    applications::{ApplicationSummary, EvidenceView},
    certificates::CertificateSummary,
};

/// Everything on the first screen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MyPage {
    /// Name as typed.
    pub name: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// Claimed (本人確認中) or confirmed.
    pub assurance: Assurance,
    /// Names of own associations, district first; empty for 非会員.
    pub associations: Vec<String>,
    /// Tally per closed fiscal year, newest first, and of the current one.
    pub years: Vec<YearTally>,
    /// Credits of the current fiscal year and late ones, newest first.
    pub credits: Vec<CreditView>,
    /// Applications, newest first.
    pub applications: Vec<ApplicationSummary>,
    /// Certificates, newest first.
    pub certificates: Vec<CertificateSummary>,
    /// Titles held, as printed (#72).
    pub titles: Vec<HeldTitle>,
    /// What to do next, decided by `domain`.
    pub next: NextStep,
}

/// A title as its last certificate says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldTitle {
    /// 制度種別.
    pub programme: Programme,
    /// The last day of validity as printed.
    pub valid_until: Date,
    /// 認定証番号.
    pub certificate: Option<String>,
}

pub use domain::next_step::NextStep;

/// One credit as its doctor sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditView {
    /// Which entry; opaque.
    pub id: String,
    /// The course, absent for outside sources.
    pub course: Option<CourseId>,
    /// Where it comes from.
    pub origin: CreditOrigin,
    /// Title of the course.
    pub title: String,
    /// Who held it.
    pub organizer: String,
    /// Whom to ask.
    pub enquiries: Option<String>,
    /// 制度種別.
    pub programme: Programme,
    /// Category within the programme.
    pub category: Category,
    /// Its name, where the programme has several.
    pub category_name: Option<Bilingual>,
    /// 単位.
    pub units: Units,
    /// カリキュラムコード.
    pub codes: Vec<CurriculumCode>,
    /// Day of the course.
    pub date: Date,
    /// When it was posted.
    pub posted_at: Moment,
    /// Taken back by a reversal; kept in sight, not counted.
    pub reversed: bool,
}

/// A fiscal year to look at.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FiscalYearQuery {
    /// April–March, by the year in which it begins.
    pub fiscal_year: FiscalYear,
}

/// Credits of one fiscal year.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditHistory {
    /// Which year.
    pub fiscal_year: FiscalYear,
    /// Newest first.
    pub credits: Vec<CreditView>,
    /// Sums of the year.
    pub tally: YearTally,
}

/// Where and when a course was that a doctor looks for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldCoursesQuery {
    /// 開催日.
    pub date: Date,
    /// 都道府県 of the association that approved it.
    pub prefecture: PrefectureCode,
}

/// An approved course, with its posting clock (features.md #60).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldCourse {
    /// Which.
    pub id: CourseId,
    /// 研修会名.
    pub title: String,
    /// 主催者.
    pub organizer: String,
    /// 開催日.
    pub date: Date,
    /// 制度種別.
    pub programmes: Vec<Programme>,
    /// Until then the organiser posts in time.
    pub post_by: Date,
    /// Whom to ask, as one line, once that day is over; then the organiser can be asked here too.
    pub enquiries: Option<String>,
}

/// What is told of a prefecture that handles credits in its own way (features.md #81).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OwnHandlingNote {
    /// 制度種別.
    pub programme: Programme,
    /// What to do there.
    pub note: Bilingual,
}

/// Approved courses of one day and prefecture.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldCourses {
    /// At most 100.
    pub courses: Vec<HeldCourse>,
    /// The prefecture's own handling, by the rules of that day.
    pub own_handling: Vec<OwnHandlingNote>,
}

/// A question to the organiser of a course.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OrganizerEnquiry {
    /// Which course.
    pub course: CourseId,
    /// 1–1000 characters. Name, register number and e-mail address are sent with it.
    pub message: String,
}

/// The question goes out by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnquirySent {
    /// 主催者.
    pub organizer: String,
    /// How many more can be asked today.
    pub left_today: u32,
}

/// 登録情報.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfileView {
    /// ログインID.
    pub login_id: String,
    /// 医籍登録番号.
    pub register_number: MedicalRegisterNumber,
    /// Where mails go.
    pub email: EmailAddress,
    /// Everything registered.
    pub profile: Profile,
    /// Claimed or confirmed.
    pub assurance: Assurance,
    /// Names of own associations.
    pub associations: Vec<String>,
    /// To send with a change, so that no other change is overwritten.
    pub version: u32,
    /// 電話番号の控え for the print-out.
    pub mobile: PhoneNumber,
    /// 医師免許証・医師資格証 sent for the confirmation of identity, oldest first.
    pub identity_documents: Vec<EvidenceView>,
}

/// An uploaded and checked 医師免許証 or 医師資格証, to be sent for the confirmation of identity.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IdentityDocument {
    /// Which document.
    pub evidence: EvidenceId,
}

/// The part of 登録情報 that a doctor changes directly.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContactChange {
    /// As read.
    pub version: u32,
    /// What was typed.
    pub form: domain::registration::ContactForm,
}
