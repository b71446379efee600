//! ログイン (features.md #1): the page, and the dialog over a page whose sign-in has ended.
//!
//! The form stands in the prerendered page before the application arrives; what was typed (and
//! sent) there is taken over.

use std::cell::RefCell;

use api::identity::{Credentials, SignInView};
use api::problem::Problem;
use domain::rejection::{Code, FieldProblem};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::markup::{component, html};

use crate::form::use_form;
use crate::frame::Here;
use crate::notices::Notices;
use crate::route::Route;
use crate::session::{self, SignIn, use_session};
use crate::text::sign_in as say;
use crate::ui::{Dialog, ErrorSummary, Page, PasswordField, ProblemNote, Submit, TextField};
use crate::words::use_words;
use crate::{browser, client};

const LOGIN: &str = "login";
const PASSWORD: &str = "password";

#[derive(Clone, Default)]
struct Early {
    login: String,
    password: String,
    sent: bool,
    focused: Option<String>,
}

thread_local! {
    static EARLY: RefCell<Option<Early>> = const { RefCell::new(None) };
}

/// Takes what was typed into the prerendered form, before it is drawn over.
pub fn keep_what_was_typed_early() {
    let document = browser::document();
    let value = |id: &str| {
        let element = document.get_element_by_id(id)?;
        Some(element.dyn_into::<HtmlInputElement>().ok()?.value())
    };
    let (Some(login), Some(password)) = (value(LOGIN), value(PASSWORD)) else {
        return;
    };
    let form = document.query_selector("form[data-early]").ok().flatten();
    let sent = form
        .and_then(|form| form.dyn_into::<HtmlElement>().ok())
        .is_some_and(|form| form.get_attribute("data-early").as_deref() == Some("sent"));
    let focused = document
        .active_element()
        .map(|element| element.id())
        .filter(|id| !id.is_empty());
    EARLY.replace(Some(Early {
        login,
        password,
        sent,
        focused,
    }));
}

fn check(credentials: &Credentials) -> Vec<FieldProblem> {
    [
        (LOGIN, &credentials.login),
        (PASSWORD, &credentials.password),
    ]
    .into_iter()
    .filter(|(_, value)| value.trim().is_empty())
    .map(|(field, _)| FieldProblem::new(field, Code::Required))
    .collect()
}

#[derive(Properties, PartialEq)]
struct SignInFormProps {
    done: Callback<SignInView>,
    #[prop_or_default]
    children: Html,
}

/// ログインID and パスワード.
#[component]
fn SignInForm(props: &SignInFormProps) -> Html {
    let words = use_words();
    let early = use_mut_ref(|| EARLY.take());
    let form = use_form(
        || {
            let early = early.borrow().clone().unwrap_or_default();
            Credentials {
                login: early.login,
                password: early.password,
            }
        },
        check,
    );
    let problem = use_state(|| None::<Problem>);
    let busy = use_state(|| false);

    let send = {
        let (form, problem, busy, done) = (
            form.clone(),
            problem.clone(),
            busy.clone(),
            props.done.clone(),
        );
        Callback::from(move |()| {
            if *busy {
                return;
            }
            problem.set(None);
            let Some((credentials, key)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, problem, busy, done) =
                (form.clone(), problem.clone(), busy.clone(), done.clone());
            yew::platform::spawn_local(async move {
                match client::call::<api::SignIn>(&api::NoPath {}, &credentials, &key).await {
                    Ok(view) => done.emit(view),
                    Err(found) => {
                        form.refused(&found);
                        problem.set(Some(found));
                        browser::focus(PASSWORD);
                    }
                }
                busy.set(false);
            });
        })
    };
    {
        let send = send.clone();
        use_effect_with((), move |()| {
            if let Some(early) = early.take() {
                if let Some(id) = early.focused {
                    browser::focus(&id);
                }
                if early.sent {
                    send.emit(());
                }
            }
        });
    }
    let submit = send.reform(|event: SubmitEvent| event.prevent_default());
    let name = Callback::from(move |path: AttrValue| {
        AttrValue::Static(words.say(if path == LOGIN {
            say::LOGIN_ID
        } else {
            say::PASSWORD
        }))
    });
    html! {
        <form class="form" onsubmit={submit} novalidate=true>
            <ErrorSummary errors={form.errors(words)} name={name} />
            <ProblemNote problem={(*problem).clone()} />
            <TextField bound={form.text(LOGIN, words, |form| &mut form.login)} label={words.say(say::LOGIN_ID)}
                hint={Html::from(words.say(say::LOGIN_HINT))} autocomplete="username" />
            <PasswordField bound={form.text(PASSWORD, words, |form| &mut form.password)}
                label={words.say(say::PASSWORD)} autocomplete="current-password" />
            <div class="buttons">
                <Submit text={words.say(say::SIGN_IN)} busy={*busy} />
                { props.children.clone() }
            </div>
        </form>
    }
}

