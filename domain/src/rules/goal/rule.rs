//! What a goal asks, as the files say it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::association::Tier;
use crate::calendar::Date;
use crate::contact::PrefectureCode;
use crate::evidence::EvidenceKind;
use crate::programme::Category;
use crate::rules::rule_set::Bilingual;
use crate::units::Units;

named_variants! {
    /// 申請区分: what kind of goal it is.
    pub enum GoalKind {
        /// 新規
        New = "new",
        /// 更新
        Renewal = "renewal",
        /// A certificate that follows from units alone; nobody applies for it.
        Certificate = "certificate",
    }
}

/// Something that a doctor can reach in a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its slug.
    pub id: String,
    /// What kind it is.
    pub kind: GoalKind,
    /// Its name.
    pub label: Bilingual,
    /// Which credits can count.
    pub window: Window,
    /// The stages of an application, from the lowest up; none where nobody applies.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Tier>,
    /// 審査・登録料
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// What must be met.
    pub requirements: Vec<GoalRequirement>,
}

impl Goal {
    /// Whether it, or one of its ways, asks for something.
    pub fn asks(&self, wanted: impl Fn(&Ask) -> bool) -> bool {
        let mut open: Vec<&GoalRequirement> = self.requirements.iter().collect();
        while let Some(requirement) = open.pop() {
            if wanted(&requirement.kind) {
                return true;
            }
            if let Ask::AnyOf { paths } = &requirement.kind {
                open.extend(paths.iter().flat_map(|path| &path.requirements));
            }
        }
        false
    }

    /// The categories whose units its requirements count; none where they ask for no category.
    #[must_use]
    pub fn categories(&self) -> BTreeSet<&Category> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&GoalRequirement> = self.requirements.iter().collect();
        while let Some(requirement) = open.pop() {
            match &requirement.kind {
                Ask::Units { categories, .. } | Ask::WithinYearsOfLast { categories, .. } => {
                    found.extend(categories);
                }
                Ask::Minima { minima } => found.extend(minima.keys()),
                Ask::AnyOf { paths } => {
                    open.extend(paths.iter().flat_map(|path| &path.requirements));
                }
                _ => {}
            }
        }
        found
    }
}

/// 審査・登録料, paid as the prefecture says (S0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// How much, in yen.
    pub yen: u32,
    /// Its name.
    pub label: Bilingual,
}

/// From when to when a credit must date to count for a goal. Nothing after the day of the
/// application counts anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum Window {
    /// At any time.
    Any,
    /// While the title is not held: what served for it does not serve again, and a lecture that
    /// counts as 生涯研修 for holders does not count as 基礎研修 after a lapse.
    Once,
    /// Within the printed validity of the title, longer where an exemption or a grace says so.
    Validity,
    /// In the fiscal year of the application and those before it.
    FiscalYears {
        /// How many years, the one of the application included.
        years: u8,
    },
}

named_variants! {
    /// Until when a requirement must be met.
    pub enum Before {
        /// Before an application can be submitted.
        Submission = "submission",
        /// Before it can be approved.
        Approval = "approval",
    }
}

fn submission() -> Before {
    Before::Submission
}

/// Something that must be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GoalRequirement {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// Until when.
    #[serde(default = "submission")]
    pub before: Before,
    /// What is asked.
    pub kind: Ask,
}

/// What a requirement asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "ask", deny_unknown_fields)]
pub enum Ask {
    /// At least so many units in these categories together.
    Units {
        /// The categories.
        categories: Vec<Category>,
        /// How many.
        at_least: Units,
    },
    /// In each category at least so many.
    Minima {
        /// How many, by category.
        minima: BTreeMap<Category, Units>,
    },
    /// At least so many different カリキュラムコード.
    Codes {
        /// How many.
        at_least: u16,
    },
    /// Units and different codes together at least so many; a code that comes again adds nothing.
    UnitsAndCodes {
        /// How many.
        at_least: u16,
    },
    /// A certificate from elsewhere, with its document.
    Certificate {
        /// One of the certificates of the rule set.
        certificate: String,
    },
    /// Practice in the validity, with evidence.
    Activity {
        /// How many items.
        at_least: u16,
    },
    /// The application comes within so many years of the last credit in these categories.
    WithinYearsOfLast {
        /// The categories.
        categories: Vec<Category>,
        /// How many years.
        years: u8,
    },
    /// The doctor does not hold the title.
    NotHolding,
    /// The doctor holds the title, or may still renew it.
    Renewable,
    /// No other application for the programme is under review.
    NoneUnderReview,
    /// What the doctor declared lies within what can be declared, with the evidence asked for.
    DeclaredInOrder,
    /// What the doctor declared was checked, by somebody who did not receive the handbook.
    DeclaredChecked,
    /// 産業医学研修手帳: the original has arrived, where units of it are declared.
    HandbookArrived,
    /// A non-member adds one of these documents of identity.
    IdentityDocument {
        /// Which do.
        documents: Vec<EvidenceKind>,
    },
    /// One of several ways.
    AnyOf {
        /// The ways.
        paths: Vec<RequirementPath>,
    },
}

/// One of several ways to meet a requirement: everything on it must be met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequirementPath {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// What must be met on it.
    pub requirements: Vec<GoalRequirement>,
}

/// A certificate from elsewhere (産業医科大学 修了認定書, 前期修了証).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CertificateRule {
    /// Its slug.
    pub id: String,
    /// Its name.
    pub label: Bilingual,
    /// The last day on which it can have been earned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// The stages of a goal in one prefecture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StagePath {
    /// The prefecture.
    pub prefecture: PrefectureCode,
    /// The goal.
    pub goal: String,
    /// Its stages there.
    pub stages: Vec<Tier>,
    /// Where it stands.
    pub source: String,
}
