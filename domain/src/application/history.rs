//! What happened to an application, and where it stands.
//!
//! Invariants:
//! * It climbs the stages of its programme one by one; no stage is skipped, and nobody decides on an
//!   application of their own.
//! * Sent back by whichever stage, it returns to the doctor and begins at the first stage again.
//! * It is passed on or approved only when what was declared has been checked, by somebody who did
//!   not receive the handbook.

use super::content::ApplicationContent;
use super::event::{
    Actor, ApplicationEvent, ApplicationEventKind, ApplicationStatus, DeclaredCheck, RefusalReason,
    TransitionRefused,
};
use crate::association::AssociationId;
use crate::calendar::{Date, Moment};
use crate::id::ApplicationId;
use crate::register_number::MedicalRegisterNumber;
use crate::rounds::RoundId;

/// What officers have done about what was declared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperTrail {
    /// Who ticked that the handbook arrived: it stays here when the application goes back.
    pub received_by: Option<String>,
    /// Who checked what, since the application was last handed in.
    pub checked: Option<(String, DeclaredCheck)>,
}

/// An application as it stands after what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    id: ApplicationId,
    applicant: MedicalRegisterNumber,
    content: ApplicationContent,
    status: ApplicationStatus,
    /// The place of the stage at which it stands.
    stage: usize,
    paper: PaperTrail,
    submitted_at: Moment,
    events: Vec<ApplicationEvent>,
}

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
            stage: 0,
            paper: PaperTrail::default(),
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

    /// 承認 by an officer of the last stage, decided on the day of the event.
    ///
    /// # Errors
    /// `wrong-status`, `not-the-target`, `own-application`, `stages-remain`, `unchecked`.
    pub fn approve(self, actor: Actor, at: Moment) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::Approved {
            decided_on: None,
            minutes: None,
        };
        self.then(ApplicationEvent { kind, actor, at })
    }

    /// 日医承認: the decision bears the day of the committee, and where its minutes have it.
    ///
    /// # Errors
    /// As [`approve`](Self::approve).
    pub fn approve_by_committee(
        self,
        (decided_on, minutes): (Date, Option<String>),
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::Approved {
            decided_on: Some(decided_on),
            minutes,
        };
        self.then(ApplicationEvent { kind, actor, at })
    }

    /// 進達 by an officer of a stage that is not the last.
    ///
    /// # Errors
    /// `wrong-status`, `not-the-target`, `own-application`, `last-stage`, `unchecked`.
    pub fn forward(
        self,
        round: RoundId,
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::Forwarded { round };
        self.then(ApplicationEvent { kind, actor, at })
    }

    /// The handbook has arrived (features.md #69).
    ///
    /// # Errors
    /// `wrong-status`, `not-the-target`, `own-application`, `nothing-declared`.
    pub fn receive_handbook(self, actor: Actor, at: Moment) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::HandbookReceived;
        self.then(ApplicationEvent { kind, actor, at })
    }

    /// What was declared was compared with the originals (features.md L14).
    ///
    /// # Errors
    /// `wrong-status`, `not-the-target`, `own-application`, `nothing-declared`, `same-person`.
    pub fn check_declared(
        self,
        found: DeclaredCheck,
        actor: Actor,
        at: Moment,
    ) -> Result<Self, TransitionRefused> {
        let kind = ApplicationEventKind::DeclaredChecked { found };
        self.then(ApplicationEvent { kind, actor, at })
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
        match &event.kind {
            // It begins at the first stage again, and what was checked may have changed.
            ApplicationEventKind::Resubmitted { content } => {
                self.content = content.clone();
                self.stage = 0;
                self.paper.checked = None;
            }
            ApplicationEventKind::Forwarded { .. } => self.stage += 1,
            ApplicationEventKind::HandbookReceived => {
                self.paper.received_by = event.actor.login().map(str::to_owned);
            }
            ApplicationEventKind::DeclaredChecked { found } => {
                let by = event.actor.login().unwrap_or_default().to_owned();
                self.paper.checked = Some((by, found.clone()));
            }
            _ => {}
        }
        self.status = to;
        self.events.push(event);
        Ok(self)
    }

    fn permits(&self, event: &ApplicationEvent) -> Result<(), RefusalReason> {
        use ApplicationStatus::{Pending, SentBack};
        let (decides, possible) = match &event.kind {
            ApplicationEventKind::Submitted { .. } => (false, false),
            ApplicationEventKind::Approved { .. }
            | ApplicationEventKind::Forwarded { .. }
            | ApplicationEventKind::HandbookReceived
            | ApplicationEventKind::DeclaredChecked { .. }
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
            ApplicationEventKind::Approved { .. } if !self.at_last_stage() => {
                Err(RefusalReason::StagesRemain)
            }
            ApplicationEventKind::Forwarded { .. } if self.at_last_stage() => {
                Err(RefusalReason::LastStage)
            }
            ApplicationEventKind::Approved { .. } | ApplicationEventKind::Forwarded { .. }
                if !self.paper_in_order() =>
            {
                Err(RefusalReason::Unchecked)
            }
            ApplicationEventKind::HandbookReceived if !self.content.posts_original() => {
                Err(RefusalReason::NothingDeclared)
            }
            ApplicationEventKind::DeclaredChecked { found } => {
                self.permits_check(found, &event.actor)
            }
            _ => Ok(()),
        }
    }

    fn permits_check(&self, found: &DeclaredCheck, actor: &Actor) -> Result<(), RefusalReason> {
        let Some(content) = self
            .content
            .qualification
            .as_ref()
            .filter(|one| one.has_paper())
        else {
            return Err(RefusalReason::NothingDeclared);
        };
        let same_lines = found.declared.len() == content.declared.len()
            && found.certificates.len() == content.certificates.len();
        if !same_lines {
            return Err(RefusalReason::NothingDeclared);
        }
        match &self.paper.received_by {
            Some(receiver) if actor.login() == Some(receiver) => Err(RefusalReason::SamePerson),
            None if self.content.posts_original() => Err(RefusalReason::Unchecked),
            _ => Ok(()),
        }
    }

    /// Whether what was declared has been checked, and the handbook has arrived where one is posted.
    fn paper_in_order(&self) -> bool {
        let paper = self
            .content
            .qualification
            .as_ref()
            .is_some_and(|one| one.has_paper());
        !paper
            || self.paper.checked.is_some()
                && (!self.content.posts_original() || self.paper.received_by.is_some())
    }

    /// Whether no stage follows on that whose turn it is.
    #[must_use]
    pub fn at_last_stage(&self) -> bool {
        self.stage >= self.content.further_stages.len()
    }

    /// Only an officer of the association whose turn it is, and not the applicant in that role.
    fn is_decided_by(&self, actor: &Actor) -> Result<(), RefusalReason> {
        match actor {
            Actor::Doctor { .. } => Err(RefusalReason::NotAnOfficer),
            Actor::Officer {
                register_number: Some(own),
                ..
            } if *own == self.applicant => Err(RefusalReason::OwnApplication),
            Actor::Officer { association, .. } if association != self.stage() => {
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

    /// The association whose turn it is while it is under review: the target first, then the
    /// stages of the programme.
    #[must_use]
    pub fn stage(&self) -> &AssociationId {
        let further = self.stage.checked_sub(1);
        let further = further.and_then(|place| self.content.further_stages.get(place));
        further.unwrap_or(&self.content.target)
    }

    /// Whether it was passed on by this stage, and has not come back since.
    #[must_use]
    pub fn has_left(&self, stage: &AssociationId) -> bool {
        let content = &self.content;
        let mut path = std::iter::once(&content.target).chain(&content.further_stages);
        path.position(|one| one == stage)
            .is_some_and(|place| place < self.stage)
    }

    /// What officers have done about what was declared.
    #[must_use]
    pub fn paper(&self) -> &PaperTrail {
        &self.paper
    }

    /// The round for which it was passed on to the committee, since it was last handed in.
    #[must_use]
    pub fn round(&self) -> Option<&RoundId> {
        let handed_in = |event: &&ApplicationEvent| {
            !matches!(event.kind, ApplicationEventKind::Resubmitted { .. })
        };
        self.events
            .iter()
            .rev()
            .take_while(handed_in)
            .find_map(|event| match &event.kind {
                ApplicationEventKind::Forwarded { round } => Some(round),
                _ => None,
            })
    }

    /// The day that the approval bears: that of the committee, else that of the event.
    #[must_use]
    pub fn decided_on(&self) -> Option<Date> {
        let last = self.last_event();
        match last.kind {
            ApplicationEventKind::Approved { decided_on, .. } => {
                Some(decided_on.unwrap_or_else(|| last.at.date_in_japan()))
            }
            _ => None,
        }
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

#[cfg(test)]
mod stages;
#[cfg(test)]
mod tests;
