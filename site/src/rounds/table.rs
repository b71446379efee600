//! The lines of a round as a table, and as CSV.

use api::rounds::RoundLine;
use api::titles::FeeView;
use domain::{application::FeeState, label};
use yew::prelude::*;

use crate::browser;
use crate::csv;
use crate::frame::Here;
use crate::markup::{classes, html};
use crate::register::address::prefecture_name;
use crate::route::Route;
use crate::text::rounds as say;
use crate::ui::{Tag, Tone};
use crate::words::Words;

/// Days after which an application counts as old.
const OLD_DAYS: i32 = 30;

/// Which list it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// What needs an eye.
    Eye,
    /// What is rule-clean.
    Clean,
    /// What was decided.
    Decided,
}

impl Rows {
    /// The table.
    pub fn draw<'a>(self, words: Words, lines: impl Iterator<Item = &'a RoundLine>) -> Html {
        let decided = self == Rows::Decided;
        let rows = lines.enumerate().map(|(place, line)| {
            if decided {
                done(words, place, line)
            } else {
                waiting(words, place, line, self == Rows::Eye)
            }
        });
        html! {
            <div class="scroll"><table class={classes!("rounds", decided.then_some("done"))}>
                <thead>{ if decided { done_head(words) } else { waiting_head(words, self == Rows::Eye) } }</thead>
                <tbody>{ for rows }</tbody>
            </table></div>
        }
    }
}

fn waiting_head(words: Words, eye: bool) -> Html {
    html! {
        <tr>
            <th scope="col" class="end">{ words.say(say::PLACE) }</th>
            <th scope="col">{ words.say(say::NAME) }</th>
            <th scope="col">{ words.say(say::PREFECTURE) }</th>
            <th scope="col">{ words.say(say::KIND) }</th>
            <th scope="col" class="end">{ words.say(say::UNITS) }</th>
            <th scope="col">{ words.say(say::SUBMITTED) }</th>
            <th scope="col">{ words.say(say::FEE) }</th>
            if eye { <th scope="col">{ words.say(say::WHY) }</th> }
            <th scope="col" class="only-paper">{ words.say(say::DECISION) }</th>
        </tr>
    }
}

fn done_head(words: Words) -> Html {
    html! {
        <tr>
            <th scope="col" class="end">{ words.say(say::PLACE) }</th>
            <th scope="col">{ words.say(say::NAME) }</th>
            <th scope="col">{ words.say(say::PREFECTURE) }</th>
            <th scope="col">{ words.say(say::KIND) }</th>
            <th scope="col">{ words.say(say::CERTIFICATE) }</th>
            <th scope="col">{ words.say(say::DECIDED_ON) }</th>
            <th scope="col">{ words.say(say::MINUTES) }</th>
            <th scope="col">{ words.say(say::FEE) }</th>
        </tr>
    }
}

/// Who it is, with the way to the case.
fn who(words: Words, line: &RoundLine) -> Html {
    let to = Route::RoundCase {
        id: line.id.to_string(),
    };
    let member = if line.member {
        say::MEMBER
    } else {
        say::NON_MEMBER
    };
    html! {
        <td><Here {to}>{ &line.name }</Here>
            <small><span class="number">{ line.register_number.to_string() }</span>{ words.dot() }{ words.say(member) }</small></td>
    }
}

fn waiting(words: Words, place: usize, line: &RoundLine, eye: bool) -> Html {
    let days = line.submitted_on.days_until(browser::today());
    let age = words.fill(say::DAYS, &[("days", &days)]);
    html! {
        <tr>
            <td class="number end">{ place + 1 }</td>
            { who(words, line) }
            <td data-label={words.say(say::PREFECTURE)}>{ prefecture_name(line.prefecture, words.language) }</td>
            <td data-label={words.say(say::KIND)}>{ words.say(label::goal_kind(line.kind)) }</td>
            <td class="number end" data-label={words.say(say::UNITS)}>{ line.units.to_string() }</td>
            <td class="number" data-label={words.say(say::SUBMITTED)}>{ words.short_day(line.submitted_on) }
                <small class={classes!((days >= OLD_DAYS).then_some("late"))}>{ age }</small></td>
            <td>{ fee(words, line.fee.as_ref()) }</td>
            if eye { <td>{ why(words, line) }</td> }
            <td class="only-paper"></td>
        </tr>
    }
}

