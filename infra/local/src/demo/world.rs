//! What the demonstration world is made of: plain values, before any store sees them.
//!
//! Texts are as a person would type them; the step that loads the world parses them with the same
//! code as the site, and the tests of this module do so too.

use time::Date;

/// Everything that the demonstration shows.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoWorld {
    /// The national association first, then prefectures, then districts.
    pub associations: Vec<Association>,
    /// Registered doctors; the first ones are the personas of [`super::accounts`].
    pub doctors: Vec<Doctor>,
    /// Secretariats and staff of organisers.
    pub staff: Vec<Staff>,
    /// External bodies; every association may organise as well.
    pub organizers: Vec<ExternalBody>,
    /// Courses, oldest first.
    pub courses: Vec<Course>,
    /// Rows as the organisers posted them, course by course.
    pub attendances: Vec<Attendance>,
    /// Applications for かかりつけ医, oldest first.
    pub applications: Vec<Application>,
}

/// Key of an association: `00` national, `13` prefectural, `13-05` district.
pub type AssociationKey = String;

/// What kind of association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AssociationKind {
    /// 日本医師会.
    National,
    /// 都道府県医師会.
    Prefectural,
    /// 郡市区医師会.
    Area,
    /// 大学医師会 (職域).
    University,
}

/// 医師会.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Association {
    /// Its key in this world.
    pub key: AssociationKey,
    /// Tier and kind.
    pub kind: AssociationKind,
    /// Its name.
    pub name: String,
    /// The association above; none above the national one.
    pub parent: Option<AssociationKey>,
    /// Two digits of JIS X 0401.
    pub prefecture: String,
    /// Towns of its area.
    pub towns: Vec<Town>,
    /// Invented: `000-…`.
    pub telephone: String,
    /// Invented: `…@example.jp`.
    pub email: String,
}

/// A town with its real postal code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    /// Seven digits, no hyphen.
    pub postal_code: String,
    /// City and town.
    pub name: String,
}

/// Family and given name, in kanji or kana.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// 姓.
    pub family: String,
    /// 名.
    pub given: String,
}

impl Name {
    /// Family and given name with a full-width space, as organisers type it.
    pub fn full(&self) -> String {
        format!("{}　{}", self.family, self.given)
    }
}

/// 旧姓 with its reading; the given name stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerFamilyName {
    /// In kanji.
    pub kanji: String,
    /// In katakana.
    pub kana: String,
    /// 送付物の宛名に使用する.
    pub use_on_mail: bool,
}

/// 性別.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// 女.
    Female,
    /// 男.
    Male,
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// With hyphen.
    pub postal_code: String,
    /// Two digits of JIS X 0401.
    pub prefecture: String,
    /// City, town and number.
    pub street: String,
    /// Building and room.
    pub building: Option<String>,
}

/// Year and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearMonth {
    /// Western year.
    pub year: i32,
    /// 1–12.
    pub month: u8,
}

/// 大学院.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GraduateSchool {
    /// Code of `domain/data/universities.csv`.
    pub university: String,
    /// 学部・学科名等.
    pub department: String,
    /// 修了年月.
    pub completed: YearMonth,
    /// 学位取得年月.
    pub degree: Option<YearMonth>,
}

/// 会員種別 (P).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberType {
    /// A①: heads of clinics and hospitals.
    A1,
    /// A②(B): employed, insured.
    A2B,
    /// A②(C): residents, insured.
    A2C,
    /// B: employed.
    B,
    /// C: residents.
    C,
}

/// Membership, seen from the district; prefecture and nation follow by parent unless `local_only`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// District or university association.
    pub district: AssociationKey,
    /// Not a member of the prefectural and the national association.
    pub local_only: bool,
    /// 会員種別.
    pub kind: MemberType,
    /// 会員ID, ten digits.
    pub number: String,
    /// 入会日.
    pub since: Date,
}

