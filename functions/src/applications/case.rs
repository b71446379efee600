//! An application as it is stored: head and events, and the one way in which it changes.

use adapters::store::{
    Found, Key, Range, Transaction,
    items::{
        application::{
            ApplicationEventRecord, ApplicationLine, ApplicationRecord, FeeChangeRecord,
        },
        doctor::EvidenceRecord,
    },
};
use api::{
    applications::{
        ApplicationSummary, ApplicationView, EvidenceView, HistoryEvent, HistoryLine, ItemLabel,
        TargetAssociation,
    },
    problem::ProblemKind,
};
use domain::{
    application::{
        Actor, Application, ApplicationEvent, ApplicationEventKind, RefusalReason,
        TransitionRefused,
    },
    id::ApplicationId,
    label,
    language::Language,
    rules::{Bilingual, RuleBook},
};

use crate::{Failure, Scope, titles::view};

/// A stored application with its history folded.
#[derive(Debug, Clone)]
pub struct Case {
    /// The head.
    pub head: ApplicationRecord,
    /// The fold of its events.
    pub application: Application,
    /// What was recorded of its fee, oldest first.
    pub fees: Vec<FeeChangeRecord>,
}

impl Case {
    /// Where all of it lies.
    #[must_use]
    pub fn range(id: &ApplicationId) -> Range {
        Range::whole(Key::application(id))
    }

