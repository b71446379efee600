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
    courses::{CategoryName, CourseLine, CourseView},
    problem::ProblemKind,
};
use domain::{
    access::Viewer,
    association::{AssociationId, Tier},
    calendar::Date,
    course::{Course, CourseEvent, CourseEventKind, CourseForm, CourseHistory, CourseState},
    id::CourseId,
    programme::{Category, Programme},
    rejection::{Code, FieldProblem},
    rounds::Placement,
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

    /// Where it stands on its way: what happened since it was last handed in, by the stages of that
    /// day (docs/decisions/0013-stages-and-paper.md).
    ///
    /// # Errors
    /// A stored history that is impossible.
    pub fn history(&self) -> Result<CourseHistory, Failure> {
        let last = self.events.iter().rposition(handed_in).unwrap_or_default();
        let later = self.events.iter().skip(last + 1).map(|event| &event.kind);
        let kinds = std::iter::once(&CourseEventKind::Submitted).chain(later);
        CourseHistory::fold(self.head.path.clone(), kinds)
            .map_err(|refused| Failure::internal(format!("{refused:?}")))
    }

    /// The case handed in, for the first time or again: it begins at the first stage.
    fn begun(&mut self, scope: &Scope, kind: &CourseEventKind) -> Result<CourseHistory, Failure> {
        let again = matches!(self.course().state, CourseState::SentBack { .. });
        if self.events.is_empty() != (*kind == CourseEventKind::Submitted)
            || again != (*kind == CourseEventKind::Resubmitted)
        {
            return Err(Failure::new(ProblemKind::WrongState));
        }
        self.head.path = path(scope, self.course())?;
        CourseHistory::new(self.head.path.clone())
            .then(&CourseEventKind::Submitted)
            .map_err(|refused| Failure::internal(format!("{refused:?}")))
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
        let history = match kind {
            CourseEventKind::Submitted | CourseEventKind::Resubmitted => {
                self.begun(scope, &kind)?
            }
            _ => self
                .history()?
                .then(&kind)
                .map_err(|_| Failure::new(ProblemKind::WrongState))?,
        };
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
        self.head.round = self.round_now(scope)?;
        self.waiting = self.waiting_now(scope).await?;
        Ok(self)
    }

    /// The round on whose agenda the course stands, or is expected to stand once it was passed on
    /// (features.md #87).
    ///
    /// # Errors
    /// A programme without rules on the day of the course.
    pub fn round_now(&self, scope: &Scope) -> Result<Option<Placement>, Failure> {
        let course = self.course();
        match &course.state {
            CourseState::Approved => Ok(self.head.round.clone()),
            CourseState::SentBack { .. } | CourseState::Withdrawn => Ok(None),
            CourseState::Pending { .. } if !self.head.path.contains(&Tier::National) => Ok(None),
            CourseState::Pending { .. } => Ok(scope.round_book()?.placement_of_course(
                course.description.programmes.iter().copied(),
                course.prefecture,
                self.reached(scope),
                scope.today(),
            )),
        }
    }

    /// The day on which it was last handed in.
    fn reached(&self, scope: &Scope) -> Date {
        let last = self.events.iter().rfind(|event| handed_in(event));
        last.map_or(scope.today(), |event| event.at.date_in_japan())
    }

    /// The day that the approval bears: that of the committee, else that of the event.
    #[must_use]
    pub fn approved_on(&self) -> Option<Date> {
        let event = self.events.last()?;
        match &event.kind {
            CourseEventKind::Approved { decided_on, .. } => {
                Some(decided_on.unwrap_or(event.at.date_in_japan()))
            }
            _ => None,
        }
    }

    /// The place in the queue of whose turn it is. On the agenda of a round it stays when decided.
    async fn waiting_now(&self, scope: &Scope) -> Result<Option<WaitingCourseRecord>, Failure> {
        let course = self.course();
        let stage = match &course.state {
            CourseState::Pending { stage } => *stage,
            CourseState::Approved if self.head.round.is_some() => Tier::National,
            _ => return Ok(None),
        };
        let reviewer = reviewer(course, stage)?;
        let association: AssociationRecord = scope
            .store
            .read(&Key::association(&reviewer))
            .await?
            .ok_or_else(|| Failure::internal("the reviewing association is not registered"))?;
        Ok(Some(WaitingCourseRecord {
            course: course.id.clone(),
            association: reviewer,
            association_name: association.association.name,
            since: match &self.waiting {
                Some(before) if course.state == CourseState::Approved => before.since,
                _ => scope.now,
            },
            title: course.description.title.clone(),
            organizer: course.organizer.clone(),
            organizer_name: course.organizer_name.clone(),
            date: course.description.date,
            programmes: course.description.programmes.iter().copied().collect(),
            state: course.state.clone(),
            prefecture: course.prefecture,
            awards: course.description.awards(),
            round: self.head.round.clone().filter(|_| stage == Tier::National),
            decided_on: self.approved_on(),
            v: self.head.v,
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
            for held in HeldCourseRecord::of(self.course()) {
                transaction.put(&held)?;
            }
        }
        match &self.waiting {
            Some(waiting) => transaction.put(waiting)?,
            None => transaction.delete(&Key::course_waiting(&self.head.course.id)),
        };
        Ok(place)
    }

    /// As people see it.
    ///
    /// # Errors
    /// A declaration without the need `Rules`: our fault.
    pub fn view(&self, scope: &Scope) -> Result<CourseView, Failure> {
        let description = &self.course().description;
        let rules = scope.rule_book()?;
        let credits = description.awards();
        let name = |award: &domain::course::CourseAward| {
            let label = rules.category_label(award.programme, &award.category, description.date)?;
            Some(CategoryName {
                programme: award.programme,
                category: award.category.clone(),
                label: label.clone(),
            })
        };
        let waiting = self
            .waiting
            .as_ref()
            .filter(|_| matches!(self.course().state, CourseState::Pending { .. }));
        Ok(CourseView {
            line: line(&self.head),
            organizer: self.course().organizer.clone(),
            form: self.form.clone(),
            categories: credits.iter().filter_map(name).collect(),
            credits,
            waiting_for: waiting.map(|waiting| TargetAssociation {
                id: waiting.association.clone(),
                name: waiting.association_name.clone(),
                tier: waiting.association.tier(),
            }),
            round: self.head.round.clone(),
            approved_on: self.approved_on(),
            history: self
                .events
                .iter()
                .map(|event| self.line_of(event))
                .collect(),
            version: self.head.v,
        })
    }

    fn line_of(&self, event: &CourseEvent) -> HistoryLine {
        let organizer = || self.course().organizer_name.clone();
        let (what, by, note) = match &event.kind {
            CourseEventKind::Submitted => (HistoryEvent::Submitted, organizer(), None),
            CourseEventKind::Resubmitted => (HistoryEvent::Resubmitted, organizer(), None),
            CourseEventKind::Withdrawn => (HistoryEvent::Withdrawn, organizer(), None),
            CourseEventKind::Forwarded { .. } => (HistoryEvent::Forwarded, event.by.clone(), None),
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

/// Whether the organiser handed it in.
fn handed_in(event: &CourseEvent) -> bool {
    matches!(
        event.kind,
        CourseEventKind::Submitted | CourseEventKind::Resubmitted
    )
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

/// Checks what only the rules of the day know: whether each award is of a category that its
/// programme has.
///
/// # Errors
/// 422 with the fields; 409 for a programme without rules on that day.
pub fn check_categories(scope: &Scope, form: &CourseForm, course: &Course) -> Result<(), Failure> {
    path(scope, course)?;
    let rules = scope.rule_book()?;
    let date = course.description.date;
    let mut problems = Vec::new();
    for (place, lecture) in form.lectures.iter().enumerate() {
        for (index, award) in lecture.awards.iter().enumerate() {
            let known = Programme::parse(&award.programme).is_ok_and(|programme| {
                let category = match award.category.trim() {
                    "" => Ok(Category::general()),
                    text => Category::parse(text),
                };
                category.is_ok_and(|known| rules.category_label(programme, &known, date).is_some())
            });
            if !known {
                let code = match award.category.trim() {
                    "" => Code::Required,
                    _ => Code::UnknownChoice,
                };
                let field = format!("lectures[{place}].awards[{index}].category");
                problems.push(FieldProblem::new(field, code));
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::invalid(problems))
    }
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
