//! 自分の暦: the secret address by which a doctor's calendar program learns of the days that matter
//! (features.md L7).

use api::calendars::CalendarState;
use api::problem::Problem;
use api::{CreateCalendarAddress, NoBody, NoPath, ReadCalendarAddress, RevokeCalendarAddress};
use yew::prelude::*;

use crate::load::use_load;
use crate::markup::{component, html};
use crate::text::doctor as say;
use crate::ui::{Confirm, ProblemNote, say_aloud};
use crate::words::use_words;
use crate::{browser, client};

/// Where the address stands while it is shown.
const SHOWN: &str = "calendar-address";

/// The section of 登録情報.
#[component]
pub fn CalendarSection() -> Html {
    let words = use_words();
    let load = use_load::<ReadCalendarAddress>(client::address::<ReadCalendarAddress>(&NoPath {}));
    let made = use_state(|| None::<String>);
    let asked = use_state(|| false);
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let create = {
        let (made, busy, problem) = (made.clone(), busy.clone(), problem.clone());
        let put = load.put.clone();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (made, busy, problem, put) =
                (made.clone(), busy.clone(), problem.clone(), put.clone());
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                match client::call::<CreateCalendarAddress>(&NoPath {}, &NoBody {}, &key).await {
                    Ok(new) => {
                        put.emit(CalendarState {
                            since: Some(new.since),
                        });
                        made.set(Some(new.address));
                        problem.set(None);
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
                busy.set(false);
            });
        })
    };
    let revoke = {
        let (made, asked, busy, problem) =
            (made.clone(), asked.clone(), busy.clone(), problem.clone());
        let put = load.put.clone();
        Callback::from(move |()| {
            busy.set(true);
            let (made, asked, busy, problem) =
                (made.clone(), asked.clone(), busy.clone(), problem.clone());
            let put = put.clone();
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                match client::call::<RevokeCalendarAddress>(&NoPath {}, &NoBody {}, &key).await {
                    Ok(state) => {
                        put.emit(state);
                        made.set(None);
                        problem.set(None);
                        say_aloud(words.say(say::CALENDAR_REVOKED));
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
                asked.set(false);
                busy.set(false);
            });
        })
    };
    let copy = {
        let made = made.clone();
        Callback::from(move |_: MouseEvent| {
            let text = (*made).clone().unwrap_or_default();
            yew::platform::spawn_local(async move {
                let said = if browser::copy(&text).await {
                    say::CALENDAR_COPIED
                } else {
                    say::CALENDAR_COPY_BY_HAND
                };
                say_aloud(words.say(said));
            });
        })
    };
    let ask = |now: bool| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(now))
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::CALENDAR_TITLE) }</h2>
            <p>{ words.say(say::CALENDAR_TEXT) }</p>
            <ProblemNote problem={(*problem).clone()} />
            { load.draw(|state| {
                let since = state.since.map(|since| words.day_of(since));
                let there = since.is_some();
                html! {
                    <div class="stack">
                        if let Some(since) = since { <p class="quiet">{ words.fill(say::CALENDAR_SINCE, &[("day", &since)]) }</p> }
                        if let Some(address) = &*made {
                            <div class="note soon" role="status">
                                <p><b>{ words.say(say::CALENDAR_ONCE) }</b></p>
                                <p><code id={SHOWN} class="secret">{ address }</code></p>
                                <p><button type="button" class="button quiet little" onclick={copy}>{ words.say(say::CALENDAR_COPY) }</button></p>
                            </div>
                        }
                        <div class="buttons">
                            <button type="button" class="button quiet" disabled={*busy} onclick={create}>{ words.say(if there { say::CALENDAR_ANEW } else { say::CALENDAR_CREATE }) }</button>
                            if there {
                                <button type="button" class="button danger" disabled={*busy} onclick={ask(true).reform(|_: MouseEvent| ())}>{ words.say(say::CALENDAR_REVOKE) }</button>
                            }
                        </div>
                    </div>
                }
            }) }
            if *asked {
                <Confirm id="revoke-calendar" title={words.say(say::CALENDAR_REVOKE)} action={words.say(say::CALENDAR_REVOKE)} danger=true busy={*busy} yes={revoke} no={ask(false)}>
                    <p>{ words.say(say::CALENDAR_REVOKE_ASK) }</p>
                </Confirm>
            }
        </section>
    }
}
