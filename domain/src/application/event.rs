//! What can happen to an application, by whom, and why it may be refused.

use serde::{Deserialize, Serialize};

use super::content::ApplicationContent;
use crate::association::AssociationId;
use crate::calendar::{Date, Moment};
use crate::register_number::MedicalRegisterNumber;
use crate::rounds::RoundId;
use crate::units::Units;

named_variants! {
    /// 審査状況
    pub enum ApplicationStatus {
        /// 審査中
        Pending = "pending",
        /// 差戻し
        SentBack = "sent-back",
        /// 承認
        Approved = "approved",
        /// 却下
        Rejected = "rejected",
        /// 取下げ
        Withdrawn = "withdrawn",
    }
}

named_variants! {
    /// 審査・登録料 of one application (features.md #91).
    pub enum FeeState {
        /// 未納
        Unpaid = "unpaid",
        /// 納付済
        Paid = "paid",
        /// 免除
        Waived = "waived",
    }
}

/// What an officer found of what was declared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeclaredCheck {
    /// The units of each line, as the handbook or certificate shows them.
    pub declared: Vec<Units>,
    /// Whether each certificate from elsewhere is in order.
    pub certificates: Vec<bool>,
}

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "role")]
pub enum Actor {
    /// The applicant or another doctor.
    Doctor {
        /// 医籍登録番号
        register_number: MedicalRegisterNumber,
    },
    /// An officer of an association.
    Officer {
        /// The association for which the officer acts.
        association: AssociationId,
        /// The officer's login, for the history.
        login: String,
        /// The officer's own register number, when a doctor sits in the secretariat.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        register_number: Option<MedicalRegisterNumber>,
    },
}

/// One thing that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApplicationEvent {
    /// What.
    pub kind: ApplicationEventKind,
    /// Who.
    pub actor: Actor,
    /// When.
    pub at: Moment,
}

/// What can happen to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", tag = "event")]
pub enum ApplicationEventKind {
    /// 申請
    Submitted {
        /// What stood in it.
        content: ApplicationContent,
    },
    /// 差戻し
    SentBack {
        /// Why; the doctor reads it.
        reason: String,
    },
    /// 再申請
    Resubmitted {
        /// What stands in it now.
        content: ApplicationContent,
    },
    /// 進達: the stage at which it stood has found it in order, and passes it on.
    Forwarded {
        /// The round for which.
        round: RoundId,
    },
    /// 産業医学研修手帳: the original has arrived.
    HandbookReceived,
    /// What the doctor declared was compared with the originals.
    DeclaredChecked {
        /// What was found, line by line.
        found: DeclaredCheck,
    },
    /// 承認 by the last stage.
    Approved {
        /// The day of the committee; none where the day of the event decides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        decided_on: Option<Date>,
        /// 議事録: where the decision of the committee stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<String>,
    },
    /// 却下
    Rejected {
        /// Why; the doctor reads it.
        reason: String,
    },
    /// 取下げ
    Withdrawn,
}

/// Why something cannot happen to an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransitionRefused {
    /// Where it stands; nothing before it was submitted.
    pub from: Option<ApplicationStatus>,
    /// Where it was to go.
    pub to: ApplicationStatus,
    /// Why it cannot.
    pub why: RefusalReason,
}

named_variants! {
    /// Why something cannot happen to an application.
    pub enum RefusalReason {
        /// It does not stand where this can happen.
        WrongStatus = "wrong-status",
        /// Only the target association decides.
        NotTheTarget = "not-the-target",
        /// Nobody decides on their own application.
        OwnApplication = "own-application",
        /// Only the applicant does this.
        NotTheApplicant = "not-the-applicant",
        /// Only an officer does this.
        NotAnOfficer = "not-an-officer",
        /// Another programme than before.
        ProgrammeChanged = "programme-changed",
        /// A stage comes after this one: it is passed on, not approved.
        StagesRemain = "stages-remain",
        /// No stage comes after this one: it is approved, not passed on.
        LastStage = "last-stage",
        /// What was declared has not been checked, or the handbook has not arrived.
        Unchecked = "unchecked",
        /// Who received the handbook does not check it too.
        SamePerson = "same-person",
        /// Nothing like that was declared.
        NothingDeclared = "nothing-declared",
    }
}

impl std::fmt::Display for TransitionRefused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let from = self.from.map_or("nothing", ApplicationStatus::as_str);
        write!(
            f,
            "application cannot go from {from} to {}: {}",
            self.to, self.why
        )
    }
}

impl std::error::Error for TransitionRefused {}

impl Actor {
    /// The login of an officer.
    #[must_use]
    pub fn login(&self) -> Option<&str> {
        match self {
            Actor::Officer { login, .. } => Some(login),
            Actor::Doctor { .. } => None,
        }
    }

    pub(super) fn is_doctor(&self, number: &MedicalRegisterNumber) -> bool {
        matches!(self, Actor::Doctor { register_number } if register_number == number)
    }
}

impl ApplicationEventKind {
    /// The status to which it leads.
    #[must_use]
    pub const fn leads_to(&self) -> ApplicationStatus {
        match self {
            ApplicationEventKind::Submitted { .. }
            | ApplicationEventKind::Resubmitted { .. }
            | ApplicationEventKind::Forwarded { .. }
            | ApplicationEventKind::HandbookReceived
            | ApplicationEventKind::DeclaredChecked { .. } => ApplicationStatus::Pending,
            ApplicationEventKind::SentBack { .. } => ApplicationStatus::SentBack,
            ApplicationEventKind::Approved { .. } => ApplicationStatus::Approved,
            ApplicationEventKind::Rejected { .. } => ApplicationStatus::Rejected,
            ApplicationEventKind::Withdrawn => ApplicationStatus::Withdrawn,
        }
    }
}
