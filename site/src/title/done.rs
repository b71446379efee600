//! After it was sent: when it is decided, and what the doctor does next (features.md #69, #87).

use api::applications::{ApplicationPath, ApplicationView, ProgrammePath};
use domain::id::ApplicationId;
use domain::label;
use domain::programme::Programme;
use yew::prelude::*;

use crate::markup::{component, html};

use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::titles as say;
use crate::ui::Page;
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct SubmittedPageProps {
    pub programme: Programme,
    pub id: String,
}

/// The page of an address; an id that is none is not found.
#[component]
pub fn SubmittedPage(props: &SubmittedPageProps) -> Html {
    match ApplicationId::parse(&props.id) {
        Ok(application) => html! { <Submitted programme={props.programme} {application} /> },
        Err(_) => html! { <crate::app::NotFound /> },
    }
}

#[derive(Properties, PartialEq)]
struct SubmittedProps {
    programme: Programme,
    application: ApplicationId,
}

#[component]
fn Submitted(props: &SubmittedProps) -> Html {
    let words = use_words();
    let path = ApplicationPath {
        application: props.application.clone(),
    };
    let case = use_load::<api::ReadMyApplication>(client::address::<api::ReadMyApplication>(&path));
    let title = use_load::<api::ViewTitle>(client::address::<api::ViewTitle>(&ProgrammePath {
        programme: props.programme,
    }));
    html! {
        <Page title={words.say(say::DONE_TITLE)} narrow=true
            aside={html! { <p>{ words.say(label::programme(props.programme)) }</p> }}>
            { title.draw(|title| case.draw(|view| shown(view, title.original, words))) }
        </Page>
    }
}

fn shown(view: &ApplicationView, original: bool, words: Words) -> Html {
    let summary = &view.summary;
    let declared = view.form.title.as_ref();
    let post = original && declared.is_some_and(|title| !title.declared.is_empty());
    let target: &dyn std::fmt::Display = &summary.target.name;
    let title = summary.title.as_ref();
    let committee = title.map(|title| (words.day(title.committee), words.round(&title.round)));
    let fee = title.and_then(|title| title.fee.as_ref());
    let to = Route::MyApplication {
        id: summary.id.to_string(),
    };
    html! {
        <>
            if let Some((committee, round)) = &committee {
                <p class="note met"><b>{ words.fill(say::DONE_ROUND, &[("committee", committee), ("round", round)]) }</b></p>
            }
            if let Some(missed) = title.and_then(|title| title.missed.as_ref()) {
                <p class="note soon">{ words.fill(say::MISSED, &[("round", &words.round(missed))]) }</p>
            }
            <section class="card stack">
                <h2>{ words.say(say::DONE_NEXT) }</h2>
                <ol class="stack">
                    if post { <li><b>{ words.fill(say::DONE_HANDBOOK, &[("target", target)]) }</b></li> }
                    <li>{ words.fill(say::DONE_PREFECTURE, &[("target", target)]) }</li>
                    if let Some((committee, _)) = &committee {
                        <li>{ words.fill(say::DONE_COMMITTEE, &[("committee", committee)]) }</li>
                    }
                    if let Some(fee) = fee { <li>{ words.fill(say::FEE, &[("yen", &words.yen(fee.yen))]) }</li> }
                </ol>
                <div class="buttons">
                    <Here {to} class="button">{ words.say(say::TODO_SEE) }</Here>
                    <Here to={Route::title(summary.programme)} class="button quiet">{ words.say(say::DONE_TITLE_PAGE) }</Here>
                </div>
            </section>
        </>
    }
}
