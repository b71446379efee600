//! 研修会の一覧の暦: the catalogue as an iCalendar feed (features.md #131).

use api::{CalendarFile, OpenCatalogueFeed, catalogue::CatalogueCourse};
use domain::{
    course::{CourseAward, Place},
    label,
    language::Language,
    programme::Category,
};

use super::{
    feed::{Entry, Feed, Time},
    list_catalogue::KEPT,
    search::{self, Search},
};
use crate::{Failure, Reply, Scope, pipeline::Reading};

/// Courses of a feed.
const MOST: usize = 500;
/// Items looked through for it.
const ITEMS: usize = 3_000;

/// A trip for each month looked through.
pub async fn handle(
    scope: Scope,
    call: Reading<OpenCatalogueFeed>,
) -> Result<Reply<CalendarFile>, Failure> {
    let (wanted, cursor) = Search::new(&scope, call.query)?;
    let (found, _) = wanted.run(&scope, cursor, MOST, ITEMS).await?;
    let rules = scope.rule_book()?;
    let entries = found
        .into_iter()
        .map(|record| entry(&scope, &search::view(record, rules)))
        .collect();
    let name = scope.say("医師会の研修会", "Courses of medical associations");
    Ok(Reply::calendar(Feed { name, entries }.text(&scope)).kept_for(KEPT))
}

/// A course as an entry of a calendar.
pub(super) fn entry(scope: &Scope, course: &CatalogueCourse) -> Entry {
    let (venue, address) = match &course.place {
        Place::Venue { venue, .. } => (Some(venue), None),
        Place::Online { address } => (None, address.as_ref()),
        Place::Both { venue, address, .. } => (Some(venue), address.as_ref()),
    };
    let online = scope.say("オンライン", "On-line");
    let mut lines = vec![course.organizer.clone()];
    lines.extend(
        course
            .credits
            .iter()
            .map(|award| earned(scope, course, award)),
    );
    for lecture in &course.lectures {
        lines.push(match scope.language {
            Language::Ja => format!("{}（{}）", lecture.title, lecture.lecturer),
            Language::En => format!("{} ({})", lecture.title, lecture.lecturer),
        });
    }
    lines.push(course.enquiries.clone());
    lines.extend(address.cloned());
    Entry {
        id: format!("course-{}", course.id),
        time: Time::Hours(course.date, course.begins, course.ends),
        summary: course.title.clone(),
        description: lines.join("\n"),
        location: venue.cloned().unwrap_or(online),
        page: format!("{}/catalogue/{}", scope.world.site_url, course.id),
    }
}

fn earned(scope: &Scope, course: &CatalogueCourse, award: &CourseAward) -> String {
    let programme = label::programme(award.programme).text(scope.language);
    let own = |name: &&api::courses::CategoryName| {
        name.programme == award.programme && name.category == award.category
    };
    let category = course.categories.iter().find(own);
    let category = category.filter(|_| award.category != Category::general());
    let category = category.map_or("", |name| name.label.text(scope.language));
    let units = scope.say("単位", " units");
    format!("{programme} {category} {}{units}", award.units)
}
