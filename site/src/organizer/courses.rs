//! 自分の研修会, each with its posting clock (features.md #60).

use api::{ListCourses, NoPath, courses::CourseLine};
use domain::{course::CourseState, label, label::Label};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::organizer as say;
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn CoursesPage() -> Html {
    let words = use_words();
    let load = use_load::<ListCourses>(client::address::<ListCourses>(&NoPath {}));
    html! {
        <Page title={words.say(say::COURSES)}>
            <p><Here to={Route::NewCourse} class="button">{ words.say(say::NEW_COURSE) }</Here></p>
            { load.draw(|list| html! {
                <section class="card">
                    if list.courses.is_empty() {
                        <p>{ words.say(say::COURSES_EMPTY) }</p>
                    } else {
                        <ul class="rows">{ for list.courses.iter().map(|line| row(words, line)) }</ul>
                    }
                </section>
            }) }
        </Page>
    }
}

/// How a state is meant.
pub const fn tone(state: &CourseState) -> Tone {
    match state {
        CourseState::Approved => Tone::Met,
        CourseState::SentBack { .. } => Tone::Soon,
        CourseState::Pending { .. } | CourseState::Withdrawn => Tone::Plain,
    }
}

fn row(words: Words, line: &CourseLine) -> Html {
    let today = browser::today();
    let held = line.date <= today;
    html! {
        <li class="row">
            <span class="day number">{ words.short_day(line.date) }</span>
            <div>
                <Here to={Route::Course { id: line.id.to_string() }}>{ &line.title }</Here>
                <small>{ for line.programmes.iter().map(|one| html! { <>{ words.say(label::programme(*one)) }{ "　" }</> }) }</small>
                if line.status == CourseState::Approved && held {
                    <small class={overdue(line).then_some("late")}>{ clock(words, line) }</small>
                }
            </div>
            <div>
                <Tag tone={tone(&line.status)} text={words.say(label::course_state(&line.status))} />
                if line.status == CourseState::Approved {
                    <p><Here to={Route::Credits { id: line.id.to_string() }}>{ words.say(credits(line)) }</Here></p>
                }
            </div>
        </li>
    }
}

/// What can be done with a list of attendees: before the course it can only be checked.
pub fn credits(line: &CourseLine) -> Label {
    if line.date <= browser::today() {
        say::POST_CREDITS
    } else {
        say::CHECK_LIST
    }
}

/// Nobody is posted yet, and the time for it is over.
fn overdue(line: &CourseLine) -> bool {
    line.posted == 0 && browser::today().days_until(line.post_by) < 0
}

fn clock(words: Words, line: &CourseLine) -> String {
    let left = browser::today().days_until(line.post_by);
    let posted = words.fill(say::POSTED, &[("count", &line.posted)]);
    // Once attendees are posted the clock has done its work.
    if line.posted > 0 && left < 0 {
        return posted;
    }
    let time = if left >= 0 {
        words.fill(
            say::POST_BY,
            &[("day", &words.short_day(line.post_by)), ("days", &left)],
        )
    } else {
        words.fill(say::POST_LATE, &[("days", &-left)])
    };
    format!("{posted}　{time}")
}
