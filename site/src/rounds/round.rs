//! A round: its days, what is on its agenda, what was decided, and what waits at which stage.

use std::rc::Rc;

use api::{
    ListRounds, NoPath,
    rounds::{ListedRound, RoundFilter, RoundList, RoundPart},
};
use domain::{
    association::Tier,
    programme::Programme,
    rounds::{Round, RoundId},
};
use yew::prelude::*;

use super::{ChooseProgramme, agenda::Agenda, board::Board, distance, short};
use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::markup::{component, html};
use crate::route::Route;
use crate::router;
use crate::session::use_tier;
use crate::text::rounds as say;
use crate::ui::Page;
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct RoundPageProps {
    /// As the address says; without one, the round whose committee comes next.
    pub chosen: Option<(Programme, RoundId)>,
}

/// The page.
#[component]
pub fn RoundPage(props: &RoundPageProps) -> Html {
    let words = use_words();
    let tier = use_tier();
    let first = use_state(|| Programme::IndustrialPhysician);
    let programme = props.chosen.as_ref().map_or(*first, |(chosen, _)| *chosen);
    let filter = RoundFilter { programme };
    let load = use_load::<ListRounds>(client::address_with::<ListRounds>(&NoPath {}, &filter));
    if tier == Some(Tier::District) {
        return html! { <Page title={words.say(say::TITLE)}><p class="card">{ words.say(say::DISTRICT) }</p></Page> };
    }
    let change = {
        let (first, chosen) = (first.clone(), props.chosen.clone());
        Callback::from(move |programme: Programme| {
            first.set(programme);
            match &chosen {
                Some((_, round)) => router::replace(&Route::round(programme, round)),
                None => router::replace(&Route::Rounds),
            }
        })
    };
    html! {
        <Page title={words.say(say::TITLE)}>
            { load.draw(|list| {
                let wanted = props.chosen.as_ref().map(|(_, round)| round);
                let listed = chosen(list, tier, wanted);
                html! {
                    <>
                        <section class="card stack" role="search">
                            <div class="filters"><ChooseProgramme {programme} change={change.clone()} /></div>
                            { chips(words, programme, list, listed) }
                            if let Some(listed) = listed { { days(words, tier, listed) } }
                        </section>
                        if let Some(listed) = listed {
                            <Lists key={format!("{programme}{}", listed.round.id)} {programme} round={listed.round.clone()} />
                        }
                    </>
                }
            }) }
        </Page>
    }
}

/// The round of the address; else, for a prefecture, the one for which it takes applications, and
/// for the national association the next one.
fn chosen<'a>(
    list: &'a Rc<RoundList>,
    tier: Option<Tier>,
    wanted: Option<&RoundId>,
) -> Option<&'a ListedRound> {
    let today = browser::today();
    list.rounds.iter().find(|listed| match wanted {
        Some(wanted) => listed.round.id == *wanted,
        None if tier == Some(Tier::Prefectural) => listed.cut_off >= today,
        None => Some(&listed.round.id) == list.current.as_ref(),
    })
}

/// The rounds around the next committee: two before, three after it, and the one that is shown.
fn chips(
    words: Words,
    programme: Programme,
    list: &RoundList,
    shown: Option<&ListedRound>,
) -> Html {
    let is = |id: Option<&RoundId>| list.rounds.iter().position(|one| Some(&one.round.id) == id);
    let now = is(list.current.as_ref()).unwrap_or(0);
    let near = now.saturating_sub(2)..now + 4;
    let year = list.rounds.get(now).map(|now| now.round.fiscal_year);
    let at = shown.and_then(|shown| is(Some(&shown.round.id)));
    let rounds = list.rounds.iter().enumerate();
    let chip = |(place, listed): (usize, &ListedRound)| {
        let round = &listed.round;
        let to = Route::round(programme, &round.id);
        let go = Callback::from(move |_: MouseEvent| router::replace(&to));
        let same_year = year == Some(round.fiscal_year);
        let text = if same_year && place != now && Some(place) != at {
            short(words, round)
        } else {
            words.round(&round.id)
        };
        let pressed = (Some(place) == at).to_string();
        html! {
            <button type="button" class="chip" aria-pressed={pressed} onclick={go} aria-label={words.round(&round.id)}>
                { text }
                if place == now { <small>{ words.say(say::NOW) }</small> }
            </button>
        }
    };
    let wanted = rounds.filter(|(place, _)| near.contains(place) || Some(*place) == at);
    html! {
        <div class="chips" role="group" aria-label={words.say(say::ROUND)}>{ for wanted.map(chip) }</div>
    }
}

fn days(words: Words, tier: Option<Tier>, listed: &ListedRound) -> Html {
    let round = &listed.round;
    let (from, to) = (words.day(round.apply_from), words.day(round.apply_to));
    let applications = words.language.period(&from, &to);
    let paper = words.day(round.paper_from);
    let (year, month) = (round.expiry.year(), round.expiry.month());
    html! {
        <dl class="days">
            <dt>{ words.say(say::APPLICATIONS) }</dt><dd>{ applications }</dd>
            if tier == Some(Tier::Prefectural) {
                <dt>{ words.say(say::CUT_OFF) }</dt><dd><b>{ words.day(listed.cut_off) }</b>{ distance(words, listed.cut_off) }</dd>
            }
            <dt>{ words.say(say::COMMITTEE) }</dt><dd><b>{ words.day(round.committee) }</b>{ distance(words, round.committee) }</dd>
            <dt>{ words.say(say::PAPER) }</dt><dd>{ words.fill(say::PAPER_FROM, &[("day", &paper)]) }</dd>
            <dt>{ words.say(say::EXPIRY) }</dt><dd class="number">{ format!("{year}.{month:02}") }</dd>
        </dl>
    }
}

#[derive(Properties, PartialEq)]
struct ListsProps {
    programme: Programme,
    round: Round,
}

/// Agenda and decisions, and below them what waits where.
#[component]
fn Lists(props: &ListsProps) -> Html {
    let words = use_words();
    let (programme, round) = (props.programme, &props.round);
    let dispatch = Route::Dispatch {
        programme: programme.to_string(),
        round: round.id.to_string(),
    };
    // A count of the decisions made here: what was decided moves from one list to the other.
    let decided = use_state(|| 0_u32);
    let moved = {
        let decided = decided.clone();
        Callback::from(move |()| decided.set(*decided + 1))
    };
    let part = use_state(|| RoundPart::Agenda);
    let show = {
        let part = part.clone();
        Callback::from(move |wanted: RoundPart| part.set(wanted))
    };
    html! {
        <>
            <p class="side-by-side" role="search"><Here to={dispatch}>{ words.say(say::TO_DISPATCH) }</Here></p>
            <Agenda {programme} round={round.clone()} part={*part} {show} {moved} times={*decided} />
            <Board {programme} times={*decided} />
        </>
    }
}