/// 医師.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doctor {
    /// 医籍登録番号, six digits, above every number given out so far.
    pub register_number: String,
    /// 医籍登録日.
    pub register_date: Date,
    /// In kanji as typed, variants and IVS included.
    pub kanji: Name,
    /// In full-width katakana.
    pub kana: Name,
    /// 旧姓.
    pub former: Option<FormerFamilyName>,
    /// 生年月日.
    pub birth: Date,
    /// 性別.
    pub sex: Sex,
    /// 自宅現住所.
    pub home: Address,
    /// `000-…`.
    pub mobile: String,
    /// `000-…`.
    pub telephone: Option<String>,
    /// `…@example.jp`.
    pub email: String,
    /// 主たる科名.
    pub specialty: String,
    /// 担当する科名.
    pub further_specialties: Vec<String>,
    /// 出身校, code of `domain/data/universities.csv`.
    pub university: String,
    /// 卒業年月.
    pub graduated: YearMonth,
    /// 大学院.
    pub graduate_school: Option<GraduateSchool>,
    /// 所属学会, codes of `domain/data/societies.csv`.
    pub societies: Vec<String>,
    /// None: 非会員.
    pub membership: Option<Membership>,
    /// Login ID on the site.
    pub login: String,
}

/// What a member of staff works for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Office {
    /// Secretariat of an association.
    Association(AssociationKey),
    /// External organiser, by its key.
    ExternalBody(String),
    /// システム管理.
    Administration,
}

/// 事務局・主催者の職員.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Login ID on the site.
    pub login: String,
    /// Shown to colleagues.
    pub name: Name,
    /// `…@example.jp`.
    pub email: String,
    /// Where.
    pub office: Office,
}

/// 外部団体: an organiser that is no association; invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExternalBody {
    /// Key in this world, `x01`.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Two digits of JIS X 0401; this prefecture's association approves it.
    pub prefecture: String,
    /// Person to ask.
    pub contact: Name,
    /// `000-…`.
    pub telephone: String,
    /// `…@example.jp`.
    pub email: String,
    /// What it plans, as it wrote when it applied.
    pub purpose: String,
    /// Approved on this day; none: still waits.
    pub approved: Option<Date>,
}

/// Who holds a course.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrganizerKey {
    /// An association.
    Association(AssociationKey),
    /// An external body.
    ExternalBody(String),
}

/// Where a course stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourseState {
    /// 承認済み on this day.
    Approved(Date),
    /// 申請中: waits at the prefectural association.
    Submitted,
    /// 差戻し with the reason.
    SentBack(String),
}

/// 講義.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lecture {
    /// 演題.
    pub title: String,
    /// 講師.
    pub lecturer: Name,
    /// Minutes after midnight.
    pub start: u16,
    /// Minutes after midnight.
    pub end: u16,
    /// Halves of a unit: half an hour gives one.
    pub half_units: u16,
    /// カリキュラムコード, one a talk.
    pub code: u8,
}

/// Where a course is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A hall.
    Venue(String),
    /// On-line.
    Online,
    /// Both.
    Hybrid(String),
}

/// 研修会 of 日医生涯教育制度.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Key in this world, `c001`.
    pub key: String,
    /// 研修会名.
    pub title: String,
    /// 主催.
    pub organizer: OrganizerKey,
    /// 共催.
    pub co_organizers: Vec<String>,
    /// 問合せ先.
    pub contact: Contact,
    /// Two digits of JIS X 0401.
    pub prefecture: String,
    /// Where.
    pub place: Place,
    /// Day.
    pub date: Date,
    /// 定員.
    pub capacity: Option<u16>,
    /// 対象.
    pub target: String,
    /// Talks, in order.
    pub lectures: Vec<Lecture>,
    /// Approval.
    pub state: CourseState,
    /// Day on which the organiser sent it in.
    pub submitted: Date,
    /// Day on which the attendees were posted; none where that is still to come.
    pub posted: Option<Date>,
}

impl Course {
    /// Sum of the lectures, in halves of a unit.
    pub fn half_units(&self) -> u16 {
        self.lectures.iter().map(|lecture| lecture.half_units).sum()
    }

