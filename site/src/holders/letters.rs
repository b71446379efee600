//! Letters for those whom no mail reaches: for window envelopes, one a sheet (features.md #94).

use std::rc::Rc;

use api::{
    KeepLetters, ListLetters, NoPath,
    holders::{HolderFilter, LetterList, LetterView, LettersPrinted},
    problem::Problem,
};
use yew::prelude::*;

use crate::markup::{component, html};

use super::{filter, list, text};
use crate::browser;
use crate::client;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::session::{SignIn, use_session};
use crate::text::holders as say;
use crate::ui::{Page, ProblemNote, say_aloud};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn LettersPage() -> Html {
    let words = use_words();
    let wanted = use_state(filter::first);
    let address = client::address_with::<ListLetters>(&NoPath {}, &wanted);
    let load = use_load::<ListLetters>(address.clone());
    let change = {
        let wanted = wanted.clone();
        Callback::from(move |(programme, prefecture)| {
            wanted.set(HolderFilter {
                programme,
                prefecture,
                ..filter::first()
            });
        })
    };
    let further = {
        let wanted = wanted.clone();
        Callback::from(move |after: String| {
            wanted.set(HolderFilter {
                after: Some(after),
                ..(*wanted).clone()
            });
        })
    };
    html! {
        <Page title={words.say(say::LETTERS)}>
            <section class="stack" role="search">
                <p><Here to={Route::Holders}>{ words.say(say::TO_LIST) }</Here></p>
                <p>{ words.say(say::LETTERS_LEAD) }</p>
                <div class="card filters"><filter::Filter programme={wanted.programme} prefecture={wanted.prefecture} {change} /></div>
            </section>
            { load.draw(|found| html! {
                <Letters key={address.clone()} list={Rc::clone(found)} again={load.again.clone()} {further} />
            }) }
        </Page>
    }
}

#[derive(Properties)]
struct LettersProps {
    list: Rc<LetterList>,
    again: Callback<()>,
    further: Callback<String>,
}

impl PartialEq for LettersProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.list, &other.list)
    }
}

#[component]
fn Letters(props: &LettersProps) -> Html {
    let words = use_words();
    let session = use_session();
    let from = match &session.sign_in {
        SignIn::Somebody(view) => view.body.as_ref().map(|body| body.name.clone()),
        _ => None,
    };
    let from = from.unwrap_or_default();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let letters = &props.list.letters;
    let print = Callback::from(|_: MouseEvent| {
        let _ = browser::window().print();
    });
    let printed = {
        let (busy, problem, again) = (busy.clone(), problem.clone(), props.again.clone());
        let holders: Vec<String> = letters.iter().map(|one| one.line.holder.clone()).collect();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (busy, problem, again) = (busy.clone(), problem.clone(), again.clone());
            let body = LettersPrinted {
                holders: holders.clone(),
            };
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                let answer = client::call::<KeepLetters>(&NoPath {}, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(kept) => {
                        say_aloud(words.fill(say::PRINTED_DONE, &[("count", &kept.printed)]));
                        again.emit(());
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let next = props.list.next.clone().map(|after| {
        let further = props.further.clone();
        Callback::from(move |_: MouseEvent| further.emit(after.clone()))
    });
    html! {
        <>
            <ProblemNote problem={(*problem).clone()} />
            if letters.is_empty() { <p class="card">{ words.say(say::LETTERS_EMPTY) }</p> }
            <div class="buttons">
                if !letters.is_empty() {
                    <button type="button" class="button" onclick={print}>{ words.say(say::PRINT) }</button>
                    <button type="button" class="button quiet" disabled={*busy} onclick={printed}>{ words.say(say::PRINTED) }</button>
                }
                if let Some(next) = next {
                    <button type="button" class="button quiet" onclick={next}>{ words.say(say::LETTERS_NEXT) }</button>
                }
            </div>
            { for letters.iter().map(|one| letter(words, one, &from)) }
        </>
    }
}

fn letter(words: Words, letter: &LetterView, from: &str) -> Html {
    let line = &letter.line;
    let today = browser::today();
    let title = text(words, &letter.label);
    let certificate = line.certificate.clone().unwrap_or_else(|| "―".to_owned());
    let last = words.day(letter.last);
    let name = words.fill(say::DEAR, &[("name", &list::name(words, line))]);
    let safe = |safe: &domain::rounds::SafeDay| {
        let label = if safe.day < today {
            say::LETTER_MISSED
        } else {
            say::LETTER_SAFE
        };
        let (day, round) = (words.day(safe.day), words.round(&safe.round.id));
        html! { <p><b>{ words.fill(label, &[("day", &day), ("round", &round)]) }</b></p> }
    };
    let missing = |what: &domain::rules::Bilingual| html! { <li>{ text(words, what) }</li> };
    html! {
        <article class="letter">
            <address>
                { for letter.address.iter().map(|line| html! { <span>{ line }</span> }) }
                <span class="to">{ &name }</span>
            </address>
            <p class="from">{ format!("{}\n{from}", words.day(today)) }</p>
            <h2>{ words.fill(say::LETTER_HEADING, &[("title", &title)]) }</h2>
            <p>{ words.fill(say::LETTER_ENDS, &[("title", &title), ("certificate", &certificate), ("last", &last)]) }</p>
            { for line.safe.iter().map(safe) }
            if line.missing.is_empty() { <p>{ words.say(say::LETTER_ENOUGH) }</p> }
            else { <p>{ words.say(say::LETTER_MISSING) }</p><ul>{ for line.missing.iter().map(missing) }</ul> }
            <p>{ words.say(say::LETTER_HOW) }</p>
            <p>{ words.say(say::LETTER_LAPSE) }</p>
        </article>
    }
}
