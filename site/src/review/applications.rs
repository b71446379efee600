//! 審査待ち: the queue of an association, worked by keyboard, with the case beside it
//! (features.md #113).

use std::rc::Rc;

use api::{
    ListApplications, NoPath,
    review::{ApplicationQueue, QueueFilter, QueueLine},
};
use domain::{id::ApplicationId, label};
use yew::prelude::*;

use crate::markup::{component, html};

use super::case::{CaseAction, CasePanel};
use crate::browser;
use crate::client;
use crate::load::use_load;
use crate::text::review as say;
use crate::ui::{Page, ProblemNote, Tag, Tone, is_in, is_typing, use_keys};
use crate::words::{Words, use_words};

/// Days after which an application counts as old.
const OLD_DAYS: u32 = 7;

/// Which lines are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Old,
    Resubmitted,
    NonMembers,
}

impl Part {
    const ALL: [Part; 4] = [Part::All, Part::Old, Part::Resubmitted, Part::NonMembers];

    fn takes(self, line: &QueueLine) -> bool {
        match self {
            Part::All => true,
            Part::Old => line.days >= OLD_DAYS,
            Part::Resubmitted => line.resubmitted,
            Part::NonMembers => !line.member,
        }
    }

    const fn label(self) -> domain::label::Label {
        match self {
            Part::All => say::ALL,
            Part::Old => say::OLD,
            Part::Resubmitted => say::AGAIN,
            Part::NonMembers => say::NON_MEMBERS,
        }
    }
}

/// The page.
#[component]
pub fn ApplicationsPage() -> Html {
    let words = use_words();
    let address = client::address_with::<ListApplications>(&NoPath {}, &QueueFilter::default());
    let load = use_load::<ListApplications>(address);
    html! {
        <Page title={words.say(say::QUEUE)} aside={load.ready().map(|queue| count(words, queue)).unwrap_or_default()}>
            { load.draw(|queue| html! { <Queue queue={Rc::clone(queue)} again={load.again.clone()} put={load.put.clone()} /> }) }
        </Page>
    }
}

fn count(words: Words, queue: &Rc<ApplicationQueue>) -> Html {
    html! { <p>{ words.fill(say::QUEUE_COUNT, &[("count", &queue.applications.len())]) }</p> }
}

#[derive(Properties)]
struct QueueProps {
    queue: Rc<ApplicationQueue>,
    again: Callback<()>,
    put: Callback<ApplicationQueue>,
}

impl PartialEq for QueueProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.queue, &other.queue)
    }
}

