//! One calendar of rounds: its days as a table, its text, and a new version of it
//! (features.md #88).

use std::rc::Rc;

use api::{
    ReadRoundCalendar,
    round_calendars::{CalendarPath, CalendarRound, CalendarView, PrefecturalCutOff},
    rule_sets::{RuleSetDeed, Standing},
};
use domain::{label, label::Label};
use yew::prelude::*;

use super::calendar_draft::CalendarText;
use super::round_calendars::{programmes, state};
use super::rule_sets::tone;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::route::Route;
use crate::text::administration as say;
use crate::ui::{Page, Tag};
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct CalendarPageProps {
    pub id: String,
}

/// The page.
#[component]
pub fn RoundCalendarPage(props: &CalendarPageProps) -> Html {
    let words = use_words();
    let path = CalendarPath {
        calendar: props.id.clone(),
    };
    let load = use_load::<ReadRoundCalendar>(client::address::<ReadRoundCalendar>(&path));
    let put = load.put.clone();
    html! {
        <Page title={words.say(say::ROUNDS)}>
            <p><Here to={Route::RoundCalendars}>{ words.say(say::BACK_TO_LIST) }</Here></p>
            { load.draw(|view| html! {
                <Version key={format!("{}/{}", view.line.id, view.version)} view={Rc::clone(view)} changed={put} />
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct VersionProps {
    pub view: Rc<CalendarView>,
    pub changed: Callback<CalendarView>,
}

#[component]
fn Version(props: &VersionProps) -> Html {
    let words = use_words();
    let line = &props.view.line;
    let is_draft = line.standing == Standing::Draft;
    let writing = use_state(|| is_draft);
    let write = {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(true))
    };
    let year = line.from_year.to_string();
    html! {
        <>
            <section class="card stack">
                <h2>{ &line.id }</h2>
                <dl>
                    <dt>{ words.say(say::PERIOD) }</dt><dd>{ words.fill(say::YEARS, &[("year", &year)]) }{ "　" }{ programmes(words, line) }</dd>
                    if let Some(replaces) = &line.replaces {
                        <dt>{ words.say(say::REPLACES) }</dt><dd>{ replaces }</dd>
                    }
                    <dt>{ words.say(say::STANDING) }</dt>
                    <dd><Tag tone={tone(line.standing)} text={words.say(state(line.standing))} /></dd>
                </dl>
                { origin(words, &props.view) }
                <div class="scroll" tabindex="0">{ table(words, &props.view.rounds) }</div>
            </section>
            <section class="card stack">
                if *writing {
                    <CalendarText view={Rc::clone(&props.view)} changed={props.changed.clone()} />
                } else {
                    <pre class="source" tabindex="0">{ &props.view.text }</pre>
                    <div class="buttons">
                        <button type="button" class="button" onclick={write}>{ words.say(say::NEW_VERSION) }</button>
                    </div>
                }
            </section>
        </>
    }
}

/// Where the version comes from.
fn origin(words: Words, view: &CalendarView) -> Html {
    let said = |label: Label, deed: &Option<RuleSetDeed>| {
        let deed = deed.as_ref()?;
        let at = words.day_of(deed.at);
        Some(words.fill(label, &[("by", &deed.by), ("at", &at)]))
    };
    let drafted = said(say::DRAFTED_BY, &view.drafted);
    let adopted = said(say::ADOPTED_BY, &view.adopted);
    html! {
        if view.line.built_in { <p><small>{ words.say(say::BUILT_IN) }</small></p> }
        if let Some(text) = drafted { <p><small>{ text }</small></p> }
        if let Some(text) = adopted { <p><small>{ text }</small></p> }
    }
}

/// The rounds of two years, a line each.
fn table(words: Words, rounds: &[CalendarRound]) -> Html {
    let heads = [
        say::ROUND,
        say::APPLICATIONS,
        say::COMMITTEE,
        say::PAPER,
        say::EXPIRY,
        say::CUT_OFFS,
    ];
    let head = |label: &Label| html! { <th scope="col">{ words.say(*label) }</th> };
    html! {
        <table>
            <thead><tr>{ for heads.iter().map(head) }</tr></thead>
            <tbody>{ for rounds.iter().map(|line| row(words, line)) }</tbody>
        </table>
    }
}

fn row(words: Words, line: &CalendarRound) -> Html {
    let round = &line.round;
    let cut_off = |one: &PrefecturalCutOff| {
        let prefecture = prefecture_name(one.prefecture, words.language);
        let programme = words.say(label::programme(one.programme));
        let day = words.short_day(one.day);
        let values: [(&str, &dyn std::fmt::Display); 3] = [
            ("prefecture", &prefecture),
            ("day", &day),
            ("programme", &programme),
        ];
        html! { <div><small>{ words.fill(say::CUT_OFF, &values) }</small></div> }
    };
    let from = words.short_day(round.apply_from);
    let to = words.short_day(round.apply_to);
    html! {
        <tr>
            <th scope="row" class="number">{ round.id.to_string() }</th>
            <td class="number">{ words.fill(say::FROM_TO, &[("from", &from), ("to", &to)]) }</td>
            <td class="number">{ words.short_day(round.committee) }</td>
            <td class="number">{ words.short_day(round.paper_from) }</td>
            <td class="number">{ round.expiry.to_string() }</td>
            <td>{ for line.cut_offs.iter().map(cut_off) }</td>
        </tr>
    }
}
