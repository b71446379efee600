//! The requirements of a goal: how far each is met, on which way, from what (features.md #84, L5).

use api::titles::{GoalView, WayView};
use domain::rules::RequirementResult;
use domain::units::Units;
use yew::prelude::*;

use crate::markup::html;

use super::in_words;
use crate::doctor::counted;
use crate::text::titles as say;
use crate::ui::{Bar, Tag, Tone};
use crate::words::Words;

/// Windows that begin in this year have no beginning.
const ALWAYS: i32 = 1900;

/// Everything about a goal.
pub fn shown(goal: &GoalView, words: Words) -> Html {
    let waiting = goal.evaluation.requirements.iter().any(|one| one.waiting);
    html! {
        <>
            <h2>{ words.fill(say::REQUIREMENTS, &[("goal", &in_words(&goal.label, words))]) }</h2>
            if waiting { <p class="note">{ words.say(say::AS_OF_TODAY) }</p> }
            if let Some(window) = goal.window.filter(|days| days.from.year() > ALWAYS) {
                <p class="small quiet">{ words.fill(say::WINDOW, &[("period", &words.period(window.from, window.to))]) }</p>
            }
            { list(goal, words) }
            { not_counted(goal, words) }
        </>
    }
}

/// The requirements alone: the panel of the form.
pub fn list(goal: &GoalView, words: Words) -> Html {
    let line = |result: &RequirementResult| {
        let ways: Vec<&WayView> = goal
            .ways
            .iter()
            .filter(|way| way.requirement == result.id)
            .collect();
        let best = best_of(&ways);
        let folded = ways
            .iter()
            .enumerate()
            .map(|(index, way)| way_shown(way, index == best && !result.met, words));
        html! {
            <li>
                { one(result, ways.is_empty(), words) }
                { for folded }
            </li>
        }
    };
    html! { <ul class="asks">{ for goal.evaluation.requirements.iter().map(line) }</ul> }
}

fn not_counted(goal: &GoalView, words: Words) -> Html {
    let count = goal.not_counted.len();
    if count == 0 {
        return html! {};
    }
    let lines = goal.not_counted.iter();
    html! {
        <details class="little">
            <summary>{ words.fill(say::NOT_COUNTED, &[("count", &count)]) }</summary>
            <ul>{ for lines.map(|line| html! { <li class="small">{ in_words(line, words) }</li> }) }</ul>
        </details>
    }
}

/// Amounts that can be drawn: in halves.
fn amounts(result: &RequirementResult) -> Option<(Units, Units)> {
    let have = Units::parse(result.have.as_ref()?);
    let need = Units::parse(result.need.as_ref()?).ok()?;
    // Nothing is not an amount to type, but one to draw.
    Some((have.unwrap_or(Units::ZERO), need))
}

/// One requirement: a bar where there is an amount, else a word; and what is missing.
fn one(result: &RequirementResult, alone: bool, words: Words) -> Html {
    let label = in_words(&result.label, words);
    let (text, tone) = match result {
        one if one.met => (say::MET, Tone::Met),
        one if one.waiting => (say::WAITING, Tone::Act),
        one if one.later => (say::LATER, Tone::Plain),
        _ => (say::SHORT, Tone::Soon),
    };
    let bar = amounts(result).map(|(have, need)| {
        let text = format!("{have} / {need}");
        html! { <Bar label={label.clone()} have={have.halves()} need={need.halves()} {text} /> }
    });
    let plain = html! {
        <div class="ask"><span>{ label }</span><Tag {tone} text={words.say(text)} /></div>
    };
    html! {
        <>
            { bar.unwrap_or(plain) }
            if alone && let Some(missing) = &result.missing {
                <p class={if result.later || result.waiting { "small quiet" } else { "missing" }}>{ in_words(missing, words) }</p>
            }
            if alone { <div class="small">{ counted(result, words) }</div> }
        </>
    }
}

/// The way on which least is missing.
fn best_of(ways: &[&WayView]) -> usize {
    let done = |way: &WayView| -> u32 {
        let parts = way.requirements.iter().map(|result| {
            let share = |(have, need): (Units, Units)| {
                u32::from(have.halves().min(need.halves())) * 100 / u32::from(need.halves().max(1))
            };
            amounts(result).map_or(u32::from(result.met) * 100, share)
        });
        let count = u32::try_from(way.requirements.len()).unwrap_or(1).max(1);
        parts.sum::<u32>() / count
    };
    let ranked = ways.iter().enumerate();
    ranked
        .max_by_key(|(index, way)| (done(way), std::cmp::Reverse(*index)))
        .map_or(0, |(index, _)| index)
}

fn way_shown(way: &WayView, open: bool, words: Words) -> Html {
    let met = way.requirements.iter().all(|result| result.met);
    let (text, tone) = if met {
        (say::MET, Tone::Met)
    } else {
        (say::SHORT, Tone::Plain)
    };
    let parts = way.requirements.iter();
    html! {
        <details class="way" open={open.then_some("")}>
            <summary><span>{ in_words(&way.label, words) }</span><Tag {tone} text={words.say(text)} /></summary>
            <ul class="asks">{ for parts.map(|result| html! { <li>{ one(result, true, words) }</li> }) }</ul>
        </details>
    }
}
