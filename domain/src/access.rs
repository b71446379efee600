//! Who may see what. Pure functions over the viewer and what is looked at; the readable matrix is
//! `docs/permissions.md`.
//!
//! Whatever is refused here is answered as if it did not exist.

use serde::{Deserialize, Serialize};

use crate::association::{AssociationId, Membership, Tier};
use crate::course::Course;
use crate::organizer::OrganizerId;
use crate::register_number::MedicalRegisterNumber;

named_variants! {
    /// What somebody is signed in as.
    pub enum Role {
        /// 医師
        Doctor = "doctor",
        /// 研修会主催者
        Organizer = "organizer",
        /// 事務局職員, 郡市区等
        DistrictOfficer = "district-officer",
        /// 事務局職員, 都道府県
        PrefecturalOfficer = "prefectural-officer",
        /// 事務局職員, 日本医師会
        NationalOfficer = "national-officer",
        /// システム管理者
        Administrator = "administrator",
    }
}

impl Role {
    /// The role of an officer of an association.
    #[must_use]
    pub const fn officer(tier: Tier) -> Role {
        match tier {
            Tier::District => Role::DistrictOfficer,
            Tier::Prefectural => Role::PrefecturalOfficer,
            Tier::National => Role::NationalOfficer,
        }
    }

    /// The layer for which an officer acts.
    #[must_use]
    pub const fn tier(self) -> Option<Tier> {
        match self {
            Role::DistrictOfficer => Some(Tier::District),
            Role::PrefecturalOfficer => Some(Tier::Prefectural),
            Role::NationalOfficer => Some(Tier::National),
            Role::Doctor | Role::Organizer | Role::Administrator => None,
        }
    }
}

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "role")]
pub enum Viewer {
    /// 医師
    Doctor {
        /// 医籍登録番号
        register_number: MedicalRegisterNumber,
    },
    /// Staff of an organiser, or its program with an API key.
    Organizer {
        /// The organiser.
        organizer: OrganizerId,
    },
    /// 事務局職員
    Officer {
        /// The association.
        association: AssociationId,
    },
    /// システム管理者
    Administrator,
}

impl Viewer {
    /// The role.
    #[must_use]
    pub fn role(&self) -> Role {
        match self {
            Viewer::Doctor { .. } => Role::Doctor,
            Viewer::Organizer { .. } => Role::Organizer,
            Viewer::Officer { association } => Role::officer(association.tier()),
            Viewer::Administrator => Role::Administrator,
        }
    }

    /// The organiser for which the viewer acts: associations organise too.
    #[must_use]
    pub fn organizer(&self) -> Option<OrganizerId> {
        match self {
            Viewer::Organizer { organizer } => Some(organizer.clone()),
            Viewer::Officer { association } => Some(association.clone().into()),
            Viewer::Doctor { .. } | Viewer::Administrator => None,
        }
    }
}

/// Whether the viewer sees the credits posted for a course (S0 Q9; features.md #37–#40):
///
/// | viewer | sees |
/// |---|---|
/// | external organiser | own courses only |
/// | district association | own courses only |
/// | prefectural association | every course that it approves, attendees of other prefectures included, and its own |
/// | national association | all |
///
/// Doctors see their own credits, not rosters; administrators deploy and see none.
#[must_use]
pub fn sees_roster(viewer: &Viewer, course: &Course) -> bool {
    if viewer
        .organizer()
        .is_some_and(|own| own == course.organizer)
    {
        return true;
    }
    match viewer {
        Viewer::Officer { association } => match association.tier() {
            Tier::National => true,
            Tier::Prefectural => association.prefecture() == Some(course.prefecture),
            Tier::District => false,
        },
        Viewer::Doctor { .. } | Viewer::Organizer { .. } | Viewer::Administrator => false,
    }
}

/// Whether the viewer may post, correct and reverse credits of a course: its organiser only.
#[must_use]
pub fn posts_credits(viewer: &Viewer, course: &Course) -> bool {
    viewer
        .organizer()
        .is_some_and(|own| own == course.organizer)
}

/// Whether the viewer may approve or send back a course at a stage: officers of the association
/// whose turn it is, its own courses included (a prefecture's own courses go through itself).
#[must_use]
pub fn reviews_course(viewer: &Viewer, course: &Course, stage: Tier) -> bool {
    let Viewer::Officer { association } = viewer else {
        return false;
    };
    association.tier() == stage
        && match stage {
            Tier::National => true,
            Tier::Prefectural => association.prefecture() == Some(course.prefecture),
            // The districts that approve are those to which the organiser belongs (P).
            Tier::District => course.organizer.association().as_ref() == Some(association),
        }
}

/// Whether the viewer sees the queue of applications to an association and decides on them: its own
/// officers only.
#[must_use]
pub fn decides_applications(viewer: &Viewer, target: &AssociationId) -> bool {
    matches!(viewer, Viewer::Officer { association } if association == target)
}

/// Whether the viewer sees a doctor's personal data: the doctor, and officers of associations that
/// the doctor belongs to or has applied to (domain.md). Each look of an officer is audited.
#[must_use]
pub fn sees_doctor(
    viewer: &Viewer,
    doctor: &MedicalRegisterNumber,
    memberships: &[Membership],
    applied_to: &[AssociationId],
) -> bool {
    match viewer {
        Viewer::Doctor { register_number } => register_number == doctor,
        Viewer::Officer { association } => {
            applied_to.contains(association)
                || memberships
                    .iter()
                    .any(|membership| membership.association == *association)
        }
        Viewer::Organizer { .. } | Viewer::Administrator => false,
    }
}

#[cfg(test)]
mod tests;
