//! 単位が見当たらないとき: looks for a course by its day and prefecture, says until when its organiser
//! posts, and after that whom to ask, here too (features.md #60).

use api::my_page::{HeldCourse, HeldCoursesQuery, OrganizerEnquiry};
use api::problem::Problem;
use domain::application::check_reason;
use domain::calendar::Date;
use domain::contact::PrefectureCode;
use domain::label;
use domain::rejection::{FieldProblem, Problems};
use yew::prelude::*;

use crate::client;
use crate::form::use_form;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::text::doctor as say;
use crate::ui::{DateField, ErrorSummary, ProblemNote, Select, Submit, TextArea, say_aloud};
use crate::words::use_words;

/// Day and place as typed.
#[derive(Clone, Default)]
struct Search {
    date: String,
    prefecture: String,
}

impl Search {
    fn query(&self) -> Result<HeldCoursesQuery, Vec<FieldProblem>> {
        let mut problems = Problems::new();
        let date = problems.take("held_on", Date::parse(&self.date));
        let prefecture = problems.take("held_in", PrefectureCode::parse(&self.prefecture));
        problems.finish(
            date.zip(prefecture)
                .map(|(date, prefecture)| HeldCoursesQuery { date, prefecture }),
        )
    }
}

/// The section below the credits.
#[component]
pub fn MissingCredit() -> Html {
    let words = use_words();
    let form = use_form(Search::default, |search| {
        search.query().err().unwrap_or_default()
    });
    let address = use_state(|| None::<String>);
    let search = {
        let (form, address) = (form.clone(), address.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(Ok(query)) = form.submit().map(|(search, _)| search.query()) {
                let path = api::NoPath {};
                address.set(Some(client::address_with::<api::ListHeldCourses>(
                    &path, &query,
                )));
            }
        })
    };
    let prefectures = PrefectureCode::all().map(|prefecture| {
        let name = prefecture_name(prefecture, words.language);
        (prefecture.to_string().into(), AttrValue::Static(name))
    });
    let name = Callback::from(move |path: AttrValue| {
        AttrValue::Static(words.say(match &*path {
            "held_on" => say::HELD_ON,
            _ => say::HELD_IN,
        }))
    });
    html! {
        <section class="card stack">
            <h2>{ words.say(say::MISSING_TITLE) }</h2>
            <p>{ words.say(say::MISSING_TEXT) }</p>
            <form class="form" onsubmit={search} novalidate=true role="search">
                <ErrorSummary errors={form.errors(words)} {name} />
                <div class="pair">
                    <DateField bound={form.text("held_on", words, |search| &mut search.date)} label={words.say(say::HELD_ON)} />
                    <Select bound={form.text("held_in", words, |search| &mut search.prefecture)} label={words.say(say::HELD_IN)}
                        choices={prefectures.collect::<Vec<_>>()} />
                </div>
                <div><Submit text={words.say(say::LOOK_FOR_COURSE)} busy=false /></div>
            </form>
            if let Some(address) = &*address { <Found key={address.clone()} address={address.clone()} /> }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    address: String,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let words = use_words();
    let list = use_load::<api::ListHeldCourses>(props.address.clone());
    html! {
        <div aria-live="polite">
            { list.draw(|list| html! {
                { for list.own_handling.iter().map(|own| html! { <p class="note soon">{ own.note.text(words.language).to_owned() }</p> }) }
                if list.courses.is_empty() {
                    <p class="quiet">{ words.say(say::NO_COURSE_FOUND) }</p>
                } else {
                    <ul class="rows">{ for list.courses.iter().map(|course| html! { <Held key={course.id.to_string()} course={course.clone()} /> }) }</ul>
                }
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct HeldProps {
    course: HeldCourse,
}

/// One course: its clock, and once that has run down, whom to ask and the way to ask here.
#[component]
fn Held(props: &HeldProps) -> Html {
    let words = use_words();
    let course = &props.course;
    let asking = use_state(|| false);
    let until = words.day(course.post_by);
    let programmes: Vec<&str> = course
        .programmes
        .iter()
        .map(|one| words.say(label::programme(*one)))
        .collect();
    let open = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let close = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    html! {
        <li class="row">
            <span class="day number">{ words.short_day(course.date) }</span>
            <div>
                { &course.title }
                <small>{ &course.organizer }{ words.dot() }{ programmes.join(words.comma()) }</small>
                if let Some(contact) = &course.enquiries {
                    <small>{ words.fill(say::POSTING_OVER, &[("until", &until)]) }</small>
                    <small>{ words.fill(say::ASK, &[("contact", contact)]) }</small>
                } else {
                    <small>{ words.fill(say::POSTING_UNTIL, &[("until", &until)]) }</small>
                }
                if *asking { <Question course={course.clone()} {close} /> }
            </div>
            <div>
                if course.enquiries.is_some() && !*asking {
                    <button type="button" class="button quiet little" onclick={open}>{ words.say(say::ASK_ORGANIZER) }</button>
                }
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct QuestionProps {
    course: HeldCourse,
    close: Callback<()>,
}

/// The question, and that it was sent.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let words = use_words();
    let form = use_form(String::new, |message: &String| {
        check_reason(message)
            .err()
            .map(|rejection| FieldProblem::new("message", rejection))
            .into_iter()
            .collect()
    });
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let sent = use_state(|| false);
    let ask = {
        let (form, busy, problem, sent) =
            (form.clone(), busy.clone(), problem.clone(), sent.clone());
        let course = props.course.id.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            let Some((message, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, sent) =
                (form.clone(), busy.clone(), problem.clone(), sent.clone());
            let question = OrganizerEnquiry {
                course: course.clone(),
                message,
            };
            yew::platform::spawn_local(async move {
                match client::call::<api::AskOrganizer>(&api::NoPath {}, &question, &key).await {
                    Ok(_) => {
                        say_aloud(words.say(say::ASKED));
                        sent.set(true);
                    }
                    Err(found) => {
                        form.refused(&found);
                        problem.set(Some(found));
                        busy.set(false);
                    }
                }
            });
        })
    };
    if *sent {
        return html! { <p>{ words.say(say::ASKED) }</p> };
    }
    html! {
        <form class="form" onsubmit={ask} novalidate=true>
            <TextArea bound={form.text("message", words, |message| message)} label={words.say(say::QUESTION)}
                hint={Html::from(words.say(say::QUESTION_HINT))} />
            <ProblemNote problem={(*problem).clone()} />
            <div class="buttons">
                <Submit text={words.say(say::SEND_QUESTION)} busy={*busy} />
                <button type="button" class="button quiet" onclick={props.close.reform(|_| ())}>
                    { words.say(crate::text::frame::BACK) }
                </button>
            </div>
        </form>
    }
}
