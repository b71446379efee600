//! Who must renew soon, the most urgent first (features.md #92, #132).

use std::rc::Rc;

use api::{
    FindHolder, ListHolders, NoPath,
    holders::{HolderFilter, HolderLine, HolderList, HolderPart, HolderSearch, Reach},
    problem::Problem,
};
use domain::application::ApplicationStatus;
use domain::label::Label;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::markup::{component, html};

use super::{filter, standing, text};
use crate::browser;
use crate::client;
use crate::csv;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::text::holders as say;
use crate::ui::{Page, ProblemNote, Tag, Tone};
use crate::words::{Words, use_words};

const PARTS: [(HolderPart, Label); 3] = [
    (HolderPart::Due, say::PART_DUE),
    (HolderPart::Exempt, say::PART_EXEMPT),
    (HolderPart::Lapsed, say::PART_LAPSED),
];

/// The page.
#[component]
pub fn HoldersPage() -> Html {
    let words = use_words();
    let national = filter::use_national();
    let wanted = use_state(filter::first);
    let address = client::address_with::<ListHolders>(&NoPath {}, &wanted);
    let change = {
        let wanted = wanted.clone();
        Callback::from(move |(programme, prefecture)| {
            wanted.set(HolderFilter {
                programme,
                prefecture,
                part: wanted.part,
                after: None,
            });
        })
    };
    let part = |(part, label): &(HolderPart, Label)| {
        let (part, chosen) = (*part, wanted.clone());
        let choose = Callback::from(move |_: MouseEvent| {
            chosen.set(HolderFilter {
                part,
                after: None,
                ..(*chosen).clone()
            });
        });
        let pressed = (wanted.part == part).to_string();
        html! { <button type="button" class="chip" aria-pressed={pressed} onclick={choose}>{ words.say(*label) }</button> }
    };
    html! {
        <Page title={words.say(say::TITLE)}>
            <p>{ words.say(say::LEAD) }</p>
            <p class="side-by-side">
                <Here to={Route::HolderLetters}>{ words.say(say::TO_LETTERS) }</Here>
                if national { <Here to={Route::HolderImport}>{ words.say(say::TO_IMPORT) }</Here> }
            </p>
            <section class="card stack" role="search">
                <div class="filters"><filter::Filter programme={wanted.programme} prefecture={wanted.prefecture} {change} /></div>
                <div class="chips">{ for PARTS.iter().map(part) }</div>
                <Search key={wanted.programme.as_str()} programme={wanted.programme.as_str()} />
            </section>
            <Lines key={address.clone()} {address} wanted={(*wanted).clone()} />
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct SearchProps {
    programme: AttrValue,
}

/// A holder by number.
#[component]
fn Search(props: &SearchProps) -> Html {
    let words = use_words();
    let typed = use_state(String::new);
    let found = use_state(|| None::<HolderList>);
    let problem = use_state(|| None::<Problem>);
    let search = {
        let (typed, found, problem) = (typed.clone(), found.clone(), problem.clone());
        let programme = props.programme.to_string();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (found, problem) = (found.clone(), problem.clone());
            let body = HolderSearch {
                programme: programme.clone(),
                register_number: (*typed).clone(),
            };
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                match client::call::<FindHolder>(&NoPath {}, &body, &key).await {
                    Ok(list) => {
                        problem.set(None);
                        found.set(Some(list));
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let change = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    html! {
        <form class="filters" novalidate=true onsubmit={search}>
            <div class="field w-s">
                <label for="number">{ words.say(say::NUMBER) }</label>
                <input id="number" inputmode="numeric" autocomplete="off" value={(*typed).clone()} oninput={change} />
            </div>
            <button type="submit" class="button quiet">{ words.say(say::SEARCH) }</button>
            <ProblemNote problem={(*problem).clone()} />
            if let Some(list) = &*found {
                if list.holders.is_empty() { <p role="status">{ words.say(say::SEARCH_NONE) }</p> }
                else { { table(words, &list.holders) } }
            }
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct LinesProps {
    address: String,
    wanted: HolderFilter,
}

/// The list, page after page.
#[component]
fn Lines(props: &LinesProps) -> Html {
    let words = use_words();
    let load = use_load::<ListHolders>(props.address.clone());
    let more = use_state(Vec::<HolderLine>::new);
    let next = use_state(|| None::<Option<String>>);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    load.draw(|first: &Rc<HolderList>| {
        let lines: Vec<HolderLine> = first.holders.iter().chain(more.iter()).cloned().collect();
        let after = (*next).clone().unwrap_or_else(|| first.next.clone());
        let go_on = {
            let (more, next, busy, problem) = (more.clone(), next.clone(), busy.clone(), problem.clone());
            let wanted = HolderFilter { after: after.clone(), ..props.wanted.clone() };
            Callback::from(move |_: MouseEvent| {
                busy.set(true);
                let (more, next, busy, problem) = (more.clone(), next.clone(), busy.clone(), problem.clone());
                let address = client::address_with::<ListHolders>(&NoPath {}, &wanted);
                yew::platform::spawn_local(async move {
                    busy.set(false);
                    match client::get::<ListHolders>(&address).await {
                        Ok(page) => {
                            more.set(more.iter().cloned().chain(page.holders).collect());
                            next.set(Some(page.next));
                        }
                        Err(failed) => problem.set(Some(failed)),
                    }
                });
            })
        };
        let save = {
            let text = as_csv(words, &lines);
            Callback::from(move |_: MouseEvent| browser::download("holders.csv", &text))
        };
        html! {
            <section class="stack">
                if lines.is_empty() && after.is_none() { <p class="card">{ words.say(say::EMPTY) }</p> }
                if !lines.is_empty() {
                    <p class="side-by-side"><span>{ words.fill(say::COUNT, &[("count", &lines.len())]) }</span>
                        <button type="button" class="link" onclick={save}>{ words.say(say::CSV) }</button></p>
                    <div class="card table">{ table(words, &lines) }</div>
                }
                <ProblemNote problem={(*problem).clone()} />
                if after.is_some() {
                    <div class="buttons"><button type="button" class="button quiet" disabled={*busy} onclick={go_on}>{ words.say(say::MORE) }</button></div>
                }
            </section>
        }
    })
}

fn table(words: Words, lines: &[HolderLine]) -> Html {
    html! {
        <table class="holders">
            <thead><tr>
                <th>{ words.say(say::SAFE) }</th><th>{ words.say(say::NAME) }</th>
                <th>{ words.say(say::MISSING) }</th><th>{ words.say(say::EXPIRY) }</th><th>{ words.say(say::REACH) }</th>
            </tr></thead>
            <tbody>{ for lines.iter().map(|line| row(words, line)) }</tbody>
        </table>
    }
}

/// A name to show, also where none is known.
pub fn name(words: Words, line: &HolderLine) -> String {
    if line.name.is_empty() {
        words.say(say::NAMELESS).to_owned()
    } else {
        line.name.clone()
    }
}

/// How a notice reaches somebody.
pub const fn reach(reach: Reach) -> Label {
    match reach {
        Reach::Mail => say::BY_MAIL,
        Reach::Post => say::BY_POST,
        Reach::Nobody => say::BY_NOTHING,
    }
}

fn row(words: Words, line: &HolderLine) -> Html {
    let route = Route::Holder {
        id: line.holder.clone(),
    };
    let (state, tone) = standing(words, line.standing);
    let place = words
        .language
        .pick(line.prefecture.name(), line.prefecture.name_en());
    html! {
        <tr>
            <td data-label={words.say(say::SAFE)}>{ safe(words, line) }</td>
            <td><Here to={route}>{ name(words, line) }</Here>
                <small class="number">{ format!("{}　{place}", line.register_number) }</small></td>
            <td>{ missing(words, line) }</td>
            <td class="number" data-label={words.say(say::EXPIRY)}>{ words.short_day(line.expiry) }<small><Tag {tone} text={state} /></small></td>
            <td data-label={words.say(say::REACH)}>{ words.say(reach(line.reach)) }</td>
        </tr>
    }
}

/// The last safe day of the next renewal, and how far it is.
fn safe(words: Words, line: &HolderLine) -> Html {
    let Some(safe) = line.safe.first() else {
        return html! { <span>{ words.say(say::NONE) }</span> };
    };
    let days = browser::today().days_until(safe.day);
    let (left, tone) = if days < 0 {
        (words.fill(say::DAYS_PAST, &[("days", &-days)]), Tone::Alert)
    } else {
        let tone = if days <= 60 { Tone::Soon } else { Tone::Plain };
        (words.fill(say::DAYS_LEFT, &[("days", &days)]), tone)
    };
    html! {
        <span class="number">{ words.short_day(safe.day) }<small>{ words.round(&safe.round.id) }</small>
            if line.renewal.is_none() { <Tag {tone} text={left} /> }</span>
    }
}

/// What is missing, or that a renewal is under way.
fn missing(words: Words, line: &HolderLine) -> Html {
    if let Some(renewal) = &line.renewal {
        let (label, tone) = match renewal.status {
            ApplicationStatus::SentBack => (say::SENT_BACK, Tone::Soon),
            _ => (say::UNDER_WAY, Tone::Act),
        };
        let day = words.short_day(renewal.submitted_on);
        return html! { <span><Tag {tone} text={words.say(label)} /><small>{ day }</small></span> };
    }
    if line.missing.is_empty() {
        return html! { <Tag tone={Tone::Met} text={words.say(say::COMPLETE)} /> };
    }
    let item = |what: &domain::rules::Bilingual| html! { <li>{ text(words, what) }</li> };
    html! { <ul class="bare">{ for line.missing.iter().map(item) }</ul> }
}

/// The lines as they are shown.
fn as_csv(words: Words, lines: &[HolderLine]) -> String {
    let head = [
        say::NUMBER,
        say::NAME,
        say::PREFECTURE,
        say::EXPIRY,
        say::STANDING,
        say::CERTIFICATE,
        say::SAFE,
        say::MISSING,
        say::REACH,
    ];
    let mut rows = vec![
        head.iter()
            .map(|label| words.say(*label).to_owned())
            .collect(),
    ];
    for line in lines {
        let missing: Vec<String> = line.missing.iter().map(|what| text(words, what)).collect();
        let missing = match &line.renewal {
            Some(_) => words.say(say::UNDER_WAY).to_owned(),
            None if missing.is_empty() => words.say(say::COMPLETE).to_owned(),
            None => missing.join(" / "),
        };
        let safe: Vec<String> = line.safe.iter().map(|safe| safe.day.to_string()).collect();
        rows.push(vec![
            line.register_number.to_string(),
            line.name.clone(),
            line.prefecture.name().to_owned(),
            line.expiry.to_string(),
            standing(words, line.standing).0,
            line.certificate.clone().unwrap_or_default(),
            safe.join(" / "),
            missing,
            words.say(reach(line.reach)).to_owned(),
        ]);
    }
    csv::write(&rows)
}
