//! Consents and e-mail, and what to do when the mail does not come (features.md #9, #10, #12).

use api::identity::{RegistrationStart, RegistrationStarted};
use api::problem::Problem;
use domain::contact::EmailAddress;
use domain::registration::{PRIVACY_VERSION, TERMS_VERSION};
use domain::rejection::{Code, FieldProblem, Problems};
use yew::prelude::*;

use crate::markup::{component, html};

use super::Steps;
use super::document::Document;
use crate::client;
use crate::form::{Form, use_form};
use crate::frame::Here;
use crate::route::Route;
use crate::text::registration as say;
use crate::ui::{Checkbox, ErrorSummary, Page, ProblemNote, Submit, TextField, say_aloud};
use crate::words::{Words, use_words};

fn check(start: &RegistrationStart) -> Vec<FieldProblem> {
    let mut problems = Problems::new();
    if !start.consented {
        problems.add("consented", Code::Required);
    }
    let first = problems.take("email", EmailAddress::parse(&start.email));
    let second = problems.take("email_again", EmailAddress::parse(&start.email_again));
    if let (Some(first), Some(second)) = (first, second)
        && first.folded() != second.folded()
    {
        problems.add("email_again", Code::EmailsDiffer);
    }
    problems.into_found()
}

fn name(path: &str, words: Words) -> AttrValue {
    AttrValue::Static(words.say(match path {
        "consented" => say::STEP_CONSENT,
        "email" => say::EMAIL,
        _ => say::EMAIL_AGAIN,
    }))
}

/// The first page, then the one after the mail was sent.
#[component]
pub fn Start() -> Html {
    let words = use_words();
    let form = use_form(
        || RegistrationStart {
            terms_version: TERMS_VERSION.to_owned(),
            privacy_version: PRIVACY_VERSION.to_owned(),
            ..RegistrationStart::default()
        },
        check,
    );
    let sent = use_state(|| None::<(String, RegistrationStarted)>);
    let problem = use_state(|| None::<Problem>);
    let busy = use_state(|| false);
    let send = {
        let (form, sent, problem, busy) =
            (form.clone(), sent.clone(), problem.clone(), busy.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *busy {
                return;
            }
            problem.set(None);
            let Some((start, _)) = form.submit() else {
                return;
            };
            busy.set(true);
            let (form, sent, problem, busy) =
                (form.clone(), sent.clone(), problem.clone(), busy.clone());
            yew::platform::spawn_local(async move {
                // Each press is a mail of its own: the key is never used twice.
                let key = crate::browser::new_key();
                match client::call::<api::StartRegistration>(&api::NoPath {}, &start, &key).await {
                    Ok(started) => {
                        if sent.is_some() {
                            say_aloud(words.say(say::SENT_AGAIN));
                        }
                        sent.set(Some((start.email, started)));
                    }
                    Err(found) => {
                        form.refused(&found);
                        problem.set(Some(found));
                    }
                }
                busy.set(false);
            });
        })
    };
    match &*sent {
        None => consent_page(words, &form, &problem, *busy, &send),
        Some((email, started)) => sent_page(words, &form, &problem, *busy, &send, email, started),
    }
}

fn email_fields(words: Words, form: &Form<RegistrationStart>) -> Html {
    html! {
        <>
            <TextField bound={form.text("email", words, |form| &mut form.email)} label={words.say(say::EMAIL)}
                hint={Html::from(words.say(say::EMAIL_HINT))} kind="email" autocomplete="email" inputmode="email" />
            <TextField bound={form.text("email_again", words, |form| &mut form.email_again)}
                label={words.say(say::EMAIL_AGAIN)} kind="email" autocomplete="email" inputmode="email" />
        </>
    }
}

fn summary(words: Words, form: &Form<RegistrationStart>) -> Html {
    let errors = form
        .errors(words)
        .into_iter()
        .map(|(path, text)| match &*path {
            "consented" => (path, AttrValue::Static(words.say(say::CONSENT_NEEDED))),
            _ => (path, text),
        });
    let name = Callback::from(move |path: AttrValue| name(&path, words));
    html! { <ErrorSummary errors={errors.collect::<Vec<_>>()} {name} /> }
}

fn consent_page(
    words: Words,
    form: &Form<RegistrationStart>,
    problem: &Option<Problem>,
    busy: bool,
    send: &Callback<SubmitEvent>,
) -> Html {
    let mut ticked = form.tick("consented", words, |form| &mut form.consented);
    ticked.error = ticked
        .error
        .map(|_| AttrValue::Static(words.say(say::CONSENT_NEEDED)));
    html! {
        <Page title={words.say(say::TITLE)} narrow=true aside={html! { <p>{ words.say(say::WHO) }</p> }}>
            <Steps at=0 />
            <form class="form card" onsubmit={send.clone()} novalidate=true>
                { summary(words, form) }
                <ProblemNote problem={problem.clone()} />
                <div class="group">
                    <p>{ words.say(say::READ_BOTH) }</p>
                    <Document name="terms" version={TERMS_VERSION} title={words.say(say::TERMS)} />
                    <Document name="privacy" version={PRIVACY_VERSION} title={words.say(say::PRIVACY)} />
                    <Checkbox {ticked}><b>{ words.say(say::CONSENT) }</b></Checkbox>
                </div>
                <div class="group">
                    { email_fields(words, form) }
                    <p class="note">{ words.say(say::MAIL_WILL_COME) }</p>
                </div>
                // Whoever comes back later finds the help here.
                <details class="little">
                    <summary>{ words.say(say::LOST_TITLE) }</summary>
                    <ul>
                        <li>{ words.say(say::LOST_ANEW) }</li>
                        <li>{ words.say(say::LOST_SPAM) }</li>
                    </ul>
                </details>
                <div class="buttons">
                    <Submit text={words.say(say::SEND)} {busy} />
                    <Here to={Route::Start} class="button quiet">{ words.say(say::BACK_TO_SIGN_IN) }</Here>
                </div>
            </form>
        </Page>
    }
}

fn sent_page(
    words: Words,
    form: &Form<RegistrationStart>,
    problem: &Option<Problem>,
    busy: bool,
    send: &Callback<SubmitEvent>,
    email: &str,
    started: &RegistrationStarted,
) -> Html {
    html! {
        <Page key="sent" title={words.say(say::SENT_TITLE)} narrow=true>
            <Steps at=1 />
            <section class="card stack">
                <p><b>{ words.fill(say::SENT_TO, &[("email", &email)]) }</b></p>
                <p>{ words.fill(say::SENT_OPEN, &[("hours", &started.valid_hours)]) }</p>
                <p><Here to={Route::Start} class="button quiet">{ words.say(say::BACK_TO_SIGN_IN) }</Here></p>
            </section>
            <section class="card stack">
                <h2>{ words.say(say::LOST_TITLE) }</h2>
                <ul>
                    <li>{ words.say(say::LOST_ADDRESS) }</li>
                    <li>{ words.fill(say::LOST_DOMAIN, &[("domain", &started.sender_domain)]) }</li>
                    <li>{ words.say(say::LOST_SPAM) }</li>
                    <li>{ words.fill(say::LOST_LIMIT, &[("mails", &started.mails_an_hour)]) }</li>
                </ul>
                <form class="form" onsubmit={send.clone()} novalidate=true>
                    { summary(words, form) }
                    <ProblemNote problem={problem.clone()} />
                    { email_fields(words, form) }
                    <div class="buttons"><Submit text={words.say(say::SEND_AGAIN)} {busy} /></div>
                </form>
            </section>
        </Page>
    }
}
