//! One application that goes before the committee, or has: looked at, passed on, approved with the
//! day and the minutes of the committee, its fee (features.md #85, #86, #91).

use std::rc::Rc;

use api::{ReadApplication, applications::ApplicationPath, review::ApplicationCase, review::Turn};
use domain::id::ApplicationId;
use yew::prelude::*;

use super::{decision::Committee, fee::Fee};
use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::review::CaseView;
use crate::route::Route;
use crate::router;
use crate::text::rounds as say;
use crate::ui::Page;
use crate::words::use_words;

#[derive(Properties, PartialEq)]
pub struct CasePageProps {
    pub id: ApplicationId,
}

/// The page.
#[component]
pub fn CasePage(props: &CasePageProps) -> Html {
    let words = use_words();
    let path = ApplicationPath {
        application: props.id.clone(),
    };
    let load = use_load::<ReadApplication>(client::address::<ReadApplication>(&path));
    html! {
        <Page title={words.say(say::CASE)}>
            { load.draw(|case| html! {
                <Shown key={case.application.version} case={Rc::clone(case)} again={load.again.clone()} />
            }) }
        </Page>
    }
}

#[derive(Properties)]
struct ShownProps {
    case: Rc<ApplicationCase>,
    again: Callback<()>,
}

impl PartialEq for ShownProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.case, &other.case)
    }
}

/// Where somebody came from, and goes back to once it was decided.
fn list_of(case: &ApplicationCase) -> Route {
    let summary = &case.application.summary;
    match &summary.title {
        Some(_) if case.turn == Some(Turn::Forward) => Route::Forwarding,
        Some(title) => Route::round(summary.programme, &title.round),
        None => Route::Applications,
    }
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let words = use_words();
    let case = &props.case;
    let committee = case
        .application
        .summary
        .title
        .as_ref()
        .map(|title| title.committee);
    let form = {
        let committee = committee.unwrap_or_else(browser::today);
        use_form(
            move || Committee::of(committee),
            |form| form.day().err().unwrap_or_default(),
        )
    };
    let back = list_of(case);
    let decided = {
        let back = back.clone();
        Callback::from(move |()| router::push(&back))
    };
    let approves = case.turn == Some(Turn::Approve) && committee.is_some();
    let typed = form.value();
    let said = if approves {
        (typed.day().ok(), typed.minutes)
    } else {
        (None, String::new())
    };
    let early = committee.filter(|day| approves && *day > browser::today());
    let to = if back == Route::Forwarding {
        say::TO_FORWARDING
    } else {
        say::TO_AGENDA
    };
    html! {
        <>
            <p class="off-paper"><Here to={back}>{ words.say(to) }</Here></p>
            <div class="two case-page">
                <section class="card case-view">
                    <CaseView case={Rc::clone(case)} {decided} again={props.again.clone()} committee={said}>
                        if approves {
                            <section class="stack">
                                <h3>{ words.say(say::COMMITTEE_DECISION) }</h3>
                                if let Some(day) = early { <p class="note">{ words.fill(say::COMMITTEE_EARLY, &[("day", &words.day(day))]) }</p> }
                                <div class="form">{ Committee::fields(&form, words) }</div>
                            </section>
                        }
                    </CaseView>
                </section>
                <Fee case={Rc::clone(case)} again={props.again.clone()} />
            </div>
        </>
    }
}
