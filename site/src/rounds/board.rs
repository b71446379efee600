//! 審査の経過: how many wait at which stage and for how long, the oldest first (features.md L18).

use api::{
    ReadAgeBoard,
    rounds::{AgeBoard, AgeBoardPath, AgeRow},
};
use domain::{association::Tier, programme::Programme};
use yew::prelude::*;

use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::text::rounds as say;
use crate::ui::{Tag, Tone};
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct BoardProps {
    pub programme: Programme,
    /// Changes when something was decided: it is counted again.
    pub times: u32,
}

/// The board.
#[component]
pub fn Board(props: &BoardProps) -> Html {
    let words = use_words();
    let path = AgeBoardPath {
        programme: props.programme,
    };
    let load = use_load::<ReadAgeBoard>(client::address::<ReadAgeBoard>(&path));
    {
        let again = load.again.clone();
        use_effect_with(props.times, move |times| {
            if *times > 0 {
                again.emit(());
            }
        });
    }
    html! {
        <section class="card stack off-paper">
            <h2>{ words.say(say::BOARD) }</h2>
            <p class="quiet">{ words.say(say::BOARD_LEAD) }</p>
            { load.draw(|board| table(words, board)) }
        </section>
    }
}

fn table(words: Words, board: &AgeBoard) -> Html {
    if board.rows.is_empty() {
        return html! { <p>{ words.say(say::BOARD_EMPTY) }</p> };
    }
    let sum = |of: fn(&AgeRow) -> u32| board.rows.iter().map(of).sum::<u32>();
    html! {
        <div class="scroll"><table class="board">
            <thead><tr>
                <th scope="col">{ words.say(say::OLDEST_SINCE) }</th>
                <th scope="col">{ words.say(say::STAGE) }</th>
                <th scope="col">{ words.say(say::PREFECTURE) }</th>
                <th scope="col" class="end">{ words.say(say::WAITING) }</th>
                <th scope="col" class="end">{ words.say(say::BULKABLE) }</th>
                <th scope="col" class="end">{ words.say(say::LESS_WEEK) }</th>
                <th scope="col" class="end">{ words.say(say::WEEK) }</th>
                <th scope="col" class="end">{ words.say(say::FORTNIGHT) }</th>
                <th scope="col" class="end">{ words.say(say::MONTH) }</th>
            </tr></thead>
            <tbody>{ for board.rows.iter().map(|row| line(words, row)) }</tbody>
            <tfoot><tr>
                <th scope="row">{ words.say(say::TOTAL) }</th><td></td><td></td>
                { number(sum(|row| row.waiting), None) }
                { number(sum(|row| row.clean), None) }
                { number(sum(|row| row.days_0), None) }
                { number(sum(|row| row.days_7), None) }
                { number(sum(|row| row.days_14), None) }
                { number(sum(|row| row.days_30), None) }
            </tr></tfoot>
        </table></div>
    }
}

fn line(words: Words, row: &AgeRow) -> Html {
    let days = row.oldest.days_until(browser::today());
    let stage = if row.stage == Tier::National {
        say::AT_COMMITTEE
    } else {
        say::AT_PREFECTURE
    };
    let tone = match days {
        30.. => Tone::Alert,
        14.. => Tone::Soon,
        _ => Tone::Plain,
    };
    html! {
        <tr>
            <td class="number"><Tag {tone} text={words.fill(say::DAYS, &[("days", &days)])} />{ " " }{ words.short_day(row.oldest) }</td>
            <td>{ words.say(stage) }</td>
            <td>{ prefecture_name(row.prefecture, words.language) }</td>
            { number(row.waiting, None) }
            { number(row.clean, None) }
            { number(row.days_0, None) }
            { number(row.days_7, None) }
            { number(row.days_14, Some("soon")) }
            { number(row.days_30, Some("alert")) }
        </tr>
    }
}

/// A count; none is a dash, so that what is there stands out.
fn number(count: u32, signal: Option<&'static str>) -> Html {
    if count == 0 {
        return html! { <td class="number end quiet">{ "–" }</td> };
    }
    let signal = signal.map(|signal| ["number end signal ", signal].concat());
    html! { <td class={signal.unwrap_or_else(|| "number end".to_owned())}>{ count }</td> }
}
