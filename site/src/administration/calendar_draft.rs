//! The text of a calendar of rounds: checked and kept as a draft, adopted, discarded
//! (features.md #88).

use api::{
    AdoptRoundCalendar, DiscardRoundCalendar, DraftRoundCalendar, NoBody, NoPath,
    problem::Problem,
    round_calendars::{CalendarDraft, CalendarPath},
    rule_sets::{Adoption, Standing},
};
use yew::prelude::*;

use super::round_calendar::VersionProps;
use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::markup::{component, html};
use crate::route::Route;
use crate::router;
use crate::text::administration as say;
use crate::ui::{Confirm, ProblemNote, Submit, TextArea, say_aloud};
use crate::words::use_words;

/// What is asked before it is done.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Adopt,
    Discard,
}

/// The text of a draft: a new one, or the one looked at.
#[component]
pub fn CalendarText(props: &VersionProps) -> Html {
    let words = use_words();
    let view = &props.view;
    let busy = use_state(|| false);
    let asked = use_state(|| Asked::Nothing);
    let problem = use_state(|| None::<Problem>);
    let text = view.text.clone();
    let form = use_form(move || text, |_: &String| Vec::new());
    let done = {
        let (busy, asked, problem) = (busy.clone(), asked.clone(), problem.clone());
        move |failed: Option<Problem>| {
            busy.set(false);
            asked.set(Asked::Nothing);
            problem.set(failed);
        }
    };
    let keep = {
        let (form, busy, done) = (form.clone(), busy.clone(), done.clone());
        let (changed, shown) = (props.changed.clone(), view.line.id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((text, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (changed, shown, form) = (changed.clone(), shown.clone(), form.clone());
            let done = done.clone();
            yew::platform::spawn_local(async move {
                let body = CalendarDraft { text };
                match client::call::<DraftRoundCalendar>(&NoPath {}, &body, &key).await {
                    Err(failed) => {
                        form.refused(&failed);
                        done(Some(failed));
                    }
                    Ok(kept) => {
                        done(None);
                        say_aloud(words.fill(say::KEPT, &[("id", &kept.line.id)]));
                        if kept.line.id == shown {
                            changed.emit(kept);
                        } else {
                            router::push(&Route::round_calendar(&kept.line.id));
                        }
                    }
                }
            });
        })
    };
    let ask = |what: Asked| {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(what))
    };
    let no = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(Asked::Nothing))
    };
    let path = CalendarPath {
        calendar: view.line.id.clone(),
    };
    let adopt = {
        let (busy, path, done) = (busy.clone(), path.clone(), done.clone());
        let (changed, version) = (props.changed.clone(), view.version);
        Callback::from(move |()| {
            busy.set(true);
            let (path, done, changed) = (path.clone(), done.clone(), changed.clone());
            yew::platform::spawn_local(async move {
                let body = Adoption { version };
                let key = browser::new_key();
                match client::call::<AdoptRoundCalendar>(&path, &body, &key).await {
                    Err(failed) => done(Some(failed)),
                    Ok(adopted) => {
                        done(None);
                        let id = &adopted.line.id;
                        say_aloud(words.fill(say::CALENDAR_ADOPTED, &[("id", id)]));
                        changed.emit(adopted);
                    }
                }
            });
        })
    };
    let discard = {
        let busy = busy.clone();
        Callback::from(move |()| {
            busy.set(true);
            let (path, done) = (path.clone(), done.clone());
            yew::platform::spawn_local(async move {
                let key = browser::new_key();
                match client::call::<DiscardRoundCalendar>(&path, &NoBody {}, &key).await {
                    Err(failed) => done(Some(failed)),
                    Ok(_) => {
                        done(None);
                        say_aloud(words.fill(say::DISCARDED, &[("id", &path.calendar)]));
                        router::replace(&Route::RoundCalendars);
                    }
                }
            });
        })
    };
    let id = &view.line.id;
    html! {
        <form class="form" novalidate=true onsubmit={keep}>
            <ProblemNote problem={(*problem).clone()} />
            <div class="source">
                <TextArea bound={form.text("text", words, |text| text)} label={words.say(say::CALENDAR_TEXT)}
                    hint={Html::from(words.say(say::CALENDAR_HINT))} />
            </div>
            <div class="buttons">
                <Submit text={words.say(say::KEEP)} busy={*busy} />
                // What is decided on is the draft that is kept, so it must be the one that is seen.
                if view.line.standing == Standing::Draft && form.value() == view.text {
                    <button type="button" class="button" disabled={*busy} onclick={ask(Asked::Adopt)}>{ words.say(say::CALENDAR_ADOPT) }</button>
                    <button type="button" class="button danger" disabled={*busy} onclick={ask(Asked::Discard)}>{ words.say(say::DISCARD) }</button>
                }
            </div>
        </form>
        if *asked == Asked::Adopt {
            <Confirm id="adopt" title={words.say(say::CALENDAR_ADOPT)} action={words.say(say::CALENDAR_ADOPT)} busy={*busy} yes={adopt} no={no.clone()}>
                <p>{ words.say(say::CALENDAR_ADOPT_ASK) }</p>
            </Confirm>
        }
        if *asked == Asked::Discard {
            <Confirm id="discard" title={words.say(say::DISCARD)} action={words.say(say::DISCARD)} danger=true busy={*busy} yes={discard} no={no.clone()}>
                <p>{ words.fill(say::DISCARD_ASK, &[("id", id)]) }</p>
            </Confirm>
        }
    }
}
