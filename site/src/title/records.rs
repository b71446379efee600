//! What is on record: credits by category, and every approval (features.md #72).

use std::collections::BTreeMap;

use api::titles::{ApprovalView, TitleCredit};
use domain::label;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::html;

use super::in_words;
use crate::text::titles as say;
use crate::words::Words;

/// Credits by category; those that an earlier approval used up stand there, and are not summed.
pub fn credits(credits: &[TitleCredit], words: Words) -> Html {
    let mut categories: BTreeMap<&str, Vec<&TitleCredit>> = BTreeMap::new();
    for credit in credits {
        let category = credit.category.as_str();
        categories.entry(category).or_default().push(credit);
    }
    html! {
        <>
            <h2>{ words.say(say::CREDITS) }</h2>
            if credits.is_empty() {
                <p class="quiet">{ words.say(say::NO_CREDITS) }</p>
            } else {
                <ul class="rows">{ for categories.values().map(|lines| category(lines, words)) }</ul>
            }
        </>
    }
}

fn category(lines: &[&TitleCredit], words: Words) -> Html {
    let sum: Units = lines
        .iter()
        .filter(|credit| !credit.used)
        .map(|credit| credit.units)
        .sum();
    let line = |credit: &&TitleCredit| {
        let text = words.fill(
            say::CREDIT_LINE,
            &[
                ("date", &words.short_day(credit.date)),
                ("title", &credit.title),
                ("units", &credit.units),
            ],
        );
        html! {
            <li>{ text }if credit.used { <small>{ words.say(say::USED) }</small> }</li>
        }
    };
    let name = lines.first().map(|credit| in_words(&credit.label, words));
    html! {
        <li class="row plain">
            <div>
                <b>{ name.unwrap_or_default() }</b>
                <details class="little">
                    <summary>{ words.fill(say::CREDIT_LINES, &[("count", &lines.len())]) }</summary>
                    <ul class="small">{ for lines.iter().map(line) }</ul>
                </details>
            </div>
            <span class="number">{ words.fill(say::UNITS, &[("units", &sum)]) }</span>
        </li>
    }
}

/// Every approval with its validity and the number on its certificate.
pub fn approvals(approvals: &[ApprovalView], words: Words) -> Html {
    let line = |one: &ApprovalView| {
        let period = words.period(one.validity.from, one.validity.to);
        let validity = words.fill(say::VALIDITY, &[("period", &period)]);
        let number = one.certificate.as_ref();
        let number =
            number.map(|number| words.fill(say::CERTIFICATE_NUMBER, &[("number", number)]));
        html! {
            <li class="row">
                <span class="day number">{ words.short_day(one.decided_on) }</span>
                <div><b>{ words.say(label::goal_kind(one.kind)) }</b><small>{ validity }</small>
                    if let Some(number) = number { <small>{ number }</small> }
                </div>
            </li>
        }
    };
    html! {
        <>
            <h2>{ words.say(say::APPROVALS) }</h2>
            if approvals.is_empty() {
                <p class="quiet">{ words.say(say::NO_APPROVALS) }</p>
            } else {
                <ol class="rows">{ for approvals.iter().map(line) }</ol>
            }
        </>
    }
}