#[component]
fn Queue(props: &QueueProps) -> Html {
    let words = use_words();
    let part = use_state(|| Part::All);
    let chosen = use_state(|| None::<ApplicationId>);
    let action = use_state(|| None::<CaseAction>);
    let problem = use_state(|| None);
    let lines: Vec<QueueLine> = props
        .queue
        .applications
        .iter()
        .filter(|line| part.takes(line))
        .cloned()
        .collect();
    let place = chosen
        .as_ref()
        .and_then(|id| lines.iter().position(|line| line.id == *id));

    let choose = {
        let (chosen, action) = (chosen.clone(), action.clone());
        Callback::from(move |id: ApplicationId| {
            browser::focus(&row_id(&id));
            action.set(None);
            chosen.set(Some(id));
        })
    };
    let keys = {
        let (lines, choose, action) = (lines.clone(), choose.clone(), action.clone());
        Callback::from(move |event: KeyboardEvent| {
            if is_typing(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let step = match event.key().as_str() {
                "j" | "J" => Some(1),
                "k" | "K" => Some(-1),
                // Elsewhere the arrows scroll the page.
                "ArrowDown" if is_in(&event, "tbody") => Some(1),
                "ArrowUp" if is_in(&event, "tbody") => Some(-1),
                _ => None,
            };
            if let Some(step) = step {
                event.prevent_default();
                if let Some(line) = neighbour(&lines, place, step) {
                    choose.emit(line.id.clone());
                }
                return;
            }
            let wanted = match event.key().as_str() {
                "a" | "A" => CaseAction::Approve,
                "r" | "R" => CaseAction::SendBack,
                _ => return,
            };
            if place.is_some() {
                event.prevent_default();
                action.set(Some(wanted));
            }
        })
    };
    use_keys(keys);
    let decided = {
        let (props_again, lines, choose, chosen) = (
            props.again.clone(),
            lines.clone(),
            choose.clone(),
            chosen.clone(),
        );
        Callback::from(move |()| {
            match place.and_then(|place| lines.get(place + 1)) {
                Some(next) => choose.emit(next.id.clone()),
                None => chosen.set(None),
            }
            props_again.emit(());
        })
    };
    let more = {
        let (queue, put, problem) = (Rc::clone(&props.queue), props.put.clone(), problem.clone());
        Callback::from(move |_: MouseEvent| {
            let (queue, put, problem) = (Rc::clone(&queue), put.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                let filter = QueueFilter {
                    after: queue.next.clone(),
                };
                let address = client::address_with::<ListApplications>(&NoPath {}, &filter);
                match client::get::<ListApplications>(&address).await {
                    Ok(page) => {
                        let mut applications = queue.applications.clone();
                        applications.extend(page.applications);
                        put.emit(ApplicationQueue {
                            applications,
                            next: page.next,
                        });
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    if props.queue.applications.is_empty() {
        return html! { <section class="card"><p>{ words.say(say::QUEUE_EMPTY) }</p></section> };
    }
    html! {
        <div class="queue">
            <div class="stack">
                { chips(words, &props.queue.applications, &part) }
                <section class="card table">
                    { table(words, &lines, chosen.as_ref(), &choose) }
                </section>
                <ProblemNote problem={(*problem).clone()} />
                if props.queue.next.is_some() {
                    <p><button type="button" class="button quiet" onclick={more}>{ words.say(say::QUEUE_MORE) }</button></p>
                }
                { key_hints(words) }
            </div>
            <aside class="card case" aria-live="polite">
                if let Some(id) = &*chosen {
                    <CasePanel key={id.to_string()} id={id.clone()} action={*action} decided={decided} />
                } else {
                    <p class="quiet">{ words.say(say::CHOOSE_CASE) }</p>
                }
            </aside>
        </div>
    }
}

fn chips(words: Words, lines: &[QueueLine], part: &UseStateHandle<Part>) -> Html {
    let chip = |one: Part| {
        let count = lines.iter().filter(|line| one.takes(line)).count();
        let part = part.clone();
        let pressed = *part == one;
        let choose = Callback::from(move |_: MouseEvent| part.set(one));
        html! {
            <button type="button" class="chip" aria-pressed={pressed.to_string()} onclick={choose}>
                { words.fill(one.label(), &[("count", &count)]) }
            </button>
        }
    };
    html! { <div class="chips">{ for Part::ALL.into_iter().map(chip) }</div> }
}

fn table(
    words: Words,
    lines: &[QueueLine],
    chosen: Option<&ApplicationId>,
    choose: &Callback<ApplicationId>,
) -> Html {
    let row = |line: &QueueLine| {
        let selected = chosen == Some(&line.id);
        let id = line.id.clone();
        let select = choose.reform(move |_: MouseEvent| id.clone());
        let member = if line.member {
            say::MEMBER
        } else {
            say::NON_MEMBER
        };
        html! {
            <tr aria-selected={selected.to_string()} onclick={select.clone()}>
                <td class="number">{ words.short_day(line.waiting_since) }</td>
                <td>
                    <button type="button" class="link" id={row_id(&line.id)}>{ &line.name }</button>
                    <small><span class="number">{ line.register_number.to_string() }</span>{ words.dot() }{ words.say(member) }</small>
                </td>
                <td>{ words.say(label::programme(line.programme)) }
                    if line.resubmitted { <Tag tone={Tone::Soon} text={words.say(say::RESUBMITTED)} /> }
                </td>
                <td class="number end" data-label={words.say(say::UNITS)}>{ line.units.to_string() }</td>
                <td class="number end">{ words.fill(say::DAYS, &[("days", &line.days)]) }</td>
            </tr>
        }
    };
    html! {
        <div class="scroll"><table>
            <thead><tr>
                <th scope="col">{ words.say(say::RECEIVED) }</th>
                <th scope="col">{ words.say(say::APPLICANT) }</th>
                <th scope="col">{ words.say(say::APPLICATION) }</th>
                <th scope="col" class="end">{ words.say(say::UNITS) }</th>
                <th scope="col" class="end">{ words.say(say::AGE) }</th>
            </tr></thead>
            <tbody>{ for lines.iter().map(row) }</tbody>
        </table></div>
    }
}

fn key_hints(words: Words) -> Html {
    html! {
        <p class="keys">
            <span><kbd>{ "J" }</kbd><kbd>{ "K" }</kbd>{ words.say(say::KEY_MOVE) }</span>
            <span><kbd>{ "A" }</kbd>{ words.say(say::KEY_APPROVE) }</span>
            <span><kbd>{ "R" }</kbd>{ words.say(say::KEY_BACK) }</span>
        </p>
    }
}

fn row_id(id: &ApplicationId) -> String {
    format!("row-{id}")
}

fn neighbour(lines: &[QueueLine], place: Option<usize>, step: isize) -> Option<&QueueLine> {
    match place {
        None => lines.first(),
        Some(place) => lines.get(place.checked_add_signed(step)?),
    }
}
