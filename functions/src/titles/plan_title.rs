//! 受講計画: which announced courses fill what is missing (features.md L6).
//!
//! Looked at are the courses of the own prefecture and those on-line, month by month up to the last
//! safe day, so many of each month at most: the plan is made while the doctor waits.

use std::collections::BTreeSet;

use adapters::store::{Found, QueueKey, items::course::HeldCourseRecord};
use api::{
    PlanTitle,
    titles::{PlannedCourse, TitlePlan},
};
use domain::{
    calendar::Date,
    contact::PrefectureCode,
    course::Place,
    programme::Programme,
    rejection::{Code, FieldProblem},
    rounds::{AnnouncedCourse, earned, plan},
    rules::{Bilingual, Goal, GoalKind, QualificationStanding, climb, judge},
};
use futures::future::try_join_all;

use super::{facts::TitleFile, path, view};
use crate::{Failure, Reply, Scope, catalogue::search, pipeline::Reading};

/// Days ahead that are looked through at most.
const MOST_DAYS: i32 = 366;
/// Courses of one month and queue that are looked at.
const OF_A_MONTH: i32 = 300;
/// Courses shown beside those to attend.
const OTHERS: usize = 20;

/// The own page, and then the months, issued together.
pub async fn handle(scope: Scope, call: Reading<PlanTitle>) -> Result<Reply<TitlePlan>, Failure> {
    let programme = call.path.programme;
    let today = scope.today();
    let wanted = call.query.goal;
    let range = TitleFile::range(&call.caller.principal()?.partition());
    let (_, found) = call.caller.with_own_range(&scope, &range).await?;
    let version = path::version(&scope, programme, today)?;
    let goal = version
        .goal(&wanted)
        .filter(|goal| goal.kind != GoalKind::Certificate)
        .ok_or_else(|| Failure::invalid(vec![FieldProblem::new("goal", Code::UnknownChoice)]))?;
    let file = TitleFile::from_items(&scope, &found)?;
    let home = path::prefecture(version, &file.profile, "")?
        .unwrap_or(file.profile.profile.contact.home.prefecture);
    let standing = version
        .qualification()
        .map_or(QualificationStanding::None, |rules| {
            rules.standing(&file.qualification(programme), today)
        });
    let until = until(&scope, programme, home, goal, standing)?;
    let courses = announced(&scope, programme, home, (today, until)).await?;
    let known: Vec<AnnouncedCourse> = courses.iter().map(plain).collect();
    let mut facts = view::facts(&file, programme);
    let planned = plan(
        programme,
        version,
        goal,
        &facts,
        &known,
        home,
        (today, until),
    );
    let attended = planned.courses.iter().map(|one| &known[one.course]);
    let earned = attended.flat_map(|course| earned(programme, course));
    facts.credits.extend(earned);
    let rules = scope.rule_book()?;
    let shown = |one: &domain::rounds::PlannedCourse| PlannedCourse {
        course: search::view(courses[one.course].clone(), rules),
        tight: one.tight,
    };
    Ok(Reply::ok(TitlePlan {
        goal: goal.id.clone(),
        until,
        courses: planned.courses.iter().map(shown).collect(),
        others: planned.others.iter().take(OTHERS).map(shown).collect(),
        open: labels(goal, &planned.open),
        climb: climb(&judge(version, goal, &facts, until)),
        considered: u32::try_from(known.len()).unwrap_or(u32::MAX),
    }))
}

/// Until when it has to be applied for: the first of the last safe days that is still to come, else
/// the last day on which it can be renewed.
fn until(
    scope: &Scope,
    programme: Programme,
    home: PrefectureCode,
    goal: &Goal,
    standing: QualificationStanding,
) -> Result<Date, Failure> {
    let today = scope.today();
    let in_a_year = today.add_days(MOST_DAYS);
    if goal.kind == GoalKind::New {
        return Ok(in_a_year);
    }
    let safe = scope.round_book()?.safe_days(programme, home, standing);
    let to_come = safe
        .into_iter()
        .map(|safe| safe.day)
        .find(|day| *day > today);
    let last = standing.renewable_until().unwrap_or(in_a_year);
    Ok(to_come.unwrap_or(last).min(in_a_year))
}

/// Approved courses of the own prefecture and on-line, each once.
async fn announced(
    scope: &Scope,
    programme: Programme,
    home: PrefectureCode,
    (today, until): (Date, Date),
) -> Result<Vec<HeldCourseRecord>, Failure> {
    let months = std::iter::successors(Some(today.year_month()), |month| Some(month.following()))
        .take_while(|month| *month <= until.year_month());
    let queues: Vec<String> = months
        .flat_map(|month| {
            [
                QueueKey::held_in(month, &home),
                QueueKey::held_online(month),
            ]
        })
        .collect();
    let days = (today.add_days(1).to_string(), format!("{until}#~"));
    let pages = try_join_all(queues.iter().map(|queue| {
        let days = (days.0.as_str(), days.1.as_str());
        scope
            .store
            .queue_between(queue, days, None, OF_A_MONTH, false)
    }))
    .await?;
    let mut seen = BTreeSet::new();
    let mut courses = Vec::new();
    for item in pages.iter().flat_map(|(page, _)| page) {
        let course: HeldCourseRecord = Found::decode(item)?;
        if course.programmes.contains(&programme) && seen.insert(course.course.clone()) {
            courses.push(course);
        }
    }
    courses.sort_by(|a, b| (a.date, &a.course).cmp(&(b.date, &b.course)));
    Ok(courses)
}

/// As the planner looks at it.
fn plain(record: &HeldCourseRecord) -> AnnouncedCourse {
    AnnouncedCourse {
        id: record.course.clone(),
        title: record.title.clone(),
        date: record.date,
        prefecture: match record.place {
            Place::Online { .. } | Place::Both { .. } => None,
            Place::Venue { prefecture, .. } => Some(prefecture),
        },
        awards: record.awards.clone(),
    }
}

/// The names of requirements that stay open.
fn labels(goal: &Goal, open: &[String]) -> Vec<Bilingual> {
    let asked = goal.requirements.iter();
    asked
        .filter(|one| open.contains(&one.id))
        .map(|one| one.label.clone())
        .collect()
}