/// ログイン.
#[component]
pub fn SignInPage() -> Html {
    let words = use_words();
    let session = use_session();
    let done = session.set.reform(Some);
    html! {
        <Page title={words.say(say::WELCOME)} aside={html! { <p>{ words.say(say::LEAD) }</p> }}>
            <Notices />
            <div class="two">
                <section class="card stack" aria-labelledby="sign-in-title">
                    <h2 id="sign-in-title">{ words.say(say::TITLE) }</h2>
                    <SignInForm {done} />
                </section>
                <div class="stack">
                    <section class="card stack">
                        <h2>{ words.say(say::NOT_REGISTERED) }</h2>
                        <p>{ words.say(say::NOT_REGISTERED_TEXT) }</p>
                        <p><Here to={Route::Register} class="button quiet">{ words.say(say::REGISTER) }</Here></p>
                    </section>
                    <section class="card stack">
                        <h2>{ words.say(say::CATALOGUE) }</h2>
                        <p><Here to={Route::Catalogue}>{ words.say(say::CATALOGUE_LINK) }</Here></p>
                    </section>
                    <section class="card stack">
                        <h2>{ words.say(say::ORGANIZER) }</h2>
                        <p><Here to={Route::ApplyAsOrganizer}>{ words.say(say::ORGANIZER_LINK) }</Here></p>
                    </section>
                    <p class="small quiet">{ words.say(say::CHECK_CERTIFICATE) }</p>
                </div>
            </div>
        </Page>
    }
}

/// Asks for the password again, over the page, when a sign-in has ended.
#[component]
pub fn SignInAgain() -> Html {
    let words = use_words();
    let session = use_session();
    let open = use_state(|| false);
    {
        let open = open.clone();
        use_effect_with((), move |()| {
            session::answer_by(Some(Callback::from(move |()| open.set(true))));
            || session::answer_by(None)
        });
    }
    if !*open {
        return html! {};
    }
    let done = {
        let (open, session) = (open.clone(), session.clone());
        Callback::from(move |view: SignInView| {
            open.set(false);
            let same = match &session.sign_in {
                SignIn::Somebody(old) => old.login_id == view.login_id,
                _ => true,
            };
            if same {
                session.set.emit(Some(view));
                session::settle(true);
            } else {
                // Somebody else: the page and what stands in it are not theirs.
                session::settle(false);
                browser::go_to("/");
            }
        })
    };
    let close = {
        let (open, session) = (open.clone(), session.clone());
        Callback::from(move |()| {
            open.set(false);
            session::settle(false);
            let _ = &session;
        })
    };
    html! {
        <Dialog id="sign-in-again" title={words.say(say::AGAIN_TITLE)} close={close.clone()}>
            <div class="stack">
                <p>{ words.say(say::AGAIN_TEXT) }</p>
                <SignInForm {done}>
                    <button type="button" class="button quiet" onclick={close.reform(|_: MouseEvent| ())}>
                        { words.say(crate::text::frame::BACK) }
                    </button>
                </SignInForm>
            </div>
        </Dialog>
    }
}
