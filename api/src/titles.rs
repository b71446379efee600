//! 認定: a doctor's title in a programme – how it stands, what is missing, until when one is safe –
//! and what an application for it needs (features.md #68–#72, #82–#93, L5, L7).

use domain::{
    application::{ApplicantFacts, FeeState},
    association::Tier,
    calendar::Date,
    curriculum::CurriculumCode,
    programme::{Category, Programme},
    rounds::{Placement, RoundId, SafeDay},
    rules::{
        Bilingual, Climb, Evaluation, GoalKind, Judgement, RequirementResult, TitleRules,
        ValidityPeriod,
    },
    units::Units,
};
use serde::{Deserialize, Serialize};

use crate::applications::{ApplicationSummary, EvidenceView, TargetAssociation};
use crate::catalogue::CatalogueCourse;

/// 認定 of one programme as its doctor sees it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitleView {
    /// 制度種別.
    pub programme: Programme,
    /// Its name: 日医認定産業医.
    pub label: Bilingual,
    /// How it stands today.
    pub standing: StandingView,
    /// Every approval, newest first.
    pub approvals: Vec<ApprovalView>,
    /// What can be applied for, each with what is met and what is missing.
    pub goals: Vec<GoalView>,
    /// The prefecture through which an application goes; none where nothing tells it yet.
    pub prefecture: Option<TargetAssociation>,
    /// The round in which an application made today would be decided.
    pub placement: Option<Placement>,
    /// Until when the renewals that are due are safe, one after the other (コロナ特例: two).
    pub safe: Vec<SafeDay>,
    /// The application under way.
    pub open: Option<ApplicationSummary>,
    /// Credits of the programme in the system, newest first.
    pub credits: Vec<TitleCredit>,
    /// The last day of courses whose credits are on paper and can be declared; none where nothing
    /// can.
    pub declared_until: Option<Date>,
    /// The original (産業医学研修手帳) of what is declared is posted to the prefecture.
    pub original: bool,
}

/// How a title stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum StandingView {
    /// Never held.
    None,
    /// 有効.
    Valid {
        /// The last day.
        until: Date,
    },
    /// Ended, and goes on by an exemption (コロナ特例).
    Exempt {
        /// The day on which it ended.
        expired: Date,
        /// The last day of the exemption.
        until: Date,
        /// Renewals due by then, one after the other.
        renewals: u8,
    },
    /// Ended, and can still be renewed for a reason.
    Grace {
        /// The day on which it ended.
        expired: Date,
        /// The last day on which it can be renewed.
        until: Date,
    },
    /// 失効.
    Lapsed {
        /// The last day on which it was valid.
        expired: Date,
    },
}

/// One approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovalView {
    /// 新規 or 更新.
    pub kind: GoalKind,
    /// The day of the committee.
    pub decided_on: Date,
    /// 有効期間.
    pub validity: ValidityPeriod,
    /// 認定証番号.
    pub certificate: Option<String>,
}

/// 新規 or 更新, judged as if applied for today.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GoalView {
    /// Its slug.
    pub id: String,
    /// What kind it is.
    pub kind: GoalKind,
    /// Its name.
    pub label: Bilingual,
    /// From when to when credits count.
    pub window: Option<ValidityPeriod>,
    /// What is met and what is missing.
    pub evaluation: Evaluation,
    /// The ways of the requirements that can be met in several, each with its own requirements.
    pub ways: Vec<WayView>,
    /// Credits that do not count, and why.
    pub not_counted: Vec<Bilingual>,
    /// 審査・登録料, in yen.
    pub fee: Option<u32>,
    /// Its units over the years, where they are drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub climb: Option<Climb>,
}

impl GoalView {
    /// A goal as judged: by the function, or by the browser while one types.
    #[must_use]
    pub fn of(judgement: &Judgement<'_>) -> Self {
        let goal = judgement.goal;
        let way = |(of, label, requirements): (&str, &Bilingual, Vec<RequirementResult>)| WayView {
            requirement: of.to_owned(),
            label: label.clone(),
            requirements,
        };
        Self {
            id: goal.id.clone(),
            kind: goal.kind,
            label: goal.label.clone(),
            window: judgement.window,
            evaluation: judgement.explained(),
            ways: judgement.ways_explained().into_iter().map(way).collect(),
            not_counted: judgement.not_counted_in_words(),
            fee: goal.fee.as_ref().map(|fee| fee.yen),
            climb: None,
        }
    }
}

