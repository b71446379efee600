//! Courses: head, form, what happened to them, whose turn it is, and the rows that were posted.

use super::super::world::{Course, CourseState as Listed, DemoWorld};
use super::super::{TODAY, forms, ids};
use super::credits::organizer_name;
use super::{LoadError, at, insert};
use adapters::store::Store;
use adapters::store::items::course::{
    CourseEventRecord, CourseFormRecord, CourseRecord, HeldCourseRecord, RosterRecord, RosterRow,
    WaitingCourseRecord,
};
use adapters::store::items::credit::CreditRecord;
use domain::association::{AssociationId, Tier};
use domain::course::{self, CourseDescription, CourseEvent, CourseEventKind, CourseHistory};
use domain::id::CourseId;
use domain::rules::RuleBook;
use std::collections::HashMap;

/// The one posting of each course.
const CALL: &str = "demonstration";
/// Rows of a roster chunk.
const CHUNK_ROWS: usize = 100;

/// A course of the world with its description, checked.
pub struct Checked<'a> {
    pub listed: &'a Course,
    pub description: CourseDescription,
}

/// Every course, by its key.
pub fn checked(world: &DemoWorld) -> Result<HashMap<&str, Checked<'_>>, LoadError> {
    let check = |listed: &'_ Course| forms::course(listed).check(forms::day(TODAY));
    world
        .courses
        .iter()
        .map(|listed| match check(listed) {
            Ok(description) => Ok((
                listed.key.as_str(),
                Checked {
                    listed,
                    description,
                },
            )),
            Err(problems) => Err(LoadError::Invalid {
                what: format!("course {}", listed.key),
                problems,
            }),
        })
        .collect()
}

/// All that is written of one course but its roster.
struct Records {
    head: CourseRecord,
    form: CourseFormRecord,
    events: Vec<CourseEventRecord>,
    waiting: Option<WaitingCourseRecord>,
}

/// Writes all courses, with rosters that say what the ledger says.
pub async fn write(
    store: &Store,
    world: &DemoWorld,
    courses: &HashMap<&str, Checked<'_>>,
    ledger: &[CreditRecord],
    book: &RuleBook,
) -> Result<(), LoadError> {
    let mut rows: HashMap<&CourseId, Vec<RosterRow>> = HashMap::new();
    let of_courses = ledger.iter();
    let of_courses = of_courses.filter_map(|record| Some((record.course.as_ref()?, record)));
    for (course, record) in of_courses {
        rows.entry(course).or_default().push(RosterRow(
            record.row.clone(),
            record.number.clone(),
            record.posted.text.clone(),
            record.posted.birth_date,
            None,
        ));
    }
    let mut rosters = Vec::new();
    let mut records = Vec::new();
    for checked in courses.values() {
        let posted = rows
            .remove(&ids::course(&checked.listed.key))
            .unwrap_or_default();
        records.push(of_course(world, checked, posted.len(), book)?);
        if let Some(day) = checked.listed.posted {
            rosters.extend(roster(checked.listed, day, &posted)?);
        }
    }
    let held = records
        .iter()
        .map(|course| &course.head.course)
        .filter(|course| course.state == course::CourseState::Approved);
    insert(store, held.flat_map(HeldCourseRecord::of).collect()).await?;
    // The head last but one: who finds the course finds its history, and the queue finds both.
    insert(store, rosters).await?;
    insert(
        store,
        records.iter().map(|course| course.form.clone()).collect(),
    )
    .await?;
    insert(
        store,
        records
            .iter()
            .flat_map(|course| course.events.clone())
            .collect(),
    )
    .await?;
    insert(
        store,
        records.iter().map(|course| course.head.clone()).collect(),
    )
    .await?;
    insert(
        store,
        records
            .iter()
            .filter_map(|course| course.waiting.clone())
            .collect(),
    )
    .await
}

