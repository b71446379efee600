//! A course as it is stored: head, form, events, queue place; and how it changes.

use adapters::store::{
    Found, Key, Range, Transaction,
    items::{
        association::AssociationRecord,
        course::{
            CourseEventRecord, CourseFormRecord, CourseRecord, HeldCourseRecord,
            WaitingCourseRecord,
        },
    },
};
use api::{
    applications::{HistoryEvent, HistoryLine, TargetAssociation},
    courses::{CourseLine, CourseView},
    problem::ProblemKind,
};
use domain::{
    access::Viewer,
    association::{AssociationId, Tier},
    course::{Course, CourseEvent, CourseEventKind, CourseForm, CourseHistory, CourseState},
    id::CourseId,
};

use crate::{
    Failure, Scope,
    admission::{CourseHolder, Officer},
};

/// A stored course.
#[derive(Debug, Clone)]
pub struct CourseCase {
    /// The head.
    pub head: CourseRecord,
    /// What was typed.
    pub form: CourseForm,
    /// What happened, oldest first.
    pub events: Vec<CourseEvent>,
    /// Whose turn it is.
    pub waiting: Option<WaitingCourseRecord>,
}

impl CourseCase {
    /// Where all of it lies; the roster, which may be long, is left out.
    #[must_use]
    pub fn range(id: &CourseId) -> Range {
        Range::course_case(id)
    }

    /// From the items of its partition; `None` when there is no such course.
    ///
    /// # Errors
    /// Items of another shape.
    pub fn from_items(found: &[Found]) -> Result<Option<Self>, Failure> {
        let item = |sk: &str| found.iter().find(|item| item.sk() == sk);
        let (Some(head), Some(form)) = (item("H"), item("F")) else {
            return Ok(None);
        };
        Ok(Some(Self {
            head: head.decode()?,
            form: form.decode::<CourseFormRecord>()?.form,
            events: found
                .iter()
                .filter(|item| item.sk().starts_with("V#"))
                .map(|item| {
                    item.decode::<CourseEventRecord>()
                        .map(|record| record.event)
                })
                .collect::<Result<_, _>>()?,
            waiting: item("W").map(Found::decode).transpose()?,
        }))
    }

    /// Reads it: one trip.
    ///
    /// # Errors
    /// 404 when there is none.
    pub async fn read(scope: &Scope, id: &CourseId) -> Result<Self, Failure> {
        Self::from_items(&scope.store.query(&Self::range(id)).await?)?.ok_or(Failure::not_found())
    }

