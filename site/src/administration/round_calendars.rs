//! 審査回の暦の一覧 (features.md #88).

use api::{ListRoundCalendars, NoPath, round_calendars::CalendarLine, rule_sets::Standing};
use domain::{label, label::Label};
use yew::prelude::*;

use super::rule_sets::{name, tone};
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::route::Route;
use crate::text::administration as say;
use crate::ui::{Page, Tag};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn RoundCalendarsPage() -> Html {
    let words = use_words();
    let load = use_load::<ListRoundCalendars>(client::address::<ListRoundCalendars>(&NoPath {}));
    html! {
        <Page title={words.say(say::ROUNDS)}>
            <p>{ words.say(say::ROUNDS_NOTE) }</p>
            { load.draw(|list| html! {
                <section class="card">
                    <ul class="rows">{ for list.calendars.iter().map(|line| row(words, line)) }</ul>
                </section>
            }) }
        </Page>
    }
}

fn row(words: Words, line: &CalendarLine) -> Html {
    html! {
        <li class="row">
            <span class="day number">{ line.from_year.to_string() }</span>
            <div>
                <Here to={Route::round_calendar(&line.id)}>{ &line.id }</Here>
                <small>{ programmes(words, line) }</small>
            </div>
            <div><Tag tone={tone(line.standing)} text={words.say(state(line.standing))} /></div>
        </li>
    }
}

/// The names of its programmes.
pub(super) fn programmes(words: Words, line: &CalendarLine) -> String {
    let names: Vec<&str> = line
        .programmes
        .iter()
        .map(|one| words.say(label::programme(*one)))
        .collect();
    names.join(words.dot())
}

/// The name of a state: a calendar is used, not enforced.
pub(super) const fn state(standing: Standing) -> Label {
    match standing {
        Standing::InForce => say::DECIDED,
        Standing::Past => say::REPLACED,
        other => name(other),
    }
}
