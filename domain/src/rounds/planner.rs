//! What is missing by when, and which announced courses fill it (features.md L6).
//!
//! Nothing about requirements stands here: each course is tried by judging the goal as it would
//! stand after attending it.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::contact::PrefectureCode;
use crate::course::{CourseAward, POSTING_DAYS};
use crate::credit::CreditOrigin;
use crate::id::CourseId;
use crate::programme::Programme;
use crate::rules::{
    Before, CreditFact, Goal, Judgement, Lack, ProgrammeFacts, RuleVersion, Verdict, judge,
};

/// A course that has been announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncedCourse {
    /// Its id.
    pub id: CourseId,
    /// 研修会名
    pub title: String,
    /// Its day.
    pub date: Date,
    /// The prefecture in which it lies; none on-line, which is near to everybody.
    pub prefecture: Option<PrefectureCode>,
    /// What attending it earns.
    pub awards: Vec<CourseAward>,
}

/// A course that the doctor should attend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCourse {
    /// Its place in the list of announced courses.
    pub course: usize,
    /// Whether its credits may be posted only after the last safe day (organisers have about a
    /// month, S0 Q4).
    pub tight: bool,
}

/// How a doctor can reach a goal by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Courses to attend, by their days.
    pub courses: Vec<PlannedCourse>,
    /// Others that fill something of what is missing today, by their days: for whoever cannot come
    /// to one of those above.
    pub others: Vec<PlannedCourse>,
    /// Requirements that stay unmet even then: ids of the goal. Empty when the plan suffices.
    pub open: Vec<String>,
}

/// The fewest courses found that bring a goal nearest, of those between today and the last safe day.
///
/// Takes again and again the course that fills most of what is missing (of equal ones the nearer,
/// then the earlier), never two on one day, and drops those that the others made needless. So the
/// plan is good, though not proven to be the shortest.
#[must_use]
pub fn plan(
    programme: Programme,
    version: &RuleVersion,
    goal: &Goal,
    facts: &ProgrammeFacts,
    announced: &[AnnouncedCourse],
    home: PrefectureCode,
    (today, last_safe): (Date, Date),
) -> Plan {
    let mut planning = Planning {
        version,
        goal,
        facts: facts.clone(),
        last_safe,
    };
    let mut candidates: Vec<usize> = (0..announced.len())
        .filter(|place| {
            let course = &announced[*place];
            course.date > today
                && course.date <= last_safe
                && course
                    .awards
                    .iter()
                    .any(|award| award.programme == programme)
        })
        .collect();
    let mut chosen: Vec<usize> = Vec::new();
    let mut missing = planning.missing();
    let mut others = candidates.clone();
    others.retain(|place| planning.missing_after(programme, &announced[*place]) < missing);
    while missing > 0 {
        let mut gain = |place: &usize| {
            let course = &announced[*place];
            let after = planning.missing_after(programme, course);
            let near = course
                .prefecture
                .is_none_or(|prefecture| prefecture == home);
            (
                missing.saturating_sub(after),
                near,
                std::cmp::Reverse(course.date),
            )
        };
        let best = candidates.iter().map(|place| (gain(place), *place)).max();
        let Some(((gained, ..), best)) = best.filter(|((gained, ..), _)| *gained > 0) else {
            break;
        };
        planning
            .facts
            .credits
            .extend(earned(programme, &announced[best]));
        missing -= gained;
        let day = announced[best].date;
        candidates.retain(|place| announced[*place].date != day);
        chosen.push(best);
    }
    drop_needless(&mut chosen, programme, announced, facts, &mut planning);
    chosen.sort_by_key(|place| announced[*place].date);
    others.retain(|place| !chosen.contains(place));
    others.sort_by_key(|place| announced[*place].date);
    let posted_by = last_safe.add_days(-POSTING_DAYS);
    let planned = |course: usize| PlannedCourse {
        course,
        tight: announced[course].date > posted_by,
    };
    Plan {
        courses: chosen.into_iter().map(planned).collect(),
        others: others.into_iter().map(planned).collect(),
        open: planning.open(),
    }
}

/// Leaves out each course, the latest first, without which no more is missing.
fn drop_needless(
    chosen: &mut Vec<usize>,
    programme: Programme,
    announced: &[AnnouncedCourse],
    facts: &ProgrammeFacts,
    planning: &mut Planning<'_>,
) {
    let missing = planning.missing();
    let mut order: Vec<usize> = chosen.clone();
    order.sort_by_key(|place| std::cmp::Reverse(announced[*place].date));
    for without in order {
        let rest = || chosen.iter().copied().filter(|place| *place != without);
        let earned = rest().flat_map(|place| earned(programme, &announced[place]));
        planning.facts.credits = facts.credits.iter().cloned().chain(earned).collect();
        if planning.missing() <= missing {
            chosen.retain(|place| *place != without);
        }
    }
    let earned = chosen
        .iter()
        .flat_map(|place| earned(programme, &announced[*place]));
    planning.facts.credits = facts.credits.iter().cloned().chain(earned).collect();
}

struct Planning<'a> {
    version: &'a RuleVersion,
    goal: &'a Goal,
    facts: ProgrammeFacts,
    last_safe: Date,
}

impl Planning<'_> {
    fn judge(&self) -> Judgement<'_> {
        judge(self.version, self.goal, &self.facts, self.last_safe)
    }

    /// How much courses have still to fill, in half units.
    fn missing(&self) -> u32 {
        let judgement = self.judge();
        let asked = judgement
            .verdicts
            .iter()
            .filter(|verdict| verdict.requirement.before == Before::Submission);
        asked.map(|verdict| of_verdict(verdict).unwrap_or(0)).sum()
    }

    fn missing_after(&mut self, programme: Programme, course: &AnnouncedCourse) -> u32 {
        let before = self.facts.credits.len();
        self.facts.credits.extend(earned(programme, course));
        let missing = self.missing();
        self.facts.credits.truncate(before);
        missing
    }

    fn open(&self) -> Vec<String> {
        let judgement = self.judge();
        let unmet: BTreeSet<&str> = judgement
            .verdicts
            .iter()
            .filter(|verdict| !verdict.met && verdict.requirement.before == Before::Submission)
            .map(|verdict| verdict.requirement.id.as_str())
            .collect();
        unmet.into_iter().map(str::to_owned).collect()
    }
}

/// What courses have still to fill of a requirement; nothing where no course can.
fn of_verdict(verdict: &Verdict<'_>) -> Option<u32> {
    let mut missing = 0;
    for lack in &verdict.lacks {
        missing += match lack {
            Lack::Units { short, .. } | Lack::CategoryUnits { short, .. } => {
                u32::from(short.halves())
            }
            Lack::Codes(short) => 2 * short,
            Lack::Score(short) => *short,
            // Any of its courses renews it.
            Lack::TooLongAgo(_) => 1,
            Lack::NoPath => verdict
                .paths
                .iter()
                .filter_map(|path| path.verdicts.iter().map(of_verdict).sum())
                .min()?,
            _ => return None,
        };
    }
    Some(missing)
}

/// The credits that attending a course earns in a programme.
pub fn earned(
    programme: Programme,
    course: &AnnouncedCourse,
) -> impl Iterator<Item = CreditFact> + '_ {
    let own = move |award: &&CourseAward| award.programme == programme;
    course.awards.iter().filter(own).map(|award| CreditFact {
        title: course.title.clone(),
        category: award.category.clone(),
        units: award.units,
        codes: award.codes.clone(),
        date: course.date,
        origin: CreditOrigin::Course,
        used: false,
    })
}
