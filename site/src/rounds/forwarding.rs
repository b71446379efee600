//! 進達 by a prefectural association: what is rule-clean in bulk, the rest one by one; until when,
//! and what came too late (features.md #85, #87, L18).

use std::collections::BTreeMap;
use std::rc::Rc;

use api::{
    ForwardApplications, ListApplications, ListRounds, NoPath, ReadForwarding,
    problem::Problem,
    review::{QueueFilter, QueueLine},
    rounds::{ForwardingStart, ListedRound, RoundFilter, RoundList},
    titles::TitleSummary,
};
use domain::{association::Tier, label, programme::Programme, rounds::RoundId};
use yew::prelude::*;

use super::{
    ChooseProgramme,
    board::Board,
    distance, outcome,
    pages::{Pages, use_pages},
};
use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::job::use_watch;
use crate::load::use_load;
use crate::markup::{classes, component, html};
use crate::route::Route;
use crate::session::use_tier;
use crate::text::rounds as say;
use crate::ui::{Confirm, Page, ProblemNote, Tag, Tone};
use crate::words::{Words, use_words};

/// Days after which an application counts as old.
const OLD_DAYS: u32 = 30;

/// The page.
#[component]
pub fn ForwardingPage() -> Html {
    let words = use_words();
    let tier = use_tier();
    let programme = use_state(|| Programme::IndustrialPhysician);
    if tier != Some(Tier::Prefectural) {
        return html! { <Page title={words.say(say::FORWARDING)}><p class="card">{ words.say(say::DISTRICT) }</p></Page> };
    }
    let change = {
        let programme = programme.clone();
        Callback::from(move |chosen: Programme| programme.set(chosen))
    };
    html! {
        <Page title={words.say(say::FORWARDING)}>
            <section class="card stack">
                <div class="filters"><ChooseProgramme programme={*programme} {change} /></div>
                <CutOff key={programme.as_str()} programme={*programme} />
            </section>
            <Waiting key={programme.as_str()} programme={*programme} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct OfProps {
    programme: Programme,
}

/// The cut-off of the round that takes applications now.
#[component]
fn CutOff(props: &OfProps) -> Html {
    let words = use_words();
    let filter = RoundFilter {
        programme: props.programme,
    };
    let load = use_load::<ListRounds>(client::address_with::<ListRounds>(&NoPath {}, &filter));
    let today = browser::today();
    load.draw(|list: &Rc<RoundList>| {
        let open = |listed: &&ListedRound| listed.cut_off >= today;
        let now = list.rounds.iter().find(open);
        let already = Route::Rounds;
        html! {
            <>
                if let Some(listed) = now {
                    <dl class="days">
                        <dt>{ words.say(say::INTO) }</dt><dd>{ words.round(&listed.round.id) }</dd>
                        <dt>{ words.say(say::CUT_OFF_NOW) }</dt>
                        <dd><b>{ words.day(listed.cut_off) }</b>{ distance(words, listed.cut_off) }</dd>
                        <dt>{ words.say(say::COMMITTEE) }</dt>
                        <dd>{ words.day(listed.round.committee) }{ distance(words, listed.round.committee) }</dd>
                    </dl>
                }
                <p><Here to={already}>{ words.say(say::ALREADY) }</Here></p>
            </>
        }
    })
}

/// What waits here, with the job.
#[component]
fn Waiting(props: &OfProps) -> Html {
    let words = use_words();
    let programme = props.programme;
    let times = use_state(|| 0_u32);
    let address = |after: Option<String>| {
        client::address_with::<ListApplications>(&NoPath {}, &QueueFilter { after })
    };
    let queue: Pages<QueueLine> =
        use_pages::<ListApplications, QueueLine>(times.to_string(), address, |page| {
            (page.applications, page.next)
        });
    let filter = RoundFilter { programme };
    let load =
        use_load::<ReadForwarding>(client::address_with::<ReadForwarding>(&NoPath {}, &filter));
    let busy = use_state(|| false);
    let asking = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let shown = load.ready();
    let running = shown.is_some_and(|view| outcome::is_running(view));
    let seen = shown.map(|view| Rc::as_ptr(view) as usize);
    use_watch(running, seen, load.again.clone());
    let was_running = use_mut_ref(|| false);
    {
        let times = times.clone();
        use_effect_with(running, move |running| {
            if was_running.replace(*running) && !running {
                times.set(*times + 1);
            }
        });
    }
    let lines: Vec<(&QueueLine, &TitleSummary)> = queue
        .lines
        .iter()
        .filter(|line| line.programme == programme)
        .filter_map(|line| line.title.as_ref().map(|title| (line, title)))
        .collect();
    let (clean, eye): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|(line, title)| title.clean && line.confirmed);
    let ask = {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(true))
    };
    let no = {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(false))
    };
    let yes = {
        let (busy, asking, problem) = (busy.clone(), asking.clone(), problem.clone());
        let put = load.put.clone();
        Callback::from(move |()| {
            busy.set(true);
            let (busy, asking, problem) = (busy.clone(), asking.clone(), problem.clone());
            let put = put.clone();
            yew::platform::spawn_local(async move {
                let body = ForwardingStart { programme };
                let key = browser::new_key();
                let answer = client::call::<ForwardApplications>(&NoPath {}, &body, &key).await;
                busy.set(false);
                asking.set(false);
                match answer {
                    Ok(view) => {
                        problem.set(None);
                        put.emit(view);
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let count = clean.len();
    let nothing = queue.whole && clean.is_empty() && eye.is_empty();
    let forward = words.fill(say::FORWARD_DO, &[("count", &count)]);
    html! {
        <>
            { late(words, clean.iter().chain(&eye)) }
            if load.ready().is_some_and(|view| view.progress.is_some()) {
                <section class="card stack">{ load.draw(|view| outcome::draw(words, view, say::FORWARDED_COUNT)) }</section>
            }
            <ProblemNote problem={(*problem).clone()} />
            if nothing { <p class="card">{ words.say(say::FORWARDING_EMPTY) }</p> }
            if !clean.is_empty() {
                <section class="card table listed">
                    <div class="above">
                        <h2>{ words.fill(say::FORWARDING_READY, &[("count", &count)]) }</h2>
                        <p class="quiet">{ words.say(say::FORWARDING_READY_NOTE) }</p>
                        if queue.whole && !running {
                            <div class="buttons"><button type="button" class="button" disabled={*busy} onclick={ask}>{ &forward }</button></div>
                        }
                    </div>
                    { table(words, &clean, false) }
                </section>
            }
            if !eye.is_empty() {
                <section class="card table listed">
                    <div class="above">
                        <h2>{ words.fill(say::EYE, &[("count", &eye.len())]) }</h2>
                        <p class="quiet">{ words.say(say::FORWARDING_EYE_NOTE) }</p>
                    </div>
                    { table(words, &eye, true) }
                </section>
            }
            { queue.draw(words) }
            <Board {programme} times={*times} />
            if *asking {
                <Confirm id="forward" title={words.fill(say::FORWARD_ASK, &[("count", &count)])} action={forward.clone()} busy={*busy} {yes} {no}>
                    <p>{ words.say(say::FORWARD_ASK_NOTE) }</p>
                </Confirm>
            }
        </>
    }
}

/// Applications that came after the cut-off of a round, and the round in which they stand now.
fn late<'a>(
    words: Words,
    lines: impl Iterator<Item = &'a (&'a QueueLine, &'a TitleSummary)>,
) -> Html {
    let mut rounds: BTreeMap<(&RoundId, &RoundId), usize> = BTreeMap::new();
    for (_, title) in lines {
        if let Some(missed) = &title.missed {
            *rounds.entry((missed, &title.round)).or_default() += 1;
        }
    }
    let note = |((missed, next), count): (&(&RoundId, &RoundId), &usize)| {
        let (missed, next) = (words.round(missed), words.round(next));
        let values: [(&str, &dyn std::fmt::Display); 3] =
            [("round", &missed), ("next", &next), ("count", count)];
        html! { <p class="note soon">{ words.fill(say::LATE_NOTE, &values) }</p> }
    };
    html! { <>{ for rounds.iter().map(note) }</> }
}

fn table(words: Words, lines: &[(&QueueLine, &TitleSummary)], eye: bool) -> Html {
    let rows = lines
        .iter()
        .map(|(line, title)| row(words, line, title, eye));
    html! {
        <div class="scroll"><table class="rounds">
            <thead><tr>
                <th scope="col">{ words.say(say::NAME) }</th>
                <th scope="col">{ words.say(say::KIND) }</th>
                <th scope="col" class="end">{ words.say(say::UNITS) }</th>
                <th scope="col">{ words.say(say::AGE) }</th>
                <th scope="col">{ words.say(say::INTO) }</th>
                if eye { <th scope="col">{ words.say(say::WHY) }</th> }
                <th scope="col">{ words.say(say::FEE) }</th>
            </tr></thead>
            <tbody>{ for rows }</tbody>
        </table></div>
    }
}

fn row(words: Words, line: &QueueLine, title: &TitleSummary, eye: bool) -> Html {
    let to = Route::RoundCase {
        id: line.id.to_string(),
    };
    let member = if line.member {
        say::MEMBER
    } else {
        say::NON_MEMBER
    };
    let old = line.days >= OLD_DAYS;
    html! {
        <tr>
            <td><Here {to}>{ &line.name }</Here>
                <small><span class="number">{ line.register_number.to_string() }</span>{ words.dot() }{ words.say(member) }</small></td>
            <td data-label={words.say(say::KIND)}>{ words.say(label::goal_kind(title.kind)) }</td>
            <td class="number end" data-label={words.say(say::UNITS)}>{ line.units.to_string() }</td>
            <td class="number" data-label={words.say(say::AGE)}><span class={classes!(old.then_some("signal alert"))}>
                { words.fill(say::DAYS, &[("days", &line.days)]) }</span><small>{ words.short_day(line.waiting_since) }</small></td>
            <td data-label={words.say(say::INTO)}>{ words.round(&title.round) }
                if title.missed.is_some() { <small>{ words.say(say::LATE) }</small> }</td>
            if eye {
                <td><span class="tags">
                    if !line.confirmed { <Tag tone={Tone::Alert} text={words.say(say::WHY_IDENTITY)} /> }
                    if !title.clean { <Tag tone={Tone::Soon} text={words.say(say::WHY_PAPER)} /> }
                </span></td>
            }
            <td>{ super::table::fee(words, title.fee.as_ref()) }</td>
        </tr>
    }
}