    /// From the items of its partition; `None` when there is no such application.
    ///
    /// # Errors
    /// Items of another shape, or a history that cannot have happened.
    pub fn from_items(found: &[Found]) -> Result<Option<Self>, Failure> {
        let Some(head) = found.iter().find(|item| item.sk() == "H") else {
            return Ok(None);
        };
        let head: ApplicationRecord = head.decode()?;
        let events = found
            .iter()
            .filter(|item| item.sk().starts_with("V#"))
            .map(|item| {
                item.decode::<ApplicationEventRecord>()
                    .map(|record| record.event)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let application = Application::fold(
            head.line.id.clone(),
            head.line.register_number.clone(),
            events,
        )
        .map_err(|refused| Failure::internal(format!("{refused:?}")))?;
        let fees = found
            .iter()
            .filter(|item| item.sk().starts_with("F#"))
            .map(Found::decode)
            .collect::<Result<_, _>>()?;
        Ok(Some(Self {
            head,
            application,
            fees,
        }))
    }

    /// Reads it: one trip.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn read(scope: &Scope, id: &ApplicationId) -> Result<Self, Failure> {
        let found = scope.store.query(&Self::range(id)).await?;
        Self::from_items(&found)?.ok_or(Failure::not_found())
    }

    /// Whether it lies in this partition: a doctor sees the own applications only.
    #[must_use]
    pub fn belongs_to(&self, partition: &str) -> bool {
        self.head.line.partition == partition
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
    #[must_use]
    pub fn after(mut self, application: Application, scope: &Scope) -> Self {
        self.head.v += 1;
        self.head.line.status = application.status();
        self.head.line.reason = application.reason().map(str::to_owned);
        self.head.line.waiting_since = scope.now;
        self.application = application;
        self
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
        transaction.insert(&ApplicationEventRecord {
            application: self.head.line.id.clone(),
            sequence: self.head.v,
            event: self.application.last_event().clone(),
        })?;
        transaction.put(&self.head.line)?;
        Ok(place)
    }

    /// As people see it.
    ///
    /// # Errors
    /// A declaration without the need `Rules`: our fault.
    pub fn view(&self, scope: &Scope) -> Result<ApplicationView, Failure> {
        let rules = scope.rule_book()?;
        Ok(ApplicationView {
            summary: summary(&self.head.line),
            form: self.head.form.clone(),
            evidence: self
                .head
                .evidence
                .iter()
                .filter_map(evidence_view)
                .collect(),
            evaluation: self.head.evaluation.clone(),
            labels: labels(rules, &self.head.evaluation.rule_set),
            history: self
                .application
                .events()
                .iter()
                .map(|event| self.line_of(event, scope.language))
                .collect(),
            version: self.head.v,
        })
    }

    fn line_of(&self, event: &ApplicationEvent, language: Language) -> HistoryLine {
        let by = match &event.actor {
            Actor::Doctor { .. } => self.head.line.name.clone(),
            Actor::Officer { association, .. } if *association == self.head.line.target => {
                self.head.line.target_name.clone()
            }
            Actor::Officer { association, .. } => {
                label::tier(association.tier()).text(language).to_owned()
            }
        };
        let (what, note) = match &event.kind {
            ApplicationEventKind::Submitted { .. } => (HistoryEvent::Submitted, None),
            ApplicationEventKind::SentBack { reason } => {
                (HistoryEvent::SentBack, Some(reason.clone()))
            }
            ApplicationEventKind::Resubmitted { .. } => (HistoryEvent::Resubmitted, None),
            ApplicationEventKind::Forwarded { .. } => (HistoryEvent::Forwarded, None),
            ApplicationEventKind::HandbookReceived => (HistoryEvent::HandbookReceived, None),
            ApplicationEventKind::DeclaredChecked { .. } => (HistoryEvent::DeclaredChecked, None),
            ApplicationEventKind::Approved { minutes, .. } => {
                (HistoryEvent::Approved, minutes.clone())
            }
            ApplicationEventKind::Rejected { reason } => {
                (HistoryEvent::Rejected, Some(reason.clone()))
            }
            ApplicationEventKind::Withdrawn => (HistoryEvent::Withdrawn, None),
        };
        HistoryLine {
            at: event.at,
            by,
            what,
            note,
        }
    }
}

/// One line of a list.
#[must_use]
pub fn summary(line: &ApplicationLine) -> ApplicationSummary {
    ApplicationSummary {
        id: line.id.clone(),
        programme: line.programme,
        submitted_on: line.submitted_on,
        fiscal_year: line.fiscal_year,
        target: TargetAssociation {
            id: line.target.clone(),
            name: line.target_name.clone(),
            tier: line.target.tier(),
        },
        status: line.status,
        reason: line.reason.clone(),
        certificate: line.certificate.clone(),
        title: line.title.as_ref().map(view::summary),
    }
}

/// A document that was checked; `None` for one that was not.
#[must_use]
pub fn evidence_view(record: &EvidenceRecord) -> Option<EvidenceView> {
    Some(EvidenceView {
        id: record.id.clone(),
        kind: record.kind,
        media_type: record.media_type?,
        size: record.size,
        file_name: record.file_name.clone(),
        uploaded_at: record.begun_at,
    })
}

/// A refused transition, as HTTP says it.
#[must_use]
pub fn refused(refusal: &TransitionRefused) -> Failure {
    match refusal.why {
        RefusalReason::WrongStatus => Failure::new(ProblemKind::WrongState),
        RefusalReason::OwnApplication => Failure::new(ProblemKind::Forbidden).saying(
            "ご自身の申請を審査することはできません。",
            "You cannot decide on your own application.",
        ),
        RefusalReason::NotTheApplicant | RefusalReason::NotAnOfficer => Failure::not_found(),
        RefusalReason::ProgrammeChanged => Failure::new(ProblemKind::WrongState).saying(
            "制度種別は変更できません。",
            "The programme cannot be changed.",
        ),
        // Whoever may not see it was refused before: here it is another stage's turn.
        RefusalReason::NotTheTarget
        | RefusalReason::StagesRemain
        | RefusalReason::LastStage
        | RefusalReason::Unchecked
        | RefusalReason::SamePerson
        | RefusalReason::NothingDeclared => {
            let reason = label::refusal_reason(refusal.why);
            Failure::new(ProblemKind::WrongState).saying(reason.ja, reason.en)
        }
    }
}

/// What the slugs of a rule set are called; none when the set is gone.
fn labels(rules: &RuleBook, rule_set: &str) -> Vec<ItemLabel> {
    let Some(version) = rules.version_by_id(rule_set) else {
        return Vec::new();
    };
    let named = |id: &str, label: &Bilingual| ItemLabel {
        id: id.to_owned(),
        label: label.clone(),
    };
    if version.qualification().is_some() {
        let categories = version.set().categories.iter();
        return categories
            .map(|rule| named(rule.id.as_str(), &rule.label))
            .chain(
                version
                    .certificates()
                    .iter()
                    .map(|rule| named(&rule.id, &rule.label)),
            )
            .chain(
                version
                    .goals()
                    .iter()
                    .map(|goal| named(&goal.id, &goal.label)),
            )
            .collect();
    }
    let Some(rules) = &version.set().application else {
        return Vec::new();
    };
    let (one, two) = (&rules.practical.one, &rules.practical.two);
    (rules.handed_in.kinds.iter())
        .map(|kind| named(&kind.id, &kind.label))
        .chain(one.items.iter().map(|item| named(&item.id, &item.label)))
        .chain(two.kinds.iter().map(|kind| named(&kind.id, &kind.label)))
        .collect()
}