    /// The course.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.head.course
    }

    /// The case after one more event, with its place in the next reviewer's queue.
    ///
    /// # Errors
    /// 409 when the event cannot happen now; the table's.
    pub async fn after(
        mut self,
        scope: &Scope,
        kind: CourseEventKind,
        by: &str,
    ) -> Result<Self, Failure> {
        let kinds: Vec<CourseEventKind> =
            self.events.iter().map(|event| event.kind.clone()).collect();
        let history = CourseHistory::fold(path(scope, &self.head.course)?, &kinds)
            .map_err(|refused| Failure::internal(format!("{refused:?}")))?
            .then(&kind)
            .map_err(|_| Failure::new(ProblemKind::WrongState))?;
        self.head.course.state = history
            .state()
            .cloned()
            .ok_or_else(|| Failure::internal("a course without a state"))?;
        self.events.push(CourseEvent {
            kind,
            at: scope.now,
            by: by.to_owned(),
        });
        self.head.events += 1;
        self.head.v += 1;
        self.waiting = self.waiting_now(scope).await?;
        Ok(self)
    }

    async fn waiting_now(&self, scope: &Scope) -> Result<Option<WaitingCourseRecord>, Failure> {
        let course = self.course();
        let CourseState::Pending { stage } = &course.state else {
            return Ok(None);
        };
        let reviewer = reviewer(course, *stage)?;
        let association: AssociationRecord = scope
            .store
            .read(&Key::association(&reviewer))
            .await?
            .ok_or_else(|| Failure::internal("the reviewing association is not registered"))?;
        Ok(Some(WaitingCourseRecord {
            course: course.id.clone(),
            association: reviewer,
            association_name: association.association.name,
            since: scope.now,
            title: course.description.title.clone(),
            organizer: course.organizer.clone(),
            organizer_name: course.organizer_name.clone(),
            date: course.description.date,
            programmes: course.description.programmes.iter().copied().collect(),
            state: course.state.clone(),
        }))
    }

    /// The steps that write a new case, or the last event of a changed one; returns the place of
    /// the head.
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
        transaction.put(&CourseFormRecord {
            course: self.head.course.id.clone(),
            form: self.form.clone(),
        })?;
        if let Some(event) = self.events.last() {
            transaction.insert(&CourseEventRecord {
                course: self.head.course.id.clone(),
                sequence: self.head.events,
                event: event.clone(),
            })?;
        }
        if self.course().state == CourseState::Approved {
            transaction.put(&HeldCourseRecord::from(self.course()))?;
        }
        match &self.waiting {
            Some(waiting) => transaction.put(waiting)?,
            None => transaction.delete(&Key::course_waiting(&self.head.course.id)),
        };
        Ok(place)
    }

    /// As people see it.
    #[must_use]
    pub fn view(&self) -> CourseView {
        CourseView {
            line: line(&self.head),
            organizer: self.course().organizer.clone(),
            form: self.form.clone(),
            credits: self.course().description.awards(),
            waiting_for: self.waiting.as_ref().map(|waiting| TargetAssociation {
                id: waiting.association.clone(),
                name: waiting.association_name.clone(),
                tier: waiting.association.tier(),
            }),
            history: self
                .events
                .iter()
                .map(|event| self.line_of(event))
                .collect(),
            version: self.head.v,
        }
    }

    fn line_of(&self, event: &CourseEvent) -> HistoryLine {
        let organizer = || self.course().organizer_name.clone();
        let (what, by, note) = match &event.kind {
            CourseEventKind::Submitted => (HistoryEvent::Submitted, organizer(), None),
            CourseEventKind::Resubmitted => (HistoryEvent::Resubmitted, organizer(), None),
            CourseEventKind::Withdrawn => (HistoryEvent::Withdrawn, organizer(), None),
            CourseEventKind::Approved { .. } => (HistoryEvent::Approved, event.by.clone(), None),
            CourseEventKind::SentBack { reason, .. } => (
                HistoryEvent::SentBack,
                event.by.clone(),
                Some(reason.clone()),
            ),
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
pub fn line(head: &CourseRecord) -> CourseLine {
    let course = &head.course;
    CourseLine {
        id: course.id.clone(),
        title: course.description.title.clone(),
        organizer: course.organizer_name.clone(),
        date: course.description.date,
        programmes: course.description.programmes.iter().copied().collect(),
        status: course.state.clone(),
        posted: head.posted,
        post_by: course.post_by(),
    }
}

/// The stages of its approval, by the rules of its day.
///
/// # Errors
/// 409 for a programme without rules on that day.
pub fn path(scope: &Scope, course: &Course) -> Result<Vec<Tier>, Failure> {
    scope
        .rule_book()?
        .approval_path(
            course.description.programmes.iter().copied(),
            course.description.date,
        )
        .ok_or_else(|| {
            Failure::new(ProblemKind::WrongState).saying(
                "この制度種別は、開催日の時点ではこのシステムで扱われていません。",
                "This programme was not handled here on the day of the course.",
            )
        })
}

/// The association whose turn a stage is.
fn reviewer(course: &Course, stage: Tier) -> Result<AssociationId, Failure> {
    match stage {
        Tier::National => Ok(AssociationId::national()),
        Tier::Prefectural => Ok(AssociationId::prefectural(course.prefecture)),
        Tier::District => course
            .organizer
            .association()
            .ok_or_else(|| Failure::internal("an external body has no district")),
    }
}

/// A course holder as the domain's access rules look at one.
#[must_use]
pub fn viewer(holder: &CourseHolder) -> Viewer {
    match &holder.association {
        Some((association, _)) => Viewer::Officer {
            association: association.clone(),
        },
        None => Viewer::Organizer {
            organizer: holder.organizer.clone(),
        },
    }
}

/// An officer, likewise.
#[must_use]
pub fn officer(officer: &Officer) -> Viewer {
    Viewer::Officer {
        association: officer.association.clone(),
    }
}
