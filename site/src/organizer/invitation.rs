//! The link of an invitation: the invited person chooses name, ID and password.

use api::{
    AcceptInvitation, NoPath, OpenInvitation,
    identity::LinkSecret,
    organizers::{InvitationAcceptance, InvitationOpened},
    problem::Problem,
};
use domain::{
    contact::free_text,
    login::{LoginId, check_password},
    organizer::STAFF_NAME_MAX,
    register_number::MedicalRegisterNumber,
    rejection::FieldProblem,
};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::browser;
use crate::client;
use crate::form::use_form;
use crate::frame::Here;
use crate::route::Route;
use crate::text::organizer as say;
use crate::ui::{ErrorSummary, Page, PasswordField, ProblemNote, Submit, TextField, Waiting};
use crate::words::use_words;

const PAGE: &str = "invitation";

/// What is typed; never kept.
#[derive(Clone, Default)]
struct Typed {
    name: String,
    register_number: String,
    login_id: String,
    password: String,
}

fn check(typed: &Typed) -> Vec<FieldProblem> {
    let name = free_text(&typed.name, STAFF_NAME_MAX)
        .err()
        .map(|rejection| FieldProblem::new("name", rejection));
    let login = LoginId::parse(&typed.login_id)
        .err()
        .map(|rejection| FieldProblem::new("login_id", rejection));
    let password = check_password(&typed.password, &typed.login_id)
        .err()
        .map(|rejection| FieldProblem::new("password", rejection));
    let number = Some(&typed.register_number)
        .filter(|text| !text.trim().is_empty())
        .and_then(|text| MedicalRegisterNumber::parse(text).err())
        .map(|rejection| FieldProblem::new("register_number", rejection));
    [name, number, login, password]
        .into_iter()
        .flatten()
        .collect()
}

/// The page.
#[component]
pub fn InvitationPage() -> Html {
    let words = use_words();
    let secret = use_state(|| browser::link_secret(PAGE));
    let opened = use_state(|| None::<Result<InvitationOpened, Problem>>);
    let done = use_state(|| false);
    {
        let opened = opened.clone();
        use_effect_with((*secret).clone(), move |secret| {
            if let Some(secret) = secret.clone() {
                yew::platform::spawn_local(async move {
                    let body = LinkSecret { secret };
                    opened.set(Some(
                        client::call::<OpenInvitation>(&NoPath {}, &body, &browser::new_key())
                            .await,
                    ));
                });
            }
        });
    }
    let finish = {
        let done = done.clone();
        Callback::from(move |()| {
            browser::keep(&["secret:", PAGE].concat(), None);
            done.set(true);
        })
    };
    html! {
        <Page title={words.say(say::INVITATION)} narrow=true>
            <section class="card stack">
                if *done {
                    <p class="note met" role="status">{ words.say(say::INVITATION_DONE) }</p>
                    <p><Here to={Route::Start} class="button">{ words.say(say::TO_SIGN_IN) }</Here></p>
                } else if let Some(secret) = &*secret {
                    { match &*opened {
                        None => html! { <Waiting /> },
                        Some(Err(problem)) => html! { <ProblemNote problem={problem.clone()} /> },
                        Some(Ok(invitation)) => html! {
                            <>
                                <p>{ words.fill(say::INVITATION_FOR, &[("body", &invitation.body.name), ("email", &invitation.email)]) }</p>
                                <Accept secret={secret.clone()} officer={invitation.body.association.is_some()} done={finish} />
                            </>
                        },
                    } }
                } else {
                    <p class="note">{ words.say(say::LINK_NEEDED) }</p>
                }
            </section>
        </Page>
    }
}

#[derive(Properties, PartialEq, Clone)]
struct AcceptProps {
    secret: String,
    /// Staff of an association: they decide on doctors.
    officer: bool,
    done: Callback<()>,
}

#[component]
fn Accept(props: &AcceptProps) -> Html {
    let words = use_words();
    let busy = use_state(|| false);
    let problem = use_state(|| None::<Problem>);
    let form = use_form(Typed::default, check);
    let submit = {
        let (form, busy, problem, props) =
            (form.clone(), busy.clone(), problem.clone(), props.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some((typed, key)) = form.submit().filter(|_| !*busy) else {
                return;
            };
            busy.set(true);
            let (form, busy, problem, props) =
                (form.clone(), busy.clone(), problem.clone(), props.clone());
            yew::platform::spawn_local(async move {
                let body = InvitationAcceptance {
                    secret: props.secret.clone(),
                    name: typed.name,
                    register_number: typed.register_number,
                    login_id: typed.login_id,
                    password: typed.password,
                };
                let answer = client::call::<AcceptInvitation>(&NoPath {}, &body, &key).await;
                busy.set(false);
                match answer {
                    Ok(_) => props.done.emit(()),
                    Err(failed) => {
                        form.refused(&failed);
                        problem.set(Some(failed));
                    }
                }
            });
        })
    };
    let name = Callback::from(move |path: AttrValue| {
        AttrValue::Static(words.say(match &*path {
            "name" => say::INVITATION_NAME,
            "register_number" => say::INVITATION_NUMBER,
            "login_id" => say::LOGIN_ID,
            _ => say::PASSWORD,
        }))
    });
    html! {
        <form class="form" novalidate=true onsubmit={submit}>
            <ErrorSummary errors={form.errors(words)} {name} />
            <ProblemNote problem={(*problem).clone()} />
            <TextField bound={form.text("name", words, |f| &mut f.name)} label={words.say(say::INVITATION_NAME)} autocomplete="name" />
            if props.officer {
                <TextField bound={form.text("register_number", words, |f| &mut f.register_number)} label={words.say(say::INVITATION_NUMBER)}
                    hint={Html::from(words.say(say::INVITATION_NUMBER_HINT))} required=false inputmode="numeric" width="w-s" />
            }
            <TextField bound={form.text("login_id", words, |f| &mut f.login_id)} label={words.say(say::LOGIN_ID)}
                hint={Html::from(words.say(say::LOGIN_ID_HINT))} autocomplete="username" />
            <PasswordField bound={form.text("password", words, |f| &mut f.password)} label={words.say(say::PASSWORD)}
                hint={Html::from(words.say(say::PASSWORD_HINT))} autocomplete="new-password" />
            <div class="buttons"><Submit text={words.say(say::INVITATION_SUBMIT)} busy={*busy} /></div>
        </form>
    }
}
