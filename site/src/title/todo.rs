//! What is missing, by when, and what to do (features.md #84, #87, #88, L5, L7).

use api::applications::ApplicationSummary;
use api::titles::{GoalView, TitleView};
use domain::application::ApplicationStatus;
use domain::calendar::Date;
use domain::label;
use domain::rounds::SafeDay;
use domain::rules::RequirementResult;
use yew::prelude::*;

use crate::markup::html;

use super::in_words;
use crate::frame::Here;
use crate::route::Route;
use crate::text::{doctor, titles as say};
use crate::words::Words;

/// The card: what stands in the way of the goal, or the application under way.
pub fn shown(view: &TitleView, goal: &GoalView, today: Date, words: Words) -> Html {
    html! {
        <section class="card next">
            <div class="stack">
                <p class="kicker">{ words.say(doctor::NEXT) }</p>
                { match &view.open {
                    Some(open) => under_way(open, words),
                    None => to_apply(view, goal, words),
                } }
                { days(view, today, words) }
            </div>
            { view.safe.first().filter(|safe| view.open.is_none() && safe.day >= today).map(|safe| html! {
                <div class="when">
                    <small>{ words.say(say::LAST_DAY) }</small>
                    <span class="number">{ today.days_until(safe.day) }</span>{ " " }{ words.say(say::DAYS) }
                    <small>{ words.day(safe.day) }</small>
                </div>
            }) }
        </section>
    }
}

fn to_apply(view: &TitleView, goal: &GoalView, words: Words) -> Html {
    let label = in_words(&goal.label, words);
    let ready = goal.evaluation.submittable;
    let title = if ready {
        say::TODO_READY
    } else {
        say::TODO_MISSING
    };
    let to = Route::ApplyForTitle {
        programme: view.programme.to_string(),
        goal: goal.id.clone(),
    };
    html! {
        <>
            <h2>{ words.fill(title, &[("goal", &label)]) }</h2>
            if ready {
                <p>{ words.say(say::TODO_READY_TEXT) }</p>
            } else {
                { lacks(goal, words) }
                if let Some(until) = view.declared_until.filter(|until| goal.window.is_none_or(|days| days.from <= *until)) {
                    <p class="quiet">{ words.fill(say::TODO_DECLARE, &[("until", &words.day(until))]) }</p>
                }
            }
            <div class="buttons">
                <Here {to} class="button">{ label }</Here>
                if !ready { <Here to={Route::plan(view.programme)} class="button quiet">{ words.say(say::FIND_COURSES) }</Here> }
            </div>
        </>
    }
}

/// What stands in the way of applying.
pub fn lacks(goal: &GoalView, words: Words) -> Html {
    let open = |result: &&RequirementResult| !result.met && !result.later && !result.waiting;
    let missing = goal.evaluation.requirements.iter().filter(open);
    html! { <ul class="lacks">{ for missing.map(|result| lack(result, goal, words)) }</ul> }
}

fn lack(result: &RequirementResult, goal: &GoalView, words: Words) -> Html {
    let ways = goal.ways.iter().any(|way| way.requirement == result.id);
    let missing = match &result.missing {
        _ if ways => words.say(say::ONE_WAY).to_owned(),
        Some(missing) => in_words(missing, words),
        None => String::new(),
    };
    html! { <li><b>{ in_words(&result.label, words) }</b><span>{ missing }</span></li> }
}

fn under_way(open: &ApplicationSummary, words: Words) -> Html {
    if open.status == ApplicationStatus::SentBack {
        let to = Route::correction(open.programme, &open.id);
        return html! {
            <>
                <h2>{ words.say(doctor::NEXT_CORRECT) }</h2>
                if let Some(reason) = &open.reason {
                    <p class="note soon"><b>{ words.say(doctor::REASON) }</b><br />{ reason }</p>
                }
                <div class="buttons"><Here {to} class="button">{ words.say(doctor::NEXT_CORRECT_DO) }</Here></div>
            </>
        };
    }
    let to = Route::MyApplication {
        id: open.id.to_string(),
    };
    html! {
        <>
            <h2>{ words.say(say::TODO_OPEN) }</h2>
            if let Some(title) = &open.title {
                <p>{ words.fill(say::TODO_OPEN_TEXT, &[
                    ("tier", &words.say(label::tier(title.stage))), ("committee", &words.day(title.committee)),
                    ("round", &words.round(&title.round)),
                ]) }</p>
            }
            <div class="buttons"><Here {to} class="button">{ words.say(say::TODO_SEE) }</Here></div>
        </>
    }
}

/// Until when one is safe, and what an application made today would come to.
fn days(view: &TitleView, today: Date, words: Words) -> Html {
    if view.open.is_some() {
        return html! {};
    }
    let safe = |(index, safe): (usize, &SafeDay)| {
        let (day, round) = (words.day(safe.day), words.round(&safe.round.id));
        let number = index + 1;
        if safe.day < today {
            return html! { <p class="note alert">{ words.fill(say::LAST_DAY_PAST, &[("day", &day)]) }</p> };
        }
        if view.safe.len() == 1 {
            return html! {};
        }
        let text = words.fill(
            say::LAST_DAY_OF,
            &[("number", &number), ("day", &day), ("round", &round)],
        );
        html! { <p>{ text }</p> }
    };
    let placement = view.placement.as_ref().map(|placement| {
        let text = words.fill(
            say::IF_TODAY,
            &[
                ("committee", &words.day(placement.round.committee)),
                ("round", &words.round(&placement.round.id)),
                ("cut_off", &words.short_day(placement.cut_off)),
            ],
        );
        let missed = placement.missed.as_ref();
        html! {
            <p class="small quiet">
                if let Some(missed) = missed { { words.fill(say::MISSED, &[("round", &words.round(&missed.id))]) } }
                { text }
            </p>
        }
    });
    html! {
        <>
            { for view.safe.iter().enumerate().map(safe) }
            { placement }
            if view.prefecture.is_none() { <p class="small quiet">{ words.say(say::UNKNOWN_PREFECTURE) }</p> }
        </>
    }
}
