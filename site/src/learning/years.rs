//! The years: what there is, what the 認定証 lacks, and the declaration with its countdown
//! (features.md #73, #74, #76, L15).

use std::rc::Rc;

use api::learning::{DeclarationState, LearningView, LearningWindow, LearningYearView};
use domain::calendar::FiscalYear;
use domain::certificate::CertificateKind;
use domain::label;
use domain::learning::DeclarationStatus;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::{component, html};

use super::papers::{IssueButton, Papers};
use super::status_tag;
use crate::client;
use crate::doctor::year_name;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::learning as say;
use crate::ui::{Bar, Page, Tag, Tone};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn LearningPage() -> Html {
    let words = use_words();
    let address = client::address::<api::ReadMyLearning>(&api::NoPath {});
    let load = use_load::<api::ReadMyLearning>(address);
    let again = load.again.clone();
    html! {
        <Page title={words.say(say::TITLE)}>
            { load.draw(|view| shown(view, &again, words)) }
        </Page>
    }
}

fn shown(view: &Rc<LearningView>, again: &Callback<()>, words: Words) -> Html {
    html! {
        <div class="stack">
            <div class="two">
                { certificate(view, again, words) }
                { declaration(view, words) }
            </div>
            <section class="card stack">
                <h2>{ words.say(say::YEARS) }</h2>
                { chart(&view.years, words) }
                <ul class="rows">{ for view.years.iter().map(|year| year_row(year, view.current, again, words)) }</ul>
                <p class="small quiet">{ words.say(say::MEMBERS) }</p>
            </section>
            <Papers certificates={view.certificates.clone()} again={again.clone()} />
        </div>
    }
}

/// 認定証: the window that is closer to it, the running one where both are open.
fn certificate(view: &LearningView, again: &Callback<()>, words: Words) -> Html {
    html! {
        <section class="card stack">
            <p class="kicker">{ words.say(say::CERTIFICATE) }</p>
            { window(&view.running, say::WINDOW, again, words) }
            if view.closed.met { { window(&view.closed, say::WINDOW_CLOSED, again, words) } }
            <p class="small quiet">{ words.say(say::HINT) }</p>
        </section>
    }
}

fn window(
    window: &LearningWindow,
    name: domain::label::Label,
    again: &Callback<()>,
    words: Words,
) -> Html {
    let (first, last) = (
        year_name(window.first, words),
        year_name(window.last, words),
    );
    let period = words.language.period(&first, &last);
    let sum = words.fill(
        say::SUM,
        &[("units", &window.units), ("codes", &window.codes.len())],
    );
    let bars = window.requirements.iter().filter_map(|one| {
        let (have, need) = one.have.as_ref().zip(one.need.as_ref())?;
        let halves = |text: &str| Units::parse(text).map(Units::halves).unwrap_or_default();
        let text = words.fill(say::SCORE_OF, &[("have", have), ("need", need)]);
        Some(html! { <Bar label={words.say(say::SCORE)} have={halves(have)} need={halves(need)} {text} /> })
    });
    let missing = window
        .requirements
        .iter()
        .filter_map(|one| one.missing.as_ref());
    html! {
        <div class="stack">
            <h2>{ words.fill(name, &[("period", &period)]) }</h2>
            <p><b>{ sum }</b></p>
            { for bars }
            if window.met {
                <p class="note met">{ words.say(say::MET) }</p>
                <IssueButton text={words.say(say::ISSUE_CERTIFICATE)} kind={CertificateKind::Qualification}
                    year={window.last} issued={again.clone()} />
            } else {
                { for missing.map(|text| html! { <p class="note soon">{ text.text(words.language).to_owned() }</p> }) }
            }
        </div>
    }
}

/// The declaration: where it stands, and until when.
fn declaration(view: &LearningView, words: Words) -> Html {
    let Some(state) = &view.declaration else {
        return html! {};
    };
    let year = year_name(state.deadline.year, words);
    let next = view.next.map(|next| {
        words.fill(
            say::NEXT,
            &[
                ("year", &year_name(next.year, words)),
                ("opens", &words.short_day(next.opens)),
                ("due", &words.short_day(next.due)),
            ],
        )
    });
    let waits = matches!(state.status, None | Some(DeclarationStatus::SentBack));
    html! {
        <section class="card next">
            <div class="stack">
                <h2>{ words.fill(say::DECLARATION, &[("year", &year)]) }</h2>
                <p>
                    if let Some(status) = state.status { { status_tag(status, words) } }
                    { " " }
                    if state.late { <Tag tone={Tone::Alert} text={words.say(say::STATUS_LATE)} /> }
                </p>
                { standing(state, words) }
                if let Some(next) = next { <p class="small quiet">{ next }</p> }
            </div>
            if let Some(days) = state.days_left.filter(|_| waits) {
                <div class="when">
                    <small>{ words.say(say::LEFT) }</small>
                    <span class="number">{ days.to_string() }</span>{ " " }{ words.say(say::DAYS) }
                    <small>{ words.fill(say::DUE, &[("due", &words.short_day(state.deadline.due))]) }</small>
                </div>
            }
        </section>
    }
}

