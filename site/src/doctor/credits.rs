//! 単位・受講の履歴, a fiscal year at a time (features.md #72).

use api::my_page::{CreditHistory, CreditView, FiscalYearQuery};
use domain::calendar::FiscalYear;
use domain::label;
use yew::prelude::*;

use crate::markup::{component, html};

use super::home::year_name;
use super::missing::MissingCredit;
use crate::load::use_load;
use crate::text::doctor as say;
use crate::ui::{Page, Tag, Tone};
use crate::words::{Words, use_words};
use crate::{browser, client};

/// Years that can be looked at: units before the system came with its imports (S1).
const YEARS_BACK: usize = 9;

/// A credit's line of small print: who held it, programme, codes.
fn details(credit: &CreditView, words: Words) -> String {
    let mut text = format!(
        "{}{}{}",
        credit.organizer,
        words.dot(),
        words.say(label::programme(credit.programme))
    );
    if let Some(name) = &credit.category_name {
        text.push_str(words.dot());
        text.push_str(name.text(words.language));
    }
    if credit.course.is_none() {
        text.push_str(words.dot());
        text.push_str(words.say(label::credit_origin(credit.origin)));
    }
    if !credit.codes.is_empty() {
        let codes: Vec<String> = credit.codes.iter().map(ToString::to_string).collect();
        text.push_str(" CC ");
        text.push_str(&codes.join(", "));
    }
    text
}

fn fate(credit: &CreditView, words: Words) -> Html {
    if credit.reversed {
        html! { <Tag tone={Tone::Plain} text={words.say(say::REVERSED)} /> }
    } else {
        html! { <Tag tone={Tone::Met} text={words.say(say::COUNTED)} /> }
    }
}

/// Credits as rows, newest first; with whom to ask about each, where there is room for it.
pub fn credit_rows(credits: &[CreditView], enquiries: bool, words: Words) -> Html {
    let row = |credit: &CreditView| {
        html! {
            <li class="row">
                <span class="day number">{ words.short_day(credit.date) }</span>
                <div>
                    { &credit.title }
                    <small>{ details(credit, words) }</small>
                    if let Some(contact) = credit.enquiries.as_ref().filter(|_| enquiries) {
                        <small>{ words.fill(say::ASK, &[("contact", contact)]) }</small>
                    }
                </div>
                <div>
                    <b class="number">{ credit.units.to_string() }</b>{ " " }{ words.say(say::UNITS) }<br />
                    { fate(credit, words) }
                </div>
            </li>
        }
    };
    html! { <ul class="rows">{ for credits.iter().map(row) }</ul> }
}

/// The page.
#[component]
pub fn CreditsPage() -> Html {
    let words = use_words();
    let current = FiscalYear::of(browser::today());
    let year = use_state(|| current);
    let query = FiscalYearQuery { fiscal_year: *year };
    let address = client::address_with::<api::ListMyCredits>(&api::NoPath {}, &query);
    let history = use_load::<api::ListMyCredits>(address);
    let choice = |shown: FiscalYear| {
        let pressed = shown == *year;
        let year = year.clone();
        let choose = Callback::from(move |_: MouseEvent| year.set(shown));
        html! {
            <button type="button" class="chip" aria-pressed={pressed.to_string()} onclick={choose}>
                { year_name(shown, words) }
            </button>
        }
    };
    let years = std::iter::successors(Some(current), |year| Some(year.previous()));
    html! {
        <Page title={words.say(say::CREDITS_TITLE)}>
            <div class="chips" role="group" aria-label={words.say(say::FISCAL_YEAR)}>
                { for years.take(YEARS_BACK).map(choice) }
            </div>
            <section class="card" aria-live="polite">{ history.draw(|history| shown(history, words)) }</section>
            <MissingCredit />
        </Page>
    }
}

fn shown(history: &CreditHistory, words: Words) -> Html {
    let year = year_name(history.fiscal_year, words);
    let sums = history.tally.programmes.iter().map(|(programme, tally)| {
        html! {
            <div>
                <small>{ words.say(label::programme(*programme)) }</small>
                <span class="number">{ tally.total().to_string() }</span>
                <small>{ format!("{} {}", words.say(say::CODES), tally.codes.len()) }</small>
            </div>
        }
    });
    html! {
        <div class="stack">
            <h2>{ words.fill(say::YEAR_SUM, &[("year", &year)]) }</h2>
            if history.credits.is_empty() {
                <p class="quiet">{ words.say(say::NONE_IN_YEAR) }</p>
            } else {
                <div class="sums">{ for sums }</div>
                { credit_rows(&history.credits, true, words) }
            }
        </div>
    }
}
