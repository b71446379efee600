//! 新規・更新 of a title: what stands in the application beside the credits in the system.

use serde::{Deserialize, Serialize};

use super::history::PaperTrail;
use crate::calendar::Date;
use crate::id::EvidenceId;
use crate::programme::Category;
use crate::rules::{
    ActivityFact, CertificateClaim, CreditFact, DeclaredFact, HandbookFact, ProgrammeFacts,
    QualificationFact,
};
use crate::units::Units;

/// What stands in an application for a title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QualificationContent {
    /// The goal of the rule set (新規, 更新).
    pub goal: String,
    /// Units of the handbook or of paper certificates (features.md #68).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<DeclaredItem>,
    /// Whether their original is posted to the prefecture, as the rules said on that day.
    #[serde(default)]
    pub original: bool,
    /// Certificates from elsewhere (features.md #70, #71).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<CertificateItem>,
    /// Practice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<ActivityItem>,
}

/// A line of declared units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclaredItem {
    /// The category.
    pub category: Category,
    /// 単位
    pub units: Units,
    /// The day of the first of them.
    pub from: Date,
    /// The day of the last of them.
    pub to: Date,
    /// Photos or files.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceId>,
}

/// A certificate from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CertificateItem {
    /// Which, of the rule set.
    pub certificate: String,
    /// The day of completion.
    pub date: Date,
    /// Photos or files.
    pub evidence: Vec<EvidenceId>,
}

/// An item of practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityItem {
    /// What was done.
    pub title: String,
    /// When.
    pub date: Date,
    /// Documents that show it.
    pub evidence: Vec<EvidenceId>,
}

/// What is known of the applicant beside the application.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicantFacts {
    /// Credits of the programme in the system.
    pub credits: Vec<CreditFact>,
    /// The title, if it was ever held.
    pub qualification: QualificationFact,
    /// Whether another application for the programme is under review.
    pub under_review: bool,
    /// Whether the doctor belongs to an association.
    pub member: bool,
    /// How many documents of identity stand with the application.
    pub identity_documents: u32,
}

impl QualificationContent {
    /// Whether anything waits for an officer who compares it with paper.
    #[must_use]
    pub fn has_paper(&self) -> bool {
        !self.declared.is_empty() || !self.certificates.is_empty()
    }

    /// Whether it rests on credits in the system alone, so that no eye is needed (features.md L18).
    #[must_use]
    pub fn is_in_the_system(&self) -> bool {
        !self.has_paper() && self.activities.is_empty()
    }

    /// The facts that a goal looks at: handbook and system together (features.md #84).
    #[must_use]
    pub fn facts(&self, applicant: ApplicantFacts, paper: &PaperTrail) -> ProgrammeFacts {
        let found = paper.checked.as_ref();
        let count = |evidence: &[EvidenceId]| u32::try_from(evidence.len()).unwrap_or(u32::MAX);
        let declared = |(place, line): (usize, &DeclaredItem)| DeclaredFact {
            category: line.category.clone(),
            units: line.units,
            from: line.from,
            to: line.to,
            evidence: count(&line.evidence),
            checked: found.and_then(|(_, found)| found.declared.get(place).copied()),
        };
        let certificate = |(place, item): (usize, &CertificateItem)| CertificateClaim {
            certificate: item.certificate.clone(),
            date: item.date,
            evidence: count(&item.evidence),
            checked: found.and_then(|(_, found)| found.certificates.get(place).copied()),
        };
        let activity = |item: &ActivityItem| ActivityFact {
            title: item.title.clone(),
            date: item.date,
            evidence: count(&item.evidence),
        };
        ProgrammeFacts {
            credits: applicant.credits,
            declared: self.declared.iter().enumerate().map(declared).collect(),
            certificates: self
                .certificates
                .iter()
                .enumerate()
                .map(certificate)
                .collect(),
            activities: self.activities.iter().map(activity).collect(),
            handbook: HandbookFact {
                received_by: paper.received_by.clone(),
                checked_by: found.map(|(by, _)| by.clone()),
            },
            qualification: applicant.qualification,
            under_review: applicant.under_review,
            member: applicant.member,
            identity_documents: applicant.identity_documents,
        }
    }

    /// Every document that it mentions.
    pub fn evidence(&self) -> impl Iterator<Item = &EvidenceId> {
        let declared = self.declared.iter().flat_map(|line| &line.evidence);
        let certificates = self.certificates.iter().flat_map(|item| &item.evidence);
        let activities = self.activities.iter().flat_map(|item| &item.evidence);
        declared.chain(certificates).chain(activities)
    }
}

#[cfg(all(test, feature = "rule-files"))]
mod tests;
