//! 担当者・連携: own staff, beside the API keys (features.md #123).

use std::rc::Rc;

use api::{
    InviteStaff, ListAssociations, NoPath, ReadOrganizer, organizers::InvitationForm,
    problem::Problem, reference::AssociationFilter,
};
use domain::{
    association::{AssociationId, Tier},
    contact::{EmailAddress, PrefectureCode},
    rejection::FieldProblem,
};
use yew::prelude::*;

use super::keys::Keys;
use crate::client;
use crate::form::{Bound, use_form};
use crate::load::use_load;
use crate::markup::{component, html};
use crate::register::address::prefecture_name;
use crate::session::{SignIn, use_session};
use crate::text::organizer as say;
use crate::ui::{ErrorSummary, Page, ProblemNote, Select, Submit, TextField, say_aloud};
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
