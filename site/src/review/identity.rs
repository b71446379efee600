//! 本人確認が要る登録: two registrations with one number (domain.md, identity assurance).

use api::{
    ListIdentityClaims, NoPath, SettleIdentityClaim,
    problem::Problem,
    review::{ClaimPath, ClaimantView, IdentityClaim, Settlement},
};
use domain::rejection::{Code, FieldProblem};
use yew::prelude::*;

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
    html! {
        <section class="card stack">
            <h2>{ words.say(say::NUMBER) }{ " " }<span class="number">{ claim.register_number.to_string() }</span></h2>
            <div class="two even">
                { person(words, say::HOLDER, claim.holder.as_ref()) }
                { person(words, say::CLAIMANT, Some(&claim.claimant)) }
            </div>
            <TextField bound={form.text("compared", words, |compared| compared)} label={words.say(say::COMPARED)}
                hint={Html::from(words.say(say::COMPARED_HINT))} />
            <ProblemNote problem={(*problem).clone()} />
            <div class="buttons">
                <button type="button" class="button" disabled={*busy} onclick={settle(true)}>{ words.say(say::IS_DOCTOR) }</button>
                <button type="button" class="button danger" disabled={*busy} onclick={settle(false)}>{ words.say(say::IS_NOT) }</button>
            </div>
        </section>
    }
}

fn person(words: Words, title: domain::label::Label, view: Option<&ClaimantView>) -> Html {
    html! {
        <div>
            <h3>{ words.say(title) }</h3>
            if let Some(view) = view {
                <dl>
                    <dt>{ words.say(say::APPLICANT) }</dt><dd>{ &view.name }</dd>
                    <dt>{ words.say(say::KANA) }</dt><dd>{ &view.kana }</dd>
                    <dt>{ words.say(say::BORN) }</dt><dd>{ words.day(view.birth_date) }</dd>
                    <dt>{ words.say(say::REGISTERED) }</dt><dd>{ words.day(view.register_date) }</dd>
                </dl>
            } else {
                <p class="quiet">{ words.say(say::NO_HOLDER) }</p>
            }
        </div>
    }
}
