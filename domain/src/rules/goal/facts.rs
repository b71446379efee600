//! What is known of a doctor in one programme when a goal is judged.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::calendar::Date;
use crate::credit::CreditOrigin;
use crate::curriculum::CurriculumCode;
use crate::programme::Category;
use crate::rules::qualification::QualificationFact;
use crate::units::Units;

/// A credit that counts, after reversals and disagreements were taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditFact {
    /// 研修会名
    pub title: String,
    /// The category within the programme.
    pub category: Category,
    /// 単位
    pub units: Units,
    /// カリキュラムコード
    #[serde(default)]
    pub codes: BTreeSet<CurriculumCode>,
    /// The day on which it was earned.
    pub date: Date,
    /// Where it comes from.
    pub origin: CreditOrigin,
    /// Whether an earlier approval has used it up.
    #[serde(default)]
    pub used: bool,
}

/// Units of the handbook or of paper certificates, typed by the doctor (features.md #68, L14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredFact {
    /// The category.
    pub category: Category,
    /// 単位, as the doctor typed them.
    pub units: Units,
    /// The day of the first of them.
    pub from: Date,
    /// The day of the last of them.
    pub to: Date,
    /// How many photos or files stand with it.
    pub evidence: u32,
    /// What the officer who checked found; none until then.
    #[serde(default)]
    pub checked: Option<Units>,
}

/// A certificate from elsewhere that the doctor claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateClaim {
    /// Which, of the rule set.
    pub certificate: String,
    /// The day of completion on it.
    pub date: Date,
    /// How many photos or files stand with it.
    pub evidence: u32,
    /// Whether an officer found it in order; none until then.
    #[serde(default)]
    pub checked: Option<bool>,
}

/// Practice as a certified physician (健康スポーツ医活動).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityFact {
    /// What was done.
    pub title: String,
    /// When.
    pub date: Date,
    /// How many documents show it.
    pub evidence: u32,
}

/// 産業医学研修手帳 on its way (features.md #69).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandbookFact {
    /// Who ticked that the original arrived; none until then.
    #[serde(default)]
    pub received_by: Option<String>,
    /// Who checked what was declared; none until then.
    #[serde(default)]
    pub checked_by: Option<String>,
}

/// Everything that the goals of one programme look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgrammeFacts {
    /// Credits in the system, in any order.
    pub credits: Vec<CreditFact>,
    /// Units from before the system.
    #[serde(default)]
    pub declared: Vec<DeclaredFact>,
    /// Certificates from elsewhere.
    #[serde(default)]
    pub certificates: Vec<CertificateClaim>,
    /// Practice.
    #[serde(default)]
    pub activities: Vec<ActivityFact>,
    /// The handbook.
    #[serde(default)]
    pub handbook: HandbookFact,
    /// The title, if it was ever held.
    #[serde(default)]
    pub qualification: QualificationFact,
    /// Whether another application for the programme is under review.
    #[serde(default)]
    pub under_review: bool,
    /// Whether the doctor belongs to an association.
    #[serde(default)]
    pub member: bool,
    /// How many documents of identity stand with the application.
    #[serde(default)]
    pub identity_documents: u32,
}
