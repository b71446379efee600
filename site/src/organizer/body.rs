//! 担当者・連携: own staff and API keys (features.md #123).

use std::rc::Rc;

use api::{
    CreateApiKey, InviteStaff, ListAssociations, NoBody, NoPath, ReadOrganizer, RevokeApiKey,
    organizers::{ApiKeyForm, ApiKeyLine, ApiKeyPath, InvitationForm, OrganizerHome},
    problem::Problem,
    reference::AssociationFilter,
};
use domain::{
    association::{AssociationId, Tier},
    contact::{EmailAddress, PrefectureCode},
    rejection::{Code, FieldProblem},
};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::form::{Bound, use_form};
use crate::load::use_load;
use crate::register::address::prefecture_name;
use crate::session::{SignIn, use_session};
use crate::text::organizer as say;
use crate::ui::{Confirm, ErrorSummary, Page, ProblemNote, Select, Submit, TextField, say_aloud};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn BodyPage() -> Html {
    let words = use_words();
    let load = use_load::<ReadOrganizer>(client::address::<ReadOrganizer>(&NoPath {}));
    let again = load.again.clone();
    html! {
        <Page title={words.say(say::BODY)}>
            { load.draw(|home| html! {
                <div class="two even">
                    <section class="card stack">
                        <h2>{ words.say(say::STAFF) }</h2>
                        <ul class="rows">{ for home.staff.iter().map(|one| html! {
                            <li class="row plain"><span>{ &one.name }</span><span class="number">{ words.day_of(one.since) }</span></li>
                        }) }</ul>
                        <Invite />
                    </section>
                    <Keys home={Rc::clone(home)} changed={again} />
                </div>
            }) }
        </Page>
    }
}

/// An invitation as typed: whom, and for which association; empty is the own body.
#[derive(Clone, Default)]
struct Invitation {
    email: String,
    association: String,
}

