//! What happened to an application, and where it stands.

use serde::{Deserialize, Serialize};

use super::content::ApplicationContent;
use crate::association::AssociationId;
use crate::calendar::Moment;
use crate::id::ApplicationId;
use crate::register_number::MedicalRegisterNumber;

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
    /// 承認
    Approved,
    /// 却下
    Rejected {
        /// Why; the doctor reads it.
        reason: String,
    },
    /// 取下げ
    Withdrawn,
}

/// An application as it stands after what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    id: ApplicationId,
    applicant: MedicalRegisterNumber,
    content: ApplicationContent,
    status: ApplicationStatus,
    submitted_at: Moment,
    events: Vec<ApplicationEvent>,
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

impl Application {
    /// A new application: the doctor submits it.
    #[must_use]
    pub fn submit(
        id: ApplicationId,
        applicant: MedicalRegisterNumber,
        content: ApplicationContent,
        at: Moment,
    ) -> Self {
        let actor = Actor::Doctor {
            register_number: applicant.clone(),
        };
        let kind = ApplicationEventKind::Submitted {
            content: content.clone(),
        };
        Application {
            id,
            applicant,
            content,
            status: ApplicationStatus::Pending,
            submitted_at: at,
            events: vec![ApplicationEvent { kind, actor, at }],
        }
    }

    /// The application as it stands after these events, the first of which submits it.
    ///
    /// # Errors
    /// The first event that cannot follow on those before it.
    pub fn fold(
        id: ApplicationId,
        applicant: MedicalRegisterNumber,
        events: impl IntoIterator<Item = ApplicationEvent>,
    ) -> Result<Self, TransitionRefused> {
        let mut events = events.into_iter();
        let refuse = |to, why| TransitionRefused {
            from: None,
            to,
            why,
        };
        let Some(first) = events.next() else {
            return Err(refuse(
                ApplicationStatus::Pending,
                RefusalReason::WrongStatus,
            ));
        };
        let ApplicationEventKind::Submitted { content } = first.kind else {
            return Err(refuse(first.kind.leads_to(), RefusalReason::WrongStatus));
        };
        if !first.actor.is_doctor(&applicant) {
            return Err(refuse(
                ApplicationStatus::Pending,
                RefusalReason::NotTheApplicant,
            ));
        }
        let application = Application::submit(id, applicant, content, first.at);
        events.try_fold(application, Application::then)
    }

    /// 承認 by an officer of the target association.
    ///
    /// # Errors
    /// `wrong-status`, `not-the-target`, `own-application`.
    pub fn approve(self, actor: Actor, at: Moment) -> Result<Self, TransitionRefused> {
        self.then(ApplicationEvent {
            kind: ApplicationEventKind::Approved,
            actor,
            at,
        })
    }

    /// 差戻し by an officer of the target association, with a reason checked by
    /// [`check_reason`](super::check_reason).
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub fn send_back(
        self,
        reason: String,
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        self.then(ApplicationEvent {
            kind: ApplicationEventKind::SentBack { reason },
            actor,
            at,
        })
    }

    /// 却下 by an officer of the target association.
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub fn reject(
        self,
        reason: String,
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        self.then(ApplicationEvent {
            kind: ApplicationEventKind::Rejected { reason },
            actor,
            at,
        })
    }

    /// 再申請 by the applicant after it was sent back.
    ///
    /// # Errors
    /// `wrong-status`, `not-the-applicant`, `programme-changed`.
    pub fn resubmit(
        self,
        content: ApplicationContent,
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::Resubmitted { content };
        self.then(ApplicationEvent { kind, actor, at })
    }

    /// 取下げ by the applicant before the decision.
    ///
    /// # Errors
    /// `wrong-status`, `not-the-applicant`.
    pub fn withdraw(self, actor: Actor, at: Moment) -> Result<Self, TransitionRefused> {
        self.then(ApplicationEvent {
            kind: ApplicationEventKind::Withdrawn,
            actor,
            at,
        })
    }