/// One of several ways to meet a requirement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WayView {
    /// Of which requirement.
    pub requirement: String,
    /// Its name.
    pub label: Bilingual,
    /// What it asks.
    pub requirements: Vec<RequirementResult>,
}

/// One credit of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitleCredit {
    /// 研修会名.
    pub title: String,
    /// The category.
    pub category: Category,
    /// Its name.
    pub label: Bilingual,
    /// 単位.
    pub units: Units,
    /// カリキュラムコード.
    pub codes: Vec<CurriculumCode>,
    /// The day on which it was earned.
    pub date: Date,
    /// An earlier approval has used it up.
    pub used: bool,
}

/// What the form of an application needs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitlePreparation {
    /// The prefecture through which it goes; none where nothing tells it yet.
    pub prefecture: Option<TargetAssociation>,
    /// The round in which an application made today would be decided.
    pub placement: Option<Placement>,
    /// Another application is under way: one at a time.
    pub open: bool,
    /// The rules by which the form is judged, in the browser while one types and in the function
    /// when it is sent.
    pub rules: TitleRules,
    /// What is known of the applicant; the application under way does not stand in its own way.
    pub applicant: ApplicantFacts,
    /// Documents uploaded and checked that no application uses yet.
    pub evidence: Vec<EvidenceView>,
}

/// For what courses are looked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanQuery {
    /// 申請区分: a goal of the rules.
    pub goal: String,
}

/// Which announced courses fill what is missing (L6).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitlePlan {
    /// For this goal.
    pub goal: String,
    /// Until then it has to be applied for: the last safe day; a year from today for a first
    /// application, which has none.
    pub until: Date,
    /// Courses to attend, by their days.
    pub courses: Vec<PlannedCourse>,
    /// Others that fill something of what is missing, by their days; the first of them.
    pub others: Vec<PlannedCourse>,
    /// What stays open even then.
    pub open: Vec<Bilingual>,
    /// The units over the years with the courses to attend in it.
    pub climb: Option<Climb>,
    /// How many announced courses were looked at: those of the own prefecture and on-line.
    pub considered: u32,
}

/// A course to attend.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedCourse {
    /// As announced.
    pub course: CatalogueCourse,
    /// Its credits may be posted only after that day (organisers have about a month).
    pub tight: bool,
}

/// What an application for a title has beside the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TitleSummary {
    /// 新規 or 更新.
    pub kind: GoalKind,
    /// Whose turn it is.
    pub stage: Tier,
    /// The round foreseen for it, or that of its committee.
    pub round: RoundId,
    /// The day of that committee.
    pub committee: Date,
    /// The round that it came too late for (#87).
    pub missed: Option<RoundId>,
    /// Passed on to the committee.
    pub forwarded: bool,
    /// Nothing but credits in the system (L18).
    pub clean: bool,
    /// 審査・登録料.
    pub fee: Option<FeeView>,
    /// The day of the committee that approved it.
    pub decided_on: Option<Date>,
}

/// 審査・登録料 of an application (#91).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FeeView {
    /// In yen.
    pub yen: u32,
    /// Paid or not yet; or waived.
    pub state: FeeState,
    /// 領収書番号.
    pub receipt: Option<String>,
}

/// Paper of an application on its way (#69, L14).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PaperView {
    /// The original (産業医学研修手帳) is awaited.
    pub original: bool,
    /// It has arrived.
    pub received: bool,
    /// The officer who asks received it, and so cannot check it.
    pub received_by_me: bool,
    /// What was declared has been checked.
    pub checked: bool,
}

/// 産業医学研修手帳の到着.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandbookReceipt {
    /// As read: a case changed in between is refused.
    pub version: u32,
}

/// 申告内容の確認.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclaredFindings {
    /// As read.
    pub version: u32,
    /// The units of each declared line, as the original shows them.
    pub declared: Vec<Units>,
    /// Whether each certificate from elsewhere is in order.
    pub certificates: Vec<bool>,
}

/// 進達.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forwarding {
    /// As read.
    pub version: u32,
    /// The officer compared the licence or the member record; wanted while not confirmed.
    pub identity_confirmed: bool,
}