fn of_course(
    world: &DemoWorld,
    checked: &Checked<'_>,
    posted: usize,
    book: &RuleBook,
) -> Result<Records, LoadError> {
    let listed = checked.listed;
    let description = &checked.description;
    let id = ids::course(&listed.key);
    let prefecture = forms::prefecture(listed);
    let reviewer = AssociationId::prefectural(prefecture);
    let reviewer_name = world
        .associations
        .iter()
        .find(|association| association.key == listed.prefecture)
        .map(|association| association.name.clone())
        .unwrap_or_default();
    let organizer = ids::organizer(&listed.organizer);
    let organizer_name = organizer_name(world, &listed.organizer).to_owned();
    let events = events(listed, &organizer_name, &reviewer_name);
    let impossible = |why: String| LoadError::Impossible(format!("course {}: {why}", listed.key));
    let path = book
        .approval_path(description.programmes.iter().copied(), description.date)
        .ok_or_else(|| impossible("no rules on its day".to_owned()))?;
    let history = CourseHistory::fold(path.clone(), events.iter().map(|event| &event.kind))
        .map_err(|refused| impossible(format!("{refused:?}")))?;
    let state = history
        .state()
        .cloned()
        .ok_or_else(|| impossible("no state".to_owned()))?;
    let count = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let waiting =
        matches!(state, course::CourseState::Pending { .. }).then(|| WaitingCourseRecord {
            course: id.clone(),
            association: reviewer,
            association_name: reviewer_name,
            since: at(listed.submitted, 12),
            title: description.title.clone(),
            organizer: organizer.clone(),
            organizer_name: organizer_name.clone(),
            date: description.date,
            programmes: description.programmes.iter().copied().collect(),
            state: state.clone(),
            prefecture,
            awards: description.awards(),
            round: None,
            decided_on: None,
            v: count,
        });
    Ok(Records {
        form: CourseFormRecord {
            course: id.clone(),
            form: forms::course(listed),
        },
        events: (1..)
            .zip(events)
            .map(|(sequence, event)| CourseEventRecord {
                course: id.clone(),
                sequence,
                event,
            })
            .collect(),
        waiting,
        head: CourseRecord {
            course: course::Course {
                id,
                organizer,
                organizer_name,
                prefecture,
                description: description.clone(),
                state,
            },
            path,
            round: None,
            posted: u32::try_from(posted).unwrap_or(u32::MAX),
            events: count,
            // Posting counts the head up once more.
            v: count + u32::from(listed.posted.is_some()),
        },
    })
}

/// What happened: submitted by the organiser, decided by the prefecture.
fn events(listed: &Course, organizer: &str, reviewer: &str) -> Vec<CourseEvent> {
    let submitted = CourseEvent {
        kind: CourseEventKind::Submitted,
        at: at(listed.submitted, 12),
        by: organizer.to_owned(),
    };
    let tier = Tier::Prefectural;
    let decision = match &listed.state {
        Listed::Approved(day) => Some((
            CourseEventKind::Approved {
                tier,
                decided_on: None,
            },
            at(*day, 15),
        )),
        Listed::SentBack(reason) => {
            let kind = CourseEventKind::SentBack {
                tier,
                reason: reason.clone(),
            };
            Some((kind, at(listed.submitted, 16)))
        }
        Listed::Submitted => None,
    };
    let decision = decision.map(|(kind, at)| CourseEvent {
        kind,
        at,
        by: reviewer.to_owned(),
    });
    std::iter::once(submitted).chain(decision).collect()
}

fn roster(
    listed: &Course,
    day: time::Date,
    rows: &[RosterRow],
) -> Result<Vec<RosterRecord>, LoadError> {
    rows.chunks(CHUNK_ROWS)
        .enumerate()
        .map(|(chunk, rows)| {
            let course = ids::course(&listed.key);
            RosterRecord::new(course, CALL.to_owned(), chunk, at(day, 10), rows)
                .map_err(|error| LoadError::Impossible(error.to_string()))
        })
        .collect()
}