fn done(words: Words, place: usize, line: &RoundLine) -> Html {
    let certificate = line.certificate.clone().unwrap_or_default();
    let minutes = line.minutes.clone().unwrap_or_default();
    html! {
        <tr>
            <td class="number end">{ place + 1 }</td>
            { who(words, line) }
            <td data-label={words.say(say::PREFECTURE)}>{ prefecture_name(line.prefecture, words.language) }</td>
            <td data-label={words.say(say::KIND)}>{ words.say(label::goal_kind(line.kind)) }</td>
            <td class="number" data-label={words.say(say::CERTIFICATE)}>{ certificate }</td>
            <td class="number" data-label={words.say(say::DECIDED_ON)}>{ decided_on(words, line) }</td>
            <td data-label={words.say(say::MINUTES)}>{ minutes }</td>
            <td>{ fee(words, line.fee.as_ref()) }</td>
        </tr>
    }
}

fn decided_on(words: Words, line: &RoundLine) -> String {
    let day = line.decided_on.map(|day| words.short_day(day));
    day.unwrap_or_default()
}

/// Whether the fee is paid.
pub fn fee(words: Words, fee: Option<&FeeView>) -> Html {
    let Some(fee) = fee else {
        return html! {};
    };
    let tone = match fee.state {
        FeeState::Paid => Tone::Met,
        FeeState::Unpaid => Tone::Soon,
        FeeState::Waived => Tone::Plain,
    };
    html! { <Tag {tone} text={words.say(label::fee_state(fee.state))} /> }
}

/// Why an eye is needed.
fn why(words: Words, line: &RoundLine) -> Html {
    html! {
        <span class="tags">
            if !line.confirmed { <Tag tone={Tone::Alert} text={words.say(say::WHY_IDENTITY)} /> }
            if line.confirmed { <Tag tone={Tone::Soon} text={words.say(say::WHY_PAPER)} /> }
            if line.missed.is_some() { <Tag text={words.say(say::LATE)} /> }
        </span>
    }
}

/// The lines as they are shown.
pub fn csv_of(words: Words, lines: &[RoundLine]) -> String {
    let head = [
        say::PLACE,
        say::PREFECTURE,
        say::NAME,
        say::REGISTER_NUMBER,
        say::KIND,
        say::UNITS,
        say::SUBMITTED,
        say::FEE,
        say::FEE_TITLE,
        say::RECEIPT,
        say::CERTIFICATE,
        say::DECIDED_ON,
        say::MINUTES,
    ];
    let mut rows: Vec<Vec<String>> =
        vec![head.iter().map(|one| words.say(*one).to_owned()).collect()];
    for (place, line) in lines.iter().enumerate() {
        let fee = line.fee.as_ref();
        let state = fee.map(|fee| words.say(label::fee_state(fee.state)).to_owned());
        rows.push(vec![
            (place + 1).to_string(),
            line.prefecture.name().to_owned(),
            line.name.clone(),
            line.register_number.to_string(),
            words.say(label::goal_kind(line.kind)).to_owned(),
            line.units.to_string(),
            line.submitted_on.to_string(),
            state.unwrap_or_default(),
            fee.map(|fee| fee.yen.to_string()).unwrap_or_default(),
            fee.and_then(|fee| fee.receipt.clone()).unwrap_or_default(),
            line.certificate.clone().unwrap_or_default(),
            line.decided_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            line.minutes.clone().unwrap_or_default(),
        ]);
    }
    csv::write(&rows)
}
