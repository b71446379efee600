//! APIキー: making, listing and revoking the keys of the own body (features.md #75, #123).

use std::rc::Rc;

use api::{
    CreateApiKey, NoBody, NoPath, RevokeApiKey,
    organizers::{ApiKeyForm, ApiKeyLine, ApiKeyPath, OrganizerHome},
    problem::Problem,
};
use domain::{
    contact::free_text,
    label,
    organizer::{API_KEY_LABEL_MAX, ApiKeyKind},
    rejection::FieldProblem,
};
use yew::prelude::*;

use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::markup::{component, html};
use crate::question::use_question;
use crate::text::organizer as say;
use crate::ui::{Confirm, ErrorSummary, ProblemNote, Select, Submit, TextField, say_aloud};
use crate::words::use_words;

/// A key as typed: what for, and what it opens.
#[derive(Clone)]
struct NewKey {
    label: String,
    kind: String,
}

impl Default for NewKey {
    fn default() -> Self {
        NewKey {
            label: String::new(),
            kind: ApiKeyKind::default().to_string(),
        }
    }
}

fn wrong(typed: &NewKey) -> Vec<FieldProblem> {
    let label = free_text(&typed.label, API_KEY_LABEL_MAX).err();
    let label = label.map(|rejection| FieldProblem::new("label", rejection));
    let kind = ApiKeyKind::parse(&typed.kind).err();
    let kind = kind.map(|rejection| FieldProblem::new("kind", rejection));
    label.into_iter().chain(kind).collect()
}

#[derive(Properties)]
pub struct KeysProps {
    /// The body with its keys.
    pub home: Rc<OrganizerHome>,
    /// When a key was made or revoked.
    pub changed: Callback<()>,
}

impl PartialEq for KeysProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.home, &other.home)
    }
}

/// The keys that live, and a form for another one.
#[component]
pub fn Keys(props: &KeysProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let made = use_state(|| None::<String>);
    let question = use_question::<ApiKeyLine>();
    let form = use_form(NewKey::default, wrong);
    let kinds = ApiKeyKind::open_to(props.home.body.association.as_ref());
    let create = {
        let (form, busy, problem, made, changed) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            made.clone(),
            props.changed.clone(),
        );
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, made, changed) = (
                form.clone(),
                busy.clone(),
                problem.clone(),
                made.clone(),
                changed.clone(),
            );
            yew::platform::spawn_local(async move {
                let body = ApiKeyForm {
                    label: typed.label,
                    kind: ApiKeyKind::parse(&typed.kind).unwrap_or_default(),
                };
                let answer = client::call::<CreateApiKey>(&NoPath {}, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(created) => {
                        form.reset(NewKey::default());
                        problem.set(None);
                        made.set(Some(created.key));
                        changed.emit(());
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let revoke = {
        let changed = props.changed.clone();
        question.yes(
            |line| async move {
                let path = ApiKeyPath { key: line.id };
                client::call::<RevokeApiKey>(&path, &NoBody {}, &browser::new_key()).await
            },
            move |_| {
                say_aloud(words.say(say::REVOKED));
                changed.emit(());
            },
        )
    };
    let row = |line: &ApiKeyLine| {
        html! {
            <li class="row plain">
                <div>
                    { &line.label }
                    if kinds.len() > 1 {
                        <small>{ words.say(label::api_key_kind(line.kind)) }</small>
                    }
                    <small class="number">{ words.day_of(line.created_at) }</small>
                </div>
                <button type="button" class="link" onclick={question.ask(line)}>{ words.say(say::REVOKE) }</button>
            </li>
        }
    };
    let choice = |kind: &ApiKeyKind| {
        let name = words.say(label::api_key_kind(*kind));
        (kind.as_str().into(), AttrValue::Static(name))
    };
    let choices: Vec<_> = kinds.iter().map(choice).collect();
    html! {
        <section class="card stack">
            <h2>{ words.say(say::KEYS) }</h2>
            <p class="hint">{ words.say(say::KEYS_HINT) }</p>
            <ProblemNote problem={question.problem()} />
            if props.home.api_keys.is_empty() {
                <p class="quiet">{ words.say(say::KEYS_EMPTY) }</p>
            } else {
                <ul class="rows">{ for props.home.api_keys.iter().map(row) }</ul>
            }
            if let Some(key) = &*made {
                <div class="note soon" role="status"><p><b>{ words.say(say::KEY_ONCE) }</b></p><p><code id="api-key" class="secret">{ key }</code></p></div>
            }
            <form class="form" novalidate=true onsubmit={create}>
                <ErrorSummary errors={form.errors(words)} />
                <ProblemNote problem={(*problem).clone()} />
                <TextField bound={form.text("label", words, |typed| &mut typed.label)} label={words.say(say::KEY_LABEL)} />
                if kinds.len() > 1 {
                    <Select bound={form.text("kind", words, |typed| &mut typed.kind)} choices={choices} label={words.say(say::KEY_KIND)}
                        hint={Html::from(words.say(say::KEY_KIND_HINT))} />
                }
                <div class="buttons"><Submit text={words.say(say::CREATE_KEY)} busy={*busy} /></div>
            </form>
            if let Some(line) = question.asked() {
                <Confirm id="revoke" title={words.say(say::REVOKE)} action={words.say(say::REVOKE)} danger=true busy={question.is_busy()} yes={revoke} no={question.no()}>
                    <p>{ words.fill(say::REVOKE_ASK, &[("label", &line.label)]) }</p>
                </Confirm>
            }
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::rejection::Code;

    #[test]
    fn what_a_key_is_for_is_asked_for_and_ends_at_its_limit() {
        let code = |length: usize| {
            let typed = NewKey {
                label: "鍵".repeat(length),
                ..NewKey::default()
            };
            let found = wrong(&typed).pop();
            found.map(|problem| problem.rejection.code)
        };
        assert_eq!(code(0), Some(Code::Required));
        assert_eq!(code(API_KEY_LABEL_MAX), None);
        assert_eq!(code(API_KEY_LABEL_MAX + 1), Some(Code::TooLong));
    }
}
