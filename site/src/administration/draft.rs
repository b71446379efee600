//! Texts of data that administrators write: checked and kept as a draft, adopted, discarded
//! (features.md L9, #88).

use std::rc::Rc;

use api::{
    problem::Problem,
    rule_sets::{RuleSetDeed, Standing},
};
use domain::label::Label;
use yew::prelude::*;

use crate::browser;
use crate::form::use_form;
use crate::markup::html;
use crate::route::Route;
use crate::router;
use crate::text::administration as say;
use crate::ui::{Confirm, ProblemNote, Submit, TextArea, say_aloud};
use crate::words::{Words, use_words};

/// A kind of data that is written as a text, version after version.
pub(super) trait Written: Clone + 'static {
    /// What it is called.
    const SAID: Said;

    /// Id of the version.
    fn id(&self) -> &str;
    /// The text.
    fn text(&self) -> &str;
    /// Counts changes of the draft.
    fn version(&self) -> u32;
    /// Where it stands.
    fn standing(&self) -> Standing;
    /// Where it comes from.
    fn origin(&self) -> Origin<'_>;
    /// What is said before it is adopted.
    fn adopt_ask(&self, words: Words) -> String;

    /// The page of a version.
    fn page(id: &str) -> Route;
    /// The page of all versions.
    fn pages() -> Route;

    /// Keeps a text as a draft.
    async fn keep(text: String, key: String) -> Result<Self, Problem>;
    /// Adopts the draft in the version that was seen.
    async fn adopt(id: String, version: u32, key: String) -> Result<Self, Problem>;
    /// Discards the draft.
    async fn discard(id: String, key: String) -> Result<(), Problem>;
}

/// How a kind of data is spoken of.
pub(super) struct Said {
    /// Above its text.
    pub text: Label,
    /// Beside its text.
    pub hint: Label,
    /// The button that adopts it.
    pub adopt: Label,
    /// Said when it was adopted.
    pub adopted: Label,
}

/// Who wrote and who adopted a version.
pub(super) struct Origin<'a> {
    /// It comes with the program.
    pub built_in: bool,
    /// Who wrote the draft last.
    pub drafted: Option<&'a RuleSetDeed>,
    /// Who adopted it.
    pub adopted: Option<&'a RuleSetDeed>,
}

/// Where the version comes from.
pub(super) fn origin(words: Words, version: &impl Written) -> Html {
    let Origin {
        built_in,
        drafted,
        adopted,
    } = version.origin();
    let said = |label: Label, deed: Option<&RuleSetDeed>| {
        let deed = deed?;
        let at = words.day_of(deed.at);
        Some(words.fill(label, &[("by", &deed.by), ("at", &at)]))
    };
    html! {
        if built_in { <p><small>{ words.say(say::BUILT_IN) }</small></p> }
        if let Some(text) = said(say::DRAFTED_BY, drafted) { <p><small>{ text }</small></p> }
        if let Some(text) = said(say::ADOPTED_BY, adopted) { <p><small>{ text }</small></p> }
    }
}

/// What is asked before it is done.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Adopt,
    Discard,
}

/// The text of a version while it is written, or the text with the way to write a new one.
pub(super) struct Drafting {
    /// The text with its buttons.
    pub form: Html,
    /// What is asked before it is done.
    pub question: Html,
    /// What is seen is a draft as it is kept.
    pub kept: bool,
}

/// Keeps, adopts and discards drafts beginning with the text of `view`.
#[hook]
pub(super) fn use_draft<W: Written>(view: &Rc<W>, changed: &Callback<W>) -> Drafting {
    let words = use_words();
    let busy = use_state(|| false);
    let asked = use_state(|| Asked::Nothing);
    let problem = use_state(|| None::<Problem>);
    let text = view.text().to_owned();
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
        let (changed, shown) = (changed.clone(), view.id().to_owned());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((text, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (changed, shown, form) = (changed.clone(), shown.clone(), form.clone());
            let done = done.clone();
            yew::platform::spawn_local(async move {
                match W::keep(text, key).await {
                    Err(failed) => {
                        form.refused(&failed);
                        done(Some(failed));
                    }
                    Ok(kept) => {
                        done(None);
                        say_aloud(words.fill(say::KEPT, &[("id", &kept.id())]));
                        if kept.id() == shown {
                            changed.emit(kept);
                        } else {
                            router::push(&W::page(kept.id()));
                        }
                    }
                }
            });
        })
    };
    let adopt = {
        let (busy, done, changed) = (busy.clone(), done.clone(), changed.clone());
        let (id, version) = (view.id().to_owned(), view.version());
        Callback::from(move |()| {
            busy.set(true);
            let (id, done, changed) = (id.clone(), done.clone(), changed.clone());
            yew::platform::spawn_local(async move {
                match W::adopt(id, version, browser::new_key()).await {
                    Err(failed) => done(Some(failed)),
                    Ok(adopted) => {
                        done(None);
                        say_aloud(words.fill(W::SAID.adopted, &[("id", &adopted.id())]));
                        changed.emit(adopted);
                    }
                }
            });
        })
    };
    let discard = {
        let (busy, done, id) = (busy.clone(), done.clone(), view.id().to_owned());
        Callback::from(move |()| {
            busy.set(true);
            let (id, done) = (id.clone(), done.clone());
            yew::platform::spawn_local(async move {
                match W::discard(id.clone(), browser::new_key()).await {
                    Err(failed) => done(Some(failed)),
                    Ok(()) => {
                        done(None);
                        say_aloud(words.fill(say::DISCARDED, &[("id", &id)]));
                        router::replace(&W::pages());
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
    // What is decided on is the draft that is kept, so it must be the one that is seen.
    let kept = view.standing() == Standing::Draft && form.value() == view.text();
    Drafting {
        form: html! {
            <form class="form" novalidate=true onsubmit={keep}>
                <ProblemNote problem={(*problem).clone()} />
                <div class="source">
                    <TextArea bound={form.text("text", words, |text| text)} label={words.say(W::SAID.text)}
                        hint={Html::from(words.say(W::SAID.hint))} />
                </div>
                <div class="buttons">
                    <Submit text={words.say(say::KEEP)} busy={*busy} />
                    if kept {
                        <button type="button" class="button" disabled={*busy} onclick={ask(Asked::Adopt)}>{ words.say(W::SAID.adopt) }</button>
                        <button type="button" class="button danger" disabled={*busy} onclick={ask(Asked::Discard)}>{ words.say(say::DISCARD) }</button>
                    }
                </div>
            </form>
        },
        question: html! {
            if *asked == Asked::Adopt {
                <Confirm id="adopt" title={words.say(W::SAID.adopt)} action={words.say(W::SAID.adopt)} busy={*busy} yes={adopt} no={no.clone()}>
                    <p>{ view.adopt_ask(words) }</p>
                </Confirm>
            }
            if *asked == Asked::Discard {
                <Confirm id="discard" title={words.say(say::DISCARD)} action={words.say(say::DISCARD)} danger=true busy={*busy} yes={discard} no={no.clone()}>
                    <p>{ words.fill(say::DISCARD_ASK, &[("id", &view.id())]) }</p>
                </Confirm>
            }
        },
        kept,
    }
}
