//! Opened by the mail's link: the form with its draft, the confirmation, the end (features.md #11,
//! #14–#31).
//!
//! What is typed is kept in the tab at once and on the server soon after, never the password.

use std::rc::Rc;

use api::identity::{LinkSecret, RegistrationCompletion, RegistrationDraft, RegistrationOpened};
use api::problem::Problem;
use domain::login::Password;
use domain::registration::{Registration, RegistrationForm};
use domain::rejection::FieldProblem;
use yew::prelude::*;

use crate::markup::{component, html};

use super::confirm::Confirmation;
use super::fields::Fields;
use super::{Steps, forget_link, names};
use crate::form::use_form;
use crate::frame::Here;
use crate::route::Route;
use crate::text::registration as say;
use crate::ui::{ErrorSummary, Page, ProblemNote, Submit, Waiting};
use crate::words::use_words;
use crate::{browser, client, draft};

/// Under this name the tab keeps what was typed.
pub const TYPED: &str = "registration";
/// How long after the last change the draft is sent, milliseconds.
const DRAFT_AFTER: i32 = 3_000;

/// The form, and apart from it the password, which is kept nowhere.
#[derive(Clone, Default, PartialEq)]
pub struct Typed {
    /// Without the password.
    pub form: RegistrationForm,
    /// パスワード
    pub password: String,
}

impl Typed {
    fn whole(&self) -> RegistrationForm {
        RegistrationForm {
            password: Password::new(&*self.password),
            ..self.form.clone()
        }
    }

    fn check(&self) -> Result<Registration, Vec<FieldProblem>> {
        self.whole().check(browser::today())
    }
}

#[derive(Properties, PartialEq)]
pub struct CompleteProps {
    pub secret: String,
    /// Starts over without the link.
    pub forget: Callback<()>,
}

/// Opens the link, then shows the form.
#[component]
pub fn Complete(props: &CompleteProps) -> Html {
    let words = use_words();
    let opened = use_state(|| None::<Result<Rc<RegistrationOpened>, Problem>>);
    {
        let opened = opened.clone();
        use_effect_with(props.secret.clone(), move |secret| {
            let link = LinkSecret {
                secret: secret.clone(),
            };
            yew::platform::spawn_local(async move {
                let answer = client::call::<api::OpenRegistration>(
                    &api::NoPath {},
                    &link,
                    &browser::new_key(),
                )
                .await;
                opened.set(Some(answer.map(Rc::new)));
            });
        });
    }
    match &*opened {
        None => html! { <Page title={words.say(say::FORM_TITLE)} narrow=true><Waiting /></Page> },
        Some(Err(problem)) => html! {
            <Page key="expired" title={words.say(say::EXPIRED_TITLE)} narrow=true>
                <ProblemNote problem={problem.clone()} />
                <p>{ words.say(say::EXPIRED_TEXT) }</p>
                <div class="buttons">
                    <button type="button" class="button" onclick={props.forget.reform(|_| ())}>{ words.say(say::START_AGAIN) }</button>
                    <Here to={Route::Start} class="button quiet">{ words.say(say::BACK_TO_SIGN_IN) }</Here>
                </div>
            </Page>
        },
        Some(Ok(opened)) => {
            html! { <Filling secret={props.secret.clone()} opened={Rc::clone(opened)} /> }
        }
    }
}

#[derive(Properties)]
struct FillingProps {
    secret: String,
    opened: Rc<RegistrationOpened>,
}

impl PartialEq for FillingProps {
    fn eq(&self, other: &Self) -> bool {
        self.secret == other.secret && Rc::ptr_eq(&self.opened, &other.opened)
    }
}

