//! A declaration as it is stored: head and events, and the one way in which it changes.

use adapters::{
    mail::{DeclarationMail, DeclarationStep, Mail, OutboxRecord},
    store::{
        Found, Key, Range, Transaction,
        items::{
            doctor::ProfileRecord,
            learning::{DeclarationEventRecord, DeclarationLine, DeclarationRecord},
        },
    },
};
use api::{
    applications::{HistoryEvent, HistoryLine},
    learning::{DeclarationCase, DeclarationQueueLine},
    problem::ProblemKind,
};
use domain::{
    application::Actor,
    id::ApplicationId,
    learning::{DeclarationEvent, DeclarationEventKind, DeclarationRefused, LearningDeclaration},
};

use super::learner;
use crate::{Failure, Scope, admission::Officer, applications::case::evidence_view, outbox};

/// A stored declaration with its history folded.
#[derive(Debug, Clone)]
pub struct Case {
    /// The head.
    pub head: DeclarationRecord,
    /// The fold of its events.
    pub declaration: LearningDeclaration,
}

impl Case {
    /// Where all of it lies.
    #[must_use]
    pub fn range(id: &ApplicationId) -> Range {
        Range::whole(Key::declaration(id))
    }

    /// From the items of its partition.
    ///
    /// # Errors
    /// 404 when there is none; items of another shape, or a history that cannot have happened.
    pub fn from_items(found: &[Found]) -> Result<Self, Failure> {
        let head = found.iter().find(|item| item.sk() == "H");
        let head: DeclarationRecord = head.ok_or(Failure::not_found())?.decode()?;
        let events = found
            .iter()
            .filter(|item| item.sk().starts_with("V#"))
            .map(|item| {
                item.decode()
                    .map(|record: DeclarationEventRecord| record.event)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let line = &head.line;
        let declaration = LearningDeclaration::fold(
            line.register_number.clone(),
            line.year,
            line.association.clone(),
            events,
        )
        .map_err(Failure::internal)?;
        Ok(Self { head, declaration })
    }

    /// Reads it: one trip.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn read(scope: &Scope, id: &ApplicationId) -> Result<Self, Failure> {
        Self::from_items(&scope.store.query(&Self::range(id)).await?)
    }

    /// The same, at the officer's own association only.
    ///
    /// # Errors
    /// 404 for one elsewhere: it is not to be known that it exists.
    pub fn within(self, officer: &Officer) -> Result<Self, Failure> {
        if self.head.line.association == officer.association {
            Ok(self)
        } else {
            Err(Failure::not_found())
        }
    }

    /// Refuses a step on another version than the caller has seen.
    ///
    /// # Errors
    /// 409.
    pub fn seen_as(&self, version: u32) -> Result<(), Failure> {
        if self.head.v == version {
            Ok(())
        } else {
            Err(Failure::new(ProblemKind::Changed))
        }
    }

    /// The case after one more event: version, status, reason and waiting time follow from it.
    ///
    /// # Errors
    /// 409 from where it stands; 403 for the own declaration.
    pub fn then(
        mut self,
        scope: &Scope,
        actor: Actor,
        kind: DeclarationEventKind,
    ) -> Result<Self, Failure> {
        let event = DeclarationEvent {
            at: scope.now,
            actor,
            kind,
        };
        self.declaration = self.declaration.then(event).map_err(refused)?;
        self.head.v += 1;
        let line = &mut self.head.line;
        line.status = self.declaration.status();
        line.reason = self.declaration.reason().map(str::to_owned);
        line.waiting_since = scope.now;
        line.outside_units = self.declaration.outside_units();
        Ok(self)
    }

    /// The steps that write a new case, or the last event of a changed one. The place of the head
    /// in the transaction is returned: refused there means that somebody was faster.
    ///
    /// # Errors
    /// Serialisation.
    pub fn write(&self, transaction: &mut Transaction) -> Result<usize, Failure> {
        let place = transaction.place();
        if self.head.v == 1 {
            transaction.insert(&self.head)?;
        } else {
            transaction.replace(&self.head, self.head.v - 1)?;
        }
        let events = self.declaration.events();
        let event = events
            .last()
            .ok_or_else(|| Failure::internal("a declaration to which nothing happened"))?;
        transaction.insert(&DeclarationEventRecord {
            declaration: self.head.line.id.clone(),
            sequence: self.head.v,
            event: event.clone(),
        })?;
        transaction.put(&self.head.line)?;
        Ok(place)
    }

    /// The letter that tells the doctor of a step.
    ///
    /// # Errors
    /// Serialisation.
    pub fn letter(
        &self,
        scope: &Scope,
        profile: &ProfileRecord,
        step: DeclarationStep,
    ) -> Result<OutboxRecord, Failure> {
        let mail = Mail::Declaration(DeclarationMail {
            step,
            year: self.head.line.year,
            association: self.head.line.association_name.clone(),
        });
        match step {
            DeclarationStep::Submitted => outbox::letter(scope, &profile.email, mail),
            DeclarationStep::SentBack | DeclarationStep::Accepted => {
                outbox::to_doctor(scope, profile, mail)
            }
        }
    }

    /// What happened, oldest first, without the clerk's name.
    #[must_use]
    pub fn history(&self) -> Vec<HistoryLine> {
        let line = |event: &DeclarationEvent| HistoryLine {
            at: event.at,
            by: match &event.actor {
                Actor::Doctor { .. } => self.head.line.name.clone(),
                Actor::Officer { .. } => self.head.line.association_name.clone(),
            },
            what: match &event.kind {
                DeclarationEventKind::Submitted { .. } => HistoryEvent::Submitted,
                DeclarationEventKind::SentBack { .. } => HistoryEvent::SentBack,
                DeclarationEventKind::Resubmitted { .. } => HistoryEvent::Resubmitted,
                DeclarationEventKind::Accepted => HistoryEvent::Approved,
            },
            note: match &event.kind {
                DeclarationEventKind::SentBack { reason } => Some(reason.clone()),
                _ => None,
            },
        };
        self.declaration.events().iter().map(line).collect()
    }

    /// As the officer sees it.
    ///
    /// # Errors
    /// A rule book without continuing education.
    pub fn view(&self, scope: &Scope) -> Result<DeclarationCase, Failure> {
        Ok(DeclarationCase {
            line: queue_line(scope, self.head.line.clone()),
            status: self.head.line.status,
            reason: self.head.line.reason.clone(),
            submitted_on: self.head.line.submitted_on,
            outside: self.head.form.outside.clone(),
            kinds: learner::rules(scope)?.1.outside.clone(),
            evidence: self
                .head
                .evidence
                .iter()
                .filter_map(evidence_view)
                .collect(),
            history: self.history(),
            version: self.head.v,
        })
    }
}

/// The line in the queue.
#[must_use]
pub fn queue_line(scope: &Scope, line: DeclarationLine) -> DeclarationQueueLine {
    let since = line.waiting_since.date_in_japan();
    DeclarationQueueLine {
        days: u32::try_from(since.days_until(scope.today())).unwrap_or(0),
        waiting_since: since,
        id: line.id,
        year: line.year,
        name: line.name,
        register_number: line.register_number,
        resubmitted: line.resubmitted,
        late: line.late,
        system_units: line.system_units,
        outside_units: line.outside_units,
    }
}

/// The profile of the doctor who declares: one trip.
///
/// # Errors
/// The table's; a declaration without its doctor is a fault.
pub async fn doctor_of(scope: &Scope, case: &Case) -> Result<ProfileRecord, Failure> {
    let key = Key::profile(&case.head.line.partition);
    let profile: Option<ProfileRecord> = scope.store.read(&key).await?;
    profile.ok_or_else(|| Failure::internal("a declaration without its doctor"))
}

fn refused(why: DeclarationRefused) -> Failure {
    match why {
        DeclarationRefused::WrongStatus => Failure::new(ProblemKind::WrongState),
        DeclarationRefused::OwnDeclaration => Failure::new(ProblemKind::Forbidden).saying(
            "ご自身の申告書を受理することはできません。",
            "You cannot decide on your own declaration.",
        ),
        DeclarationRefused::NotTheDoctor | DeclarationRefused::NotTheAssociation => {
            Failure::not_found()
        }
    }
}
