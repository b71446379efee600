//! One course, as its organiser sees it.

use api::{
    NoBody, ReadCourse, WithdrawCourse,
    courses::{CoursePath, CourseView},
    problem::Problem,
};
use domain::{course::CourseState, id::CourseId, label};
use yew::prelude::*;

use super::{
    course_facts,
    courses::{credits, tone},
    round_note,
};
use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::review::history;
use crate::route::Route;
use crate::text::organizer as say;
use crate::ui::{Confirm, Page, ProblemNote, Tag, say_aloud};
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct CourseProps {
    pub id: CourseId,
}

/// The page.
#[component]
pub fn CoursePage(props: &CourseProps) -> Html {
    let words = use_words();
    let path = CoursePath {
        course: props.id.clone(),
    };
    let load = use_load::<ReadCourse>(client::address::<ReadCourse>(&path));
    let title = load.ready().map_or_else(
        || words.say(say::COURSES).to_owned(),
        |course| course.line.title.clone(),
    );
    let id = props.id.to_string();
    html! {
        <Page title={title}>
            { load.draw(|course| html! {
                <section class="card stack">
                    <p><Tag tone={tone(&course.line.status)} text={words.say(label::course_state(&course.line.status))} />
                        if let Some(by) = &course.waiting_for { { " " }{ words.fill(say::WAITING_FOR, &[("name", &by.name)]) } }
                    </p>
                    { round_note(words, course) }
                    if let Some(day) = course.approved_on { <p>{ words.fill(say::APPROVED_ON, &[("day", &words.day(day))]) }</p> }
                    if let CourseState::SentBack { reason, .. } = &course.line.status {
                        <p class="note soon">{ words.fill(say::SENT_BACK_BECAUSE, &[("reason", reason)]) }</p>
                        <p><Here to={Route::CorrectCourse { id: id.clone() }} class="button">{ words.say(say::CORRECT) }</Here></p>
                    }
                    if course.line.status == CourseState::Approved {
                        <p><Here to={Route::Credits { id: id.clone() }} class="button">{ words.say(credits(&course.line)) }</Here></p>
                    }
                    { course_facts(words, course) }
                    <section><h3>{ words.say(say::HISTORY) }</h3>{ history(words, &course.history) }</section>
                    if matches!(course.line.status, CourseState::Pending { .. } | CourseState::SentBack { .. }) {
                        <Withdraw id={course.line.id.clone()} put={load.put.clone()} />
                    }
                </section>
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct WithdrawProps {
    id: CourseId,
    put: Callback<CourseView>,
}

/// 取下げ, after asking.
#[component]
fn Withdraw(props: &WithdrawProps) -> Html {
    let words = use_words();
    let asking = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let ask = |wanted: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(wanted))
    };
    let withdraw = {
        let (asking, busy, problem) = (asking.clone(), busy.clone(), problem.clone());
        let (path, put) = (
            CoursePath {
                course: props.id.clone(),
            },
            props.put.clone(),
        );
        Callback::from(move |()| {
            busy.set(true);
            let (asking, busy, problem) = (asking.clone(), busy.clone(), problem.clone());
            let (path, put) = (path.clone(), put.clone());
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                let answer = client::call::<WithdrawCourse>(&path, &NoBody {}, &key).await;
                asking.set(false);
                busy.set(false);
                match answer {
                    Ok(course) => {
                        say_aloud(words.say(say::WITHDRAWN));
                        put.emit(course);
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    html! {
        <>
            <ProblemNote problem={(*problem).clone()} />
            <div class="buttons">
                <button type="button" class="button danger" onclick={ask(true).reform(|_| ())}>{ words.say(say::WITHDRAW) }</button>
            </div>
            if *asking {
                <Confirm id="withdraw" title={words.say(say::WITHDRAW_SURE)} action={words.say(say::WITHDRAW)} danger=true
                    busy={*busy} yes={withdraw} no={ask(false)}>
                    <p>{ words.say(say::WITHDRAW_TEXT) }</p>
                </Confirm>
            }
        </>
    }
}