    /// What follows when this happens.
    ///
    /// # Errors
    /// When it cannot happen now, or not by this actor.
    pub fn then(mut self, event: ApplicationEvent) -> Result<Self, TransitionRefused> {
        let to = event.kind.leads_to();
        if let Err(why) = self.permits(&event) {
            return Err(TransitionRefused {
                from: Some(self.status),
                to,
                why,
            });
        }
        if let ApplicationEventKind::Resubmitted { content } = &event.kind {
            self.content = content.clone();
        }
        self.status = to;
        self.events.push(event);
        Ok(self)
    }

    fn permits(&self, event: &ApplicationEvent) -> Result<(), RefusalReason> {
        use ApplicationStatus::{Pending, SentBack};
        let (decides, possible) = match &event.kind {
            ApplicationEventKind::Submitted { .. } => (false, false),
            ApplicationEventKind::Approved
            | ApplicationEventKind::SentBack { .. }
            | ApplicationEventKind::Rejected { .. } => (true, self.status == Pending),
            ApplicationEventKind::Resubmitted { .. } => (false, self.status == SentBack),
            ApplicationEventKind::Withdrawn => (false, matches!(self.status, Pending | SentBack)),
        };
        if decides {
            self.is_decided_by(&event.actor)?;
        } else if !event.actor.is_doctor(&self.applicant) {
            return Err(RefusalReason::NotTheApplicant);
        }
        if !possible {
            return Err(RefusalReason::WrongStatus);
        }
        match &event.kind {
            ApplicationEventKind::Resubmitted { content }
                if content.programme != self.content.programme =>
            {
                Err(RefusalReason::ProgrammeChanged)
            }
            _ => Ok(()),
        }
    }

    /// Only an officer of the target association, and not the applicant in that role.
    fn is_decided_by(&self, actor: &Actor) -> Result<(), RefusalReason> {
        match actor {
            Actor::Doctor { .. } => Err(RefusalReason::NotAnOfficer),
            Actor::Officer {
                register_number: Some(own),
                ..
            } if *own == self.applicant => Err(RefusalReason::OwnApplication),
            Actor::Officer { association, .. } if *association != self.content.target => {
                Err(RefusalReason::NotTheTarget)
            }
            Actor::Officer { .. } => Ok(()),
        }
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &ApplicationId {
        &self.id
    }

    /// The applicant.
    #[must_use]
    pub fn applicant(&self) -> &MedicalRegisterNumber {
        &self.applicant
    }

    /// What stands in it now.
    #[must_use]
    pub fn content(&self) -> &ApplicationContent {
        &self.content
    }

    /// 申請先医師会
    #[must_use]
    pub fn target(&self) -> &AssociationId {
        &self.content.target
    }

    /// 審査状況
    #[must_use]
    pub fn status(&self) -> ApplicationStatus {
        self.status
    }

    /// When it was first submitted.
    #[must_use]
    pub fn submitted_at(&self) -> Moment {
        self.submitted_at
    }

    /// What happened, in order.
    #[must_use]
    pub fn events(&self) -> &[ApplicationEvent] {
        &self.events
    }

    /// What happened last.
    #[must_use]
    pub fn last_event(&self) -> &ApplicationEvent {
        // There is always the submission.
        &self.events[self.events.len() - 1]
    }

    /// The reason for which it was last sent back or rejected, while it stands there.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match &self.last_event().kind {
            ApplicationEventKind::SentBack { reason }
            | ApplicationEventKind::Rejected { reason } => Some(reason),
            _ => None,
        }
    }
}

impl Actor {
    fn is_doctor(&self, number: &MedicalRegisterNumber) -> bool {
        matches!(self, Actor::Doctor { register_number } if register_number == number)
    }
}

impl ApplicationEventKind {
    /// The status to which it leads.
    #[must_use]
    pub const fn leads_to(&self) -> ApplicationStatus {
        match self {
            ApplicationEventKind::Submitted { .. } | ApplicationEventKind::Resubmitted { .. } => {
                ApplicationStatus::Pending
            }
            ApplicationEventKind::SentBack { .. } => ApplicationStatus::SentBack,
            ApplicationEventKind::Approved => ApplicationStatus::Approved,
            ApplicationEventKind::Rejected { .. } => ApplicationStatus::Rejected,
            ApplicationEventKind::Withdrawn => ApplicationStatus::Withdrawn,
        }
    }
}

#[cfg(test)]
mod tests;
