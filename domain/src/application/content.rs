//! What stands in an application, checked.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::qualification::QualificationContent;
use crate::association::AssociationId;
use crate::calendar::Date;
use crate::curriculum::CurriculumCode;
use crate::id::EvidenceId;
use crate::programme::Programme;
use crate::rules::{
    ClassroomUnits, Facts, HandedInFact, PracticalFact, PracticalItemFact, PracticalTwoFact,
};
use crate::units::Units;

/// An application's content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationContent {
    /// 制度種別
    pub programme: Programme,
    /// The rule set by which it was checked.
    pub rule_set: String,
    /// 申請先医師会
    pub target: AssociationId,
    /// 座学研修の単位等追加
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handed_in: Vec<HandedInItem>,
    /// 実地研修
    #[serde(default)]
    pub practical: PracticalContent,
    /// 医師免許証・医師資格証
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identity_documents: Vec<EvidenceId>,
    /// Stages after the target (data of the programme), from the lowest up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_stages: Vec<AssociationId>,
    /// 新規・更新 of a title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification: Option<QualificationContent>,
}

/// Units handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandedInItem {
    /// A kind of the rule set.
    pub kind: String,
    /// 名称
    pub title: String,
    /// 日付
    pub date: Date,
    /// 単位
    pub units: Units,
    /// カリキュラムコード
    pub codes: BTreeSet<CurriculumCode>,
    /// 証明書類
    pub evidence: Vec<EvidenceId>,
}

/// 実地研修: Ⅰ or Ⅱ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalContent {
    /// Ⅰ
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub one: Vec<PracticalOneItem>,
    /// Ⅱ
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two: Option<PracticalTwoContent>,
}

/// An item of Ⅰ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalOneItem {
    /// An item of the rule set.
    pub item: String,
    /// 証明書類
    pub evidence: Vec<EvidenceId>,
}

/// Ⅱ
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PracticalTwoContent {
    /// A kind of the rule set.
    pub kind: String,
    /// 実地研修の内容がわかる資料（自由記載）
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<EvidenceId>,
    /// 証明書類
    pub evidence: Vec<EvidenceId>,
}

impl ApplicationContent {
    /// The facts that the requirements look at.
    #[must_use]
    pub fn facts(&self, classroom: Vec<ClassroomUnits>, member: bool) -> Facts {
        let handed_in = |item: &HandedInItem| HandedInFact {
            title: item.title.clone(),
            date: item.date,
            units: item.units,
            evidence: item.evidence.len(),
        };
        let one = |item: &PracticalOneItem| PracticalItemFact {
            item: item.item.clone(),
            evidence: item.evidence.len(),
        };
        let two = |two: &PracticalTwoContent| PracticalTwoFact {
            kind: two.kind.clone(),
            description: two.description.is_some(),
            evidence: two.evidence.len(),
        };
        Facts {
            classroom,
            handed_in: self.handed_in.iter().map(handed_in).collect(),
            practical: PracticalFact {
                one: self.practical.one.iter().map(one).collect(),
                two: self.practical.two.as_ref().map(two),
            },
            target: Some(self.target.tier()),
            member,
            identity_documents: self.identity_documents.len(),
        }
    }

    /// Every document that the application mentions.
    pub fn evidence(&self) -> impl Iterator<Item = &EvidenceId> {
        let two = self.practical.two.iter();
        self.handed_in
            .iter()
            .flat_map(|item| &item.evidence)
            .chain(self.practical.one.iter().flat_map(|item| &item.evidence))
            .chain(two.flat_map(|two| two.description.iter().chain(&two.evidence)))
            .chain(&self.identity_documents)
            .chain(
                self.qualification
                    .iter()
                    .flat_map(QualificationContent::evidence),
            )
    }

    /// Whether an original (産業医学研修手帳) is on its way to the prefecture.
    #[must_use]
    pub fn posts_original(&self) -> bool {
        let posts = |one: &QualificationContent| one.original && !one.declared.is_empty();
        self.qualification.as_ref().is_some_and(posts)
    }
}
