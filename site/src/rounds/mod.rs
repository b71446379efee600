//! The pages on which applications go before the national committee: what a prefecture passes on,
//! the agenda of a round and its decisions, paper to send, fees (features.md #85–#91, L18).

mod agenda;
mod board;
mod case;
mod decision;
mod dispatch;
mod fee;
mod forwarding;
mod outcome;
mod pages;
mod paper;
mod round;
mod table;

pub use case::CasePage;
pub use dispatch::DispatchPage;
pub use forwarding::ForwardingPage;
pub use round::RoundPage;

use domain::{calendar::Date, language::Language, programme::Programme, rounds::Round};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::browser;
use crate::holders::PROGRAMMES;
use crate::markup::{component, html};
use crate::text::rounds as say;
use crate::words::{Words, use_words};

/// A round in few words, within its year: `第4回`.
fn short(words: Words, round: &Round) -> String {
    match words.language {
        Language::Ja => format!("第{}回", round.number),
        Language::En => round.id.to_string(),
    }
}

/// How far a day is, beside it.
fn distance(words: Words, day: Date) -> Html {
    let far = match browser::today().days_until(day) {
        0 => words.say(say::IS_TODAY).to_owned(),
        days @ 1.. => words.fill(say::IN_DAYS, &[("days", &days)]),
        _ => words.say(say::IS_PAST).to_owned(),
    };
    html! { <span class="far">{ far }</span> }
}

#[derive(Properties, PartialEq)]
struct ChooseProgrammeProps {
    programme: Programme,
    change: Callback<Programme>,
}

/// 制度種別.
#[component]
fn ChooseProgramme(props: &ChooseProgrammeProps) -> Html {
    let words = use_words();
    let change = props.change.clone();
    let change = Callback::from(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Ok(programme) = Programme::parse(&value) {
            change.emit(programme);
        }
    });
    let choice = |one: &Programme| {
        let name = words.say(domain::label::programme(*one));
        html! { <option value={one.as_str()} selected={*one == props.programme}>{ name }</option> }
    };
    html! {
        <div class="field w-m">
            <label for="programme">{ words.say(say::PROGRAMME) }</label>
            <select id="programme" onchange={change}>{ for PROGRAMMES.iter().map(choice) }</select>
        </div>
    }
}
