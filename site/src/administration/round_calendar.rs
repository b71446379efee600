//! One calendar of rounds: its days as a table, its text, and a new version of it
//! (features.md #88).

use std::rc::Rc;

use api::{
    AdoptRoundCalendar, DiscardRoundCalendar, DraftRoundCalendar, NoBody, NoPath,
    ReadRoundCalendar,
    problem::Problem,
    round_calendars::{
        CalendarDraft, CalendarPath, CalendarRound, CalendarView, PrefecturalCutOff,
    },
    rule_sets::{Adoption, Standing},
};
use domain::{label, label::Label};
use yew::prelude::*;

use super::draft::{Origin, Said, Written, origin, use_draft};
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
struct VersionProps {
    view: Rc<CalendarView>,
    changed: Callback<CalendarView>,
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
                { origin(words, &*props.view) }
                <div class="scroll" tabindex="0">{ table(words, &props.view.rounds) }</div>
            </section>
            <section class="card stack">
                if *writing {
                    <Draft view={Rc::clone(&props.view)} changed={props.changed.clone()} />
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

/// The text of a draft: a new one, or the one looked at.
#[component]
fn Draft(props: &VersionProps) -> Html {
    let draft = use_draft(&props.view, &props.changed);
    html! {
        { draft.form }
        { draft.question }
    }
}

impl Written for CalendarView {
    const SAID: Said = Said {
        text: say::CALENDAR_TEXT,
        hint: say::CALENDAR_HINT,
        adopt: say::CALENDAR_ADOPT,
        adopted: say::CALENDAR_ADOPTED,
    };

    fn id(&self) -> &str {
        &self.line.id
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn version(&self) -> u32 {
        self.version
    }

    fn standing(&self) -> Standing {
        self.line.standing
    }

    fn origin(&self) -> Origin<'_> {
        Origin {
            built_in: self.line.built_in,
            drafted: self.drafted.as_ref(),
            adopted: self.adopted.as_ref(),
        }
    }

    fn adopt_ask(&self, words: Words) -> String {
        words.say(say::CALENDAR_ADOPT_ASK).to_owned()
    }

    fn page(id: &str) -> Route {
        Route::round_calendar(id)
    }

    fn pages() -> Route {
        Route::RoundCalendars
    }

    async fn keep(text: String, key: String) -> Result<Self, Problem> {
        client::call::<DraftRoundCalendar>(&NoPath {}, &CalendarDraft { text }, &key).await
    }

    async fn adopt(id: String, version: u32, key: String) -> Result<Self, Problem> {
        let path = CalendarPath { calendar: id };
        client::call::<AdoptRoundCalendar>(&path, &Adoption { version }, &key).await
    }

    async fn discard(id: String, key: String) -> Result<(), Problem> {
        let path = CalendarPath { calendar: id };
        client::call::<DiscardRoundCalendar>(&path, &NoBody {}, &key)
            .await
            .map(drop)
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
    html! {
        <tr>
            <th scope="row" class="number">{ round.id.to_string() }</th>
            <td class="number">{ words.period(round.apply_from, round.apply_to) }</td>
            <td class="number">{ words.short_day(round.committee) }</td>
            <td class="number">{ words.short_day(round.paper_from) }</td>
            <td class="number">{ round.expiry.to_string() }</td>
            <td>{ for line.cut_offs.iter().map(cut_off) }</td>
        </tr>
    }
}
