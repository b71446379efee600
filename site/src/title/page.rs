//! The page of a title.

use api::applications::ProgrammePath;
use api::titles::TitleView;
use domain::label;
use domain::programme::Programme;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{main_goal, records, requirements, standing, timeline, todo};
use crate::load::use_load;
use crate::ui::Page;
use crate::words::{Words, use_words};
use crate::{browser, client};

#[derive(Properties, PartialEq)]
pub struct TitlePageProps {
    pub programme: Programme,
}

/// How it stands, what to do, by when; then the requirements, and everything on record.
#[component]
pub fn TitlePage(props: &TitlePageProps) -> Html {
    let words = use_words();
    let path = ProgrammePath {
        programme: props.programme,
    };
    let title = use_load::<api::ViewTitle>(client::address::<api::ViewTitle>(&path));
    let heading = words.say(label::programme(props.programme));
    html! {
        <Page title={heading}>{ title.draw(|view| shown(view, words)) }</Page>
    }
}

fn shown(view: &TitleView, words: Words) -> Html {
    let today = browser::today();
    let goal = main_goal(view);
    html! {
        <>
            { standing::shown(view.standing, today, words) }
            { goal.map(|goal| todo::shown(view, goal, today, words)) }
            <div class="two even">
                <section class="card" id="timeline">{ timeline::shown(view, goal, None, today, words) }</section>
                { goal.map(|goal| html! {
                    <section class="card stack" id="requirements">{ requirements::shown(goal, words) }</section>
                }) }
            </div>
            <div class="two even">
                <section class="card stack">{ records::credits(&view.credits, words) }</section>
                <section class="card stack">{ records::approvals(&view.approvals, words) }</section>
            </div>
        </>
    }
}
