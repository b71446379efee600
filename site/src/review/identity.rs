//! 本人確認が要る登録: two registrations with one number, or one whose doctor sent the licence
//! (domain.md, identity assurance).

use api::{
    ListIdentityClaims, NoPath, SettleIdentityClaim, ViewIdentityDocument,
    applications::{DocumentAddress, EvidenceView},
    problem::Problem,
    review::{ClaimDocumentPath, ClaimPath, ClaimantView, IdentityClaim, Settlement},
};
use domain::label;
use domain::rejection::{Code, FieldProblem};
use yew::prelude::*;

use super::case::viewer;
use crate::markup::{component, html};

use crate::client;
use crate::form::use_form;
use crate::load::use_load;
use crate::text::review as say;
use crate::ui::{Page, ProblemNote, TextField, say_aloud};
use crate::words::{Words, use_words};

/// The page.
#[component]
pub fn IdentityPage() -> Html {
    let words = use_words();
    let load = use_load::<ListIdentityClaims>(client::address::<ListIdentityClaims>(&NoPath {}));
    let again = load.again.clone();
    html! {
        <Page title={words.say(say::IDENTITY)}>
            <p>{ words.say(say::IDENTITY_LEAD) }</p>
            { load.draw(|queue| html! {
                if queue.claims.is_empty() {
                    <section class="card"><p>{ words.say(say::IDENTITY_EMPTY) }</p></section>
                } else {
                    { for queue.claims.iter().map(|claim| html! { <Claim key={claim.id.clone()} claim={claim.clone()} decided={again.clone()} /> }) }
                }
            }) }
        </Page>
    }
}

#[derive(Properties)]
struct ClaimProps {
    claim: IdentityClaim,
    decided: Callback<()>,
}

impl PartialEq for ClaimProps {
    fn eq(&self, other: &Self) -> bool {
        self.claim.id == other.claim.id
    }
}

#[component]
fn Claim(props: &ClaimProps) -> Html {
    let words = use_words();
    let claim = &props.claim;
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let shown = use_state(|| None::<DocumentAddress>);
    let form = use_form(String::new, |compared: &String| {
        let empty = compared.trim().is_empty();
        empty
            .then(|| FieldProblem::new("compared", Code::Required))
            .into_iter()
            .collect()
    });
    let settle = |claimant_is_doctor: bool| {
        let (form, busy, problem, decided) = (
            form.clone(),
            busy.clone(),
            problem.clone(),
            props.decided.clone(),
        );
        let path = ClaimPath {
            claim: claim.id.clone(),
        };
        Callback::from(move |_: MouseEvent| {
            let Some((compared, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (path, form, busy, problem, decided) = (
                path.clone(),
                form.clone(),
                busy.clone(),
                problem.clone(),
                decided.clone(),
            );
            yew::platform::spawn_local(async move {
                let body = Settlement {
                    claimant_is_doctor,
                    compared,
                };
                let answer = client::call::<SettleIdentityClaim>(&path, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(_) => {
                        say_aloud(words.say(say::SETTLED));
                        decided.emit(());
                    }
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let show = {
        let (shown, problem, claim) = (shown.clone(), problem.clone(), claim.id.clone());
        Callback::from(move |evidence: domain::id::EvidenceId| {
            let path = ClaimDocumentPath {
                claim: claim.clone(),
                evidence,
            };
            let address = client::address::<ViewIdentityDocument>(&path);
            let (shown, problem) = (shown.clone(), problem.clone());
            yew::platform::spawn_local(async move {
                match client::get::<ViewIdentityDocument>(&address).await {
                    Ok(found) => {
                        problem.set(None);
                        shown.set(Some(found));
                    }
                    Err(failed) => problem.set(Some(failed)),
                }
            });
        })
    };
    let (is_doctor, is_not) = match claim.holder {
        Some(_) => (say::IS_DOCTOR, say::IS_NOT),
        None => (say::IS_CONFIRMED, say::IS_UNCONFIRMED),
    };
    html! {
        <section class="card stack">
            <h2>{ words.say(say::NUMBER) }{ " " }<span class="number">{ claim.register_number.to_string() }</span></h2>
            if let Some(holder) = &claim.holder {
                <div class="two even">
                    { person(words, say::HOLDER, holder, &show) }
                    { person(words, say::CLAIMANT, &claim.claimant, &show) }
                </div>
            } else {
                { person(words, say::REGISTERED_AS, &claim.claimant, &show) }
            }
            if let Some(document) = &*shown { { viewer(words, document) } }
            <TextField bound={form.text("compared", words, |compared| compared)} label={words.say(say::COMPARED)}
                hint={Html::from(words.say(say::COMPARED_HINT))} />
            <ProblemNote problem={(*problem).clone()} />
            <div class="buttons">
                <button type="button" class="button" disabled={*busy} onclick={settle(true)}>{ words.say(is_doctor) }</button>
                <button type="button" class="button danger" disabled={*busy} onclick={settle(false)}>{ words.say(is_not) }</button>
            </div>
        </section>
    }
}

/// One side of a claim, with what it sent; each look is written down by the server.
fn person(
    words: Words,
    title: label::Label,
    view: &ClaimantView,
    show: &Callback<domain::id::EvidenceId>,
) -> Html {
    let document = |one: &EvidenceView| {
        let id = one.id.clone();
        let look = show.reform(move |_: MouseEvent| id.clone());
        html! {
            <li><button type="button" class="chip" onclick={look}>
                { words.say(label::evidence_kind(one.kind)) }{ words.colon() }{ &one.file_name }
            </button></li>
        }
    };
    html! {
        <div>
            <h3>{ words.say(title) }</h3>
            <dl>
                <dt>{ words.say(say::APPLICANT) }</dt><dd>{ &view.name }</dd>
                <dt>{ words.say(say::KANA) }</dt><dd>{ &view.kana }</dd>
                <dt>{ words.say(say::BORN) }</dt><dd>{ words.day(view.birth_date) }</dd>
                <dt>{ words.say(say::REGISTERED) }</dt><dd>{ words.day(view.register_date) }</dd>
            </dl>
            if view.documents.is_empty() {
                <p class="quiet">{ words.say(say::NO_EVIDENCE) }</p>
            } else {
                <ul class="chips bare">{ for view.documents.iter().map(document) }</ul>
            }
        </div>
    }
}
