//! 承認待ちの研修会 (features.md #58).

use std::rc::Rc;

use api::{
    ApproveCourse, ListCourseReviews, NoPath, ReadCourse, SendBackCourse,
    courses::{CourseApproval, CourseLine, CourseList, CoursePath, CourseView},
    problem::Problem,
    review::SendingBack,
};
use domain::{association::Tier, id::CourseId};
use yew::prelude::*;

use crate::markup::{component, html};

use super::agenda::Agenda;
use super::sending_back::ReasonDialog;
use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::organizer::{course_facts, round_note};
use crate::session::{SignIn, use_session};
use crate::text::review as say;
use crate::ui::{Page, ProblemNote, say_aloud};
use crate::words::use_words;

/// The page: of the national association with the agenda of its rounds first.
#[component]
pub fn CourseReviewsPage() -> Html {
    let words = use_words();
    let national = match use_session().sign_in {
        SignIn::Somebody(view) => view
            .body
            .as_ref()
            .is_some_and(|body| body.tier == Some(Tier::National)),
        _ => false,
    };
    let title = words.say(if national { say::AGENDA } else { say::COURSES });
    html! {
        <Page {title}>
            if national { <Agenda /> }
            <Queue quiet={national} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct QueueProps {
    /// Nothing is said when nothing waits.
    quiet: bool,
}

/// What waits at an association, beside the agenda of a round.
#[component]
fn Queue(props: &QueueProps) -> Html {
    let load = use_load::<ListCourseReviews>(client::address::<ListCourseReviews>(&NoPath {}));
    load.draw(|list| {
        html! {
            if !(props.quiet && list.courses.is_empty()) {
                <Reviews list={Rc::clone(list)} again={load.again.clone()} />
            }
        }
    })
}

#[derive(Properties)]
struct ReviewsProps {
    list: Rc<CourseList>,
    again: Callback<()>,
}

impl PartialEq for ReviewsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.list, &other.list)
    }
}

#[component]
fn Reviews(props: &ReviewsProps) -> Html {
    let words = use_words();
    let chosen = use_state(|| None::<CourseId>);
    if props.list.courses.is_empty() {
        return html! { <section class="card"><p>{ words.say(say::COURSES_EMPTY) }</p></section> };
    }
    let row = |line: &CourseLine| {
        let (chosen, id) = (chosen.clone(), line.id.clone());
        let current = chosen.as_ref() == Some(&id);
        let choose = Callback::from(move |_: MouseEvent| chosen.set(Some(id.clone())));
        html! {
            <li class="row" aria-current={current.then_some("true")}>
                <span class="day number">{ words.short_day(line.date) }</span>
                <div><button type="button" class="link" onclick={choose}>{ &line.title }</button><small>{ &line.organizer }</small></div>
            </li>
        }
    };
    let decided = {
        let (chosen, again) = (chosen.clone(), props.again.clone());
        Callback::from(move |()| {
            chosen.set(None);
            again.emit(());
        })
    };
    html! {
        <div class="queue">
            <section class="card"><ul class="rows">{ for props.list.courses.iter().map(row) }</ul></section>
            <aside class="card case" aria-live="polite">
                if let Some(id) = &*chosen {
                    <CourseCase key={id.to_string()} id={id.clone()} {decided} />
                } else {
                    <p class="quiet">{ words.say(say::CHOOSE_CASE) }</p>
                }
            </aside>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CourseCaseProps {
    id: CourseId,
    decided: Callback<()>,
}

#[component]
fn CourseCase(props: &CourseCaseProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let load = use_load::<ReadCourse>(client::address::<ReadCourse>(&path));
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let done = {
        let (busy, problem, asking, decided) = (
            busy.clone(),
            problem.clone(),
            asking.clone(),
            props.decided.clone(),
        );
        move |answer: Result<CourseView, Problem>, said: domain::label::Label| {
            busy.set(false);
            asking.set(false);
            match answer {
                Ok(course) => {
                    say_aloud(words.fill(said, &[("name", &course.line.title)]));
                    decided.emit(());
                }
                Err(failed) => problem.set(Some(failed)),
            }
        }
    };
    let version = load.ready().map_or(0, |course| course.version);
    // Where the national committee comes after this stage, it is passed on.
    let nationally = load.ready().is_some_and(|course| course.round.is_some());
    let (approving, approved) = if nationally {
        (say::COURSE_FORWARD, say::COURSE_FORWARDED)
    } else {
        (say::COURSE_APPROVE, say::COURSE_APPROVED)
    };
    let approve = {
        let (path, busy, done) = (path.clone(), busy.clone(), done.clone());
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (path, done) = (path.clone(), done.clone());
            yew::platform::spawn_local(async move {
                let body = CourseApproval { version };
                done(
                    client::call::<ApproveCourse>(&path, &body, &browser::new_key()).await,
                    approved,
                );
            });
        })
    };
    let send_back = {
        let (path, busy) = (path.clone(), busy.clone());
        Callback::from(move |reason: String| {
            busy.set(true);
            let (path, done) = (path.clone(), done.clone());
            yew::platform::spawn_local(async move {
                let body = SendingBack { version, reason };
                done(
                    client::call::<SendBackCourse>(&path, &body, &browser::new_key()).await,
                    say::SENT_BACK,
                );
            });
        })
    };
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    load.draw(|course| {
        html! {
            <>
                <div class="stack">
                    <h2>{ &course.line.title }</h2>
                    { round_note(words, course) }
                    { course_facts(words, course) }
                    <section><h3>{ words.say(say::HISTORY) }</h3>{ super::history(words, &course.history) }</section>
                    <ProblemNote problem={(*problem).clone()} />
                </div>
                <div class="buttons">
                    <button type="button" class="button" disabled={*busy} onclick={approve}>{ words.say(approving) }</button>
                    <button type="button" class="button quiet" disabled={*busy} onclick={ask}>{ words.say(say::SEND_BACK) }</button>
                </div>
                if *asking {
                    <ReasonDialog title={words.say(say::SEND_BACK)} label={words.say(say::REASON)} hint={words.say(say::REASON_HINT)}
                        action={words.say(say::SEND_BACK_DO)} busy={*busy} yes={send_back} no={close} />
                }
            </>
        }
    })
}