#[component]
fn Invite() -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let form = use_form(Invitation::default, |typed: &Invitation| {
        EmailAddress::parse(&typed.email)
            .err()
            .map(|rejection| FieldProblem::new("email", rejection))
            .into_iter()
            .collect()
    });
    let submit = {
        let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem) = (form.clone(), busy.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                let body = InvitationForm {
                    email: typed.email,
                    association: AssociationId::parse(&typed.association).ok(),
                };
                let answer = client::call::<InviteStaff>(&NoPath {}, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(invited) => {
                        form.reset(Invitation::default());
                        problem.set(None);
                        say_aloud(words.fill(say::INVITED, &[("hours", &invited.valid_hours)]));
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let bound = form.text("association", words, |typed| &mut typed.association);
    html! {
        <form class="form" novalidate=true onsubmit={submit}>
            <ErrorSummary errors={form.errors(words)} />
            <ProblemNote problem={(*problem).clone()} />
            <TextField bound={form.text("email", words, |typed| &mut typed.email)} label={words.say(say::INVITE)} kind="email"
                hint={Html::from(words.say(say::INVITE_HINT))} />
            <Below {bound} />
            <div class="buttons"><Submit text={words.say(say::SEND_INVITATION)} busy={*busy} /></div>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct BelowProps {
    bound: Bound,
}

/// For officers with associations directly below: for which of them, or for the own.
#[component]
fn Below(props: &BelowProps) -> Html {
    let words = use_words();
    let SignIn::Somebody(view) = use_session().sign_in else {
        return html! {};
    };
    let own = view.body.as_ref().and_then(|body| body.association.clone());
    let bound = props.bound.clone();
    match own.as_ref().map(|own| (own.tier(), own.prefecture())) {
        Some((Tier::National, _)) => {
            let prefectures = PrefectureCode::all().map(|code| {
                let id = AssociationId::prefectural(code);
                let name = prefecture_name(code, words.language);
                (id.to_string().into(), AttrValue::Static(name))
            });
            invited_for(bound, prefectures.collect(), words)
        }
        Some((Tier::Prefectural, Some(prefecture))) => {
            html! { <Districts {prefecture} {bound} /> }
        }
        _ => html! {},
    }
}

#[derive(Properties, PartialEq)]
struct DistrictsProps {
    prefecture: PrefectureCode,
    bound: Bound,
}

/// The districts of a prefecture.
#[component]
fn Districts(props: &DistrictsProps) -> Html {
    let words = use_words();
    let filter = AssociationFilter {
        prefecture: props.prefecture,
    };
    let address = client::address_with::<ListAssociations>(&NoPath {}, &filter);
    let load = use_load::<ListAssociations>(address);
    load.draw(|list| {
        let districts = list
            .associations
            .iter()
            .filter(|one| one.tier == Tier::District);
        let choices = districts.map(|one| (one.id.to_string().into(), one.name.clone().into()));
        invited_for(props.bound.clone(), choices.collect(), words)
    })
}

fn invited_for(bound: Bound, choices: Vec<(AttrValue, AttrValue)>, words: Words) -> Html {
    html! {
        <Select {bound} {choices} required=false label={words.say(say::INVITE_FOR)}
            hint={Html::from(words.say(say::INVITE_FOR_HINT))} />
    }
}

#[derive(Properties)]
struct KeysProps {
    home: Rc<OrganizerHome>,
    changed: Callback<()>,
}

impl PartialEq for KeysProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.home, &other.home)
    }
}

#[component]
fn Keys(props: &KeysProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let made = use_state(|| None::<String>);
    let asked = use_state(|| None::<ApiKeyLine>);
    let form = use_form(String::new, |label: &String| {
        let wrong = label.trim().is_empty() || label.chars().count() > 40;
        wrong
            .then(|| FieldProblem::new("label", Code::Required))
            .into_iter()
            .collect()
    });
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
            let Some((label, key)) = form.submit().filter(|_| !*busy) else {
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
                let answer =
                    client::call::<CreateApiKey>(&NoPath {}, &ApiKeyForm { label }, &key).await;
                busy.set(false);
                match answer {
                    Ok(created) => {
                        form.reset(String::new());
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
        let (asked, problem, changed) = (asked.clone(), problem.clone(), props.changed.clone());
        Callback::from(move |()| {
            let Some(line) = (*asked).clone() else {
                return;
            };
            let (asked, problem, changed) = (asked.clone(), problem.clone(), changed.clone());
            yew::platform::spawn_local(async move {
                let path = ApiKeyPath { key: line.id };
                let answer =
                    client::call::<RevokeApiKey>(&path, &NoBody {}, &browser::new_key()).await;
                asked.set(None);
                match answer {
                    Ok(_) => {
                        say_aloud(words.say(say::REVOKED));
                        changed.emit(());
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let close = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(None))
    };
    let row = |line: &ApiKeyLine| {
        let (asked, line_) = (asked.clone(), line.clone());
        let ask = Callback::from(move |_: MouseEvent| asked.set(Some(line_.clone())));
        html! {
            <li class="row plain">
                <div>{ &line.label }<small class="number">{ words.day_of(line.created_at) }</small></div>
                <button type="button" class="link" onclick={ask}>{ words.say(say::REVOKE) }</button>
            </li>
        }
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::KEYS) }</h2>
            <p class="hint">{ words.say(say::KEYS_HINT) }</p>
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
                <TextField bound={form.text("label", words, |label| label)} label={words.say(say::KEY_LABEL)} />
                <div class="buttons"><Submit text={words.say(say::CREATE_KEY)} busy={*busy} /></div>
            </form>
            if let Some(line) = &*asked {
                <Confirm id="revoke" title={words.say(say::REVOKE)} action={words.say(say::REVOKE)} danger=true yes={revoke} no={close}>
                    <p>{ words.fill(say::REVOKE_ASK, &[("label", &line.label)]) }</p>
                </Confirm>
            }
        </section>
    }
}