/// Form, confirmation, end.
#[component]
fn Filling(props: &FillingProps) -> Html {
    let words = use_words();
    let form = use_form(
        || resume(&props.opened),
        |typed: &Typed| typed.check().err().unwrap_or_default(),
    );
    let checked = use_state(|| None::<(Registration, String)>);
    let done = use_state(|| None::<String>);
    let problem = use_state(|| None::<Problem>);
    let busy = use_state(|| false);
    let saved = use_draft(&props.secret, form.value().form, done.is_some());

    let go_on = {
        let (form, checked, problem) = (form.clone(), checked.clone(), problem.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            problem.set(None);
            let Some((typed, key)) = form.submit() else {
                return;
            };
            if let Ok(registration) = typed.check() {
                checked.set(Some((registration, key)));
            }
        })
    };
    let back = {
        let checked = checked.clone();
        Callback::from(move |()| checked.set(None))
    };
    let register = {
        let (form, checked, done) = (form.clone(), checked.clone(), done.clone());
        let (problem, busy, secret) = (problem.clone(), busy.clone(), props.secret.clone());
        Callback::from(move |()| {
            let Some((_, key)) = (*checked).clone() else {
                return;
            };
            if *busy {
                return;
            }
            busy.set(true);
            problem.set(None);
            let body = RegistrationCompletion {
                secret: secret.clone(),
                form: form.value().whole(),
            };
            let (form, checked, done) = (form.clone(), checked.clone(), done.clone());
            let (problem, busy) = (problem.clone(), busy.clone());
            yew::platform::spawn_local(async move {
                match client::call::<api::CompleteRegistration>(&api::NoPath {}, &body, &key).await
                {
                    Ok(completed) => {
                        forget_link();
                        form.reset(Typed::default());
                        done.set(Some(completed.login_id));
                    }
                    Err(mut found) => {
                        if found.code == api::problem::ProblemKind::LoginIdTaken
                            && found.fields.is_empty()
                        {
                            found.fields.push(api::problem::FieldText {
                                field: "login_id".to_owned(),
                                code: found.code.code().to_owned(),
                                text: found.title.clone(),
                            });
                        }
                        let fields = !found.fields.is_empty();
                        if fields {
                            checked.set(None);
                        }
                        form.refused(&found);
                        problem.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };

    if let Some(login) = &*done {
        return html! { <Done login={login.clone()} /> };
    }
    if let Some((registration, _)) = &*checked {
        return html! {
            <Confirmation key="confirm" registration={registration.clone()} email={props.opened.email.clone()}
                problem={(*problem).clone()} busy={*busy} {back} yes={register} />
        };
    }
    let resumed = props.opened.form.is_some();
    let until = words.fill(
        say::LINK_UNTIL,
        &[("until", &props.opened.expires_at.shown_in_japan())],
    );
    let name = Callback::from(move |path: AttrValue| names::of(&path, words));
    html! {
        <Page key="form" title={words.say(say::FORM_TITLE)} narrow=true aside={html! { <p>{ &props.opened.email }</p> }}>
            <Steps at=2 />
            <p class="note">{ until }</p>
            if resumed { <p class="note met">{ words.say(say::RESUMED) }</p> }
            <form class="form" onsubmit={go_on} novalidate=true>
                <ErrorSummary errors={form.errors(words)} {name} />
                <ProblemNote problem={(*problem).clone()} />
                <Fields form={form.clone()} />
                <div class="buttons">
                    <Submit text={words.say(say::TO_CONFIRM)} busy=false />
                    if let Some(saved) = saved {
                        <p class="quiet small">{ words.fill(say::SAVED_AT, &[("time", &saved)]) }</p>
                    }
                </div>
            </form>
        </Page>
    }
}

/// What this tab kept, else what the server kept, else nothing.
fn resume(opened: &RegistrationOpened) -> Typed {
    Typed {
        form: draft::kept(TYPED)
            .or_else(|| opened.form.clone())
            .unwrap_or_default(),
        password: String::new(),
    }
}

/// Keeps the form in the tab at once, and on the server a while after the last change. Says when it
/// was last kept there.
#[hook]
fn use_draft(secret: &str, form: RegistrationForm, done: bool) -> Option<String> {
    let saved = use_state(|| None::<String>);
    let newest = use_mut_ref(|| 0_u32);
    let secret = secret.to_owned();
    let told = saved.clone();
    use_effect_with((form, done), move |(form, done)| {
        let number = {
            let mut newest = newest.borrow_mut();
            *newest += 1;
            *newest
        };
        // The first drawing changed nothing; the end has nothing left to keep.
        if *done || number == 1 {
            return;
        }
        let form = form.without_password();
        draft::keep(TYPED, &form);
        yew::platform::spawn_local(async move {
            browser::wait(DRAFT_AFTER).await;
            if *newest.borrow() != number {
                return;
            }
            let draft = RegistrationDraft { secret, form };
            // A draft that cannot be kept costs nothing: the tab has it.
            if let Ok(kept) = client::call::<api::SaveRegistrationDraft>(
                &api::NoPath {},
                &draft,
                &browser::new_key(),
            )
            .await
            {
                saved.set(Some(kept.saved_at.shown_in_japan()));
            }
        });
    });
    (*told).clone()
}

#[derive(Properties, PartialEq)]
struct DoneProps {
    login: String,
}

/// 登録完了.
#[component]
fn Done(props: &DoneProps) -> Html {
    let words = use_words();
    html! {
        <Page key="done" title={words.say(say::DONE_TITLE)} narrow=true>
            <Steps at=4 />
            <section class="card stack">
                <p><b>{ words.fill(say::DONE_TEXT, &[("login", &props.login)]) }</b></p>
                <p>{ words.say(say::DONE_MAIL) }</p>
                <p>{ words.say(say::DONE_IDENTITY) }</p>
                <p><Here to={Route::Start} class="button">{ words.say(say::BACK_TO_SIGN_IN) }</Here></p>
            </section>
        </Page>
    }
}