    /// Codes of the lectures, sorted, each once.
    pub fn codes(&self) -> Vec<u8> {
        let mut codes: Vec<u8> = self.lectures.iter().map(|lecture| lecture.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// 問合せ先.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Section or person.
    pub name: String,
    /// `000-…`.
    pub telephone: String,
    /// `…@example.jp`.
    pub email: String,
}

/// What this row is there to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowStory {
    /// Number and name agree as typed.
    Plain,
    /// They agree once kanji variants, kana or the former name are folded.
    AgreesFolded,
    /// Nobody has registered with this number yet.
    Waiting,
    /// The number is a registered doctor's, the name is not: a slip of one digit.
    Mismatch,
}

/// One row of an organiser's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// Course by its key.
    pub course: String,
    /// The organiser's own id of the row, unique in the course.
    pub row: String,
    /// As typed.
    pub register_number: String,
    /// As typed: kanji or kana, with a full-width space.
    pub name: String,
    /// Where the organiser asks for it.
    pub birth: Option<Date>,
    /// Why it is in the world.
    pub story: RowStory,
}

/// Whose turn it is, or how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApplicationState {
    /// 申請中.
    Submitted,
    /// 差戻し, waiting for the doctor; reason.
    SentBack(String),
    /// Sent back once for this reason, and handed in again.
    Resubmitted(String),
    /// 承認: the certificate follows.
    Approved,
    /// Sent back once for this reason, handed in again and approved.
    ApprovedAfterSendBack(String),
    /// 却下 with the reason.
    Rejected(String),
    /// 取下げ by the doctor.
    Withdrawn,
}

/// How a handed-in unit came about (S1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HandedInKind {
    /// 参加証が交付される研修会 that is not in the system.
    OutsideCourse,
    /// 日本医学会分科会の総会等.
    SocietyMeeting,
    /// 臨床実習・臨床研修・専門研修制度における指導.
    Teaching,
    /// 医学学術論文・医学著書の執筆.
    Writing,
}

/// 座学研修の追加.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// What it was.
    pub kind: HandedInKind,
    /// In words.
    pub title: String,
    /// Day, within the fiscal year of the application.
    pub date: Date,
    /// Halves of a unit.
    pub half_units: u16,
    /// カリキュラムコード.
    pub codes: Vec<u8>,
    /// What was uploaded.
    pub evidence: Evidence,
}

/// 実地研修.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Practical {
    /// Ⅰ 都道府県・郡市区医師会が認めた研修等: five units an item.
    Recognized(Vec<PracticalItem>),
    /// Ⅱ その他: five units in all.
    Other {
        /// シミュレーションラボ, else その他.
        simulation_lab: bool,
        /// 実地研修の内容がわかる資料（自由記載）.
        description: Evidence,
        /// 証明書等.
        evidence: Evidence,
    },
}

/// One item of 実地 Ⅰ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticalItem {
    /// Id of the item in the rule file.
    pub item: String,
    /// What was uploaded.
    pub evidence: Evidence,
}

/// Type of an uploaded file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileType {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A scan or screenshot.
    Png,
}

/// An uploaded file; [`super::evidence::file`] makes its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Name on the doctor's device.
    pub file_name: String,
    /// Its type.
    pub file_type: FileType,
    /// What is drawn on it, in half-width letters and digits.
    pub lines: Vec<String>,
}

/// 申請 (かかりつけ医機能報告制度にかかる研修の修了申請).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// Key in this world, `a01`.
    pub key: String,
    /// Who applies, by register number.
    pub register_number: String,
    /// 申請先医師会.
    pub target: AssociationKey,
    /// Day of the first submission.
    pub submitted: Date,
    /// Day of the last step so far.
    pub last_step: Date,
    /// 座学研修の追加.
    pub handed_in: Vec<HandedIn>,
    /// 実地研修.
    pub practical: Practical,
    /// 医師免許証 or 医師資格証, of non-members.
    pub licence: Option<Evidence>,
    /// Where it stands.
    pub state: ApplicationState,
}