fn standing(state: &DeclarationState, words: Words) -> Html {
    let association = state.association.clone().unwrap_or_default();
    let due = words.short_day(state.deadline.due);
    let to = Route::Declaration {
        year: state.deadline.year.to_string(),
    };
    let (text, action, quiet) = match state.status {
        None => (words.say(say::NOT_YET).to_owned(), say::BEGIN, false),
        Some(DeclarationStatus::Submitted) => (
            words.fill(say::WAITING, &[("association", &association)]),
            say::LOOK,
            true,
        ),
        Some(DeclarationStatus::SentBack) => {
            (words.say(say::SENT_BACK).to_owned(), say::CORRECT, false)
        }
        Some(DeclarationStatus::Accepted) => (words.say(say::ACCEPTED).to_owned(), say::LOOK, true),
    };
    html! {
        <div class="stack">
            if state.status.is_none() && state.late {
                <p class="note alert">{ words.fill(say::LATE, &[("due", &due)]) }</p>
            }
            if state.status.is_none() && state.days_left == Some(0) {
                <p class="note soon">{ words.say(say::LAST_DAY) }</p>
            }
            <p>{ text }</p>
            if let Some(reason) = &state.reason {
                <p class="note soon"><b>{ words.say(say::REASON) }</b><br />{ reason }</p>
            }
            <div class="buttons">
                <Here {to} class={if quiet { "button quiet" } else { "button" }}>{ words.say(action) }</Here>
            </div>
        </div>
    }
}

/// A year: units, codes, where they come from, and its paper once it is over.
fn year_row(
    year: &LearningYearView,
    current: FiscalYear,
    again: &Callback<()>,
    words: Words,
) -> Html {
    let parts: Vec<String> = year
        .by_origin
        .iter()
        .map(|part| {
            format!(
                "{} {}",
                words.say(label::credit_origin(part.origin)),
                part.units
            )
        })
        .collect();
    let codes: Vec<String> = year.codes.iter().map(ToString::to_string).collect();
    html! {
        <li class="row below">
            <span class="day"><b>{ year_name(year.year, words) }</b></span>
            <div>
                if year.entries == 0 {
                    <span class="quiet">{ words.say(say::NONE) }</span>
                } else {
                    <b class="number">{ year.units.to_string() }</b>{ " " }{ words.say(say::UNITS) }{ "　" }
                    <b class="number">{ year.codes.len().to_string() }</b>{ " " }{ words.say(say::CODES) }
                    <small>{ parts.join(words.dot()) }</small>
                    <small>{ words.fill(say::CODES_OF, &[("codes", &codes.join(", "))]) }</small>
                }
            </div>
            <div>
                if year.year == current {
                    <Tag text={words.say(say::RUNNING)} />
                } else if year.entries > 0 {
                    <IssueButton text={words.say(say::ISSUE_YEARLY)} little=true kind={CertificateKind::YearlyUnits}
                        year={year.year} issued={again.clone()} />
                }
            </div>
        </li>
    }
}

/// Units and codes, the oldest year first.
fn chart(years: &[LearningYearView], words: Words) -> Html {
    /// Height of the tallest column, in the drawing's own units.
    const TALLEST: usize = 96;
    const BASE: usize = 128;
    let halves = |year: &LearningYearView| usize::from(year.units.halves()) + 2 * year.codes.len();
    let most = years.iter().map(halves).max().unwrap_or(0).max(1);
    let spoken: Vec<String> = years
        .iter()
        .rev()
        .map(|year| {
            let name = year_name(year.year, words);
            let values: [(&str, &dyn std::fmt::Display); 3] = [
                ("year", &name),
                ("units", &year.units),
                ("codes", &year.codes.len()),
            ];
            words.fill(say::YEAR_LINE, &values)
        })
        .collect();
    let column = |(index, year): (usize, &LearningYearView)| {
        let x = 24 + index * 92;
        let units = usize::from(year.units.halves()) * TALLEST / most;
        let codes = 2 * year.codes.len() * TALLEST / most;
        let top = BASE - units - codes;
        html! {
            <g>
                <rect class="units" x={x.to_string()} y={(BASE - units).to_string()} width="52" height={units.to_string()} />
                <rect class="codes" x={x.to_string()} y={top.to_string()} width="52" height={codes.saturating_sub(2).to_string()} />
                <text class="sum" x={(x + 26).to_string()} y={(top - 7).to_string()} text-anchor="middle">
                    { format!("{} + {}", year.units, year.codes.len()) }
                </text>
                <text x={(x + 26).to_string()} y="148" text-anchor="middle">{ year_name(year.year, words) }</text>
            </g>
        }
    };
    html! {
        <>
            <svg class="chart years" viewBox="0 0 560 156" role="img" aria-label={[words.say(say::YEARS_CHART), words.colon(), &spoken.join(words.comma())].concat()}>
                { for years.iter().rev().enumerate().map(column) }
                <line x1="8" x2="552" y1="128" y2="128" />
            </svg>
            <p class="legend">
                <span class="key units" aria-hidden="true"></span>{ words.say(say::UNITS) }{ "　" }
                <span class="key codes" aria-hidden="true"></span>{ words.say(say::CODES) }
            </p>
        </>
    }
}
