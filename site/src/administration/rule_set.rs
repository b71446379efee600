//! One version of the rules: read, drafted anew, adopted, discarded (features.md L9).

use std::rc::Rc;

use api::{
    AdoptRuleSet, DiscardRuleSet, DraftRuleSet, NoBody, NoPath, ReadRuleSet,
    problem::Problem,
    rule_sets::{Adoption, RuleSetDraft, RuleSetPath, RuleSetView, Standing},
};
use domain::{label, label::Label};
use yew::prelude::*;

use crate::markup::{component, html};

use super::replay::Trial;
use super::rule_sets::{name, period, tone};
use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::load::use_load;
use crate::route::Route;
use crate::router;
use crate::text::administration as say;
use crate::ui::{Confirm, Page, ProblemNote, Submit, Tag, TextArea, say_aloud};
use crate::words::{Words, use_words};

#[derive(Properties, PartialEq)]
pub struct RuleSetPageProps {
    pub id: String,
}

/// The page.
#[component]
pub fn RuleSetPage(props: &RuleSetPageProps) -> Html {
    let words = use_words();
    let path = RuleSetPath {
        rule_set: props.id.clone(),
    };
    let load = use_load::<ReadRuleSet>(client::address::<ReadRuleSet>(&path));
    let put = load.put.clone();
    html! {
        <Page title={words.say(say::RULES)}>
            <p><Here to={Route::RuleSets}>{ words.say(say::BACK_TO_LIST) }</Here></p>
            { load.draw(|view| html! {
                <Version key={format!("{}/{}", view.line.id, view.version)} view={Rc::clone(view)} changed={put} />
            }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct VersionProps {
    view: Rc<RuleSetView>,
    changed: Callback<RuleSetView>,
}

/// What is asked before it is done.
#[derive(Clone, Copy, PartialEq)]
enum Asked {
    Nothing,
    Adopt,
    Discard,
}

#[component]
fn Version(props: &VersionProps) -> Html {
    let words = use_words();
    let line = &props.view.line;
    let is_draft = line.standing == Standing::Draft;
    let writing = use_state(|| is_draft);
    let write = {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(true))
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(label::programme(line.programme)) }</h2>
            <dl>
                <dt>{ words.say(say::VERSION) }</dt><dd>{ &line.id }</dd>
                <dt>{ words.say(say::PERIOD) }</dt><dd>{ period(words, line) }</dd>
                <dt>{ words.say(say::STANDING) }</dt>
                <dd><Tag tone={tone(line.standing)} text={words.say(name(line.standing))} /></dd>
            </dl>
            { origin(words, &props.view) }
            if *writing {
                <Draft view={Rc::clone(&props.view)} changed={props.changed.clone()} />
            } else {
                <pre class="source" tabindex="0">{ &props.view.text }</pre>
                <div class="buttons">
                    <button type="button" class="button" onclick={write}>{ words.say(say::NEW_VERSION) }</button>
                </div>
            }
        </section>
    }
}

/// Where the version comes from.
fn origin(words: Words, view: &RuleSetView) -> Html {
    let said = |label: Label, deed: &Option<api::rule_sets::RuleSetDeed>| {
        let deed = deed.as_ref()?;
        let at = words.day_of(deed.at);
        Some(words.fill(label, &[("by", &deed.by), ("at", &at)]))
    };
    let drafted = said(say::DRAFTED_BY, &view.drafted);
    let adopted = said(say::ADOPTED_BY, &view.adopted);
    html! {
        if view.line.built_in { <p><small>{ words.say(say::BUILT_IN) }</small></p> }
        if let Some(text) = drafted { <p><small>{ text }</small></p> }
        if let Some(text) = adopted { <p><small>{ text }</small></p> }
    }
}

/// The text of a draft: a new one, or the one looked at.
#[component]
fn Draft(props: &VersionProps) -> Html {
    let words = use_words();
    let view = &props.view;
    let busy = use_state(|| false);
    let asked = use_state(|| Asked::Nothing);
    let problem = use_state(|| None::<Problem>);
    let text = view.text.clone();
    let form = use_form(move || text, |_: &String| Vec::new());
    let keep = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        let (changed, shown) = (props.changed.clone(), view.line.id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((text, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (busy, problem) = (busy.clone(), problem.clone());
            let (changed, shown, form) = (changed.clone(), shown.clone(), form.clone());
            yew::platform::spawn_local(async move {
                let body = RuleSetDraft { text };
                let answer = client::call::<DraftRuleSet>(&NoPath {}, &body, &key).await;
                busy.set(false);
                match answer {
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                    Ok(kept) => {
                        problem.set(None);
                        say_aloud(words.fill(say::KEPT, &[("id", &kept.line.id)]));
                        if kept.line.id == shown {
                            changed.emit(kept);
                        } else {
                            router::push(&Route::rule_set(&kept.line.id));
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
    let path = RuleSetPath {
        rule_set: view.line.id.clone(),
    };
    let done = {
        let (busy, asked, problem) = (busy.clone(), asked.clone(), problem.clone());
        move |failed: Option<Problem>| {
            busy.set(false);
            asked.set(Asked::Nothing);
            problem.set(failed);
        }
    };
    let adopt = {
        let (busy, path, done) = (busy.clone(), path.clone(), done.clone());
        let (changed, version) = (props.changed.clone(), view.version);
        Callback::from(move |()| {
            busy.set(true);
            let (path, done, changed) = (path.clone(), done.clone(), changed.clone());
            yew::platform::spawn_local(async move {
                let body = Adoption { version };
                let answer = client::call::<AdoptRuleSet>(&path, &body, &browser::new_key()).await;
                match answer {
                    Err(failed) => done(Some(failed)),
                    Ok(adopted) => {
                        done(None);
                        say_aloud(words.fill(say::ADOPTED, &[("id", &adopted.line.id)]));
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
                match client::call::<DiscardRuleSet>(&path, &NoBody {}, &key).await {
                    Err(failed) => done(Some(failed)),
                    Ok(_) => {
                        done(None);
                        say_aloud(words.fill(say::DISCARDED, &[("id", &path.rule_set)]));
                        router::replace(&Route::RuleSets);
                    }
                }
            });
        })
    };
    let id = &view.line.id;
    let from = words.day(view.line.valid_from);
    html! {
        <form class="form" novalidate=true onsubmit={keep}>
            <ProblemNote problem={(*problem).clone()} />
            <div class="source">
                <TextArea bound={form.text("text", words, |text| text)} label={words.say(say::TEXT)}
                    hint={Html::from(words.say(say::TEXT_HINT))} />
            </div>
            <div class="buttons">
                <Submit text={words.say(say::KEEP)} busy={*busy} />
                // What is decided on is the draft that is kept, so it must be the one that is seen.
                if view.line.standing == Standing::Draft && form.value() == view.text {
                    <button type="button" class="button" disabled={*busy} onclick={ask(Asked::Adopt)}>{ words.say(say::ADOPT) }</button>
                    <button type="button" class="button danger" disabled={*busy} onclick={ask(Asked::Discard)}>{ words.say(say::DISCARD) }</button>
                }
            </div>
        </form>
        if view.line.standing == Standing::Draft && form.value() == view.text {
            <Trial key={format!("trial/{}/{}", view.line.id, view.version)} id={view.line.id.clone()} version={view.version} />
        }
        if *asked == Asked::Adopt {
            <Confirm id="adopt" title={words.say(say::ADOPT)} action={words.say(say::ADOPT)} busy={*busy} yes={adopt} no={no.clone()}>
                <p>{ words.fill(say::ADOPT_ASK, &[("from", &from)]) }</p>
            </Confirm>
        }
        if *asked == Asked::Discard {
            <Confirm id="discard" title={words.say(say::DISCARD)} action={words.say(say::DISCARD)} danger=true busy={*busy} yes={discard} no={no.clone()}>
                <p>{ words.fill(say::DISCARD_ASK, &[("id", id)]) }</p>
            </Confirm>
        }
    }
}
